package dev.tailrace.designer;

import java.util.function.LongSupplier;

/**
 * Work that is asked for in bursts: done soon after it was asked for, but again only after a while, once for all that was
 * asked meanwhile. What was asked for last is never left out. For one thread.
 */
final class Paced {
    /** Runs something on the same thread, after a while. */
    interface Later {
        void run(Runnable work, long nanos);
    }

    private final long leastNanos;
    private final LongSupplier nanoTime;
    private final Later later;
    private final Runnable work;
    private boolean waiting;
    private boolean begun;
    private long doneNanos;

    /**
     * @param leastNanos from one time to the next
     * @param nanoTime as of {@link System#nanoTime()}
     */
    Paced(long leastNanos, LongSupplier nanoTime, Later later, Runnable work) {
        this.leastNanos = leastNanos;
        this.nanoTime = nanoTime;
        this.later = later;
        this.work = work;
    }

    void ask() {
        if (!waiting) {
            waiting = true;
            long passed = nanoTime.getAsLong() - doneNanos;
            later.run(this::doIt, begun ? Math.max(0, leastNanos - passed) : 0);
        }
    }

    /** Does at once what still waits to be done, as before everything ends. */
    void hurry() {
        doIt();
    }

    private void doIt() {
        if (!waiting) {
            return;
        }
        waiting = false;
        begun = true;
        doneNanos = nanoTime.getAsLong();
        work.run();
    }
}
