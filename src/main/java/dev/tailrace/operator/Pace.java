package dev.tailrace.operator;

/**
 * When a source may emit its next rows, so that it keeps a rate. Single-threaded.
 *
 * <p>Every row has its time since the first was asked for, so that waiting too long once does not lower the rate, and
 * the rate does not drift. At high rates rows are let through some milliseconds at a time.
 */
public final class Pace {
    private static final double NANOS_PER_SECOND = 1e9;
    /** The longest time that rows wait for others to come with them. */
    private static final double SECONDS_TOGETHER = 0.005;

    private final double rowsPerSecond;
    private final int together;
    private long startNanos;
    private boolean started;
    private long taken;

    /** @param rowsPerSecond 0 for as fast as possible */
    public Pace(double rowsPerSecond) {
        this.rowsPerSecond = rowsPerSecond;
        this.together = (int) Math.max(1, rowsPerSecond * SECONDS_TOGETHER);
    }

    /** How many rows may be emitted now. */
    public long allowance() {
        if (rowsPerSecond == 0) {
            return Long.MAX_VALUE;
        }
        long now = System.nanoTime();
        if (!started) {
            started = true;
            startNanos = now;
        }
        return 1 + (long) ((now - startNanos) * (rowsPerSecond / NANOS_PER_SECOND)) - taken;
    }

    /** That many rows have been emitted. */
    public void took(long rows) {
        taken += rows;
    }

    /** The time of the clock ({@link System#nanoTime()}) at which the next rows may be emitted, once none may now. */
    public long nextNanos() {
        return startNanos + (long) ((taken + together - 1) * (NANOS_PER_SECOND / rowsPerSecond));
    }

    /** Begins anew, as after a seek. */
    public void restart() {
        started = false;
        taken = 0;
    }
}
