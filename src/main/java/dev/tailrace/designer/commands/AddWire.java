package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;

/**
 * Draws a wire.
 *
 * @param many whether the input takes more than one wire; otherwise the new one replaces the old
 */
public record AddWire(Wire wire, boolean many) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return WireRules.adding(before, wire, many);
    }

    @Override
    public String titleKey() {
        return "designer.command.wire";
    }
}
