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
 * Panning and zooming without painting all: a picture of the canvas is kept, and while nothing but the view moves, it is
 * shown moved by whole pixels, or scaled where a drawing has so many parts that painting them takes longer than a frame,
 * and only what came into view is painted beside it. Live labels and dashes stand still meanwhile; whoever paints paints
 * all of it once the view rests. On the JavaFX thread.
 */
final class KeptPicture {
    /** Share of the canvas that may be new before another picture is taken. */
    private static final double MOST_NEW = 0.12;

    /** Beyond this share nothing is gained by keeping the rest. */
    private static final double TOO_NEW = 0.5;

    /** A picture that is scaled more than so is too coarse to go by. */
    private static final double MOST_SCALED = 1.5;

    /** From so many nodes and wires on a drawing is scaled while it is zoomed. */
    private static final int MANY_PARTS = 400;

    private static final double WHOLE = 1e-6;

    private final Canvas canvas;
    private @Nullable WritableImage image;
    private Viewport taken = Viewport.START;
    private @Nullable Scene painted;
    private @Nullable Colours colours;
    private Viewport last = Viewport.START;
    private double width;
    private double height;

    KeptPicture(Canvas canvas) {
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
        if (!isWhole(scale)) {
            return false;
        }
        return viewport.zoom() == last.zoom() && (image == null || taken.zoom() == last.zoom())
                ? panTo(viewport, scale)
                : zoomTo(viewport, scale);
    }

    private boolean panTo(Viewport viewport, double scale) {
        if (!isWhole(viewport.dx() - last.dx())
                || !isWhole(viewport.dy() - last.dy())
                || newShare(last, viewport) > TOO_NEW) {
            return false;
        }
        if (image == null || newShare(taken, viewport) > MOST_NEW) {
            take(scale);
        }
        last = viewport;
        return true;
    }

    private boolean zoomTo(Viewport viewport, double scale) {
        Scene scene = painted;
        if (scene == null
                || scene.model().nodes().size() + scene.model().wires().size() < MANY_PARTS) {
            return false;
        }
        Viewport from = image == null ? last : taken;
        double scaled = viewport.zoom() / from.zoom();
        if (scaled > MOST_SCALED || scaled < 1 / MOST_SCALED || newShare(from, viewport) > TOO_NEW) {
            return false;
        }
        if (image == null) {
            take(scale);
        }
        last = viewport;
        return true;
    }

    /** Keeps what the canvas shows. */
    private void take(double scale) {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(scale, scale));
        image = canvas.snapshot(parameters, null);
        taken = last;
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
        double scaled = viewport.zoom() / taken.zoom();
        double x = viewport.dx() - taken.dx() * scaled;
        double y = viewport.dy() - taken.dy() * scaled;
        canvas.getGraphicsContext2D()
                .drawImage(
                        image,
                        scaled == 1 ? Math.rint(x) : x,
                        scaled == 1 ? Math.rint(y) : y,
                        width * scaled,
                        height * scaled);
    }

    /** Share of what one view shows that another did not. */
    private double newShare(Viewport from, Viewport to) {
        Box before = from.visible(width, height);
        Box now = to.visible(width, height);
        double x = Math.min(before.right(), now.right()) - Math.max(before.x(), now.x());
        double y = Math.min(before.bottom(), now.bottom()) - Math.max(before.y(), now.y());
        return x <= 0 || y <= 0 ? 1 : 1 - x * y / Math.max(1, now.width() * now.height());
    }

    private double outputScale() {
        return canvas.getScene() == null ? 1 : canvas.getScene().getWindow().getOutputScaleX();
    }

    private static boolean isWhole(double value) {
        return Math.abs(value - Math.rint(value)) < WHOLE;
    }
}
