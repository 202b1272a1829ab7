package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Moves nodes, notes, blocks and bends.
 *
 * @param to upper left corners by node, note or collapsed group
 * @param bends that move by themselves
 * @param nudge by a key: nudges in a row are one step of undo
 */
public record MoveNodes(Map<String, Point> to, Map<Bend, Point> bends, boolean nudge) implements Command {
    public MoveNodes {
        to = Map.copyOf(to);
        bends = Map.copyOf(bends);
    }

    public MoveNodes(Map<String, Point> to, boolean nudge) {
        this(to, Map.of(), nudge);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        Pipeline moved = Edits.moving(before, to);
        return bends.isEmpty()
                ? moved
                : moved.withAttachments(moved.attachments().withBends(led(moved)));
    }

    private Map<String, List<Point>> led(Pipeline moved) {
        Map<String, List<Point>> all = new LinkedHashMap<>(moved.attachments().bends());
        bends.forEach((bend, at) -> all.computeIfPresent(bend.wire(), (wire, points) -> {
            List<Point> changed = new ArrayList<>(points);
            if (bend.index() < changed.size()) {
                changed.set(bend.index(), at);
            }
            return changed;
        }));
        return all;
    }

    @Override
    public String titleKey() {
        return "designer.command.move";
    }

    @Override
    public @Nullable String mergeKey() {
        if (to.isEmpty() && bends.size() == 1) {
            return AddBend.mergeKey(bends.keySet().iterator().next());
        }
        return nudge ? "move:" + new TreeSet<>(to.keySet()) : null;
    }
}
