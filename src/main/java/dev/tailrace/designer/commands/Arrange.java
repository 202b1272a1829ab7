package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.Map;

/** Moves nodes into an order: in a row, in a column, or all by the layout. */
public record Arrange(Map<String, Point> to, Order order) implements Command {
    /** Which order. */
    public enum Order {
        ROW,
        COLUMN,
        AUTOMATIC
    }

    public Arrange {
        to = Map.copyOf(to);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        return Edits.moving(before, to);
    }

    @Override
    public String titleKey() {
        return switch (order) {
            case ROW -> "designer.command.align-row";
            case COLUMN -> "designer.command.align-column";
            case AUTOMATIC -> "designer.command.autolayout";
        };
    }
}
