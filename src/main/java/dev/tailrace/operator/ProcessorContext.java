package dev.tailrace.operator;

import java.util.function.Consumer;

/** What a running transform may ask of its runtime. */
public interface ProcessorContext extends NodeContext {
    /** Asks for {@link Processor#eventTimer} once the watermark has reached the time. Timers are not in snapshots. */
    void atEventTime(long millis);

    /** Asks for {@link Processor#processingTimer} once the clock has reached the time. Timers are not in snapshots. */
    void atProcessingTime(long millis);

    /**
     * Runs something on the node's thread, between two calls, with the node's outlet; may be called from any thread. Does
     * nothing after the node has ended.
     */
    void onThisThread(Consumer<Outlet> completion);
}
