package dev.tailrace.engine;

import java.util.Arrays;

/**
 * Combines the watermarks of a node's wires: the minimum over those that have neither ended nor gone idle. Never goes
 * back: a wire that comes back from being idle holds the combined one where it is.
 */
final class InputWatermarks {
    private final long[] millis;
    private final boolean[] idle;
    private long combined = Long.MIN_VALUE;

    InputWatermarks(int wires) {
        millis = new long[wires];
        idle = new boolean[wires];
        Arrays.fill(millis, Long.MIN_VALUE);
    }

    /** {@link Long#MAX_VALUE} once all wires have ended. */
    long combined() {
        return combined;
    }

    /** The wire has spoken; whether the combined watermark has risen. */
    boolean advance(int wire, long newMillis) {
        idle[wire] = false;
        millis[wire] = Math.max(millis[wire], newMillis);
        return combine();
    }

    /** A row has come: the wire counts again. */
    void awake(int wire) {
        idle[wire] = false;
    }

    /** The wire does not count for now; whether the combined watermark has risen. */
    boolean idle(int wire) {
        idle[wire] = true;
        return combine();
    }

    /** The wire counts no more; whether the combined watermark has risen. */
    boolean end(int wire) {
        return advance(wire, Long.MAX_VALUE);
    }

    boolean allIdle() {
        for (int wire = 0; wire < idle.length; wire++) {
            if (!idle[wire] && millis[wire] != Long.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /** The watermark of each wire, {@link Long#MAX_VALUE} where it has ended; for a checkpoint. */
    long[] perWire() {
        return millis.clone();
    }

    /** Goes on from {@link #perWire()}, without telling anybody. */
    void resume(long[] perWire) {
        System.arraycopy(perWire, 0, millis, 0, millis.length);
        combine();
    }

    private boolean combine() {
        long least = Long.MAX_VALUE;
        boolean any = false;
        for (int wire = 0; wire < millis.length; wire++) {
            if (!idle[wire]) {
                least = Math.min(least, millis[wire]);
                any = true;
            }
        }
        // The end counts only when it is that of all wires: an idle one may still bring rows.
        if (!any || least <= combined || (least == Long.MAX_VALUE && !allEnded())) {
            return false;
        }
        combined = least;
        return true;
    }

    private boolean allEnded() {
        for (long wire : millis) {
            if (wire != Long.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }
}
