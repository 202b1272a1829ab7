package dev.tailrace.designer.canvas;

import dev.tailrace.designer.breakpoints.HeldList;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Held;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;

/** What floats beside wires: the breakpoint or the pins that are being edited, and the rows that are held. On the JavaFX thread. */
final class WireFloats {
    private static final double INSET = 12;
    private static final double BESIDE = 16;

    /** A port on the right of a node stands out by this much. */
    private static final double PORT = 6;

    /** Left of a pill, behind the disc of its breakpoint. */
    private static final double BEYOND_DISC = 56;

    private static final double DISC_EDGE = 34;
    private static final double LEAST_ZOOM = 0.5;

    private final CanvasPane pane;
    private final BreakpointCard card;
    private final PinCard pins;
    private final HeldList held;
    private final Line lead = new Line();

    WireFloats(CanvasPane pane, Pane layer) {
        this.pane = pane;
        card = new BreakpointCard(pane.workbench(), this::leave);
        pins = new PinCard(pane.workbench(), this::leave);
        held = new HeldList(pane.workbench());
        lead.getStyleClass().add("held-lead");
        layer.getChildren().addAll(lead, held, card, pins);
        for (Node part : List.of(lead, held, card, pins)) {
            part.setManaged(false);
            part.setVisible(false);
        }
        held.setMouseTransparent(true);
        lead.setMouseTransparent(true);
    }

    void edit(Wire wire) {
        pane.editor().selectWire(wire);
        card.show(wire);
        open(card);
        card.begin();
    }

    void editPins(Wire wire) {
        pane.editor().selectWire(wire);
        pins.show(wire);
        open(pins);
        pins.begin();
    }

    private void open(Region opened) {
        opened.setVisible(true);
        opened.toFront();
        opened.applyCss();
        place();
    }

    /** Takes what was typed; returns whether something was open. */
    boolean close() {
        boolean open = card.isVisible() || pins.isVisible();
        if (card.isVisible()) {
            card.keep();
        }
        if (pins.isVisible()) {
            pins.keep();
        }
        if (open) {
            leave();
        }
        return open;
    }

    private void leave() {
        card.setVisible(false);
        pins.setVisible(false);
        pane.requestFocus();
    }

    void marksChanged() {
        Held now = pane.workbench().holds().heldProperty().get();
        if (now != null) {
            held.show(now);
        }
        place();
    }

    /** Follows the drawing. */
    void place() {
        place(card, card.wire(), BreakpointCard.WIDTH);
        place(pins, pins.wire(), PinCard.WIDTH);
        placeHeld();
    }

    private void place(Region edited, @Nullable Wire wire, double width) {
        Box at = wire == null ? null : pill(wire);
        if (edited.isVisible() && wire != null && at != null) {
            edited.resize(width, edited.prefHeight(width));
            double right = besideNodes(wire, at.right()) + BESIDE;
            double left = at.x() - BEYOND_DISC - width;
            boolean fits = right + width + INSET <= pane.getWidth() || left < INSET;
            put(edited, fits ? right : left, at.centreY() - 24);
        }
    }

    /** The right edge of a wire's pill and of both its nodes, with the ports there. */
    private double besideNodes(Wire wire, double pillRight) {
        double right = pillRight;
        for (PortRef end : List.of(wire.from(), wire.to())) {
            NodeBox node = pane.model().node(end.node());
            if (node != null) {
                right = Math.max(right, pane.viewport().toScreenX(node.box().right() + PORT));
            }
        }
        return right;
    }

    private void placeHeld() {
        Held now = pane.workbench().holds().heldProperty().get();
        Box at = now == null ? null : pill(now.wire());
        boolean shown = at != null && pane.viewport().zoom() >= LEAST_ZOOM;
        if (shown && at != null) {
            held.autosize();
            double x = at.x() - BEYOND_DISC - held.getWidth();
            shown = x >= INSET;
            put(held, x, at.centreY() - held.getHeight() / 2);
            double y = Math.round(at.centreY()) + 0.5;
            lead.setStartX(held.getLayoutX() + held.getWidth());
            lead.setEndX(at.x() - DISC_EDGE);
            lead.setStartY(y);
            lead.setEndY(y);
        }
        held.setVisible(shown);
        lead.setVisible(shown);
    }

    /** Where the pill of a wire is on the screen, or would be. */
    private @Nullable Box pill(Wire wire) {
        Viewport viewport = pane.viewport();
        for (Pills.Pill pill : pane.painting().pills()) {
            if (pill.wire().equals(wire)) {
                Box box = pill.box();
                double x = viewport.toScreenX(box.x());
                double y = viewport.toScreenY(box.y());
                return new Box(x, y, viewport.toScreenX(box.right()) - x, viewport.toScreenY(box.bottom()) - y);
            }
        }
        for (WirePath path : pane.model().wires()) {
            if (path.wire().equals(wire)) {
                return new Box(
                        viewport.toScreenX(path.curve().x(0.5)),
                        viewport.toScreenY(path.curve().y(0.5)),
                        0,
                        0);
            }
        }
        return null;
    }

    private void put(Region part, double x, double y) {
        part.relocate(
                Math.round(Math.max(INSET, Math.min(x, pane.getWidth() - part.getWidth() - INSET))),
                Math.round(Math.max(INSET, Math.min(y, pane.getHeight() - part.getHeight() - INSET))));
    }
}
