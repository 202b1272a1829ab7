package dev.tailrace.sdk;

import org.jspecify.annotations.Nullable;

/** What a function may ask about the key whose row or timer is being processed. Times are milliseconds of the epoch. */
public interface KeyContext {
    /**
     * The key's value in one of the columns of the key.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    @Nullable
    Object key(String column);

    /** The watermark: no row of an earlier time is expected. {@link Long#MIN_VALUE} before the first. */
    long watermarkMillis();

    /** The clock. */
    long nowMillis();

    /** Asks for {@link ProcessFunction#onTimer} once the watermark has reached the time; the same time counts once. */
    void atEventTime(long millis);

    void cancelEventTime(long millis);

    /** Asks for {@link ProcessFunction#onTimer} once the clock has reached the time; the same time counts once. */
    void atProcessingTime(long millis);

    void cancelProcessingTime(long millis);
}
