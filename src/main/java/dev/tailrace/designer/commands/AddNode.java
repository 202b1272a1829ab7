package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.List;

/** Puts a new node on the canvas, its upper left corner at a point. */
public record AddNode(Node node, Point at) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return Edits.placing(before, node, at);
    }

    @Override
    public String titleKey() {
        return "designer.command.add";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(node.name());
    }

    @Override
    public List<String> selectAfter() {
        return List.of(node.id());
    }
}
