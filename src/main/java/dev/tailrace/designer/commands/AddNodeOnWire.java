package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.List;

/** Puts a new node into a wire. */
public record AddNodeOnWire(Node node, Point at, Splice splice) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return splice.apply(Edits.placing(before, node, at), node.id());
    }

    @Override
    public String titleKey() {
        return "designer.command.add-on-wire";
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
