package dev.tailrace.designer.gestures;

import dev.tailrace.designer.geometry.Viewport;

/** The wheel: with Ctrl it zooms about the pointer, otherwise it moves the canvas; Shift turns it sideways. */
public final class ZoomAtPointer {
    /** Pixels of a notch of a common wheel. */
    private static final double NOTCH = 40;

    private ZoomAtPointer() {}

    /** @param deltaX how far it was turned, in pixels; positive moves the canvas to the right */
    public static Viewport wheel(Viewport viewport, Pointer pointer, double deltaX, double deltaY) {
        if (pointer.control()) {
            return viewport.zoomed(Math.pow(Viewport.STEP, deltaY / NOTCH), pointer.screenX(), pointer.screenY());
        }
        boolean sideways = pointer.shift() && deltaX == 0;
        return viewport.panned(sideways ? deltaY : deltaX, sideways ? 0 : deltaY);
    }

    /** Two fingers. */
    public static Viewport pinch(Viewport viewport, Pointer pointer, double factor) {
        return viewport.zoomed(factor, pointer.screenX(), pointer.screenY());
    }
}
