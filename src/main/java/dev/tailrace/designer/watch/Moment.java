package dev.tailrace.designer.watch;

import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Telemetry;

/**
 * A reading, with what has to be known besides its counters to see the run as it was then. Immutable; nobody writes to its
 * array.
 *
 * @param quietSinceNanos since when nothing has moved on each wire, in the order of the pipeline's wires
 * @param sourceRows of all sources together, since the start
 * @param errors rows that have failed, since the start
 */
record Moment(Telemetry telemetry, Run.State state, long[] quietSinceNanos, long sourceRows, long errors) {
    long nanoTime() {
        return telemetry.nanoTime();
    }

    /** Whether nothing stalls, since somebody has brought the run to rest. */
    boolean isAtRest() {
        return state == Run.State.PAUSED || state == Run.State.HELD;
    }
}
