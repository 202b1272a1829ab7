package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import java.util.Set;

/** Takes groups away and leaves their nodes. */
public record Ungroup(Set<String> groups) implements Command {
    public Ungroup {
        groups = Set.copyOf(groups);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        return Edits.regrouping(before, group -> groups.contains(group.id()) ? null : group);
    }

    @Override
    public String titleKey() {
        return "designer.command.ungroup";
    }
}
