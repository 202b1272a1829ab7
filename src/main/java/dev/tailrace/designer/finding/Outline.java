package dev.tailrace.designer.finding;

import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The nodes of a drawing as a list in the order of the flow, those of a group under it where its first one stands. */
public final class Outline {
    /** A line of the outline. */
    public sealed interface Line {}

    public record OfGroup(Group group, List<OfNode> nodes) implements Line {
        public OfGroup {
            nodes = List.copyOf(nodes);
        }
    }

    public record OfNode(Node node) implements Line {}

    private Outline() {}

    /** @param filter part of a name of a node or its group, in any case; empty for all */
    public static List<Line> of(Pipeline pipeline, CheckedPipeline checked, String filter) {
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        List<Node> ordered = NodeSearch.inOrder(checked, pipeline.nodes());
        Map<String, Group> groups = new LinkedHashMap<>();
        pipeline.attachments().groups().forEach(group -> group.nodes().forEach(node -> groups.put(node, group)));
        List<Line> lines = new ArrayList<>();
        Set<Group> shown = new HashSet<>();
        for (Node node : ordered) {
            Group group = groups.get(node.id());
            if (group == null) {
                if (has(node.name(), wanted)) {
                    lines.add(new OfNode(node));
                }
            } else if (shown.add(group)) {
                List<OfNode> members = ordered.stream()
                        .filter(member -> group.equals(groups.get(member.id())))
                        .filter(member -> has(member.name(), wanted) || has(group.name(), wanted))
                        .map(OfNode::new)
                        .toList();
                if (!members.isEmpty()) {
                    lines.add(new OfGroup(group, members));
                }
            }
        }
        return lines;
    }

    private static boolean has(String name, String wanted) {
        return name.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
