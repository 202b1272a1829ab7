package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Row;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.state.MemorySnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The transforms of a whole pipeline on the engine's own nodes, without threads, for {@code PipelineHarness}. Its sources
 * are read once, before; in the place of each sink the rows are written down.
 */
public final class PipelineRig {
    private final CheckedPipeline pipeline;
    private final Map<String, Setup<?>> setups;
    private final Stopwatch stopwatch = new Stopwatch(new ThreadMeter());
    private final Map<String, TransformNode> transforms = new LinkedHashMap<>();
    private final Map<String, Outputs> sources = new HashMap<>();
    private final Map<Wire, List<Row>> taken = new LinkedHashMap<>();

    /** One thing that a source does. */
    public sealed interface Step {
        String source();

        /** One row. */
        record OneRow(String source, int port, Batch batch) implements Step {}

        record Watermark(String source, long millis) implements Step {}

        record End(String source) implements Step {}
    }

    /** Where a transform stands. */
    public record NodeState(MemorySnapshot tables, long[] inputWatermarks) {}

    public PipelineRig(CheckedPipeline pipeline, Map<String, Setup<?>> setups) {
        this.pipeline = pipeline;
        this.setups = setups;
        List<String> readersFirst = new ArrayList<>(pipeline.nodes().keySet());
        Collections.reverse(readersFirst);
        readersFirst.forEach(id -> build(pipeline.node(id)));
    }

    /** Everything a bounded source gives, row by row. */
    public static List<Step> read(CheckedPipeline pipeline, Map<String, Setup<?>> setups, String source)
            throws InterruptedException {
        CheckedNode node = pipeline.node(source);
        List<Step> steps = new ArrayList<>();
        List<List<Receiver>> ports = new ArrayList<>();
        boolean first = true;
        for (Port port : node.outputs()) {
            boolean wired = !pipeline.pipeline()
                    .wiresOutOf(new PortRef(source, port.name()))
                    .isEmpty();
            ports.add(wired ? List.of(new Scribe(source, ports.size(), first, steps)) : List.of());
            first &= !wired;
        }
        PreviewSource reader = new PreviewSource(
                source,
                Instances.source(node, Objects.requireNonNull(setups.get(source))),
                new Outputs(ports),
                Integer.MAX_VALUE);
        reader.open();
        while (reader.read()) {
            // Goes on to the end.
        }
        reader.close();
        return steps;
    }

    public void open() {
        transforms.values().forEach(TransformNode::open);
    }

    /** Opens it where another one stood when it was asked for {@link #snapshot()}. */
    public void open(Map<String, NodeState> states) {
        transforms.forEach((id, node) -> {
            NodeState state = Objects.requireNonNull(states.get(id), id);
            node.open();
            node.resumeInputs(state.inputWatermarks());
            node.restore(state.tables().reader());
        });
    }

    public Map<String, NodeState> snapshot() {
        Map<String, NodeState> states = new HashMap<>();
        transforms.forEach((id, node) -> {
            MemorySnapshot tables = new MemorySnapshot();
            node.snapshot(tables.writer());
            states.put(id, new NodeState(tables, node.inputWatermarks()));
        });
        return states;
    }

    public void play(Step step) {
        Outputs source = Objects.requireNonNull(sources.get(step.source()), step.source());
        if (step instanceof Step.OneRow row) {
            source.emit(row.port(), row.batch());
        } else if (step instanceof Step.Watermark watermark) {
            source.watermark(watermark.millis());
        } else {
            source.end();
        }
    }

    public void close() {
        transforms.values().forEach(TransformNode::close);
    }

    /** What has come out of each wire into a sink. */
    public Map<Wire, List<Row>> taken() {
        Map<Wire, List<Row>> copy = new LinkedHashMap<>();
        taken.forEach((wire, rows) -> copy.put(wire, List.copyOf(rows)));
        return copy;
    }

    private void build(CheckedNode node) {
        String id = node.node().id();
        if (node.operator() instanceof SourceOperator<?>) {
            sources.put(id, outputs(node));
        } else if (!(node.operator() instanceof SinkOperator<?>)) {
            TransformNode transform = new TransformNode(
                    id,
                    Instances.processor(node, Objects.requireNonNull(setups.get(id), id)),
                    outputs(node),
                    Assembly.portsOfWires(pipeline, node),
                    stopwatch,
                    failure -> {},
                    Runnable::run,
                    () -> 0);
            transforms.put(id, transform);
        }
    }

    private Outputs outputs(CheckedNode node) {
        List<List<Receiver>> ports = new ArrayList<>();
        for (Port port : node.outputs()) {
            ports.add(pipeline.pipeline().wiresOutOf(new PortRef(node.node().id(), port.name())).stream()
                    .map(this::reader)
                    .toList());
        }
        return new Outputs(ports);
    }

    private Receiver reader(Wire wire) {
        CheckedNode reader = pipeline.node(wire.to().node());
        String id = reader.node().id();
        TransformNode transform = transforms.get(id);
        if (transform == null) {
            List<Row> rows = new ArrayList<>();
            taken.put(wire, rows);
            return new RowTaker(rows);
        }
        int position = pipeline.pipeline().wiresTo(id).indexOf(wire);
        return new NodeInput(transform, position, Assembly.portsOfWires(pipeline, reader)[position]);
    }

    /**
     * Writes down what comes out of one port of a source.
     *
     * @param first whether it is the port that watermarks and the end are written down at; they come at all
     */
    private record Scribe(String source, int port, boolean first, List<Step> steps) implements Receiver {
        @Override
        public void rows(Batch batch) {
            batch.retain();
            for (int i = 0; i < batch.rows(); i++) {
                steps.add(new Step.OneRow(source, port, batch.slice(i, i + 1)));
            }
        }

        @Override
        public void watermark(long millis) {
            if (first) {
                steps.add(new Step.Watermark(source, millis));
            }
        }

        @Override
        public void idle() {}

        @Override
        public void end() {
            if (first) {
                steps.add(new Step.End(source));
            }
        }
    }
}
