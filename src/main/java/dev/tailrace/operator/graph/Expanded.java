package dev.tailrace.operator.graph;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Wire;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pipeline whose composite nodes are replaced by what they are drawn of, as it runs, and the way back to the drawing.
 *
 * @param pipeline has no composite nodes, but for those with errors
 * @param outer the composite node by the id of each node that stands for a part of it
 * @param wires the wire that carries the same rows by the drawing's wire, for those that have another end now
 */
public record Expanded(CheckedPipeline pipeline, Map<String, String> outer, Map<Wire, Wire> wires) {
    public Expanded {
        outer = Collections.unmodifiableMap(new LinkedHashMap<>(outer));
        wires = Map.copyOf(wires);
    }

    /** What is left after this one's pipeline has been expanded in its turn. */
    Expanded then(Expanded next) {
        Map<String, String> drawn = new LinkedHashMap<>(outer);
        next.outer.forEach((part, node) -> drawn.put(part, outer.getOrDefault(node, node)));
        Map<Wire, Wire> carried = new LinkedHashMap<>(next.wires);
        wires.forEach((wire, inner) -> carried.put(wire, next.inner(inner)));
        return new Expanded(next.pipeline, drawn, carried);
    }

    /** The wire that carries the rows of a wire of the drawing. */
    public Wire inner(Wire wire) {
        return wires.getOrDefault(wire, wire);
    }

    /** A problem of a part as one of the node that is drawn. */
    public Problem outer(Problem problem) {
        String node = problem.node();
        String composite = node == null ? null : outer.get(node);
        return composite == null ? problem : problem.at(composite, null);
    }
}
