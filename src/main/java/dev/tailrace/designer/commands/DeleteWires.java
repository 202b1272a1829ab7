package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import java.util.List;
import java.util.Set;

/** Deletes wires. */
public record DeleteWires(Set<Wire> wires) implements Command {
    public DeleteWires {
        wires = Set.copyOf(wires);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        return WireRules.without(before, wires);
    }

    @Override
    public String titleKey() {
        return "designer.command.delete-wires";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(wires.size());
    }
}
