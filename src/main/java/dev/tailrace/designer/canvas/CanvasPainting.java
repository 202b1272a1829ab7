package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.pen.FxPen;
import dev.tailrace.designer.pen.Glyphs;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.operator.view.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * When the canvas is painted: once after something has changed, and every frame while dashes travel or the view glides.
 * The timer stands still otherwise, and while the canvas is not on a screen.
 */
final class CanvasPainting {
    private static final double LEAST_ZOOM_IN_MOTION = 0.5;
    private static final long REST_NANOS = 120_000_000L;

    private final CanvasPane pane;
    private final Canvas canvas;
    private final FxPen pen;
    private final PipelinePainter painter;
    private final Labels labels;
    private final ObservableValue<Boolean> shown;
    private final WireMotion motion = new WireMotion();
    private final KeptPicture kept;
    private final CanvasScene scenes;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            frame(now);
        }
    };
    private @Nullable LivePicture paintedPicture;
    private boolean dirty;
    private boolean ticking;
    private boolean isMoving;
    private long movedNanos;
    private long lastFrame;
    private final ViewGlide viewGlide = new ViewGlide();

    CanvasPainting(CanvasPane pane, Canvas canvas, Typefaces faces, Glyphs glyphs) {
        this.pane = pane;
        this.canvas = canvas;
        this.pen = new FxPen(canvas.getGraphicsContext2D(), glyphs, faces);
        this.scenes = new CanvasScene(pane);
        this.kept = new KeptPicture(canvas, new Outskirts.Painting() {
            @Override
            public FxPen penOf(Canvas other) {
                return new FxPen(other.getGraphicsContext2D(), glyphs, faces);
            }

            @Override
            public void paint(FxPen other, Scene scene, Viewport viewport, double width, double height) {
                paintBeside(other, scene, viewport, width, height);
            }
        });
        this.painter = new PipelinePainter(faces, pane.workbench().texts());
        this.labels = new Labels(canvas, faces);
        // A pane may be filled before its window is shown; the first frame it can paint is the one after that.
        shown = pane.sceneProperty()
                .flatMap(scene -> scene.windowProperty())
                .flatMap(Window::showingProperty)
                .orElse(false);
        shown.addListener(change -> {
            kept.forget();
            request();
        });
    }

    /** The canvas, with what is shown beside it while the view moves. */
    Region view() {
        return kept.view();
    }

    /** Paints with the next frame. */
    void request() {
        dirty = true;
        if (!ticking) {
            ticking = true;
            lastFrame = 0;
            timer.start();
        }
    }

    void light(Spotlight wanted) {
        painter.light(wanted);
        kept.forget();
        request();
    }

    void stop() {
        ticking = false;
        timer.stop();
    }

    void moved() {
        labels.setStale();
        request();
    }

    void modelChanged() {
        scenes.modelChanged();
        labels.setStale();
        request();
    }

    void checkChanged() {
        scenes.checkChanged();
        labels.setStale();
        request();
    }

    void pictureChanged() {
        if (scenes.viewsChanged()) {
            pane.redraft();
            pane.camera().fitAgain();
        }
        if (labels.areDue()) {
            labels.setStale();
        }
        request();
    }

    /** What sinks show, by node. */
    Map<String, View> views() {
        return scenes.views();
    }

    /** Where labels are now. */
    List<Pills.Pill> pills() {
        return labels.placed();
    }

    void glide(Viewport from, Viewport to) {
        viewGlide.begin(from, to, System.nanoTime());
        request();
    }

    /** Lets the nodes go from where they were to where they are now. */
    void glide(CanvasModel before) {
        scenes.glide(before);
        request();
    }

    /** Where the view will be when a glide that is under way has ended. */
    Viewport destination() {
        return viewGlide.isUnderWay() ? viewGlide.destination() : pane.viewport();
    }

    void endGlide() {
        viewGlide.end();
    }

    private void frame(long now) {
        if (!shown.getValue()) {
            stop();
            return;
        }
        double seconds = lastFrame == 0 ? 0 : (now - lastFrame) / 1e9;
        lastFrame = now;
        Viewport step = viewGlide.step(System.nanoTime());
        if (step != null) {
            pane.camera().lookAlong(step);
        }
        LivePicture picture = pane.workbench().pictureProperty().get();
        boolean moving = picture != null && isInMotion(picture);
        if (isMoving && System.nanoTime() - movedNanos > REST_NANOS) {
            isMoving = false;
            labels.setStale();
            dirty = true;
        }
        if (picture != null && !isMoving) {
            motion.advance(picture, seconds, moving);
        }
        boolean changing = scenes.isGliding();
        boolean fading = changing || !scenes.fading().isEmpty();
        labels.setStaleIf(changing);
        if (dirty || fading || moving && !isMoving) {
            dirty = fading;
            paint(picture);
            labels.setStaleIf(changing);
        }
        if (!moving && !dirty && !isMoving && !viewGlide.isUnderWay()) {
            stop();
        }
    }

    private boolean isInMotion(LivePicture picture) {
        boolean past = pane.workbench().lookBack().isPast();
        if (past || pane.reducedMotionProperty().get() || pane.viewport().zoom() < LEAST_ZOOM_IN_MOTION) {
            return false;
        }
        for (LivePicture.LiveWire wire : picture.wires().values()) {
            if (wire.state() == WireState.FLOWING) {
                return true;
            }
        }
        return false;
    }

    /** Paints all without waiting for the next frame, for pictures and measurements. */
    void paintNow() {
        isMoving = false;
        paintWhole(scenes.now(pane.workbench().pictureProperty().get()));
    }

    /** Paints what has to be painted for the next frame: nothing, if all that has changed is not to be seen. */
    void paint(@Nullable LivePicture picture) {
        Scene scene = scenes.now(picture);
        boolean same = kept.shows(scene, pane.inks().colours());
        boolean still = picture == null && kept.isWholeAt(pane.viewport());
        if (still && same) {
            pane.layer().painted();
        } else if (still ? !paintChanged(scene) : !same || !paintMoved(scene)) {
            paintWhole(scene);
        }
    }

    /** @return whether it was enough to paint the part of the drawing that has changed */
    private boolean paintChanged(Scene unlabelled) {
        Scene before = kept.scene();
        if (before == null || !kept.isLike(unlabelled, pane.inks().colours())) {
            return false;
        }
        Scene scene = labels.on(unlabelled, pane.viewport());
        Optional<Box> part = ChangedPart.between(before, scene);
        if (part.isEmpty()) {
            return false;
        }
        pen.setHasty(false);
        painter.paintPart(
                pen,
                pane.inks().colours(),
                scene,
                pane.viewport(),
                canvas.getWidth(),
                canvas.getHeight(),
                motion,
                part.get());
        kept.painted(scene, pane.inks().colours(), pane.viewport(), false);
        pane.layer().painted();
        return true;
    }

    /** @return whether it was enough to move what is painted already */
    private boolean paintMoved(Scene unlabelled) {
        Viewport viewport = pane.viewport();
        Scene before = kept.scene();
        if (before == null || isMoving && !renewFigures(unlabelled)) {
            return false;
        }
        if (kept.isAt(viewport)) {
            if (isMoving && kept.canRenew()) {
                kept.show(wanted -> {});
            }
            return isMoving;
        }
        if (!kept.moveTo(viewport)) {
            return false;
        }
        isMoving = true;
        movedNanos = System.nanoTime();
        Scene scene = labels.moreOn(before, viewport);
        kept.show(wanted -> {
            pen.setHasty(true);
            painter.paint(
                    pen, pane.inks().colours(), scene, viewport, canvas.getWidth(), canvas.getHeight(), motion, wanted);
        });
        pane.layer().painted();
        return true;
    }

    /**
     * What a run has told is shown in good time, however long the view moves.
     *
     * @return whether it is shown without painting all
     */
    private boolean renewFigures(Scene unlabelled) {
        LivePicture picture = pane.workbench().pictureProperty().get();
        if (picture == paintedPicture || !labels.areDue()) {
            return true;
        }
        if (!kept.canRenew()) {
            return false;
        }
        if (kept.renew(unlabelled)) {
            labels.newOn(unlabelled, pane.viewport());
            paintedPicture = picture;
        }
        return true;
    }

    /** Paints what is not seen yet, on another canvas. */
    private void paintBeside(FxPen other, Scene scene, Viewport viewport, double width, double height) {
        other.setHasty(true);
        painter.paint(other, pane.inks().colours(), labels.moreOn(scene, viewport), viewport, width, height, motion);
    }

    /** Whether the view moves and most of the picture with it. */
    boolean isMoving() {
        return isMoving;
    }

    /** In the middle of a movement hastily, and once more when the view rests. */
    private void paintWhole(Scene unlabelled) {
        Viewport viewport = pane.viewport();
        boolean hastily = isMoving && !kept.isAt(viewport);
        isMoving = hastily;
        paintedPicture = pane.workbench().pictureProperty().get();
        movedNanos = hastily ? System.nanoTime() : movedNanos;
        Scene scene = labels.on(unlabelled, viewport);
        pen.setHasty(hastily);
        painter.paint(pen, pane.inks().colours(), scene, viewport, canvas.getWidth(), canvas.getHeight(), motion);
        kept.painted(scene, pane.inks().colours(), viewport, hastily);
        pane.layer().painted();
    }

    void pointedChanged() {
        labels.setStale();
        request();
    }
}
