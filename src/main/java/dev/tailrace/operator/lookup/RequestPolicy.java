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
 * @param retryDelay between a failure and the next attempt
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
        Duration cacheTime) {}
