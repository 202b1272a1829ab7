package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;

/** Changes a group's title; an empty one is refused. */
public record RenameGroup(String group, String name) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return name.isBlank()
                ? before
                : Edits.regrouping(before, old -> old.id().equals(group) ? old.withName(name.strip()) : old);
    }

    @Override
    public String titleKey() {
        return "designer.command.rename-group";
    }
}
