package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Moves nodes.
 *
 * @param to upper left corners by node
 * @param nudge by a key: nudges in a row are one step of undo
 */
public record MoveNodes(Map<String, Point> to, boolean nudge) implements Command {
    public MoveNodes {
        to = Map.copyOf(to);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        return Edits.moving(before, to);
    }

    @Override
    public String titleKey() {
        return "designer.command.move";
    }

    @Override
    public @Nullable String mergeKey() {
        return nudge ? "move:" + new TreeSet<>(to.keySet()) : null;
    }
}
