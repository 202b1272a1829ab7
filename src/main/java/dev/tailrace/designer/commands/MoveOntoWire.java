package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.Map;

/** Moves a node onto a wire and puts it into it. */
public record MoveOntoWire(String node, Point to, Splice splice) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return splice.apply(Edits.moving(before, Map.of(node, to)), node);
    }

    @Override
    public String titleKey() {
        return "designer.command.put-on-wire";
    }
}
