package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import java.util.List;

/** Gives a node another name; its id stays. A blank name changes nothing. */
public record RenameNode(String node, String name) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return name.isBlank()
                ? before
                : before.node(node)
                        .map(old -> before.replacing(old.withName(name.strip())))
                        .orElse(before);
    }

    @Override
    public String titleKey() {
        return "designer.command.rename";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(name.strip());
    }
}
