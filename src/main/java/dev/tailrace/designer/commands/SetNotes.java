package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;

/** Changes a node's notes; typing in a row is one step of undo. */
public record SetNotes(String node, String notes) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return before.node(node)
                .map(old -> before.replacing(old.withNotes(notes)))
                .orElse(before);
    }

    @Override
    public String titleKey() {
        return "designer.command.notes";
    }

    @Override
    public String mergeKey() {
        return "notes:" + node;
    }
}
