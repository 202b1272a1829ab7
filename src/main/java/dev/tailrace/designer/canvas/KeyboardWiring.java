package dev.tailrace.designer.canvas;

import dev.tailrace.designer.commands.AddWire;
import dev.tailrace.designer.commands.WireRules;
import dev.tailrace.designer.geometry.Edge;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.gestures.Gesture;
import dev.tailrace.designer.gestures.Overlay;
import dev.tailrace.designer.gestures.Pointer;
import dev.tailrace.designer.gestures.Surface;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Wires a node by keys: arrows go from one port that fits to the next, Enter draws the wire. */
final class KeyboardWiring {
    private final CanvasPane pane;
    private final CanvasActions edits;
    private @Nullable Choice choice;

    /** What is shown meanwhile; the pointer does nothing to it. */
    private static final class Choice implements Gesture {
        private final PortSpot anchor;
        private final Map<PortRef, PortSpot> fitting;
        private PortSpot target;

        Choice(PortSpot anchor, Map<PortRef, PortSpot> fitting, PortSpot target) {
            this.anchor = anchor;
            this.fitting = fitting;
            this.target = target;
        }

        @Override
        public void drag(Pointer pointer) {}

        @Override
        public void release(Pointer pointer) {}

        @Override
        public Overlay overlay() {
            Set<PortRef> ports = new HashSet<>(fitting.keySet());
            return Overlay.drawing(new Overlay.Draft(anchor, target.x(), target.y(), ports, target, null, null));
        }
    }

    KeyboardWiring(CanvasPane pane, CanvasActions edits) {
        this.pane = pane;
        this.edits = edits;
    }

    void begin() {
        Surface surface = pane;
        PortRef from = edits.outputToWire();
        PortSpot anchor = from == null ? null : surface.model().output(from);
        if (from == null || anchor == null) {
            return;
        }
        Map<PortRef, PortSpot> fitting = new HashMap<>();
        for (NodeBox node : surface.model().nodes()) {
            for (PortSpot spot : node.ports()) {
                if (spot.port().isInput()
                        && WireRules.refusal(pane.editor().pipeline(), surface.ports(), from, spot.ref()) == null) {
                    fitting.put(spot.ref(), spot);
                }
            }
        }
        PortSpot nearest = nearest(fitting, anchor, null);
        if (nearest != null) {
            choice = new Choice(anchor, fitting, nearest);
            pane.input().show(choice);
            pane.painting().request();
        }
    }

    /** @return whether a wire is being drawn by keys */
    boolean step(Edge way) {
        Choice current = choice;
        if (current == null) {
            return false;
        }
        PortSpot next = nearest(current.fitting, current.target, way);
        if (next != null) {
            current.target = next;
            pane.painting().request();
        }
        return true;
    }

    boolean finish() {
        Choice current = choice;
        if (current == null) {
            return false;
        }
        cancel();
        Wire wire = new Wire(current.anchor.ref(), current.target.ref(), Map.of());
        pane.editor().apply(new AddWire(wire, current.target.port().many()));
        return true;
    }

    boolean cancel() {
        if (choice == null) {
            return false;
        }
        choice = null;
        pane.input().show(null);
        pane.painting().request();
        return true;
    }

    /** @param way only ports that lie that way, or null for all */
    private static @Nullable PortSpot nearest(Map<PortRef, PortSpot> spots, PortSpot from, @Nullable Edge way) {
        PortSpot best = null;
        double least = Double.MAX_VALUE;
        for (PortSpot spot : spots.values()) {
            double dx = spot.x() - from.x();
            double dy = spot.y() - from.y();
            double ahead = way == null ? 1 : dx * way.dx() + dy * way.dy();
            double distance = Math.hypot(dx, dy);
            if (spot != from && ahead > 0.5 && distance < least) {
                least = distance;
                best = spot;
            }
        }
        return best;
    }
}
