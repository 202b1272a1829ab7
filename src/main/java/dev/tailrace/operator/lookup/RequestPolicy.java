package dev.tailrace.operator.lookup;

import java.time.Duration;

/**
 * How a table is asked.
 *
 * @param maxRequests how many are on their way at a time
 * @param maxKeys of one request
 * @param maxWaitingRows once so many rows wait for answers, no more are read
 * @param timeout how long an answer may take
 * @param attempts how often keys are asked for before their rows fail, at least 1
 * @param retryDelay between the first failure and the next attempt; twice as long after each further one, up to
 *     {@link #LONGEST_DELAY}
 * @param keepsOrder whether rows leave in the order in which they came; otherwise as they are answered, between one
 *     watermark and the next
 * @param cachedKeys how many keys that no row waits for are remembered with what was found; those used last stay
 * @param cacheTime how long an answer is good for later rows
 */
public record RequestPolicy(
        int maxRequests,
        int maxKeys,
        int maxWaitingRows,
        Duration timeout,
        int attempts,
        Duration retryDelay,
        boolean keepsOrder,
        int cachedKeys,
        Duration cacheTime) {
    /** Or {@link #retryDelay} itself, if that is longer. */
    public static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    /** How long to wait once so many attempts have failed, at least 1. */
    long delayMillis(int failures) {
        long longest = Math.max(retryDelay.toMillis(), LONGEST_DELAY.toMillis());
        long delay = retryDelay.toMillis();
        for (int i = 1; i < failures && delay < longest; i++) {
            delay *= 2;
        }
        return Math.min(delay, longest);
    }
}
