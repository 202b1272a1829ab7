package dev.tailrace.designer.commands;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.FittingInput;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.UnionColumns;
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

/**
 * Which wires may be drawn, and why others may not: by the kinds of their ports, and by what the last check knows of the
 * rows. What is wrong with rows stays the check's business where a wire is there already.
 */
public final class WireRules {
    private WireRules() {}

    /**
     * Why this output may not be wired to that input, with what would make it fit, or null if it may. The problem stands
     * at the input; its fixes are about the drawing with the wire.
     */
    public static @Nullable Problem refusal(Pipeline pipeline, Ports ports, PortRef from, PortRef to) {
        Problem reason = isDirected(pipeline, ports, from, to)
                ? reason(pipeline, ports, from, to)
                : Problem.error("designer.canvas.refused-direction");
        return reason == null ? null : reason.at(to.node(), to.port());
    }

    /** Whether a wire that is refused may be drawn all the same, because only what now flows does not fit. */
    public static boolean isDrawable(Pipeline pipeline, Ports ports, PortRef from, PortRef to) {
        Port output = ports.find(pipeline, from);
        Port input = ports.find(pipeline, to);
        return output != null
                && input != null
                && output.fits(input)
                && !isDrawn(pipeline, from, to)
                && !downstream(pipeline, to.node()).contains(from.node());
    }

    private static boolean isDirected(Pipeline pipeline, Ports ports, PortRef from, PortRef to) {
        Port output = ports.find(pipeline, from);
        Port input = ports.find(pipeline, to);
        return output != null && input != null && !output.isInput() && input.isInput();
    }

    private static boolean isDrawn(Pipeline pipeline, PortRef from, PortRef to) {
        return pipeline.wires().stream()
                .anyMatch(wire -> wire.from().equals(from) && wire.to().equals(to));
    }

    private static @Nullable Problem reason(Pipeline pipeline, Ports ports, PortRef from, PortRef to) {
        String writer = Edits.name(pipeline, from.node());
        String reader = Edits.name(pipeline, to.node());
        if (from.node().equals(to.node())) {
            return Problem.error("designer.canvas.refused-self", writer);
        }
        if (isDrawn(pipeline, from, to)) {
            return Problem.error("designer.canvas.refused-twice");
        }
        if (downstream(pipeline, to.node()).contains(from.node())) {
            return Problem.error("designer.canvas.refused-cycle", writer, reader);
        }
        return misfit(pipeline, ports, from, to);
    }

    /** Why what flows from an output does not fit an input, or null if it does. Whether they may be wired is not asked. */
    public static @Nullable Problem misfit(Pipeline pipeline, Ports ports, PortRef from, PortRef to) {
        Port output = ports.find(pipeline, from);
        Port input = ports.find(pipeline, to);
        if (output == null || input == null) {
            return null;
        }
        String writer = Edits.name(pipeline, from.node());
        String reader = Edits.name(pipeline, to.node());
        StreamType stream = ports.stream(from);
        boolean changes = output.carries() == Port.Carries.CHANGES
                || output.carries() == Port.Carries.PASSED_ON && stream != null && stream.changes();
        if (input.carries() == Port.Carries.ROWS && changes) {
            return Problem.error("designer.canvas.refused-changes", writer, reader)
                    .fixedBy(FittingInput.rowsOfChanges(
                            to.port(), input.many() ? pipeline.wiresInto(to).size() : 0));
        }
        if (input.carries() == Port.Carries.VERSIONS && changes) {
            return Problem.error("designer.canvas.refused-no-versions", writer, reader);
        }
        if (output.carries() == Port.Carries.VERSIONS && !output.fits(input)) {
            return Problem.error("designer.canvas.refused-versions", writer);
        }
        if (!output.fits(input)) {
            return input.carries() == Port.Carries.SIDE_TABLE
                    ? Problem.error("designer.canvas.refused-side-table", reader)
                    : Problem.error("designer.canvas.refused-stream");
        }
        List<Wire> others = pipeline.wiresInto(to);
        StreamType first = others.isEmpty() ? null : ports.stream(others.get(0).from());
        return input.many() && first != null && stream != null
                ? UnionColumns.difference(first.schema(), stream.schema(), others.size() + 1)
                : null;
    }

    /** What a wire to this input would replace, or null. */
    public static @Nullable Problem replacement(Pipeline pipeline, Ports ports, PortRef to) {
        Port input = ports.find(pipeline, to);
        List<Wire> wires = pipeline.wiresInto(to);
        return input == null || input.many() || wires.isEmpty()
                ? null
                : Problem.warning(
                        "designer.canvas.replaces-wire",
                        Edits.name(pipeline, wires.get(0).from().node()));
    }

    /** The wires after one more; an input that takes one wire gives up its old one. */
    static Pipeline adding(Pipeline pipeline, Wire wire, boolean many) {
        Pipeline cleared = many ? pipeline : without(pipeline, pipeline.wiresInto(wire.to()));
        List<Wire> wires = new ArrayList<>(cleared.wires());
        wires.add(wire);
        return cleared.withWires(wires);
    }

    public static Pipeline without(Pipeline pipeline, Collection<Wire> gone) {
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
