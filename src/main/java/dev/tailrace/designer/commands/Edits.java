package dev.tailrace.designer.commands;

import dev.tailrace.model.Attachments;
import dev.tailrace.model.Group;
import dev.tailrace.model.Nesting;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Steps that several commands are made of. */
final class Edits {
    private Edits() {}

    static Pipeline placing(Pipeline pipeline, Node node, Point at) {
        List<Node> nodes = new ArrayList<>(pipeline.nodes());
        nodes.add(node);
        return moving(pipeline.withNodes(nodes), Map.of(node.id(), at));
    }

    /**
     * With nodes, notes and blocks elsewhere; ids that the drawing does not have are left out. A block takes the hidden
     * nodes along, a wire whose two ends move alike takes its bends along.
     */
    static Pipeline moving(Pipeline pipeline, Map<String, Point> to) {
        Map<String, Point> layout = new LinkedHashMap<>(pipeline.layout());
        Attachments attachments = pipeline.attachments();
        Nesting nesting = attachments.nesting();
        for (Group group : nesting.outerFirst()) {
            Point now = to.get(group.id());
            Point before = layout.get(group.id());
            if (now != null && before != null && group.collapsed()) {
                List<String> hidden = new ArrayList<>(group.nodes());
                nesting.within(group).forEach(inner -> hidden.add(inner.id()));
                for (String id : hidden) {
                    layout.computeIfPresent(
                            id, (part, at) -> new Point(at.x() + now.x() - before.x(), at.y() + now.y() - before.y()));
                }
            }
            put(layout, group.id(), now);
        }
        attachments.notes().forEach(note -> put(layout, note.id(), to.get(note.id())));
        pipeline.nodes().forEach(node -> put(layout, node.id(), to.get(node.id())));
        Pipeline moved = pipeline.withLayout(layout);
        return attachments.bends().isEmpty() ? moved : bendsFollow(pipeline, moved);
    }

    private static void put(Map<String, Point> layout, String id, @Nullable Point at) {
        if (at != null) {
            layout.put(id, at);
        }
    }

    private static Pipeline bendsFollow(Pipeline before, Pipeline moved) {
        Map<String, List<Point>> bends =
                new LinkedHashMap<>(before.attachments().bends());
        for (Wire wire : before.wires()) {
            Point by = shift(before, moved, wire.from().node());
            if (by != null && by.equals(shift(before, moved, wire.to().node()))) {
                bends.computeIfPresent(wire.id(), (id, points) -> points.stream()
                        .map(point -> new Point(point.x() + by.x(), point.y() + by.y()))
                        .toList());
            }
        }
        return moved.withAttachments(before.attachments().withBends(bends));
    }

    private static @Nullable Point shift(Pipeline before, Pipeline after, String node) {
        Point from = before.layout().get(node);
        Point to = after.layout().get(node);
        return from == null || to == null ? null : new Point(to.x() - from.x(), to.y() - from.y());
    }

    /** Without the nodes, their wires and their places, and without groups that have no node any more. */
    static Pipeline removing(Pipeline pipeline, Set<String> ids) {
        Pipeline rest = pipeline.withNodes(pipeline.nodes().stream()
                        .filter(node -> !ids.contains(node.id()))
                        .toList())
                .withWires(pipeline.wires().stream()
                        .filter(wire -> !ids.contains(wire.from().node())
                                && !ids.contains(wire.to().node()))
                        .toList());
        Map<String, Point> layout = new LinkedHashMap<>(pipeline.layout());
        layout.keySet().removeAll(ids);
        return withoutLostPlaces(pipeline, rest.withLayout(layout));
    }

    /** Without the places of groups that were there before and are not any more. */
    static Pipeline withoutLostPlaces(Pipeline before, Pipeline after) {
        Map<String, Point> layout = new LinkedHashMap<>(after.layout());
        for (Group group : before.attachments().groups()) {
            if (after.attachments().groups().stream()
                    .noneMatch(kept -> kept.id().equals(group.id()))) {
                layout.remove(group.id());
            }
        }
        return after.withLayout(layout);
    }

    /** With some groups changed; null takes a group away. */
    static Pipeline regrouping(Pipeline pipeline, UnaryOperator<@Nullable Group> change) {
        List<Group> groups = new ArrayList<>();
        for (Group group : pipeline.attachments().groups()) {
            Group now = change.apply(group);
            if (now != null) {
                groups.add(now);
            }
        }
        return withoutLostPlaces(
                pipeline, pipeline.withAttachments(pipeline.attachments().withGroups(groups)));
    }

    static String name(Pipeline pipeline, String id) {
        return pipeline.node(id).map(Node::name).orElse(id);
    }
}
