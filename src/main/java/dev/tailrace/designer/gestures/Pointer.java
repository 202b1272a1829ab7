package dev.tailrace.designer.gestures;

import dev.tailrace.designer.geometry.Viewport;

/**
 * Where the pointer is.
 *
 * @param screenX in pixels of the pane
 * @param x in canvas units
 */
public record Pointer(double screenX, double screenY, double x, double y, boolean shift, boolean control, boolean alt) {
    /** Pixels within which a press is a click. */
    private static final double CLICK = 4;

    /** Without keys held. */
    public static Pointer at(double screenX, double screenY, Viewport viewport) {
        return at(screenX, screenY, viewport, false, false, false);
    }

    public static Pointer at(
            double screenX, double screenY, Viewport viewport, boolean shift, boolean control, boolean alt) {
        return new Pointer(
                screenX, screenY, viewport.toCanvasX(screenX), viewport.toCanvasY(screenY), shift, control, alt);
    }

    /** Whether it is so near to where it was pressed that this is a click and no drag. */
    boolean isClickFrom(Pointer pressed) {
        return Math.hypot(screenX - pressed.screenX, screenY - pressed.screenY) < CLICK;
    }
}
