package dev.tailrace.designer.finding;

import dev.tailrace.model.Group;
import dev.tailrace.model.Nesting;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The nodes of a drawing as a list in the order of the flow; what is in a group stands under it, where the first of its
 * nodes stands.
 */
public final class Outline {
    private final Nesting nesting;
    private final List<Node> ordered;
    private final String wanted;

    /** A line of the outline. */
    public sealed interface Line {}

    /** @param lines of what is in it, also of groups */
    public record OfGroup(Group group, List<Line> lines) implements Line {
        public OfGroup {
            lines = List.copyOf(lines);
        }

        /** How many nodes stand under it, at any depth. */
        public int size() {
            return lines.stream()
                    .mapToInt(line -> line instanceof OfGroup inner ? inner.size() : 1)
                    .sum();
        }
    }

    public record OfNode(Node node) implements Line {}

    private Outline(Nesting nesting, List<Node> ordered, String wanted) {
        this.nesting = nesting;
        this.ordered = ordered;
        this.wanted = wanted;
    }

    /** @param filter part of a name of a node or of a group that it is in, in any case; empty for all */
    public static List<Line> of(Pipeline pipeline, CheckedPipeline checked, String filter) {
        return new Outline(
                        pipeline.attachments().nesting(),
                        NodeSearch.inOrder(checked, pipeline.nodes()),
                        filter.strip().toLowerCase(Locale.ROOT))
                .lines(List.of(), filter.isBlank());
    }

    /**
     * @param path the groups whose lines these are, the outermost first
     * @param all whether the name of one of them is enough
     */
    private List<Line> lines(List<Group> path, boolean all) {
        List<Line> lines = new ArrayList<>();
        Set<Group> shown = new HashSet<>();
        int depth = path.size();
        for (Node node : ordered) {
            List<Group> around = nesting.around(node.id());
            if (around.size() < depth || !around.subList(0, depth).equals(path)) {
                continue;
            }
            if (around.size() == depth) {
                if (all || has(node.name())) {
                    lines.add(new OfNode(node));
                }
            } else if (shown.add(around.get(depth))) {
                Group group = around.get(depth);
                List<Line> members = lines(around.subList(0, depth + 1), all || has(group.name()));
                if (!members.isEmpty()) {
                    lines.add(new OfGroup(group, members));
                }
            }
        }
        return lines;
    }

    private boolean has(String name) {
        return name.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
