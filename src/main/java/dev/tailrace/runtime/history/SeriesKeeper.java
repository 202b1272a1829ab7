package dev.tailrace.runtime.history;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Telemetry;
import dev.tailrace.runtime.Telemetry.NodeReading;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Keeps a bounded number of the readings of a run, evenly over its whole time: when there is no room, every second one
 * goes, and readings are asked for half as often. For one thread.
 */
final class SeriesKeeper {
    /** Readings at most. */
    static final int MOST = 480;

    private static final long FIRST_STEP_NANOS = 100_000_000L;
    private static final NodeReading NO_READING = new NodeReading(0, 0, 0, 0, 0, 0, -1);

    private final CheckedPipeline checked;
    private final List<Telemetry> readings = new ArrayList<>();
    private long stepNanos = FIRST_STEP_NANOS;

    SeriesKeeper(CheckedPipeline checked) {
        this.checked = checked;
    }

    /** How long to wait before the next reading. */
    long stepNanos() {
        return stepNanos;
    }

    /** @param reading not older than the one before */
    void add(Telemetry reading) {
        if (readings.size() == MOST) {
            for (int i = MOST - 1; i > 0; i -= 2) {
                // The first stays, since all times are counted from it.
                readings.remove(i);
            }
            stepNanos *= 2;
        }
        readings.add(reading);
    }

    /** From the first reading to the latest. */
    long elapsedNanos() {
        return readings.isEmpty()
                ? 0
                : readings.get(readings.size() - 1).nanoTime() - readings.get(0).nanoTime();
    }

    RunSeries series() {
        double[] seconds = new double[readings.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = (readings.get(i).nanoTime() - readings.get(0).nanoTime()) / 1_000_000 / 1e3;
        }
        Pipeline pipeline = checked.pipeline();
        Map<String, long[]> wires = new LinkedHashMap<>();
        for (Wire wire : pipeline.wires()) {
            wires.put(wire.id(), totals(reading -> {
                WireReading of = reading.wires().get(wire);
                return of == null ? 0 : of.rows();
            }));
        }
        Map<String, RunSeries.OfNode> nodes = new LinkedHashMap<>();
        for (Node node : pipeline.nodes()) {
            nodes.put(
                    node.id(),
                    new RunSeries.OfNode(
                            totals(reading -> of(reading, node).busyNanos() / 1_000_000),
                            totals(reading -> of(reading, node).errors()),
                            totals(reading -> of(reading, node).late())));
        }
        return new RunSeries(
                seconds, totals(reading -> RunTotals.of(checked, reading).rows()), wires, nodes);
    }

    private static NodeReading of(Telemetry reading, Node node) {
        return reading.nodes().getOrDefault(node.id(), NO_READING);
    }

    private long[] totals(ToLongFunction<Telemetry> counter) {
        return readings.stream().mapToLong(counter).toArray();
    }
}
