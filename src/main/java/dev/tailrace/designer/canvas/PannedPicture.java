package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.pen.Colours;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import org.jspecify.annotations.Nullable;

/**
 * Panning without painting all: a picture of the canvas is kept, and while nothing but the view moves, by whole pixels,
 * it is shown moved and only what came into view is painted beside it. Live labels and dashes stand still meanwhile;
 * whoever paints paints all of it once the view rests. On the JavaFX thread.
 */
final class PannedPicture {
    /** Share of the canvas that may be new before another picture is taken. */
    private static final double MOST_NEW = 0.12;

    /** Beyond this share nothing is gained by keeping the rest. */
    private static final double TOO_NEW = 0.5;

    private static final double WHOLE = 1e-6;

    private final Canvas canvas;
    private @Nullable WritableImage image;
    private Viewport taken = Viewport.START;
    private @Nullable Scene painted;
    private @Nullable Colours colours;
    private Viewport last = Viewport.START;
    private double width;
    private double height;

    PannedPicture(Canvas canvas) {
        this.canvas = canvas;
    }

    /** The canvas shows this now, all of it painted. */
    void painted(Scene scene, Colours inks, Viewport viewport) {
        image = null;
        painted = scene;
        colours = inks;
        last = viewport;
        width = canvas.getWidth();
        height = canvas.getHeight();
    }

    /** The scene as it was painted last, or null if the canvas was never painted. */
    @Nullable
    Scene scene() {
        return painted;
    }

    /** What is painted is no longer right. */
    void forget() {
        painted = null;
        image = null;
    }

    /** Whether a scene looks as the painted one does, but for what a run tells. */
    boolean shows(Scene scene, Colours inks) {
        Scene before = painted;
        return before != null
                && inks == colours
                && canvas.getWidth() == width
                && canvas.getHeight() == height
                && scene.model().looksAs(before.model())
                && scene.zone().equals(before.zone())
                && scene.views() == before.views()
                && (scene.picture() == null) == (before.picture() == null)
                && scene.hover().equals(before.hover())
                && scene.selection().equals(before.selection())
                && Objects.equals(scene.focused(), before.focused())
                && scene.overlay().equals(before.overlay())
                && scene.fresh().isEmpty()
                && before.fresh().isEmpty()
                && scene.tested().equals(before.tested())
                && scene.pins().equals(before.pins())
                && scene.notes().equals(before.notes());
    }

    boolean isAt(Viewport viewport) {
        return viewport.equals(last);
    }

    /** Whether the view is this one, and all of it was painted for it. */
    boolean isWholeAt(Viewport viewport) {
        return image == null && isAt(viewport);
    }

    /**
     * Makes ready for a frame that shows the painted scene elsewhere.
     *
     * @return whether that can be done; all has to be painted otherwise
     */
    boolean moveTo(Viewport viewport) {
        double scale = outputScale();
        if (viewport.zoom() != last.zoom()
                || !isWhole(viewport.dx() - last.dx())
                || !isWhole(viewport.dy() - last.dy())
                || !isWhole(scale)
                || share(last, viewport) > TOO_NEW) {
            return false;
        }
        if (image == null || share(taken, viewport) > MOST_NEW) {
            SnapshotParameters parameters = new SnapshotParameters();
            parameters.setTransform(Transform.scale(scale, scale));
            image = canvas.snapshot(parameters, null);
            taken = last;
        }
        last = viewport;
        return true;
    }

    /** What the kept picture does not cover, as a choice of things on the canvas that have to be painted. */
    Predicate<Box> uncovered(Viewport viewport, double border) {
        Box now = viewport.visible(width, height);
        Box kept = taken.visible(width, height);
        List<Box> strips = new ArrayList<>();
        if (kept.x() > now.x()) {
            strips.add(new Box(now.x(), now.y(), kept.x() - now.x(), now.height()).grown(border));
        }
        if (kept.right() < now.right()) {
            strips.add(new Box(kept.right(), now.y(), now.right() - kept.right(), now.height()).grown(border));
        }
        if (kept.y() > now.y()) {
            strips.add(new Box(now.x(), now.y(), now.width(), kept.y() - now.y()).grown(border));
        }
        if (kept.bottom() < now.bottom()) {
            strips.add(new Box(now.x(), kept.bottom(), now.width(), now.bottom() - kept.bottom()).grown(border));
        }
        return box -> {
            for (Box strip : strips) {
                if (strip.meets(box)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Lays the kept picture over what was painted. */
    void draw(Viewport viewport) {
        canvas.getGraphicsContext2D()
                .drawImage(
                        image,
                        Math.rint(viewport.dx() - taken.dx()),
                        Math.rint(viewport.dy() - taken.dy()),
                        width,
                        height);
    }

    private double share(Viewport from, Viewport to) {
        double x = Math.min(1, Math.abs(to.dx() - from.dx()) / Math.max(1, width));
        double y = Math.min(1, Math.abs(to.dy() - from.dy()) / Math.max(1, height));
        return x + y - x * y;
    }

    private double outputScale() {
        return canvas.getScene() == null ? 1 : canvas.getScene().getWindow().getOutputScaleX();
    }

    private static boolean isWhole(double value) {
        return Math.abs(value - Math.rint(value)) < WHOLE;
    }
}
