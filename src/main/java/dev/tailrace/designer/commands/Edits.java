package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Steps that several commands are made of. */
final class Edits {
    private Edits() {}

    static Pipeline placing(Pipeline pipeline, Node node, Point at) {
        List<Node> nodes = new ArrayList<>(pipeline.nodes());
        nodes.add(node);
        return moving(pipeline.withNodes(nodes), Map.of(node.id(), at));
    }

    /** Nodes that the drawing does not have are left out. */
    static Pipeline moving(Pipeline pipeline, Map<String, Point> to) {
        Map<String, Point> layout = new LinkedHashMap<>(pipeline.layout());
        for (Node node : pipeline.nodes()) {
            Point point = to.get(node.id());
            if (point != null) {
                layout.put(node.id(), point);
            }
        }
        return pipeline.withLayout(layout);
    }

    /** Without the nodes, their wires and their places. */
    static Pipeline removing(Pipeline pipeline, Set<String> ids) {
        Map<String, Point> layout = new LinkedHashMap<>(pipeline.layout());
        layout.keySet().removeAll(ids);
        return pipeline.withNodes(pipeline.nodes().stream()
                        .filter(node -> !ids.contains(node.id()))
                        .toList())
                .withWires(pipeline.wires().stream()
                        .filter(wire -> !ids.contains(wire.from().node())
                                && !ids.contains(wire.to().node()))
                        .toList())
                .withLayout(layout);
    }

    static String name(Pipeline pipeline, String id) {
        return pipeline.node(id).map(Node::name).orElse(id);
    }
}
