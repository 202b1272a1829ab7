package dev.tailrace.designer.geometry;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the nodes, ports and wires of a drawing stand, in canvas units. Immutable; made anew by {@link Drafting} when
 * the drawing changes, and moved in part while nodes are dragged.
 */
public final class CanvasModel {
    private final Pipeline pipeline;
    private final Map<String, NodeBox> nodes;
    private final Map<PortRef, PortSpot> inputs = new HashMap<>();
    private final Map<PortRef, PortSpot> outputs = new HashMap<>();
    private final List<WirePath> wires;

    CanvasModel(Pipeline pipeline, Map<String, NodeBox> nodes) {
        this(pipeline, nodes, Map.of());
    }

    private CanvasModel(Pipeline pipeline, Map<String, NodeBox> nodes, Map<Wire, WirePath> kept) {
        this.pipeline = pipeline;
        this.nodes = nodes;
        for (NodeBox node : nodes.values()) {
            for (PortSpot spot : node.ports()) {
                (spot.port().isInput() ? inputs : outputs).put(spot.ref(), spot);
            }
        }
        wires = new ArrayList<>(pipeline.wires().size());
        for (Wire wire : pipeline.wires()) {
            WirePath old = kept.get(wire);
            PortSpot from = outputs.get(wire.from());
            PortSpot to = inputs.get(wire.to());
            if (old != null) {
                wires.add(old);
            } else if (from != null && to != null) {
                wires.add(WirePath.of(wire, from, to));
            }
        }
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    /** In the order of the drawing, which is that of drawing: the last is on top. */
    public Collection<NodeBox> nodes() {
        return nodes.values();
    }

    public @Nullable NodeBox node(String id) {
        return nodes.get(id);
    }

    public List<WirePath> wires() {
        return wires;
    }

    public @Nullable WirePath wire(Wire wire) {
        for (WirePath path : wires) {
            if (path.wire().equals(wire)) {
                return path;
            }
        }
        return null;
    }

    public @Nullable PortSpot input(PortRef ref) {
        return inputs.get(ref);
    }

    public @Nullable PortSpot output(PortRef ref) {
        return outputs.get(ref);
    }

    public boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** Around all nodes; null if there is none. */
    public @Nullable Box bounds() {
        return bounds(nodes.keySet());
    }

    /** Around some nodes; null if there is none. */
    public @Nullable Box bounds(Collection<String> ids) {
        Box all = null;
        for (String id : ids) {
            NodeBox node = nodes.get(id);
            if (node != null) {
                all = all == null ? node.box() : all.with(node.box());
            }
        }
        return all;
    }

    /** What a pointer meets: ports before badges before nodes before wires. */
    public Hit hit(double x, double y, Detail detail) {
        if (detail.hasPorts()) {
            PortSpot port = portAt(x, y, spot -> true);
            if (port != null) {
                return new Hit.OfPort(port);
            }
        }
        NodeBox found = null;
        for (NodeBox node : nodes.values()) {
            if (node.badgeContains(x, y)) {
                return new Hit.OfBadge(node);
            }
            if (node.box().contains(x, y)) {
                found = node;
            }
        }
        if (found != null) {
            return new Hit.OfNode(found);
        }
        WirePath wire = wireAt(x, y);
        return wire == null ? Hit.NOTHING : new Hit.OfWire(wire.wire());
    }

    /** The nearest port within reach that is wanted, or null. */
    public @Nullable PortSpot portAt(double x, double y, Predicate<PortSpot> wanted) {
        PortSpot nearest = null;
        double least = PortSpot.REACH;
        for (NodeBox node : nodes.values()) {
            if (!node.box().grown(PortSpot.REACH).contains(x, y)) {
                continue;
            }
            for (PortSpot spot : node.ports()) {
                double distance = Math.hypot(spot.x() - x, spot.y() - y);
                if (distance <= least && wanted.test(spot)) {
                    least = distance;
                    nearest = spot;
                }
            }
        }
        return nearest;
    }

    /** The nearest wire within reach, or null. */
    public @Nullable WirePath wireAt(double x, double y) {
        WirePath nearest = null;
        double least = WirePath.REACH;
        for (WirePath path : wires) {
            if (path.bounds().grown(WirePath.REACH).contains(x, y)) {
                double distance = path.curve().distance(x, y);
                if (distance <= least) {
                    least = distance;
                    nearest = path;
                }
            }
        }
        return nearest;
    }

    /** Ids of the nodes that a rectangle touches. */
    public List<String> nodesIn(Box area) {
        return nodes.values().stream()
                .filter(node -> node.box().meets(area))
                .map(NodeBox::id)
                .toList();
    }

    /** The same drawing with some nodes elsewhere; what does not move is shared. */
    public CanvasModel moved(Set<String> ids, double dx, double dy) {
        if (ids.isEmpty() || dx == 0 && dy == 0) {
            return this;
        }
        Map<String, NodeBox> changed = new LinkedHashMap<>(nodes);
        changed.replaceAll((id, node) -> ids.contains(id) ? node.moved(dx, dy) : node);
        Map<Wire, WirePath> kept = new HashMap<>();
        for (WirePath path : wires) {
            if (!ids.contains(path.wire().from().node())
                    && !ids.contains(path.wire().to().node())) {
                kept.put(path.wire(), path);
            }
        }
        return new CanvasModel(pipeline, changed, kept);
    }

    /** The nearest node that way, or null: what lies straight ahead counts more than what lies aside. */
    public @Nullable NodeBox next(NodeBox from, Edge way) {
        NodeBox best = null;
        double least = Double.MAX_VALUE;
        for (NodeBox node : nodes.values()) {
            double dx = node.box().centreX() - from.box().centreX();
            double dy = node.box().centreY() - from.box().centreY();
            double ahead = dx * way.dx() + dy * way.dy();
            double aside = Math.abs(dx * way.dy()) + Math.abs(dy * way.dx());
            if (ahead > 1 && ahead + 2 * aside < least) {
                least = ahead + 2 * aside;
                best = node;
            }
        }
        return best;
    }
}
