package dev.tailrace.operator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Row;
import dev.tailrace.engine.NodeRig;
import dev.tailrace.operator.state.MemorySnapshot;
import dev.tailrace.runtime.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** Runs scripts through one operator on the engine's own node, with or without restores. */
final class HarnessRuns<S extends Record> {
    private final TransformOperator<S> operator;
    private final Setup<S> setup;
    private final List<Port> outputPorts;
    private final List<StreamType> wires = new ArrayList<>();
    private final int[] portOfWire;

    /** @param inputs the streams of the wires by port, in the order in which scripts count them */
    HarnessRuns(TransformOperator<S> operator, Setup<S> setup, Map<String, List<StreamType>> inputs) {
        this.operator = operator;
        this.setup = setup;
        List<Port> ports = operator.ports(setup.settings());
        this.outputPorts = ports.stream().filter(port -> !port.isInput()).toList();
        List<String> inputPorts =
                ports.stream().filter(Port::isInput).map(Port::name).toList();
        List<Integer> indexes = new ArrayList<>();
        inputs.forEach((port, streams) -> streams.forEach(stream -> {
            int index = inputPorts.indexOf(port);
            assertTrue(index >= 0, () -> "no input " + port);
            indexes.add(index);
            wires.add(stream);
        }));
        this.portOfWire = indexes.stream().mapToInt(Integer::intValue).toArray();
    }

    HarnessResult straight(HarnessScript script) {
        NodeRig rig = rig(0);
        rig.open();
        play(rig, script);
        rig.close();
        return result(rig);
    }

    /** What came out of a run that was asked for snapshots, and what the restored nodes made of the rest. */
    record Restored(HarnessResult snapshotted, Map<Integer, HarnessResult> byPoint) {}

    /** One run that is snapshotted at each point; from each snapshot the rest is run once more. */
    Restored restored(HarnessScript script, SortedSet<Integer> points) {
        NodeRig first = rig(0);
        first.open();
        Map<Integer, Resumption> resumptions = new LinkedHashMap<>();
        for (int at = 0; at <= script.size() && !first.hasFailed(); at++) {
            if (points.contains(at)) {
                resumptions.put(
                        at,
                        new Resumption(first.snapshot(), first.inputWatermarks(), first.nowMillis(), result(first)));
            }
            if (at < script.size()) {
                play(first, script.steps().get(at));
            }
        }
        first.close();
        Map<Integer, HarnessResult> results = new LinkedHashMap<>();
        resumptions.forEach((at, resumption) -> results.put(at, resume(resumption, script.from(at))));
        return new Restored(result(first), results);
    }

    /** A snapshot with where the node stood and what had come out of it. */
    private record Resumption(MemorySnapshot snapshot, long[] inputWatermarks, long nowMillis, HarnessResult before) {}

    private HarnessResult resume(Resumption resumption, HarnessScript rest) {
        NodeRig rig = rig(resumption.nowMillis());
        rig.open(resumption.snapshot(), resumption.inputWatermarks());
        play(rig, rest);
        rig.close();
        return resumption.before().plus(result(rig));
    }

    private NodeRig rig(long nowMillis) {
        return new NodeRig(operator.processor(setup), portOfWire, outputPorts.size(), nowMillis);
    }

    private void play(NodeRig rig, HarnessScript script) {
        script.steps().forEach(step -> play(rig, step));
    }

    private void play(NodeRig rig, HarnessScript.Step step) {
        if (step instanceof HarnessScript.Step.Rows rows) {
            rig.rows(rows.wire(), BatchBuilder.batchOf(wires.get(rows.wire()).schema(), rows.rows()));
        } else if (step instanceof HarnessScript.Step.Watermark watermark) {
            rig.watermark(watermark.wire(), watermark.millis());
        } else if (step instanceof HarnessScript.Step.Now now) {
            rig.now(now.millis());
        } else if (step instanceof HarnessScript.Step.End end) {
            rig.end(end.wire());
        }
    }

    private HarnessResult result(NodeRig rig) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (int port = 0; port < outputPorts.size(); port++) {
            String name = outputPorts.get(port).name();
            if (setup.placement().isWired(name)) {
                rows.put(name, rig.rows(port));
            }
        }
        Sample failed = rig.failedRow();
        return new HarnessResult(
                rows,
                new Output(setup.outputs(), List.of()),
                rig.late(),
                rig.errors(),
                rig.failure(),
                failed == null ? List.of() : failed.rows());
    }
}
