package dev.tailrace.engine;

/**
 * How long a thread of a run has worked and waited. Written by the thread, read by any; waiting that goes on is counted
 * up to the moment of reading.
 */
final class ThreadMeter {
    /** What a thread waits for. */
    enum Wait {
        /** Rows. */
        IDLE,
        /** Room in a ring. */
        BLOCKED
    }

    /** A reading, in nanoseconds. */
    record Reading(long idle, long blocked) {}

    private long idleNanos;
    private long blockedNanos;
    private boolean waiting;
    private Wait kind = Wait.IDLE;
    private long since;

    // Waits are rare where there is much to do, so a lock costs nothing here and keeps the four fields consistent.

    synchronized void beginWait(Wait newKind) {
        waiting = true;
        kind = newKind;
        since = System.nanoTime();
    }

    synchronized void endWait() {
        long nanos = System.nanoTime() - since;
        waiting = false;
        if (kind == Wait.IDLE) {
            idleNanos += nanos;
        } else {
            blockedNanos += nanos;
        }
    }

    /** Time spent in a call that turned out to be waiting. */
    synchronized void addIdle(long nanos) {
        idleNanos += nanos;
    }

    synchronized Reading read() {
        long going = waiting ? System.nanoTime() - since : 0;
        return new Reading(
                idleNanos + (kind == Wait.IDLE ? going : 0), blockedNanos + (kind == Wait.BLOCKED ? going : 0));
    }

    /** All waiting so far. Only on the thread itself, which alone writes the fields: so without a lock. */
    long waitedNanos() {
        return idleNanos + blockedNanos;
    }
}
