package dev.tailrace.designer;

import java.util.function.DoubleConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/** An edge between two panes: a line of one pixel that is caught within seven, and moved by the arrow keys too. */
final class Splitter extends Region {
    static final double HIT = 7;
    private static final double KEY_STEP = 16;

    private final boolean upright;
    private final DoubleConsumer move;
    private double last;

    /**
     * @param upright whether it parts left from right
     * @param move takes by how many pixels it is moved, to the right or down
     */
    Splitter(boolean upright, String name, DoubleConsumer move) {
        this.upright = upright;
        this.move = move;
        getStyleClass().addAll("splitter", upright ? "upright" : "level");
        setCursor(upright ? Cursor.H_RESIZE : Cursor.V_RESIZE);
        setAccessibleRole(AccessibleRole.THUMB);
        setAccessibleText(name);
        setFocusTraversable(true);
        setOnMousePressed(event -> last = upright ? event.getSceneX() : event.getSceneY());
        setOnMouseDragged(event -> {
            double now = upright ? event.getSceneX() : event.getSceneY();
            move.accept(now - last);
            last = now;
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent event) {
        double by =
                switch (event.getCode()) {
                    case LEFT -> upright ? -KEY_STEP : 0;
                    case RIGHT -> upright ? KEY_STEP : 0;
                    case UP -> upright ? 0 : -KEY_STEP;
                    case DOWN -> upright ? 0 : KEY_STEP;
                    default -> 0;
                };
        if (by != 0) {
            move.accept(by);
            event.consume();
        }
    }
}
