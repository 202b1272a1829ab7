package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.pen.Colours;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.transform.Transform;
import org.jspecify.annotations.Nullable;

/**
 * Panning and zooming without painting all: a picture of the canvas is kept, and while nothing but the view moves, it is
 * shown moved by whole pixels, or scaled where a drawing has so many parts that painting them takes longer than a frame,
 * and only what came into view is painted beside it. Where much comes into view, as one looks from farther and farther
 * away, a picture is taken of more than is seen. Live labels and dashes stand still in it; whoever paints paints all of it
 * when there are new figures, and once the view rests. On the JavaFX thread.
 */
final class KeptPicture {
    /** Beyond this share of a step nothing is gained by keeping the rest. */
    private static final double TOO_NEW = 0.5;

    /** A picture that is scaled more than so is too coarse to go by. */
    private static final double MOST_SCALED = 1.5;

    /** Share of the canvas that is painted beside a scaled picture in each frame. */
    private static final double MOST_BESIDE = 0.2;

    /** How much farther away one looks in a picture that shows more than is seen. */
    private static final double WIDER = 1.3;

    /** From so many nodes and wires on a drawing is scaled while it is zoomed. */
    private static final int MANY_PARTS = 400;

    private static final double WHOLE = 1e-6;

    private final Canvas canvas;
    private final Outskirts.Painting painting;
    private final Outskirts outskirts;
    private final boolean isSoftware = !Platform.isSupported(ConditionalFeature.SCENE3D);
    private @Nullable WritableImage image;
    private @Nullable ScaledPicture scaling;
    private boolean isLoaded;
    private boolean hasty;
    private Viewport taken = Viewport.START;
    private @Nullable Scene painted;
    private @Nullable Colours colours;
    private Viewport last = Viewport.START;
    private Viewport home = Viewport.START;
    private double width;
    private double height;

    KeptPicture(Canvas canvas, Outskirts.Painting painting) {
        this.canvas = canvas;
        this.painting = painting;
        this.outskirts = new Outskirts(canvas, painting);
    }

    /** The canvas with what lies around it. */
    Region view() {
        return outskirts.view();
    }

    /**
     * The canvas shows this now, all of it painted.
     *
     * @param hastily so that it has to be painted once more when the view rests
     */
    void painted(Scene scene, Colours inks, Viewport viewport, boolean hastily) {
        image = null;
        hasty = hastily;
        painted = scene;
        colours = inks;
        last = viewport;
        home = viewport;
        outskirts.leave(scene);
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
        scaling = null;
    }

    /** Whether a scene looks as the painted one does, but for what a run tells. */
    boolean shows(Scene scene, Colours inks) {
        Scene before = painted;
        return before != null
                && isLike(scene, inks)
                && scene.model().looksAs(before.model())
                && scene.notes().equals(before.notes());
    }

    /** Whether a scene looks as the painted one does, but for nodes, wires and what stands at them. */
    boolean isLike(Scene scene, Colours inks) {
        Scene before = painted;
        return before != null
                && inks == colours
                && canvas.getWidth() == width
                && canvas.getHeight() == height
                && scene.zone().equals(before.zone())
                && (scene.picture() == null) == (before.picture() == null)
                && haveSameViews(scene, before)
                && scene.hover().equals(before.hover())
                && scene.selection().equals(before.selection())
                && Objects.equals(scene.focused(), before.focused())
                && scene.overlay().equals(before.overlay())
                && scene.fresh().isEmpty()
                && before.fresh().isEmpty()
                && scene.tested().equals(before.tested())
                && scene.pins().equals(before.pins());
    }

    /** What sinks show while something runs is told by the run, as its figures are. */
    private static boolean haveSameViews(Scene one, Scene other) {
        return one.picture() == null
                ? one.views() == other.views()
                : one.views().keySet().equals(other.views().keySet());
    }

    boolean isAt(Viewport viewport) {
        return viewport.equals(last);
    }

    /** Whether the view is this one, and all of it was painted for it, as well as can be. */
    boolean isWholeAt(Viewport viewport) {
        return image == null && !hasty && isAt(viewport) && viewport.equals(home);
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
        return viewport.zoom() == last.zoom() && image == null ? panTo(viewport) : zoomTo(viewport, scale);
    }

    private boolean panTo(Viewport viewport) {
        Scene scene = painted;
        if (scene == null
                || !isWhole(viewport.dx() - last.dx())
                || !isWhole(viewport.dy() - last.dy())
                || newShare(last, viewport) > TOO_NEW) {
            return false;
        }
        last = viewport;
        return true;
    }

    private boolean zoomTo(Viewport viewport, double scale) {
        Scene scene = painted;
        boolean isAway = image == null && !last.equals(home);
        if (scene == null
                || isAway
                || scene.model().nodes().size() + scene.model().wires().size() < MANY_PARTS) {
            return false;
        }
        Viewport from = image == null ? last : taken;
        double scaled = viewport.zoom() / from.zoom();
        boolean covers = newShare(from, viewport) <= MOST_BESIDE;
        if (covers && scaled <= MOST_SCALED && scaled >= 1 / MOST_SCALED) {
            if (image == null) {
                take(canvas, last, scale);
            }
        } else if (viewport.zoom() < last.zoom() && newShare(last, viewport) <= TOO_NEW) {
            takeWider(scene, viewport, scale);
        } else {
            return false;
        }
        last = viewport;
        return true;
    }

    /** Paints and keeps more than is seen, so that the next steps away from the drawing are within it. */
    private void takeWider(Scene scene, Viewport viewport, double scale) {
        double x = width / 2;
        double y = height / 2;
        double zoom = viewport.zoom() / WIDER;
        Viewport wider = new Viewport(zoom, x - viewport.toCanvasX(x) * zoom, y - viewport.toCanvasY(y) * zoom);
        Canvas other = new Canvas(width, height);
        painting.paint(painting.penOf(other), scene, wider, width, height);
        take(other, wider, scale);
    }

    /** Keeps what a canvas shows. */
    private void take(Canvas from, Viewport seen, double scale) {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(scale, scale));
        image = from.snapshot(parameters, null);
        taken = seen;
        isLoaded = false;
    }

    /**
     * Shows the painted scene in the view that all was made ready for.
     *
     * @param beside paints what lies within some of the things on the canvas
     */
    void show(Consumer<Predicate<Box>> beside) {
        if (image != null) {
            if (!covers(last)) {
                beside.accept(uncovered(last));
            }
            draw(last);
        } else {
            outskirts.show(home, last);
        }
    }

    /** Whether newer figures can be shown while the view moves on; else all has to be painted for them. */
    boolean canRenew() {
        return image == null;
    }

    /** The painted scene with newer figures, to be shown while the view moves; returns whether it will be. */
    boolean renew(Scene newer) {
        return outskirts.renew(newer);
    }

    /** What the kept picture does not cover, as a choice of things on the canvas that have to be painted. */
    private Predicate<Box> uncovered(Viewport viewport) {
        double border = PipelinePainter.BORDER;
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

    /** Whether nothing has to be painted beside the kept picture. */
    private boolean covers(Viewport viewport) {
        return taken.visible(width, height).contains(viewport.visible(width, height));
    }

    /** Lays the kept picture over what was painted. */
    private void draw(Viewport viewport) {
        WritableImage kept = image;
        if (kept == null) {
            return;
        }
        double scaled = viewport.zoom() / taken.zoom();
        double x = viewport.dx() - taken.dx() * scaled;
        double y = viewport.dy() - taken.dy() * scaled;
        GraphicsContext gc = canvas.getGraphicsContext2D();
        if (scaled == 1) {
            gc.drawImage(kept, Math.rint(x), Math.rint(y), width, height);
        } else if (isSoftware && kept.getWidth() == width && kept.getHeight() == height) {
            scaling(kept).draw(gc, scaled, x, y);
        } else {
            gc.drawImage(kept, x, y, width * scaled, height * scaled);
        }
    }

    private ScaledPicture scaling(WritableImage kept) {
        ScaledPicture known = scaling;
        if (known == null || !known.isFor((int) width, (int) height)) {
            known = new ScaledPicture((int) width, (int) height);
            scaling = known;
            isLoaded = false;
        }
        if (!isLoaded) {
            known.load(kept);
            isLoaded = true;
        }
        return known;
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
