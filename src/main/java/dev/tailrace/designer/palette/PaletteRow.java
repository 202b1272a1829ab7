package dev.tailrace.designer.palette;

import dev.tailrace.designer.theme.FamilyTile;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;

/** One operator: dragged onto the canvas, or added by a double click or Enter. */
final class PaletteRow extends HBox {
    /** A press becomes a drag after so many pixels. */
    private static final double DRAG_STARTS = 4;

    private final PaletteEntry entry;
    private final PaletteDrag drag;
    private double pressX;
    private double pressY;
    private boolean dragging;

    PaletteRow(PaletteEntry entry, PaletteDrag drag) {
        this.entry = entry;
        this.drag = drag;
        Label name = new Label(entry.name());
        getChildren().addAll(new FamilyTile(entry.family(), entry.icon()), name);
        getStyleClass().add("palette-row");
        setId("palette-" + entry.id());
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText(entry.name() + ", " + entry.line());
        Tooltip.install(this, new Tooltip(entry.line()));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                drag.added(entry.id());
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    PaletteEntry entry() {
        return entry;
    }

    private void press(MouseEvent event) {
        requestFocus();
        pressX = event.getSceneX();
        pressY = event.getSceneY();
        dragging = false;
        event.consume();
    }

    private void drag(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (!dragging && Math.hypot(event.getSceneX() - pressX, event.getSceneY() - pressY) > DRAG_STARTS) {
            dragging = true;
        }
        if (dragging) {
            drag.moved(entry.id(), event.getSceneX(), event.getSceneY());
        }
        event.consume();
    }

    private void release(MouseEvent event) {
        if (dragging) {
            dragging = false;
            drag.dropped(entry.id(), event.getSceneX(), event.getSceneY());
        }
        event.consume();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            drag.added(entry.id());
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && dragging) {
            dragging = false;
            drag.cancelled();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            PalettePane.focusNeighbour(this, event.getCode() == KeyCode.DOWN ? 1 : -1);
            event.consume();
        }
    }
}
