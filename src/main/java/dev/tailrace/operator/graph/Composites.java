package dev.tailrace.operator.graph;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.CompositeOperator;
import dev.tailrace.operator.Expansion;
import dev.tailrace.operator.Expansion.Surroundings;
import dev.tailrace.operator.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The composite nodes of a checked drawing and the pipeline in which their parts stand in their place. */
final class Composites {
    /** Between the id of a composite node and that of a part. */
    private static final String WITHIN = "--";

    private final CheckedPipeline checked;
    private final Scope around;
    private final Map<String, Scope> scopes;
    private final Map<String, Expansion> expansions = new LinkedHashMap<>();
    private final Map<String, Scope> parts = new LinkedHashMap<>();
    private final Map<String, String> outer = new LinkedHashMap<>();
    private final Map<Wire, Wire> wires = new LinkedHashMap<>();

    /**
     * @param around what the drawing's own nodes are read with
     * @param scopes of nodes that came into it by an expansion
     * @param answers that the check has been given
     */
    Composites(CheckedPipeline checked, Scope around, Map<String, Scope> scopes, Answers answers) {
        this.checked = checked;
        this.around = around;
        this.scopes = scopes;
        for (CheckedNode node : checked.nodes().values()) {
            Placement<?> placement = node.placement();
            if (node.operator() instanceof CompositeOperator<?> operator && placement != null && !node.hasErrors()) {
                String id = node.node().id();
                expansions.put(
                        id, answers.expansion(operator, placement, scope(id).catalogue()));
            }
        }
    }

    private Scope scope(String node) {
        return scopes.getOrDefault(node, around);
    }

    boolean areNone() {
        return expansions.isEmpty();
    }

    /** The composite node by the id of each of its parts, once {@link #replaced()} has been called. */
    Map<String, String> outer() {
        return outer;
    }

    /** What carries the rows of a wire that has another end now, once {@link #replaced()} has been called. */
    Map<Wire, Wire> wires() {
        return wires;
    }

    /** What the nodes are read with that are not the drawing's own, once {@link #replaced()} has been called. */
    Map<String, Scope> scopes() {
        return parts;
    }

    Pipeline replaced() {
        Pipeline pipeline = checked.pipeline();
        List<Node> nodes = new ArrayList<>();
        List<Wire> all = new ArrayList<>();
        for (Node node : pipeline.nodes()) {
            Expansion expansion = expansions.get(node.id());
            if (expansion == null) {
                nodes.add(node);
                parts.put(node.id(), scope(node.id()));
                continue;
            }
            Surroundings elsewhere = expansion.surroundings();
            Scope scope = elsewhere == null ? scope(node.id()) : around.of(elsewhere);
            for (Node part : expansion.nodes()) {
                String id = id(node.id(), part.id());
                outer.put(id, node.id());
                parts.put(id, scope);
                nodes.add(part.withId(id).withName(node.name() + ": " + part.name()));
            }
            expansion
                    .wires()
                    .forEach(wire -> all.add(
                            new Wire(within(node.id(), wire.from()), within(node.id(), wire.to()), wire.extra())));
        }
        for (Wire wire : pipeline.wires()) {
            follow(wire, all);
        }
        return pipeline.withNodes(nodes).withWires(all).withLayout(Map.of());
    }

    private void follow(Wire wire, List<Wire> all) {
        PortRef from = from(wire.from());
        List<PortRef> readers = to(wire.to());
        if (from == null) {
            return;
        }
        for (PortRef to : readers) {
            Wire inner = new Wire(from, to, wire.extra());
            all.add(inner);
            if (!inner.equals(wire)) {
                wires.putIfAbsent(wire, inner);
            }
        }
    }

    private @Nullable PortRef from(PortRef port) {
        Expansion expansion = expansions.get(port.node());
        if (expansion == null) {
            return port;
        }
        PortRef inner = expansion.outputs().get(port.port());
        return inner == null ? null : within(port.node(), inner);
    }

    private List<PortRef> to(PortRef port) {
        Expansion expansion = expansions.get(port.node());
        return expansion == null
                ? List.of(port)
                : expansion.inputs().getOrDefault(port.port(), List.of()).stream()
                        .map(inner -> within(port.node(), inner))
                        .toList();
    }

    private static PortRef within(String composite, PortRef part) {
        return new PortRef(id(composite, part.node()), part.port());
    }

    private static String id(String composite, String part) {
        return composite + WITHIN + part;
    }
}
