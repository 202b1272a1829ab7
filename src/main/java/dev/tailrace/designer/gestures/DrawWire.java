package dev.tailrace.designer.gestures;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.AddWire;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.commands.DeleteWires;
import dev.tailrace.designer.commands.ReplaceWire;
import dev.tailrace.designer.commands.WireRules;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Detail;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Draws a wire from a port to one that fits. Let go over nothing, it asks for an operator to wire; let go over a node,
 * it takes the node's first fitting port. Where it does not fit, it says why, and let go there, what would help. From an
 * input that has its one wire, it takes that wire's end up instead: let go over nothing, the wire goes.
 */
public final class DrawWire implements Gesture {
    private final Surface surface;
    private final CanvasModel model;
    private final PortSpot pressed;
    private final PortSpot anchor;
    private final @Nullable Wire lifted;
    private final Pipeline around;
    private final Set<PortRef> fitting;
    private final Pointer start;
    private boolean moved;
    private Pointer at;
    private @Nullable PortSpot target;
    private @Nullable Problem refusal;
    private @Nullable PortSpot refused;

    DrawWire(Surface surface, PortSpot pressed, Pointer start) {
        this.surface = surface;
        this.model = surface.model();
        this.pressed = pressed;
        this.start = start;
        this.at = start;
        Wire old = liftable(surface.editor().pipeline(), pressed);
        PortSpot other = old == null ? null : model.output(old.from());
        this.lifted = other == null ? null : old;
        this.anchor = other == null ? pressed : other;
        Pipeline pipeline = surface.editor().pipeline();
        this.around = lifted == null ? pipeline : WireRules.without(pipeline, Set.of(lifted));
        this.fitting = fitting();
    }

    private static @Nullable Wire liftable(Pipeline pipeline, PortSpot spot) {
        List<Wire> wires = spot.port().isInput() && !spot.port().many() ? pipeline.wiresInto(spot.ref()) : List.of();
        return wires.size() == 1 ? wires.get(0) : null;
    }

    @Override
    public void drag(Pointer pointer) {
        at = pointer;
        moved |= !pointer.isClickFrom(start);
        PortSpot under = model.portAt(pointer.x(), pointer.y(), this::isOtherSide);
        target = under != null && fitting.contains(under.ref()) ? under : null;
        if (under == null) {
            target = firstFitting(pointer);
            under = target == null ? misfitAt(pointer) : null;
        }
        refusal = under == null || target != null ? null : refusal(under);
        refused = refusal == null ? null : under;
    }

    @Override
    public void release(Pointer pointer) {
        drag(pointer);
        PipelineEditor editor = surface.editor();
        PortSpot end = target;
        if (!moved) {
            NodeBox box = model.node(pressed.ref().node());
            editor.selectNodes(box == null ? List.of() : box.members());
        } else if (end != null) {
            editor.apply(edit(end));
        } else if (refusal != null && refused != null) {
            surface.refuse(refusedWire(pointer, refused, refusal), pointer.shift());
        } else if (isOverNothing(pointer)) {
            if (lifted != null) {
                editor.apply(new DeleteWires(Set.of(lifted)));
            } else {
                surface.pick(new PickRequest(pointer.x(), pointer.y(), anchor.ref(), anchor.port()));
            }
        }
    }

    private Command edit(PortSpot end) {
        Wire wire = wire(end);
        boolean many = (end.port().isInput() ? end : anchor).port().many();
        return lifted == null ? new AddWire(wire, many) : new ReplaceWire(lifted, wire, many);
    }

    private RefusedWire refusedWire(Pointer pointer, PortSpot end, Problem reason) {
        Wire wire = wire(end);
        boolean drawable = WireRules.isDrawable(around, surface.ports(), wire.from(), wire.to());
        return new RefusedWire(pointer.x(), pointer.y(), edit(end), reason, drawable);
    }

    @Override
    public Overlay overlay() {
        if (!moved) {
            return Overlay.NONE;
        }
        PortSpot end = target;
        return Overlay.drawing(new Overlay.Draft(
                anchor,
                end == null ? at.x() : end.x(),
                end == null ? at.y() : end.y(),
                fitting,
                end,
                refusal,
                notice(),
                lifted));
    }

    private @Nullable Problem notice() {
        PortSpot end = target;
        return end == null
                ? null
                : WireRules.replacement(around, surface.ports(), wire(end).to());
    }

    private boolean isOverNothing(Pointer pointer) {
        Hit hit =
                model.hit(pointer.x(), pointer.y(), Detail.at(surface.viewport().zoom()));
        return hit instanceof Hit.Nothing || hit instanceof Hit.OfWire;
    }

    private boolean isOtherSide(PortSpot spot) {
        return spot.port().isInput() != anchor.port().isInput();
    }

    private Set<PortRef> fitting() {
        Pipeline pipeline = surface.editor().pipeline();
        boolean forward = !anchor.port().isInput();
        Set<String> blocked = forward
                ? WireRules.upstream(pipeline, anchor.ref().node())
                : WireRules.downstream(pipeline, anchor.ref().node());
        Set<PortRef> wiredAlready = new HashSet<>();
        for (Wire wire : pipeline.wires()) {
            if ((forward ? wire.from() : wire.to()).equals(anchor.ref()) && !wire.equals(lifted)) {
                wiredAlready.add(forward ? wire.to() : wire.from());
            }
        }
        Set<PortRef> fits = new HashSet<>();
        for (NodeBox node : model.nodes()) {
            if (blocked.contains(node.id())) {
                continue;
            }
            for (PortSpot spot : node.ports()) {
                boolean match =
                        forward ? anchor.port().fits(spot.port()) : spot.port().fits(anchor.port());
                if (match && !wiredAlready.contains(spot.ref()) && misfit(spot) == null) {
                    fits.add(spot.ref());
                }
            }
        }
        return fits;
    }

    private @Nullable Problem misfit(PortSpot spot) {
        PortRef from = anchor.port().isInput() ? spot.ref() : anchor.ref();
        PortRef to = anchor.port().isInput() ? anchor.ref() : spot.ref();
        return WireRules.misfit(around, surface.ports(), from, to);
    }

    /** The port over which, or over whose node, the pointer is without one that fits; another end than it began at. */
    private @Nullable PortSpot misfitAt(Pointer pointer) {
        PortSpot same = model.portAt(
                pointer.x(), pointer.y(), spot -> !spot.ref().equals(anchor.ref()) && !spot.equals(pressed));
        if (same != null) {
            return same;
        }
        Hit hit = model.hit(pointer.x(), pointer.y(), Detail.BLOCKS);
        return hit instanceof Hit.OfNode node
                        && !node.box().id().equals(anchor.ref().node())
                ? node.box().ports().stream()
                        .filter(this::isOtherSide)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private @Nullable PortSpot firstFitting(Pointer pointer) {
        Hit hit = model.hit(pointer.x(), pointer.y(), Detail.BLOCKS);
        if (hit instanceof Hit.OfNode node) {
            PortSpot free = null;
            for (PortSpot spot : node.box().ports()) {
                if (isOtherSide(spot) && fitting.contains(spot.ref())) {
                    if (!spot.wired()) {
                        return spot;
                    }
                    free = free == null ? spot : free;
                }
            }
            return free;
        }
        return null;
    }

    private @Nullable Problem refusal(PortSpot under) {
        if (lifted != null && under.ref().equals(lifted.to())) {
            return null;
        }
        Wire wire = wire(under);
        return WireRules.refusal(around, surface.ports(), wire.from(), wire.to());
    }

    private Wire wire(PortSpot end) {
        return anchor.port().isInput()
                ? new Wire(end.ref(), anchor.ref(), Map.of())
                : new Wire(anchor.ref(), end.ref(), lifted == null ? Map.of() : lifted.extra());
    }
}
