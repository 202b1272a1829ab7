package dev.tailrace.designer.watch;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Telemetry;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the graph of a run says of its counters: how many rows entered and left a node, what is above it. Immutable. */
final class RunFlow {
    private final CheckedPipeline checked;
    private final List<String> sources;

    RunFlow(CheckedPipeline checked) {
        this.checked = checked;
        Pipeline pipeline = checked.pipeline();
        sources = pipeline.nodes().stream()
                .map(node -> node.id())
                .filter(id -> pipeline.wiresTo(id).isEmpty()
                        && !pipeline.wiresFrom(id).isEmpty())
                .toList();
    }

    Pipeline pipeline() {
        return checked.pipeline();
    }

    List<String> sources() {
        return sources;
    }

    long rowsIn(String node, Telemetry telemetry) {
        long sum = 0;
        for (Wire wire : pipeline().wiresTo(node)) {
            WireReading reading = telemetry.wires().get(wire);
            sum += reading == null ? 0 : reading.rows();
        }
        return sum;
    }

    /** Rows that left, counted once where a port has several wires. */
    long rowsOut(String node, Telemetry telemetry) {
        Map<String, Long> byPort = new HashMap<>();
        for (Wire wire : pipeline().wiresFrom(node)) {
            WireReading reading = telemetry.wires().get(wire);
            if (reading != null && carries(wire) != Port.Carries.ERRORS) {
                byPort.merge(wire.from().port(), reading.rows(), Math::max);
            }
        }
        return byPort.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All nodes whose rows reach a node. */
    Set<String> upstream(String node) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            for (Wire wire : pipeline().wiresTo(open.removeFirst())) {
                String writer = wire.from().node();
                if (!writer.equals(node) && found.add(writer)) {
                    open.addLast(writer);
                }
            }
        }
        return found;
    }

    /** What flows on a wire, or null where it is not known. */
    Port.@Nullable Carries carries(Wire wire) {
        CheckedNode writer = checked.nodes().get(wire.from().node());
        Port port = writer == null ? null : writer.port(wire.from().port());
        return port == null ? null : port.carries();
    }

    /** @param nanos that have passed */
    static double rate(long rows, long nanos) {
        return nanos <= 0 ? 0 : rows * (double) LiveRun.SECOND / nanos;
    }
}
