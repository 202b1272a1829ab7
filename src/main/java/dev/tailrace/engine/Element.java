package dev.tailrace.engine;

import dev.tailrace.data.Batch;

/** What travels through a ring, in order. */
sealed interface Element {
    /**
     * Rows; the batch is retained by the ring until its reader has passed it on.
     *
     * @param port output port of the source that gave them; 0 between two tasks, where each wire has its own ring
     * @param bytes about
     */
    record Rows(int port, Batch batch, long bytes) implements Element {}

    /** Event time has reached this many milliseconds of the epoch; never {@link Long#MAX_VALUE}, which is the end. */
    record Watermark(long millis) implements Element {}

    /** Signals without content. */
    enum Signal implements Element {
        /** Watermarks do not wait for this input until it speaks again. */
        IDLE,
        /** The last element: the input has ended, and its watermark with it. */
        END
    }
}
