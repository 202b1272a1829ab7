package dev.tailrace.runtime;

import dev.tailrace.model.Wire;
import java.time.Duration;
import java.util.Map;

/**
 * How to run, apart from what.
 *
 * @param batchRows rows at which sources close a batch, 1 to 1,024; the results do not depend on it
 * @param linger how long a partly filled batch may wait for more rows
 * @param breakpoints set before the first row; see {@link Breakpoints} for later ones
 */
public record RunOptions(int batchRows, Duration linger, Map<Wire, Breakpoint> breakpoints) {
    public static final RunOptions DEFAULT = new RunOptions(1024, Duration.ofMillis(5));

    public RunOptions {
        breakpoints = Map.copyOf(breakpoints);
    }

    public RunOptions(int batchRows, Duration linger) {
        this(batchRows, linger, Map.of());
    }

    public RunOptions withBreakpoints(Map<Wire, Breakpoint> newBreakpoints) {
        return new RunOptions(batchRows, linger, newBreakpoints);
    }
}
