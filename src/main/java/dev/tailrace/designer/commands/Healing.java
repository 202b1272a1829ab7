package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins the neighbours of a node whose wires go. */
final class Healing {
    private Healing() {}

    /** Without the node's wires; each of its readers gets what the node's input had, where the ports fit. */
    static Pipeline around(Pipeline pipeline, Ports ports, String node) {
        List<Wire> into = pipeline.wiresTo(node);
        Set<Wire> healed = new LinkedHashSet<>();
        for (Wire out : pipeline.wiresFrom(node)) {
            if (isMain(ports.find(pipeline, out.from()))) {
                joined(pipeline, ports, into, out).ifPresent(healed::add);
            }
        }
        List<Wire> wires = new ArrayList<>();
        for (Wire wire : pipeline.wires()) {
            if (!wire.from().node().equals(node) && !wire.to().node().equals(node)) {
                wires.add(wire);
            }
        }
        healed.removeIf(wire -> wires.stream()
                .anyMatch(old -> old.from().equals(wire.from()) && old.to().equals(wire.to())));
        wires.addAll(healed);
        return pipeline.withWires(wires);
    }

    private static Optional<Wire> joined(Pipeline pipeline, Ports ports, List<Wire> into, Wire out) {
        Port reader = ports.find(pipeline, out.to());
        for (Wire in : into) {
            Port source = ports.find(pipeline, in.from());
            if (source != null && reader != null && source.fits(reader)) {
                return Optional.of(new Wire(in.from(), out.to(), Map.of()));
            }
        }
        return Optional.empty();
    }

    private static boolean isMain(@Nullable Port output) {
        return output != null
                && switch (output.carries()) {
                    case ROWS, PASSED_ON, CHANGES, VERSIONS -> true;
                    case SIDE_TABLE, ERRORS, LATE_ROWS -> false;
                };
    }
}
