package dev.tailrace.designer.canvas;

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
import javafx.animation.AnimationTimer;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.Canvas;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * When the canvas is painted: once after something has changed, and every frame while dashes travel or the view glides.
 * The timer stands still otherwise, and while the canvas is not on a screen.
 */
final class CanvasPainting {
    private static final double LEAST_ZOOM_IN_MOTION = 0.5;
    private static final long LABELS_EVERY_NANOS = 250_000_000L;
    private static final long REST_NANOS = 120_000_000L;

    /** Beyond the visible part, what may have a label that reaches into it, in pixels. */
    private static final double LABELS_BEYOND = 160;

    private final CanvasPane pane;
    private final Canvas canvas;
    private final FxPen pen;
    private final PipelinePainter painter;
    private final Pills pills;
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
    private List<Pills.Pill> placed = List.of();
    private boolean pillsStale = true;
    private long pillsNanos;
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
        this.kept = new KeptPicture(canvas);
        this.painter = new PipelinePainter(faces, pane.workbench().texts());
        this.pills = new Pills(faces);
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
        pillsStale = true;
        request();
    }

    void modelChanged() {
        scenes.modelChanged();
        pillsStale = true;
        request();
    }

    void checkChanged() {
        scenes.checkChanged();
        pillsStale = true;
        request();
    }

    void pictureChanged() {
        if (scenes.viewsChanged()) {
            pane.redraft();
            pane.camera().fitAgain();
        }
        if (System.nanoTime() - pillsNanos >= LABELS_EVERY_NANOS) {
            pillsStale = true;
        }
        request();
    }

    /** What sinks show, by node. */
    Map<String, View> views() {
        return scenes.views();
    }

    /** Where labels are now. */
    List<Pills.Pill> pills() {
        return placed;
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
            pillsStale = true;
            dirty = true;
        }
        if (picture != null && !isMoving) {
            motion.advance(picture, seconds, moving);
        }
        boolean changing = scenes.isGliding();
        boolean fading = changing || !scenes.fading().isEmpty();
        pillsStale |= changing;
        if (dirty || fading || moving && !isMoving) {
            dirty = fading;
            paint(picture);
            pillsStale |= changing;
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
        paintWhole(scenes.now(pane.workbench().pictureProperty().get()));
    }

    /** Paints what has to be painted for the next frame: nothing, if all that has changed is not to be seen. */
    void paint(@Nullable LivePicture picture) {
        Scene scene = scenes.now(picture);
        boolean same = kept.shows(scene, pane.inks().colours());
        if (same && picture == null && kept.isWholeAt(pane.viewport())) {
            pane.layer().painted();
        } else if (!same || !paintMoved()) {
            paintWhole(scene);
        }
    }

    /** @return whether it was enough to move what is painted already */
    private boolean paintMoved() {
        Viewport viewport = pane.viewport();
        Scene before = kept.scene();
        if (before == null || kept.isAt(viewport)) {
            return isMoving;
        }
        if (!kept.moveTo(viewport)) {
            return false;
        }
        isMoving = true;
        movedNanos = System.nanoTime();
        placed = place(before, placed);
        Scene scene = before.withPills(placed);
        painter.paint(
                pen,
                pane.inks().colours(),
                scene,
                viewport,
                canvas.getWidth(),
                canvas.getHeight(),
                motion,
                kept.uncovered(viewport, PipelinePainter.BORDER));
        kept.draw(viewport);
        pane.layer().painted();
        return true;
    }

    /** Whether the view moves and most of the picture with it. */
    boolean isMoving() {
        return isMoving;
    }

    private void paintWhole(Scene unlabelled) {
        isMoving = false;
        if (pillsStale || unlabelled.overlay().isMoving()) {
            placed = place(unlabelled, List.of());
            pillsNanos = System.nanoTime();
            pillsStale = false;
        }
        Scene scene = unlabelled.withPills(placed);
        painter.paint(
                pen, pane.inks().colours(), scene, pane.viewport(), canvas.getWidth(), canvas.getHeight(), motion);
        kept.painted(scene, pane.inks().colours(), pane.viewport());
        pane.layer().painted();
    }

    private List<Pills.Pill> place(Scene scene, List<Pills.Pill> kept) {
        Viewport viewport = pane.viewport();
        return pills.place(
                scene.model(),
                scene.picture(),
                scene.notes(),
                viewport.zoom(),
                viewport.visible(canvas.getWidth(), canvas.getHeight()).grown(LABELS_BEYOND / viewport.zoom()),
                System.nanoTime(),
                kept);
    }

    void pointedChanged() {
        pillsStale = true;
        request();
    }
}
