package dev.tailrace.designer.gestures;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a gesture shows over the drawing.
 *
 * @param dragged nodes that are drawn elsewhere, by dx and dy
 * @param band a selection rectangle, or null
 * @param cutLine corners of a cut, x and y in turn
 * @param marked wires that would be cut or opened
 * @param ghost a node that would be added, or null
 */
public record Overlay(
        Set<String> dragged,
        double dx,
        double dy,
        List<Snap.Line> guides,
        @Nullable Box band,
        @Nullable Draft draft,
        List<Double> cutLine,
        Set<Wire> marked,
        @Nullable NodeBox ghost) {

    /**
     * A wire that is being drawn.
     *
     * @param anchor the end that stands
     * @param fitting ports at which it may end
     * @param target the port at which it would end now, or null
     * @param refusal why it may not end at the port under the pointer, or null
     * @param notice what else it would do there, or null
     * @param lifted the wire whose end was taken up, or null
     */
    public record Draft(
            PortSpot anchor,
            double x,
            double y,
            Set<PortRef> fitting,
            @Nullable PortSpot target,
            @Nullable Problem refusal,
            @Nullable Problem notice,
            @Nullable Wire lifted) {}

    public static final Overlay NONE = new Overlay(Set.of(), 0, 0, List.of(), null, null, List.of(), Set.of(), null);

    static Overlay dragging(Set<String> nodes, Snap snap, @Nullable Wire opened) {
        return new Overlay(
                nodes,
                snap.dx(),
                snap.dy(),
                snap.lines(),
                null,
                null,
                List.of(),
                opened == null ? Set.of() : Set.of(opened),
                null);
    }

    static Overlay band(Box band) {
        return new Overlay(Set.of(), 0, 0, List.of(), band, null, List.of(), Set.of(), null);
    }

    public static Overlay drawing(Draft draft) {
        return new Overlay(Set.of(), 0, 0, List.of(), null, draft, List.of(), Set.of(), null);
    }

    static Overlay cutting(List<Double> line, Set<Wire> cut) {
        return new Overlay(Set.of(), 0, 0, List.of(), null, null, line, cut, null);
    }

    static Overlay placing(NodeBox ghost, List<Snap.Line> guides, @Nullable Wire opened) {
        return new Overlay(
                Set.of(), 0, 0, guides, null, null, List.of(), opened == null ? Set.of() : Set.of(opened), ghost);
    }
}
