package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which ports the nodes of a drawing have: as the check found them, before a check the operator's fixed ones, and, so
 * that no wire hangs in the air, whatever further ports the wires name. Immutable.
 */
public final class Ports {
    private final Catalogue catalogue;
    private final CheckedPipeline checked;

    public Ports(Catalogue catalogue, CheckedPipeline checked) {
        this.catalogue = catalogue;
        this.checked = checked;
    }

    /** The ports of all nodes, by node; inputs first, in the operator's order. */
    public Map<String, List<Port>> all(Pipeline pipeline) {
        Map<String, List<Port>> all = new LinkedHashMap<>();
        for (Node node : pipeline.nodes()) {
            all.put(node.id(), new ArrayList<>(declared(node)));
        }
        for (Wire wire : pipeline.wires()) {
            addMissing(all.get(wire.to().node()), wire.to().port(), Port.Side.INPUT);
            addMissing(all.get(wire.from().node()), wire.from().port(), Port.Side.OUTPUT);
        }
        return all;
    }

    /** The ports of one node, as in {@link #all}. */
    public List<Port> of(Pipeline pipeline, Node node) {
        List<Port> ports = new ArrayList<>(declared(node));
        for (Wire wire : pipeline.wires()) {
            if (wire.to().node().equals(node.id())) {
                addMissing(ports, wire.to().port(), Port.Side.INPUT);
            }
            if (wire.from().node().equals(node.id())) {
                addMissing(ports, wire.from().port(), Port.Side.OUTPUT);
            }
        }
        return ports;
    }

    /** The port, or null if the drawing has no such node or the node no such port. */
    public @Nullable Port find(Pipeline pipeline, PortRef ref) {
        Node node = pipeline.node(ref.node()).orElse(null);
        if (node == null) {
            return null;
        }
        for (Port port : of(pipeline, node)) {
            if (port.name().equals(ref.port())) {
                return port;
            }
        }
        return null;
    }

    /** What leaves an output as the last check found it, or null if that is not known. */
    @Nullable
    StreamType stream(PortRef from) {
        return checked.stream(from);
    }

    private List<Port> declared(Node node) {
        CheckedNode known = checked.nodes().get(node.id());
        if (known != null
                && known.node().operator().equals(node.operator())
                && !known.ports().isEmpty()) {
            return known.ports();
        }
        Operator<?> operator = catalogue.operator(node.operator());
        return operator == null ? List.of() : operator.spec().ports();
    }

    private static void addMissing(@Nullable List<Port> ports, String name, Port.Side side) {
        if (ports == null) {
            return;
        }
        for (Port port : ports) {
            if (port.name().equals(name) && port.side() == side) {
                return;
            }
        }
        ports.add(new Port(name, side, Port.Carries.ROWS, true, true));
    }
}
