package dev.tailrace.sdk;

/**
 * A time at which a function wanted to be called for a key.
 *
 * @param millis of the epoch
 */
public record Timer(Kind kind, long millis) {
    /** By which clock. */
    public enum Kind {
        EVENT_TIME,
        PROCESSING_TIME
    }
}
