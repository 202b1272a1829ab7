package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.Map;

/**
 * Turns the drawing; bends of the other direction go.
 *
 * @param places of the nodes in the new direction
 */
public record SetFlow(Pipeline.FlowDirection flow, Map<String, Point> places) implements Command {
    public SetFlow {
        places = Map.copyOf(places);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        return before.flow() == flow ? before : Edits.moving(Arrange.unbent(before.withFlow(flow), places), places);
    }

    @Override
    public String titleKey() {
        return "designer.command.flow";
    }
}
