package dev.tailrace.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Row;
import dev.tailrace.engine.PipelineRig;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.RestorePoints;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a whole pipeline row by row on one thread, and once more from each of some points on, where all its transforms are
 * snapshotted together and restored into fresh ones: as a recovery does, which replays its sources from there. The rows
 * that reach the sinks must not differ. Sources are read to their end, once; sinks are not opened.
 */
final class PipelineHarness {
    private static final long SEED = 1;

    private final CheckedPipeline pipeline;
    private final Map<String, Setup<?>> setups;

    PipelineHarness(PipelineCheck check, CheckedPipeline pipeline) {
        this.pipeline = pipeline;
        this.setups = check.setups(pipeline);
    }

    /**
     * Runs it in all ways and makes sure that they agree.
     *
     * @return the rows by the wire that brings them to a sink
     */
    Map<Wire, List<Row>> run() throws InterruptedException {
        List<PipelineRig.Step> steps = steps();
        PipelineRig straight = new PipelineRig(pipeline, setups);
        straight.open();
        steps.forEach(straight::play);
        straight.close();
        List<Resumption> resumptions = new ArrayList<>();
        Map<Wire, List<Row>> snapshotted = snapshotted(steps, resumptions);
        assertSame(straight.taken(), snapshotted, "a run with snapshots");
        for (Resumption resumption : resumptions) {
            assertSame(
                    straight.taken(),
                    resume(resumption, steps),
                    "snapshot and restore before step " + resumption.at() + " of " + steps.size() + ", seed " + SEED);
        }
        return straight.taken();
    }

    /** Everything the sources do, one source after the other. */
    private List<PipelineRig.Step> steps() throws InterruptedException {
        List<PipelineRig.Step> steps = new ArrayList<>();
        for (String id : pipeline.nodes().keySet()) {
            if (pipeline.node(id).operator() instanceof SourceOperator<?>) {
                steps.addAll(PipelineRig.read(pipeline, setups, id));
            }
        }
        return steps;
    }

    /** Where all transforms stood before a step, and what had reached the sinks. */
    private record Resumption(int at, Map<String, PipelineRig.NodeState> states, Map<Wire, List<Row>> before) {}

    private Map<Wire, List<Row>> snapshotted(List<PipelineRig.Step> steps, List<Resumption> resumptions) {
        PipelineRig rig = new PipelineRig(pipeline, setups);
        rig.open();
        int at = 0;
        for (int point : RestorePoints.of(steps.size(), SEED)) {
            steps.subList(at, point).forEach(rig::play);
            at = point;
            resumptions.add(new Resumption(at, rig.snapshot(), rig.taken()));
        }
        steps.subList(at, steps.size()).forEach(rig::play);
        rig.close();
        return rig.taken();
    }

    private Map<Wire, List<Row>> resume(Resumption resumption, List<PipelineRig.Step> steps) {
        PipelineRig rig = new PipelineRig(pipeline, setups);
        rig.open(resumption.states());
        steps.subList(resumption.at(), steps.size()).forEach(rig::play);
        rig.close();
        Map<Wire, List<Row>> all = new LinkedHashMap<>();
        resumption.before().forEach((wire, before) -> {
            List<Row> rows = new ArrayList<>(before);
            rows.addAll(rig.taken().getOrDefault(wire, List.of()));
            all.put(wire, rows);
        });
        return all;
    }

    private void assertSame(Map<Wire, List<Row>> expected, Map<Wire, List<Row>> actual, String run) {
        assertTrue(expected.keySet().equals(actual.keySet()), run);
        expected.forEach((wire, rows) -> {
            StreamType stream = pipeline.stream(wire);
            new RowComparison(false, stream != null && stream.changes())
                    .assertSame(rows, actual.getOrDefault(wire, List.of()), wire.id() + ", " + run);
        });
    }
}
