package dev.tailrace.designer.speech;

import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.model.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is drawn as a list: each node, or collapsed group, after those that write to it, and the wires that leave it right
 * after it. Nodes of which none comes first are in the order of the drawing; so are those of a loop, after all others.
 * Notes come last.
 */
public final class FlowOrder {
    private FlowOrder() {}

    public static List<Part> of(CanvasModel model) {
        Map<String, NodeBox> boxOf = new HashMap<>();
        Map<NodeBox, List<Wire>> leaving = new LinkedHashMap<>();
        Map<NodeBox, Integer> awaited = new HashMap<>();
        for (NodeBox box : model.nodes()) {
            leaving.put(box, new ArrayList<>());
            box.members().forEach(member -> boxOf.put(member, box));
        }
        for (WirePath path : model.wires()) {
            NodeBox from = boxOf.get(path.wire().from().node());
            NodeBox to = boxOf.get(path.wire().to().node());
            List<Wire> ofWriter = from == null ? null : leaving.get(from);
            if (ofWriter != null && to != null) {
                ofWriter.add(path.wire());
                awaited.merge(to, 1, Integer::sum);
            }
        }
        Deque<NodeBox> ready = new ArrayDeque<>();
        for (NodeBox box : model.nodes()) {
            if (!awaited.containsKey(box)) {
                ready.addLast(box);
            }
        }
        List<Part> parts = new ArrayList<>();
        while (!leaving.isEmpty()) {
            NodeBox next = ready.isEmpty() ? leaving.keySet().iterator().next() : ready.removeFirst();
            List<Wire> wires = leaving.remove(next);
            if (wires == null) {
                continue;
            }
            parts.add(new Part.OfBox(next.id(), next.members()));
            for (Wire wire : wires) {
                parts.add(new Part.OfWire(wire));
                NodeBox reader = boxOf.get(wire.to().node());
                if (reader != null && awaited.merge(reader, -1, Integer::sum) == 0) {
                    ready.addLast(reader);
                }
            }
        }
        model.notes().forEach(note -> parts.add(new Part.OfNote(note.id())));
        return parts;
    }
}
