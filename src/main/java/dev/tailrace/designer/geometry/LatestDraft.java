package dev.tailrace.designer.geometry;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A draft and what it was made of, so that the next one keeps what has not changed. Immutable.
 *
 * @param places of all nodes, also of those that the drawing has no place for
 */
record LatestDraft(
        Pipeline pipeline,
        Map<String, CheckedNode> checked,
        Set<String> previews,
        Map<String, Point> places,
        CanvasModel model) {
    LatestDraft {
        previews = Set.copyOf(previews);
    }

    /** Places for all nodes of a drawing; these if the automatic layout would find what it has found for this draft. */
    Map<String, Point> placesOf(Pipeline next) {
        boolean same = pipeline.flow() == next.flow()
                && pipeline.wires().equals(next.wires())
                && pipeline.layout().equals(next.layout())
                && hasNodesOf(next);
        return same ? places : AutoLayout.placesOf(next);
    }

    private boolean hasNodesOf(Pipeline next) {
        int size = pipeline.nodes().size();
        for (int i = 0; i < size && size == next.nodes().size(); i++) {
            if (!pipeline.nodes().get(i).id().equals(next.nodes().get(i).id())) {
                return false;
            }
        }
        return size == next.nodes().size();
    }

    Kept keptIn(Pipeline next, Map<String, Point> itsPlaces) {
        return new Kept(next, itsPlaces);
    }

    /** The boxes that stand in the next draft too. */
    final class Kept {
        private final boolean sameFlow;
        private final boolean samePlaces;
        private final Map<String, Point> placesNow;
        private final Set<String> rewired;

        private Kept(Pipeline next, Map<String, Point> placesNow) {
            this.placesNow = placesNow;
            sameFlow = pipeline.flow() == next.flow();
            samePlaces = places.equals(placesNow);
            rewired = rewired(next.wires());
        }

        /** The box of a node if all is the same that it was made of, else null. */
        @Nullable
        NodeBox box(Node node, @Nullable CheckedNode now, boolean preview) {
            String id = node.id();
            NodeBox box = model.node(id);
            boolean same = sameFlow
                    && box != null
                    && !box.isBlock()
                    && box.node().equals(node)
                    && checked.get(id) == now
                    && previews.contains(id) == preview
                    && !rewired.contains(id)
                    && (samePlaces || standsAsBefore(id, box));
            return same ? box : null;
        }

        /** The side on which tables enter depends on where they come from. */
        private boolean standsAsBefore(String id, NodeBox box) {
            Point at = places.get(id);
            return at != null
                    && at.equals(placesNow.get(id))
                    && box.ports().stream().noneMatch(spot -> spot.port().carries() == Port.Carries.SIDE_TABLE);
        }
    }

    /** The nodes at wires that have come, gone or changed places with others: what lies between equal ends of the lists. */
    private Set<String> rewired(List<Wire> now) {
        List<Wire> before = pipeline.wires();
        int least = Math.min(before.size(), now.size());
        int head = 0;
        while (head < least && before.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < least - head && before.get(before.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        Set<String> nodes = new HashSet<>();
        for (List<Wire> wires :
                List.of(before.subList(head, before.size() - tail), now.subList(head, now.size() - tail))) {
            for (Wire wire : wires) {
                nodes.add(wire.from().node());
                nodes.add(wire.to().node());
            }
        }
        return nodes;
    }
}
