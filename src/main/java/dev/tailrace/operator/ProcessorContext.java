package dev.tailrace.operator;

/** What a running transform may ask of its runtime. */
public interface ProcessorContext extends NodeContext {
    /** Asks for {@link Processor#eventTimer} once the watermark has reached the time. Timers are not in snapshots. */
    void atEventTime(long millis);

    /** Asks for {@link Processor#processingTimer} once the clock has reached the time. Timers are not in snapshots. */
    void atProcessingTime(long millis);

    /** Runs something on the node's thread, between two calls; may be called from any thread. */
    void onThisThread(Runnable completion);
}
