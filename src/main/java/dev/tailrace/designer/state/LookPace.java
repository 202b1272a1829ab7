package dev.tailrace.designer.state;

import dev.tailrace.runtime.StateLook.Seen;
import java.util.concurrent.TimeUnit;

/** How often a node is looked at: a few times a second, but never for more than a fiftieth of its time. */
final class LookPace {
    /** In place of a time: not before somebody asks. */
    static final long WHEN_ASKED = Long.MAX_VALUE;

    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long SHARE = 50;

    private LookPace() {}

    /** Nanoseconds from a look to the next one, or {@link #WHEN_ASKED}: what is looked at slowly stands still. */
    static long nanosToNext(Seen seen) {
        if (seen.ended()) {
            return WHEN_ASKED;
        }
        long pause = Math.max(SHORTEST_NANOS, seen.pauseNanos() * SHARE);
        return pause > LONGEST_NANOS ? WHEN_ASKED : pause;
    }
}
