package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An edit that also brings nodes into groups or out of them.
 *
 * @param groups by node: the group that it joins, or an empty text if it leaves the one it is in
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
        return Edits.regrouping(edit.apply(before), group -> {
            List<String> nodes = new ArrayList<>(group.nodes());
            groups.forEach((node, joined) -> {
                if (!joined.equals(group.id())) {
                    nodes.remove(node);
                } else if (!nodes.contains(node)) {
                    nodes.add(node);
                }
            });
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
