package dev.tailrace.designer.canvas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.AddNode;
import dev.tailrace.designer.commands.AddNodeFromPort;
import dev.tailrace.designer.commands.AddNodeOnWire;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.commands.Fresh;
import dev.tailrace.designer.commands.Joining;
import dev.tailrace.designer.commands.Splice;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Drafting;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.designer.gestures.Joins;
import dev.tailrace.designer.gestures.PickRequest;
import dev.tailrace.designer.gestures.PlaceOperator;
import dev.tailrace.designer.gestures.Pointer;
import dev.tailrace.designer.palette.PaletteDrag;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Port;
import java.util.Optional;
import javafx.geometry.Point2D;
import org.jspecify.annotations.Nullable;

/** Brings new operators onto the canvas: to a place, onto a wire, from a port, or dragged out of the palette. */
public final class OperatorPlacing implements PaletteDrag {
    /** From one node to the next below it, where there has to be room. */
    private static final double ROOM = NodeBox.HEIGHT + 52;

    /** Shares of what is seen. */
    private static final double FIRST = 0.2;

    private static final double MIDDLE = 0.5;

    private final CanvasPane pane;
    private final Drafting drafting;
    private final PipelineEditor editor;
    private final Texts texts;
    private @Nullable PlaceOperator drag;

    OperatorPlacing(CanvasPane pane, Drafting drafting) {
        this.pane = pane;
        this.drafting = drafting;
        this.editor = pane.editor();
        this.texts = pane.workbench().texts();
    }

    /**
     * Adds an operator, as after Enter in the palette: behind the selected node, wired to it, if that fits; otherwise where
     * there is room near the middle of what is seen.
     */
    @Override
    public void added(String operator) {
        Operator<?> known = editor.catalogue().operator(operator);
        if (known != null) {
            OperatorSpec spec = known.spec();
            add(operator, continuing().filter(wish -> wish.fits(spec.ports())).orElseGet(this::somewhere));
        }
    }

    /** A wish for an operator behind the selected node, if it is one that nothing reads yet. */
    Optional<PickRequest> continuing() {
        return Continuation.of(
                pane.model(), editor.selectedNode(), editor.pipeline().flow());
    }

    /** A wish for an operator on its own, where there is room; the first one stands so that a line has room behind it. */
    PickRequest somewhere() {
        Box visible = pane.viewport().visible(pane.getWidth(), pane.getHeight());
        boolean first = pane.model().isEmpty();
        boolean down = isDown();
        double x = visible.x() + visible.width() * (first && !down ? FIRST : MIDDLE);
        double y = visible.y() + visible.height() * (first && down ? FIRST : MIDDLE);
        while (!pane.model().nodesIn(new Box(x - 1, y - 1, 2, 2)).isEmpty()) {
            y += ROOM;
        }
        return PickRequest.at(x, y);
    }

    private boolean isDown() {
        return editor.pipeline().flow() == FlowDirection.DOWN;
    }

    /**
     * Adds an operator with settings at a place of the scene, or near the middle of the canvas if that is elsewhere, as
     * when a file was dropped.
     *
     * @return its id, or null if there is no such operator
     */
    public @Nullable String add(String operatorId, String name, ObjectNode settings, double sceneX, double sceneY) {
        Operator<?> operator = editor.catalogue().operator(operatorId);
        if (operator == null) {
            return null;
        }
        Node node = Fresh.node(editor.pipeline(), operator.spec(), name, settings);
        Pointer pointer = isOver(sceneX, sceneY)
                ? pointer(sceneX, sceneY)
                : Pointer.at(pane.getWidth() / 2, pane.getHeight() / 3, pane.viewport());
        editor.apply(new AddNode(node, place(PickRequest.at(pointer.x(), pointer.y()))));
        pane.requestFocus();
        return node.id();
    }

    /** Adds an operator as wished; nothing if there is no such operator. */
    void add(String operatorId, PickRequest request) {
        Operator<?> operator = editor.catalogue().operator(operatorId);
        if (operator == null) {
            return;
        }
        OperatorSpec spec = operator.spec();
        Node node = Fresh.node(editor.pipeline(), spec, texts.get(spec.key("name")));
        Point at = place(request);
        Box box = new Box(at.x(), at.y(), NodeBox.WIDTH, NodeBox.HEIGHT);
        editor.apply(Joining.of(command(request, spec, node, at), Joins.of(pane.model(), node.id(), box)));
        pane.camera().reveal(node.id());
        pane.requestFocus();
    }

    /** By which ports an operator would go into a wire, if it can. */
    Optional<Splice> splice(Wire wire, OperatorSpec spec) {
        return Splice.of(editor.pipeline(), pane.ports(), wire, spec.ports());
    }

    /** The upper left corner of a node that is wished there: its port is at the end of the wire, or its middle there. */
    private Point place(PickRequest request) {
        Port port = request.port();
        double back = port == null ? 0.5 : port.isInput() ? 1 : 0;
        double left = isDown() ? 0.5 : back;
        double above = isDown() ? back : 0.5;
        return new Point(
                Snap.toGrid(request.x() - left * NodeBox.WIDTH), Snap.toGrid(request.y() - above * NodeBox.HEIGHT));
    }

    private Command command(PickRequest request, OperatorSpec spec, Node node, Point at) {
        Wire into = request.into();
        Optional<Splice> splice = into == null ? Optional.empty() : splice(into, spec);
        if (splice.isPresent()) {
            return new AddNodeOnWire(node, at, splice.get());
        }
        return request.wire(node.id(), spec.ports())
                .<Command>map(wire -> new AddNodeFromPort(
                        node,
                        at,
                        wire,
                        spec.port(wire.to().port())
                                .filter(port -> wire.to().node().equals(node.id()))
                                .or(() -> Optional.ofNullable(request.port()))
                                .map(Port::many)
                                .orElse(false)))
                .orElseGet(() -> new AddNode(node, at));
    }

    /** An operator from the palette is over the window; the canvas shows where it would go. */
    @Override
    public void moved(String operatorId, double sceneX, double sceneY) {
        Operator<?> operator = editor.catalogue().operator(operatorId);
        if (drag == null && operator != null) {
            OperatorSpec spec = operator.spec();
            drag = new PlaceOperator(pane, drafting, spec, texts.get(spec.key("name")));
            pane.input().show(drag);
        }
        if (drag != null) {
            if (isOver(sceneX, sceneY)) {
                drag.drag(pointer(sceneX, sceneY));
            } else {
                drag.leave();
            }
            pane.painting().request();
        }
    }

    /** Adds the operator if it is over the canvas. */
    @Override
    public void dropped(String operatorId, double sceneX, double sceneY) {
        moved(operatorId, sceneX, sceneY);
        if (drag != null && isOver(sceneX, sceneY)) {
            drag.release(pointer(sceneX, sceneY));
            pane.requestFocus();
        }
        cancelled();
    }

    @Override
    public void cancelled() {
        drag = null;
        pane.input().show(null);
        pane.painting().request();
    }

    private boolean isOver(double sceneX, double sceneY) {
        Point2D local = pane.sceneToLocal(sceneX, sceneY);
        return local.getX() >= 0
                && local.getY() >= 0
                && local.getX() < pane.getWidth()
                && local.getY() < pane.getHeight();
    }

    private Pointer pointer(double sceneX, double sceneY) {
        Point2D local = pane.sceneToLocal(sceneX, sceneY);
        return Pointer.at(local.getX(), local.getY(), pane.viewport());
    }
}
