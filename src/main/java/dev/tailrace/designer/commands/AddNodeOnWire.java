package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a new node into a wire; what stands too near behind it makes room, with all that follows. */
public record AddNodeOnWire(Node node, Point at, Splice splice) implements Adding {
    /** From the top of a node to the top of the next, so that the label of the wire between them has room. */
    private static final double PITCH = 108;

    @Override
    public Pipeline apply(Pipeline before) {
        return splice.apply(roomy(before), node.id());
    }

    /** With the node in its place: right behind its writer, or where it was put if that is further down. */
    private Pipeline roomy(Pipeline before) {
        Point writer = before.layout().get(splice.wire().from().node());
        Point reader = before.layout().get(splice.wire().to().node());
        if (before.flow() != Pipeline.FlowDirection.DOWN
                || writer == null
                || reader == null
                || at.y() < writer.y()
                || at.y() > reader.y()) {
            return Edits.placing(before, node, at);
        }
        Point mine = new Point(at.x(), Math.max(at.y(), writer.y() + PITCH));
        double push = mine.y() + PITCH - reader.y();
        Pipeline placed = Edits.placing(before, node, mine);
        if (push <= 0) {
            return placed;
        }
        Map<String, Point> moved = new HashMap<>();
        for (String id : downstream(before, splice.wire().to().node())) {
            Point point = before.layout().get(id);
            if (point != null && point.y() >= reader.y()) {
                moved.put(id, new Point(point.x(), point.y() + push));
            }
        }
        return Edits.moving(placed, moved);
    }

    private static Set<String> downstream(Pipeline pipeline, String first) {
        Set<String> found = new LinkedHashSet<>(List.of(first));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (Wire wire : pipeline.wiresFrom(open.removeFirst())) {
                if (found.add(wire.to().node())) {
                    open.addLast(wire.to().node());
                }
            }
        }
        return found;
    }

    @Override
    public String titleKey() {
        return "designer.command.add-on-wire";
    }
}
