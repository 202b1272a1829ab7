package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;

/**
 * Adds a node and the wire that was drawn for it.
 *
 * @param wire from or to the new node
 * @param many whether the wire's input takes more than one wire
 */
public record AddNodeFromPort(Node node, Point at, Wire wire, boolean many) implements Adding {
    @Override
    public Pipeline apply(Pipeline before) {
        return WireRules.adding(Edits.placing(before, node, at), wire, many);
    }

    @Override
    public String titleKey() {
        return "designer.command.add";
    }
}
