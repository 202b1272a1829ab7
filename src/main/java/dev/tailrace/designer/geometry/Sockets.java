package dev.tailrace.designer.geometry;

import dev.tailrace.designer.commands.Ports;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which ports the nodes of a drawing have, and on which of their edges. Looked for once it is asked for: a draft that has
 * no box to make anew asks for none. For one thread.
 */
final class Sockets {
    /** Nodes that are asked for one by one, as after an edit, before the ports of all are looked for together. */
    private static final int FEW = 8;

    private final Pipeline pipeline;
    private final Ports ports;
    private final Map<String, Point> places;
    private @Nullable Map<String, List<Port>> ofNodes;
    private @Nullable Map<PortRef, List<Wire>> ofPorts;
    private int asked;

    Sockets(Pipeline pipeline, Ports ports, Map<String, Point> places) {
        this.pipeline = pipeline;
        this.ports = ports;
        this.places = places;
    }

    /** Inputs first, in the operator's order. */
    List<Port> ports(String node) {
        Map<String, List<Port>> all = ofNodes;
        if (all == null && ++asked <= FEW) {
            return pipeline.node(node).map(found -> ports.of(pipeline, found)).orElse(List.of());
        }
        if (all == null) {
            all = ports.all(pipeline);
            ofNodes = all;
        }
        return all.getOrDefault(node, List.of());
    }

    /** The ports of a node, on the edges of its box. */
    List<PortSpot> spots(String node, Box box) {
        List<Sides.Socket> sockets = new ArrayList<>();
        for (Port port : ports(node)) {
            PortRef ref = new PortRef(node, port.name());
            boolean isWired = !wires(ref).isEmpty();
            sockets.add(new Sides.Socket(
                    ref, port, edge(node, port), isWired, port.isInput() && !isWired && !port.optional()));
        }
        return Sides.spread(box, NodeBox.HEIGHT, pipeline.flow(), sockets);
    }

    /** Where a port is while the flow runs down. */
    Edge edge(String node, Port port) {
        return switch (port.carries()) {
            case ERRORS, LATE_ROWS -> port.isInput() ? Edge.TOP : Edge.RIGHT;
            case SIDE_TABLE -> tableEdge(node, port);
            default -> port.isInput() ? Edge.TOP : Edge.BOTTOM;
        };
    }

    /** Tables come from the left and leave to the right, unless the node at the other end stands on the other side. */
    private Edge tableEdge(String node, Port port) {
        PortRef ref = new PortRef(node, port.name());
        Point mine = places.get(node);
        for (Wire wire : wires(ref)) {
            PortRef near = port.isInput() ? wire.to() : wire.from();
            Point its = places.get((port.isInput() ? wire.from() : wire.to()).node());
            if (near.equals(ref) && mine != null && its != null) {
                return across(its) < across(mine) ? Edge.LEFT : Edge.RIGHT;
            }
        }
        return port.isInput() ? Edge.LEFT : Edge.RIGHT;
    }

    private double across(Point point) {
        return pipeline.flow() == FlowDirection.DOWN ? point.x() : point.y();
    }

    /** The wires that begin or end at a port, in the drawing's order. */
    private List<Wire> wires(PortRef port) {
        Map<PortRef, List<Wire>> all = ofPorts;
        if (all == null) {
            all = new HashMap<>();
            for (Wire wire : pipeline.wires()) {
                all.computeIfAbsent(wire.from(), any -> new ArrayList<>()).add(wire);
                all.computeIfAbsent(wire.to(), any -> new ArrayList<>()).add(wire);
            }
            ofPorts = all;
        }
        return all.getOrDefault(port, List.of());
    }
}
