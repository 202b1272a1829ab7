package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import java.util.List;
import java.util.Set;

/** Deletes nodes with their wires. */
public record DeleteNodes(Set<String> nodes) implements Command {
    public DeleteNodes {
        nodes = Set.copyOf(nodes);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        return Edits.removing(before, nodes);
    }

    @Override
    public String titleKey() {
        return "designer.command.delete";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(nodes.size());
    }
}
