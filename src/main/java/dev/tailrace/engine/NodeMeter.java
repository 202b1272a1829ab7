package dev.tailrace.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Counters of a node, or of one partition of a source. Written by its thread, read by any. */
final class NodeMeter {
    private static final VarHandle BUSY = handle("busyNanos", long.class);
    private static final VarHandle ERRORS = handle("errors", long.class);
    private static final VarHandle LATE = handle("late", long.class);
    private static final VarHandle STATE_ROWS = handle("stateRows", long.class);
    private static final VarHandle PROGRESS = handle("progress", double.class);

    private long busyNanos;
    private long errors;
    private long late;
    private long stateRows;
    private double progress = -1;

    /** Nanoseconds in the element being timed; see {@link Stopwatch}. */
    long timedNanos;

    /** Nanoseconds in the elements of late, as far as known, fading; see {@link Stopwatch}. */
    double recentNanos;

    void addBusy(long nanos) {
        BUSY.setOpaque(this, busyNanos + nanos);
    }

    void addErrors(long rows) {
        ERRORS.setOpaque(this, errors + rows);
    }

    void addLate(long rows) {
        LATE.setOpaque(this, late + rows);
    }

    void setStateRows(long rows) {
        STATE_ROWS.setOpaque(this, rows);
    }

    void setProgress(double newProgress) {
        PROGRESS.setOpaque(this, newProgress);
    }

    long busyNanos() {
        return (long) BUSY.getOpaque(this);
    }

    long errors() {
        return (long) ERRORS.getOpaque(this);
    }

    long late() {
        return (long) LATE.getOpaque(this);
    }

    long stateRows() {
        return (long) STATE_ROWS.getOpaque(this);
    }

    /** 0 to 1, or -1. */
    double progress() {
        return (double) PROGRESS.getOpaque(this);
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(NodeMeter.class, field, type);
        } catch (ReflectiveOperationException absent) {
            throw new LinkageError(field, absent);
        }
    }
}
