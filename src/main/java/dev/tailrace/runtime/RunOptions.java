package dev.tailrace.runtime;

import java.time.Duration;

/**
 * How to run, apart from what.
 *
 * @param batchRows rows at which sources close a batch, 1 to 1,024; the results do not depend on it
 * @param linger how long a partly filled batch may wait for more rows
 */
public record RunOptions(int batchRows, Duration linger) {
    public static final RunOptions DEFAULT = new RunOptions(1024, Duration.ofMillis(5));
}
