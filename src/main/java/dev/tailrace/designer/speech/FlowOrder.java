package dev.tailrace.designer.speech;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A drawing as a list: each node after those that write to it, and the wires that leave it right after the node. Nodes of
 * which none comes first are in the order of the drawing; so are those of a loop, after all others.
 */
public final class FlowOrder {
    private FlowOrder() {}

    public static List<Part> of(Pipeline pipeline) {
        Map<String, List<Wire>> leaving = new LinkedHashMap<>();
        Map<String, Integer> awaited = new HashMap<>();
        pipeline.nodes().forEach(node -> leaving.put(node.id(), new ArrayList<>()));
        for (Wire wire : pipeline.wires()) {
            List<Wire> ofWriter = leaving.get(wire.from().node());
            if (ofWriter != null && leaving.containsKey(wire.to().node())) {
                ofWriter.add(wire);
                awaited.merge(wire.to().node(), 1, Integer::sum);
            }
        }
        List<Part> parts = new ArrayList<>();
        Deque<String> ready = new ArrayDeque<>();
        for (Node node : pipeline.nodes()) {
            if (!awaited.containsKey(node.id())) {
                ready.addLast(node.id());
            }
        }
        while (!leaving.isEmpty()) {
            String next = ready.isEmpty() ? leaving.keySet().iterator().next() : ready.removeFirst();
            List<Wire> wires = leaving.remove(next);
            if (wires == null) {
                continue;
            }
            parts.add(new Part.OfNode(next));
            for (Wire wire : wires) {
                parts.add(new Part.OfWire(wire));
                if (awaited.merge(wire.to().node(), -1, Integer::sum) == 0) {
                    ready.addLast(wire.to().node());
                }
            }
        }
        return parts;
    }
}
