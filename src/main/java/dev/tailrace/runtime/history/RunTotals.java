package dev.tailrace.runtime.history;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Telemetry;
import dev.tailrace.runtime.Telemetry.NodeReading;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.util.HashMap;
import java.util.Map;

/**
 * What has come together in a run.
 *
 * @param rows that left the sources, counted once where a port has several wires
 */
record RunTotals(long rows, long errors, long late) {
    static RunTotals of(CheckedPipeline checked, Telemetry telemetry) {
        Pipeline pipeline = checked.pipeline();
        long rows = 0;
        for (Node node : pipeline.nodes()) {
            if (pipeline.wiresTo(node.id()).isEmpty()) {
                Map<String, Long> byPort = new HashMap<>();
                for (Wire wire : pipeline.wiresFrom(node.id())) {
                    WireReading reading = telemetry.wires().get(wire);
                    if (reading != null && !carriesErrors(checked, wire)) {
                        byPort.merge(wire.from().port(), reading.rows(), Math::max);
                    }
                }
                rows += byPort.values().stream().mapToLong(Long::longValue).sum();
            }
        }
        return new RunTotals(
                rows,
                telemetry.nodes().values().stream()
                        .mapToLong(NodeReading::errors)
                        .sum(),
                telemetry.nodes().values().stream().mapToLong(NodeReading::late).sum());
    }

    /** What a source could not read leaves at a port of its own, and is counted as errors. */
    private static boolean carriesErrors(CheckedPipeline checked, Wire wire) {
        CheckedNode writer = checked.nodes().get(wire.from().node());
        Port port = writer == null ? null : writer.port(wire.from().port());
        return port != null && port.carries() == Port.Carries.ERRORS;
    }
}
