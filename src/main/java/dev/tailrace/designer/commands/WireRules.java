package dev.tailrace.designer.commands;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which wires may be drawn. What flows on them is the check's business. */
public final class WireRules {
    private WireRules() {}

    /** Why this output may not be wired to that input, or null if it may. */
    public static @Nullable Problem refusal(Pipeline pipeline, Ports ports, PortRef from, PortRef to) {
        Port output = ports.find(pipeline, from);
        Port input = ports.find(pipeline, to);
        if (output == null || input == null || output.isInput() || !input.isInput()) {
            return Problem.error("designer.canvas.refused-direction");
        }
        if (pipeline.wires().stream()
                .anyMatch(wire -> wire.from().equals(from) && wire.to().equals(to))) {
            return Problem.error("designer.canvas.refused-twice");
        }
        if (downstream(pipeline, to.node()).contains(from.node())) {
            return Problem.error("designer.canvas.refused-cycle");
        }
        if (output.fits(input)) {
            return null;
        }
        if (input.carries() == Port.Carries.ROWS && output.carries() == Port.Carries.CHANGES) {
            return Problem.error("designer.canvas.refused-changes");
        }
        return Problem.error(
                input.carries() == Port.Carries.SIDE_TABLE
                        ? "designer.canvas.refused-side-table"
                        : "designer.canvas.refused-stream");
    }

    /** The wires after one more; an input that takes one wire gives up its old one. */
    static Pipeline adding(Pipeline pipeline, Wire wire, boolean many) {
        Pipeline cleared = many ? pipeline : without(pipeline, pipeline.wiresInto(wire.to()));
        List<Wire> wires = new ArrayList<>(cleared.wires());
        wires.add(wire);
        return cleared.withWires(wires);
    }

    static Pipeline without(Pipeline pipeline, Collection<Wire> gone) {
        return pipeline.withWires(
                pipeline.wires().stream().filter(wire -> !gone.contains(wire)).toList());
    }

    /** The node and all whose rows come to it. */
    public static Set<String> upstream(Pipeline pipeline, String node) {
        return reached(pipeline, node, false);
    }

    /** The node and all to which its rows come. */
    public static Set<String> downstream(Pipeline pipeline, String node) {
        return reached(pipeline, node, true);
    }

    private static Set<String> reached(Pipeline pipeline, String start, boolean forward) {
        Map<String, List<String>> next = new HashMap<>();
        for (Wire wire : pipeline.wires()) {
            String from = wire.from().node();
            String to = wire.to().node();
            next.computeIfAbsent(forward ? from : to, any -> new ArrayList<>()).add(forward ? to : from);
        }
        Deque<String> open = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        open.add(start);
        while (!open.isEmpty()) {
            String node = open.remove();
            if (seen.add(node)) {
                open.addAll(next.getOrDefault(node, List.of()));
            }
        }
        return seen;
    }
}
