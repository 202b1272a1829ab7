package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Moves nodes into an order: level, one above the other, at equal gaps, or by the layout, which takes bends away. */
public record Arrange(Map<String, Point> to, Order order) implements Command {
    /** Which order. */
    public enum Order {
        ROW,
        COLUMN,
        LEFT,
        RIGHT,
        TOP,
        BOTTOM,
        MIDDLE,
        ACROSS,
        DOWN,
        AUTOMATIC;

        /** As it is part of keys, such as {@code left}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Arrange {
        to = Map.copyOf(to);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        return Edits.moving(order == Order.AUTOMATIC ? unbent(before, to) : before, to);
    }

    /** Without the bends of wires between nodes that are laid out. */
    static Pipeline unbent(Pipeline before, Map<String, Point> to) {
        Map<String, List<Point>> bends =
                new LinkedHashMap<>(before.attachments().bends());
        for (Wire wire : before.wires()) {
            if (isPlaced(before, wire.from().node(), to)
                    && isPlaced(before, wire.to().node(), to)) {
                bends.remove(wire.id());
            }
        }
        return before.withAttachments(before.attachments().withBends(bends));
    }

    private static boolean isPlaced(Pipeline pipeline, String node, Map<String, Point> to) {
        return to.containsKey(node)
                || pipeline.attachments().groups().stream()
                        .anyMatch(group -> group.nodes().contains(node) && to.containsKey(group.id()));
    }

    @Override
    public String titleKey() {
        return order == Order.AUTOMATIC ? "designer.command.autolayout" : "designer.command.align-" + order.id();
    }
}
