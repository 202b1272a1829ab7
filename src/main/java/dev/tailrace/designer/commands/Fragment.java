package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A part of a drawing: nodes, the wires among them, and where they stand. */
public record Fragment(List<Node> nodes, List<Wire> wires, Map<String, Point> layout) {
    public Fragment {
        nodes = List.copyOf(nodes);
        wires = List.copyOf(wires);
        layout = Map.copyOf(layout);
    }

    /** The nodes with these ids. */
    public static Fragment of(Pipeline pipeline, Set<String> ids) {
        Map<String, Point> layout = new LinkedHashMap<>(pipeline.layout());
        layout.keySet().retainAll(ids);
        return new Fragment(
                pipeline.nodes().stream()
                        .filter(node -> ids.contains(node.id()))
                        .toList(),
                pipeline.wires().stream()
                        .filter(wire -> ids.contains(wire.from().node())
                                && ids.contains(wire.to().node()))
                        .toList(),
                layout);
    }

    /** The same part, moved and with ids that the pipeline does not have. */
    public Fragment freshIn(Pipeline pipeline, double dx, double dy) {
        Set<String> taken = new HashSet<>(Fresh.ids(pipeline));
        Map<String, String> newIds = new HashMap<>();
        for (Node node : nodes) {
            String id = Fresh.id(taken, node.id().replaceFirst("-\\d+$", ""));
            taken.add(id);
            newIds.put(node.id(), id);
        }
        Map<String, Point> places = new HashMap<>();
        layout.forEach((id, point) -> {
            String fresh = newIds.get(id);
            if (fresh != null) {
                places.put(fresh, new Point(point.x() + dx, point.y() + dy));
            }
        });
        return new Fragment(
                nodes.stream()
                        .map(node -> node.withId(newIds.getOrDefault(node.id(), node.id())))
                        .toList(),
                wires.stream().map(wire -> renamed(wire, newIds)).toList(),
                places);
    }

    private static Wire renamed(Wire wire, Map<String, String> ids) {
        return new Wire(
                new PortRef(
                        ids.getOrDefault(wire.from().node(), wire.from().node()),
                        wire.from().port()),
                new PortRef(
                        ids.getOrDefault(wire.to().node(), wire.to().node()),
                        wire.to().port()),
                wire.extra());
    }
}
