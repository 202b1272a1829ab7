package dev.tailrace.designer.commands;

import dev.tailrace.model.Nesting;
import dev.tailrace.model.Pipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An edit that also brings nodes into groups or out of them.
 *
 * @param groups by node: the group that it joins, with those around that one, or an empty text if it leaves all
 */
public record Joining(Command edit, Map<String, String> groups) implements Command {
    public Joining {
        groups = Map.copyOf(groups);
    }

    /** The edit alone if no node changes its group. */
    public static Command of(Command edit, Map<String, String> groups) {
        return groups.isEmpty() ? edit : new Joining(edit, groups);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        Pipeline after = edit.apply(before);
        for (String target : new TreeSet<>(groups.values())) {
            after = joined(after, target);
        }
        return after;
    }

    /** Groups whose nodes all come along stay as they are, and lie in the one that is joined. */
    private Pipeline joined(Pipeline pipeline, String target) {
        Set<String> coming = new HashSet<>();
        groups.forEach((node, group) -> {
            if (group.equals(target)) {
                coming.add(node);
            }
        });
        Set<String> joined = new HashSet<>();
        Nesting nesting = pipeline.attachments().nesting();
        nesting.outerFirst().stream().filter(group -> group.id().equals(target)).forEach(group -> {
            joined.add(group.id());
            nesting.around(group).forEach(outer -> joined.add(outer.id()));
        });
        return Edits.regrouping(pipeline, group -> {
            List<String> nodes = new ArrayList<>(group.nodes());
            if (joined.contains(group.id())) {
                coming.stream().sorted().filter(node -> !nodes.contains(node)).forEach(nodes::add);
            } else if (!coming.containsAll(nodes)) {
                nodes.removeAll(coming);
            }
            return nodes.isEmpty() ? null : group.withNodes(nodes);
        });
    }

    @Override
    public String titleKey() {
        return edit.titleKey();
    }

    @Override
    public List<Object> titleArguments() {
        return edit.titleArguments();
    }

    @Override
    public @Nullable String mergeKey() {
        return edit.mergeKey();
    }

    @Override
    public @Nullable List<String> selectAfter() {
        return edit.selectAfter();
    }
}
