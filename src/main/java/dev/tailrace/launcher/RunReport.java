package dev.tailrace.launcher;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.model.Node;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Telemetry;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** A finished run as one JSON object. */
final class RunReport {
    private RunReport() {}

    /** CPU time of the whole process so far, nanoseconds. */
    static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    static String of(Run run, long elapsedNanos, long cpuNanos, Texts texts) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("pipeline", run.pipeline().pipeline().name());
        report.put("state", run.state().name().toLowerCase(Locale.ROOT));
        report.put("elapsedSeconds", elapsedNanos / 1e9);
        report.put("cpuSeconds", cpuNanos / 1e9);
        Telemetry telemetry = run.telemetry();
        ObjectNode wires = report.putObject("wires");
        ObjectNode sinks = report.putObject("sinks");
        for (Wire wire : run.pipeline().pipeline().wires()) {
            Telemetry.WireReading reading = telemetry.wires().get(wire);
            long rows = reading == null ? 0 : reading.rows();
            wires.put(wire.id(), rows);
            CheckedNode reader = run.pipeline().node(wire.to().node());
            if (reader.operator() instanceof SinkOperator) {
                String id = wire.to().node();
                sinks.put(id, sinks.path(id).asLong() + rows);
            }
        }
        ObjectNode errors = report.putObject("errors");
        ObjectNode late = report.putObject("late");
        for (Node node : run.pipeline().pipeline().nodes()) {
            Telemetry.NodeReading reading = telemetry.nodes().get(node.id());
            if (reading != null && reading.errors() > 0) {
                errors.put(node.id(), reading.errors());
            }
            if (reading != null && reading.late() > 0) {
                late.put(node.id(), reading.late());
            }
        }
        Problem failure = run.failure();
        if (failure != null) {
            ObjectNode told = report.putObject("failure");
            told.put("code", failure.code());
            told.put("node", failure.node());
            told.put("place", failure.place());
            told.put("text", texts.of(failure));
        }
        return report.toString();
    }
}
