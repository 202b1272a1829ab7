package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.pen.Typefaces;
import java.util.List;
import javafx.scene.canvas.Canvas;

/** The labels that stand at the wires of a canvas now: placed anew when they are stale, else left where they are. */
final class Labels {
    private static final long EVERY_NANOS = 250_000_000L;

    /** Beyond the visible part, what may have a label that reaches into it, in pixels. */
    private static final double BEYOND = 160;

    private final Canvas canvas;
    private final Pills pills;
    private List<Pills.Pill> placed = List.of();
    private boolean stale = true;
    private long nanos;

    Labels(Canvas canvas, Typefaces faces) {
        this.canvas = canvas;
        this.pills = new Pills(faces);
    }

    /** Where labels are now. */
    List<Pills.Pill> placed() {
        return placed;
    }

    /** They are placed anew when the whole canvas is painted next. */
    void setStale() {
        stale = true;
    }

    void setStaleIf(boolean isStale) {
        stale |= isStale;
    }

    /** Whether it is time to tell other figures: a number that changes all the time cannot be read. */
    boolean areDue() {
        return System.nanoTime() - nanos >= EVERY_NANOS;
    }

    /** A scene with its labels. */
    Scene on(Scene unlabelled, Viewport viewport) {
        if (stale || unlabelled.overlay().isMoving()) {
            place(unlabelled, viewport);
        }
        return unlabelled.withPills(placed);
    }

    /** A scene with labels that are all placed anew. */
    Scene newOn(Scene unlabelled, Viewport viewport) {
        place(unlabelled, viewport);
        return unlabelled.withPills(placed);
    }

    /** A scene with the labels that there are, and those that come into view in their places. */
    Scene moreOn(Scene scene, Viewport viewport) {
        placed = place(scene, viewport, placed);
        return scene.withPills(placed);
    }

    private void place(Scene scene, Viewport viewport) {
        placed = place(scene, viewport, List.of());
        nanos = System.nanoTime();
        stale = false;
    }

    private List<Pills.Pill> place(Scene scene, Viewport viewport, List<Pills.Pill> kept) {
        return pills.place(
                scene.model(),
                scene.picture(),
                scene.notes(),
                viewport.zoom(),
                viewport.visible(canvas.getWidth(), canvas.getHeight()).grown(BEYOND / viewport.zoom()),
                System.nanoTime(),
                kept);
    }
}
