package dev.tailrace.designer.watch;

import dev.tailrace.data.Texts;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The last minutes of a run as a line with marks, on which a moment is chosen: by dragging, or with the arrows by a second
 * (with Shift by ten), Home for the oldest, End and Escape for the present. Used on the JavaFX thread.
 */
final class TimelineTrack extends Region {
    /** Stretches whose rate is drawn. */
    static final int POINTS = 150;

    private static final double MARKS = 14;
    private static final double HANDLE = 5;

    private final LookBack lookBack;
    private final Texts texts;
    private final Path ground = new Path();
    private final Path line = new Path();
    private final Line cursor = new Line();
    private final Circle handle = new Circle(HANDLE);
    private final List<FontIcon> marks = new ArrayList<>();
    private @Nullable Timeline timeline;

    TimelineTrack(LookBack lookBack, Texts texts) {
        this.lookBack = lookBack;
        this.texts = texts;
        getStyleClass().add("timeline-track");
        setId("timeline-track");
        ground.getStyleClass().add("timeline-ground");
        line.getStyleClass().add("timeline-line");
        cursor.getStyleClass().add("timeline-cursor");
        handle.getStyleClass().add("timeline-handle");
        getChildren().addAll(ground, line, cursor, handle);
        getChildren().forEach(child -> {
            child.setManaged(false);
            child.setMouseTransparent(true);
        });
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleText(texts.get("designer.action.look-back"));
        setMinSize(120, 36);
        setPrefHeight(36);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /** @param pipeline whose nodes the marks name */
    void show(Timeline now, Pipeline pipeline) {
        boolean sameMarks = timeline != null && timeline.events().equals(now.events());
        timeline = now;
        if (!sameMarks) {
            getChildren().removeAll(marks);
            marks.clear();
            now.events().forEach(event -> marks.add(mark(event, pipeline)));
            getChildren().addAll(marks);
        }
        requestLayout();
    }

    private FontIcon mark(Timeline.Event event, Pipeline pipeline) {
        FontIcon icon = new FontIcon(
                switch (event.kind()) {
                    case ERRORS -> "mdi2a-alert-circle-outline";
                    case PAUSED -> "mdi2p-pause";
                    case HELD -> "mdi2r-record-circle-outline";
                    case RESUMED -> "mdi2p-play";
                    case FINISHING -> "mdi2f-flag-checkered";
                    case ENDED -> "mdi2s-stop";
                    case FAILED -> "mdi2c-close-octagon-outline";
                });
        String kind = event.kind().name().toLowerCase(Locale.ROOT);
        icon.getStyleClass().addAll("timeline-mark", kind);
        icon.setManaged(false);
        String node = event.node() == null
                ? ""
                : pipeline.node(event.node()).map(Node::name).orElse(event.node());
        String words = texts.get("designer.lookback.event." + kind, event.rows(), node);
        icon.setAccessibleText(words);
        Tooltip.install(icon, new Tooltip(words));
        return icon;
    }

    private void dragged(MouseEvent event) {
        Timeline shown = timeline;
        if (event.getButton() != MouseButton.PRIMARY || shown == null || getWidth() <= 0) {
            return;
        }
        requestFocus();
        double share = Math.max(0, Math.min(1, event.getX() / getWidth()));
        to(shown, shown.fromNanos() + Math.round(share * (shown.toNanos() - shown.fromNanos())));
        event.consume();
    }

    private void keyPressed(KeyEvent key) {
        Timeline shown = timeline;
        if (shown == null || key.isShortcutDown() || key.isAltDown()) {
            return;
        }
        Long moment = lookBack.momentProperty().get();
        long from = moment == null ? shown.latestNanos() : moment;
        long step = (key.isShiftDown() ? 10 : 1) * LiveRun.SECOND;
        switch (key.getCode()) {
            case LEFT -> to(shown, from - step);
            case RIGHT -> to(shown, from + step);
            case HOME -> to(shown, shown.fromNanos());
            case END -> lookBack.live();
            default -> {
                return;
            }
        }
        key.consume();
    }

    /** The present is what is not before the latest reading. */
    private void to(Timeline shown, long nanoTime) {
        if (nanoTime >= shown.latestNanos()) {
            lookBack.live();
        } else {
            lookBack.to(Math.max(shown.fromNanos(), nanoTime));
        }
    }

    @Override
    protected void layoutChildren() {
        ground.getElements().clear();
        line.getElements().clear();
        Timeline shown = timeline;
        cursor.setVisible(shown != null);
        handle.setVisible(shown != null);
        if (shown == null) {
            return;
        }
        double low = getHeight() - 1;
        double room = low - MARKS - 2;
        double[] rates = shown.sourceRates();
        double most = 0;
        for (double rate : rates) {
            most = Math.max(most, rate);
        }
        double end = x(shown, shown.latestNanos());
        ground.getElements().add(new MoveTo(0, low));
        for (int i = 0; i < rates.length; i++) {
            double x = Math.min(end, getWidth() * (i + 1) / rates.length);
            double y = low - (most == 0 ? 0 : rates[i] / most * room);
            if (i == 0) {
                ground.getElements().add(new LineTo(0, y));
                line.getElements().add(new MoveTo(0, y));
            }
            ground.getElements().add(new LineTo(x, y));
            line.getElements().add(new LineTo(x, y));
            if (x >= end) {
                break;
            }
        }
        ground.getElements().add(new LineTo(end, low));
        Long moment = lookBack.momentProperty().get();
        double at = Math.max(0, Math.min(getWidth(), moment == null ? end : x(shown, moment)));
        cursor.setStartX(at);
        cursor.setEndX(at);
        cursor.setStartY(2);
        cursor.setEndY(low);
        handle.setCenterX(Math.max(HANDLE, Math.min(getWidth() - HANDLE, at)));
        handle.setCenterY(low - HANDLE);
        for (int i = 0; i < marks.size(); i++) {
            double size = marks.get(i).getIconSize();
            double x = x(shown, shown.events().get(i).nanoTime()) - size / 2;
            marks.get(i).relocate(Math.max(0, Math.min(getWidth() - size, x)), 0);
            marks.get(i).autosize();
        }
    }

    private double x(Timeline shown, long nanoTime) {
        return getWidth() * (nanoTime - shown.fromNanos()) / (double) (shown.toNanos() - shown.fromNanos());
    }
}
