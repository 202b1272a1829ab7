package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.Map;

/** Takes a node out of its wires and moves it; its neighbours are joined where their ports fit. */
public record PullOut(String node, Point to, Ports ports) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return Edits.moving(Healing.around(before, ports, node), Map.of(node, to));
    }

    @Override
    public String titleKey() {
        return "designer.command.pull-out";
    }
}
