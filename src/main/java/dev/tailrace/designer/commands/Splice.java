package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A wire that a node can be put on, and by which of its ports.
 *
 * @param input the port that takes what the wire brings
 * @param output the port that feeds the wire's reader
 */
public record Splice(Wire wire, String input, String output) {
    /** The first ports of a node that fit into a wire, or nothing. */
    public static Optional<Splice> of(Pipeline pipeline, Ports ports, Wire wire, List<Port> candidates) {
        Port source = ports.find(pipeline, wire.from());
        Port reader = ports.find(pipeline, wire.to());
        if (source == null || reader == null) {
            return Optional.empty();
        }
        for (Port input : candidates) {
            for (Port output : candidates) {
                if (source.fits(input) && output.fits(reader) && !isSpill(output)) {
                    return Optional.of(new Splice(wire, input.name(), output.name()));
                }
            }
        }
        return Optional.empty();
    }

    /** As {@link #of}, for a node that stands in the drawing and has no wires on the way. */
    public static Optional<Splice> of(Pipeline pipeline, Ports ports, Wire wire, Node node) {
        if (wire.from().node().equals(node.id()) || wire.to().node().equals(node.id())) {
            return Optional.empty();
        }
        return of(pipeline, ports, wire, ports.of(pipeline, node))
                .filter(splice -> pipeline.wiresInto(new PortRef(node.id(), splice.input()))
                                .isEmpty()
                        && pipeline.wiresOutOf(new PortRef(node.id(), splice.output()))
                                .isEmpty());
    }

    /** The two new wires stand where the old one stood, so that the order of a union's inputs stays. */
    Pipeline apply(Pipeline pipeline, String node) {
        List<Wire> wires = new ArrayList<>();
        for (Wire old : pipeline.wires()) {
            if (old.equals(wire)) {
                wires.add(new Wire(old.from(), new PortRef(node, input), Map.of()));
                wires.add(new Wire(new PortRef(node, output), old.to(), old.extra()));
            } else {
                wires.add(old);
            }
        }
        return pipeline.withWires(wires);
    }

    /** Rows that leave by an error or late port are not what flows on. */
    private static boolean isSpill(Port output) {
        return output.carries() == Port.Carries.ERRORS || output.carries() == Port.Carries.LATE_ROWS;
    }
}
