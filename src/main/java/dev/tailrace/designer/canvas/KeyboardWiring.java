package dev.tailrace.designer.canvas;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.commands.AddWire;
import dev.tailrace.designer.commands.WireRules;
import dev.tailrace.designer.geometry.Edge;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.gestures.Gesture;
import dev.tailrace.designer.gestures.Overlay;
import dev.tailrace.designer.gestures.PickRequest;
import dev.tailrace.designer.gestures.Pointer;
import dev.tailrace.designer.gestures.RefusedWire;
import dev.tailrace.designer.gestures.Surface;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wires a node by keys: arrows go from one port that fits to the next, Enter draws the wire. Tab goes over the
 * others too, and says why those do not fit; Enter there offers what helps. The key that adds an operator ends the wire
 * at a new one.
 */
final class KeyboardWiring {
    /** Of a wire to an operator that is not there yet, in canvas units. */
    private static final double WIRE_LENGTH = 72;

    private final CanvasPane pane;
    private final CanvasActions edits;
    private @Nullable Choice choice;

    /** What is shown meanwhile; the pointer does nothing to it. */
    private static final class Choice implements Gesture {
        private final PortSpot anchor;
        private final Map<PortRef, PortSpot> fitting;
        private final Map<PortRef, PortSpot> misfits;
        private final Map<PortRef, Problem> reasons;
        private PortSpot target;

        Choice(
                PortSpot anchor,
                Map<PortRef, PortSpot> fitting,
                Map<PortRef, PortSpot> misfits,
                Map<PortRef, Problem> reasons,
                PortSpot target) {
            this.anchor = anchor;
            this.fitting = fitting;
            this.misfits = misfits;
            this.reasons = reasons;
            this.target = target;
        }

        Map<PortRef, PortSpot> all() {
            Map<PortRef, PortSpot> all = new HashMap<>(fitting);
            all.putAll(misfits);
            return all;
        }

        @Nullable
        Problem refusal() {
            return reasons.get(target.ref());
        }

        @Override
        public void drag(Pointer pointer) {}

        @Override
        public void release(Pointer pointer) {}

        @Override
        public Overlay overlay() {
            Set<PortRef> ports = new HashSet<>(fitting.keySet());
            PortSpot end = refusal() == null ? target : null;
            return Overlay.drawing(
                    new Overlay.Draft(anchor, target.x(), target.y(), ports, end, refusal(), null, null));
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
        Map<PortRef, PortSpot> misfits = new HashMap<>();
        Map<PortRef, Problem> reasons = new HashMap<>();
        for (NodeBox node : surface.model().nodes()) {
            for (PortSpot spot : node.ports()) {
                if (!spot.port().isInput() || node.id().equals(from.node())) {
                    continue;
                }
                Problem reason = WireRules.refusal(pane.editor().pipeline(), surface.ports(), from, spot.ref());
                if (reason == null) {
                    fitting.put(spot.ref(), spot);
                } else {
                    misfits.put(spot.ref(), spot);
                    reasons.put(spot.ref(), reason);
                }
            }
        }
        if (fitting.isEmpty() && reasons.entrySet().stream().noneMatch(misfit -> isOfUse(from, misfit))) {
            pickFor(anchor);
            return;
        }
        PortSpot nearest = nearest(fitting.isEmpty() ? misfits : fitting, anchor, null);
        if (nearest == null) {
            pickFor(anchor);
            return;
        }
        choice = new Choice(anchor, fitting, misfits, reasons, nearest);
        pane.input().show(choice);
        show(choice);
    }

    /** Whether it is worth saying why a wire does not fit there: something would help. */
    private boolean isOfUse(PortRef from, Map.Entry<PortRef, Problem> misfit) {
        return !misfit.getValue().fixes().isEmpty()
                || WireRules.isDrawable(pane.editor().pipeline(), pane.ports(), from, misfit.getKey());
    }

    /** Ends the wire at an operator that is chosen now; false if no wire is being drawn by keys. */
    boolean pick() {
        Choice current = choice;
        if (current == null) {
            return false;
        }
        cancel();
        pickFor(current.anchor);
        return true;
    }

    private void pickFor(PortSpot anchor) {
        boolean down = pane.editor().pipeline().flow() == FlowDirection.DOWN;
        pane.pick(new PickRequest(
                anchor.x() + (down ? 0 : WIRE_LENGTH),
                anchor.y() + (down ? WIRE_LENGTH : 0),
                anchor.ref(),
                anchor.port()));
    }

    private void show(Choice current) {
        Problem reason = current.refusal();
        NodeBox node = pane.model().node(current.target.ref().node());
        if (reason != null) {
            pane.setAccessibleText(pane.workbench().texts().message(reason));
        } else if (node != null) {
            pane.setAccessibleText(pane.workbench()
                    .texts()
                    .get(
                            "designer.canvas.spoken-fits",
                            node.node().name(),
                            current.target.ref().port()));
        }
        pane.painting().request();
    }

    /** Goes to the next port in reading order, also to one that does not fit; false if no wire is being drawn by keys. */
    boolean tab(boolean backwards) {
        Choice current = choice;
        if (current == null) {
            return false;
        }
        List<PortSpot> all = new ArrayList<>(current.all().values());
        all.sort(Comparator.comparingDouble(PortSpot::y).thenComparingDouble(PortSpot::x));
        int next = all.indexOf(current.target) + (backwards ? -1 : 1);
        current.target = all.get(Math.floorMod(next, all.size()));
        show(current);
        return true;
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
            show(current);
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
        AddWire edit = new AddWire(wire, current.target.port().many());
        Problem reason = current.refusal();
        if (reason == null) {
            pane.editor().apply(edit);
        } else {
            boolean drawable = WireRules.isDrawable(pane.editor().pipeline(), pane.ports(), wire.from(), wire.to());
            pane.refuse(new RefusedWire(current.target.x(), current.target.y(), edit, reason, drawable), false);
        }
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
