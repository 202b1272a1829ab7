package dev.tailrace.designer.geometry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the blocks of collapsed groups. A block has those ports of its nodes that a wire crosses the group's edge at, so
 * that wires, and gestures at ports, need not know that they end at a block.
 */
final class Blocks {
    private static final String ICON = "mdi2p-package-variant-closed";
    private static final double ROOM_PER_PORT = 24;

    private final Pipeline pipeline;
    private final CheckedPipeline checked;
    private final Map<String, List<Port>> ports;
    private final Map<String, Point> places;
    private final Map<String, Group> groups = new HashMap<>();

    Blocks(Pipeline pipeline, CheckedPipeline checked, Map<String, List<Port>> ports, Map<String, Point> places) {
        this.pipeline = pipeline;
        this.checked = checked;
        this.ports = ports;
        this.places = places;
        for (Group group : pipeline.attachments().nesting().outerFirst()) {
            if (group.collapsed()) {
                // What lies in a collapsed group is hidden, also if it is collapsed itself.
                group.nodes().forEach(node -> groups.putIfAbsent(node, group));
            }
        }
    }

    /** The collapsed group that a node is hidden in, or null. */
    @Nullable
    Group groupOf(String node) {
        return groups.get(node);
    }

    NodeBox block(Group group, String summary, double textWidth) {
        List<Sides.Socket> sockets = sockets(group);
        boolean down = pipeline.flow() == FlowDirection.DOWN;
        double tall = Math.max(NodeBox.HEIGHT, down ? 0 : sockets.size() * ROOM_PER_PORT / 2);
        Point at = pipeline.layout().getOrDefault(group.id(), place(group));
        Box box = new Box(at.x() - (textWidth - NodeBox.WIDTH) / 2, at.y(), textWidth, tall);
        int errors = 0;
        int warnings = 0;
        boolean muted = true;
        for (String id : group.nodes()) {
            CheckedNode node = checked.nodes().get(id);
            for (Problem problem : node == null ? List.<Problem>of() : node.problems()) {
                errors += problem.isError() ? 1 : 0;
                warnings += problem.isError() ? 0 : 1;
            }
            muted &= pipeline.node(id).map(Node::muted).orElse(true);
        }
        Node node = Node.of(group.id(), "", group.name(), JsonNodeFactory.instance.objectNode())
                .withMuted(muted);
        return new NodeBox(
                node,
                Family.SHAPE,
                ICON,
                summary,
                false,
                errors,
                warnings,
                false,
                at.x(),
                box,
                Sides.spread(box, tall, pipeline.flow(), sockets),
                group);
    }

    /** The middle of the group's nodes, as the upper left corner of a block. */
    private Point place(Group group) {
        return centre(group.nodes().stream()
                .map(id -> places.getOrDefault(id, new Point(0, 0)))
                .toList());
    }

    /** Half way between the outermost of some places, on the grid. */
    static Point centre(List<Point> all) {
        double left = all.stream().mapToDouble(Point::x).min().orElse(0);
        double right = all.stream().mapToDouble(Point::x).max().orElse(0);
        double top = all.stream().mapToDouble(Point::y).min().orElse(0);
        double bottom = all.stream().mapToDouble(Point::y).max().orElse(0);
        return new Point(Snap.toGrid((left + right) / 2), Snap.toGrid((top + bottom) / 2));
    }

    /** In the order of the nodes across the flow, so that wires to their neighbours do not cross at the block. */
    private List<Sides.Socket> sockets(Group group) {
        Set<PortRef> crossing = new LinkedHashSet<>();
        for (Wire wire : pipeline.wires()) {
            boolean from = group.nodes().contains(wire.from().node());
            boolean to = group.nodes().contains(wire.to().node());
            if (from != to) {
                crossing.add(from ? wire.from() : wire.to());
            }
        }
        boolean down = pipeline.flow() == FlowDirection.DOWN;
        List<PortRef> sorted = new ArrayList<>(crossing);
        sorted.sort(Comparator.comparingDouble(ref -> {
            Point at = places.getOrDefault(ref.node(), new Point(0, 0));
            return down ? at.x() : at.y();
        }));
        List<Sides.Socket> sockets = new ArrayList<>();
        for (PortRef ref : sorted) {
            for (Port port : ports.getOrDefault(ref.node(), List.of())) {
                if (port.name().equals(ref.port())) {
                    Edge edge = Drafting.edge(pipeline, ref.node(), port, places);
                    sockets.add(new Sides.Socket(ref, port, edge, true, false));
                }
            }
        }
        return sockets;
    }
}
