package dev.tailrace.engine;

import dev.tailrace.data.Batch;

/** Takes what travels on a wire. Single-threaded. */
interface Receiver {
    /** @param batch at least one row; lent */
    void rows(Batch batch);

    /** @param millis of the epoch, higher than the one before, lower than {@link Long#MAX_VALUE} */
    void watermark(long millis);

    /** Watermarks are not to wait for this wire until it speaks again. */
    void idle();

    /** The last row has passed, and the last watermark with it. */
    void end();
}
