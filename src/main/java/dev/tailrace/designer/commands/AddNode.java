package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;

/** Puts a new node on the canvas, its upper left corner at a point. */
public record AddNode(Node node, Point at) implements Adding {
    @Override
    public Pipeline apply(Pipeline before) {
        return Edits.placing(before, node, at);
    }

    @Override
    public String titleKey() {
        return "designer.command.add";
    }
}
