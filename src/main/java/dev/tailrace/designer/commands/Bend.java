package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import java.util.List;

/**
 * A point that a wire is led through.
 *
 * @param wire its {@link Wire#id()}
 * @param index among the points of the wire, from its writer on
 */
public record Bend(String wire, int index) {
    public boolean isIn(Pipeline pipeline) {
        return index
                < pipeline.attachments().bends().getOrDefault(wire, List.of()).size();
    }
}
