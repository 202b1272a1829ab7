package dev.tailrace.designer.canvas;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.model.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keys and menus do with the breakpoint and the pins of the selected wire; of a selected node its first wire out, else in. */
final class BreakpointActions {
    private final CanvasPane pane;

    BreakpointActions(CanvasPane pane) {
        this.pane = pane;
    }

    boolean hasWire() {
        return wire() != null;
    }

    /** Sets one without a condition, or takes the one away that there is. */
    void toggle() {
        Wire wire = wire();
        if (wire != null) {
            pane.workbench().marks().toggle(wire);
        }
    }

    /** Opens its condition beside the wire. */
    void edit() {
        Wire wire = wire();
        if (wire != null) {
            pane.layer().editBreakpoint(wire);
        }
    }

    /** Opens what is pinned beside the wire's writer. */
    void pin() {
        Wire wire = wire();
        if (wire != null) {
            pane.layer().editPins(wire);
        }
    }

    private @Nullable Wire wire() {
        PipelineEditor editor = pane.editor();
        String node = editor.selectedNode();
        if (node == null) {
            return editor.selectedWire();
        }
        List<Wire> out = editor.pipeline().wiresFrom(node);
        List<Wire> wires = out.isEmpty() ? editor.pipeline().wiresTo(node) : out;
        return wires.isEmpty() ? null : wires.get(0);
    }
}
