package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts one node in the place of some, which stand in a file of its own. The file is not the edit's: undo leaves it.
 *
 * @param ids of the nodes that go
 * @param wires of the new node
 * @param place of the new node
 */
public record MakeSubPipeline(Set<String> ids, Node node, List<Wire> wires, Point place) implements Adding {
    public MakeSubPipeline {
        ids = Set.copyOf(ids);
        wires = List.copyOf(wires);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        List<Node> nodes = new ArrayList<>();
        for (Node old : before.nodes()) {
            if (!ids.contains(old.id())) {
                nodes.add(old);
            } else if (!nodes.contains(node)) {
                nodes.add(node);
            }
        }
        List<Wire> all = new ArrayList<>(before.wires().stream()
                .filter(wire -> !ids.contains(wire.from().node())
                        && !ids.contains(wire.to().node()))
                .toList());
        all.addAll(wires);
        Map<String, Point> layout = new LinkedHashMap<>(before.layout());
        layout.keySet().removeAll(ids);
        layout.put(node.id(), place);
        Pipeline grouped = Edits.regrouping(
                before,
                group -> group.nodes().stream().noneMatch(ids::contains)
                        ? group
                        : group.withNodes(group.nodes().stream()
                                .flatMap(id -> ids.contains(id) ? Stream.of(node.id()) : Stream.of(id))
                                .distinct()
                                .toList()));
        return before.withNodes(nodes).withWires(all).withLayout(layout).withAttachments(grouped.attachments());
    }

    @Override
    public String titleKey() {
        return "designer.command.make-sub-pipeline";
    }
}
