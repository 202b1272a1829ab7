package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import java.util.List;

/**
 * Moves an end of a wire to another port.
 *
 * @param many whether the new wire's input takes more than one wire
 */
public record ReplaceWire(Wire old, Wire wire, boolean many) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return old.equals(wire) ? before : WireRules.adding(WireRules.without(before, List.of(old)), wire, many);
    }

    @Override
    public String titleKey() {
        return "designer.command.rewire";
    }
}
