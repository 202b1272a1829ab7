package dev.tailrace.operator;

import dev.tailrace.data.Batch;

/** Where an operator's output goes. Used only on the thread that called the operator, only during the call. */
public interface Outlet {
    /**
     * Sends rows to an output; does nothing where the port is not wired. May block while readers are full.
     *
     * @param port index among the operator's output ports
     * @param batch lent: the receiver retains it if it keeps it
     */
    void emit(int port, Batch batch);

    /**
     * Sends a watermark to all outputs: no row with an event time at or before it follows, apart from late rows.
     *
     * @param millis of the epoch, higher than the one before
     */
    void watermark(long millis);

    /**
     * Says that watermarks are not to wait for the outputs until they speak again. By the clock, so outside what is the
     * same on both runtimes: only when rows leave changes, and what is late.
     */
    default void idle() {}
}
