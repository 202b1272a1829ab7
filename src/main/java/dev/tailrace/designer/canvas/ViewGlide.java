package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Viewport;
import org.jspecify.annotations.Nullable;

/** The view on its way to another part of the canvas. For one thread. */
final class ViewGlide {
    private static final double SECONDS = 0.24;

    private @Nullable Viewport from;
    private Viewport to = Viewport.START;
    private long start;

    /** @param nanoTime now, of {@link System#nanoTime()} */
    void begin(Viewport now, Viewport wanted, long nanoTime) {
        from = now;
        to = wanted;
        start = nanoTime;
    }

    void end() {
        from = null;
    }

    boolean isUnderWay() {
        return from != null;
    }

    /** Where the view will be when it is there, as long as it is under way. */
    Viewport destination() {
        return to;
    }

    /** Where the view is now, or null if it is not under way; the last step is the destination. */
    @Nullable
    Viewport step(long nanoTime) {
        Viewport began = from;
        if (began == null) {
            return null;
        }
        double share = (nanoTime - start) / 1e9 / SECONDS;
        if (share >= 1) {
            from = null;
            return to;
        }
        double left = 1 - share;
        return began.towards(to, 1 - left * left * left);
    }
}
