package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of a pipeline above one node, run on the caller's thread over the first rows of its sources, or over rows that
 * are given in place of what is above an input. Sources are polled in turn; after the last row the input ends, so
 * that windows show what they have. Sinks are not made.
 */
final class PreviewRun {
    /** While answers are awaited: how often timers are looked at. */
    private static final long LOOK_EVERY_MILLIS = 20;

    private final CheckedPipeline pipeline;
    private final Map<String, Setup<?>> setups;
    private final String shown;
    private final int sourceRows;
    private final Stopwatch stopwatch = new Stopwatch(new ThreadMeter());
    private final BlockingQueue<Runnable> completions = new LinkedBlockingQueue<>();
    private final Map<String, LiveNode> nodes = new HashMap<>();
    private final Map<Wire, Sample> given;
    private final PreviewTrace trace = new PreviewTrace();
    private final List<PreviewSource> sources = new ArrayList<>();

    /**
     * @param pipeline nothing but the node and what is above it, without errors
     * @param given rows of wires whose writer is not part of the pipeline
     */
    PreviewRun(
            CheckedPipeline pipeline,
            Map<String, Setup<?>> setups,
            String shown,
            int sourceRows,
            Map<Wire, Sample> given) {
        this.pipeline = pipeline;
        this.setups = setups;
        this.shown = shown;
        this.sourceRows = sourceRows;
        this.given = given;
    }

    Preview run() throws InterruptedException {
        @Nullable Problem problem = null;
        List<LiveNode> opened = new ArrayList<>();
        try {
            List<String> readersFirst = new ArrayList<>(pipeline.nodes().keySet());
            Collections.reverse(readersFirst);
            for (String id : readersFirst) {
                build(pipeline.node(id));
                LiveNode node = nodes.get(id);
                if (node != null) {
                    opened.add(node);
                    node.open();
                }
            }
            read();
        } catch (NodeFailure failure) {
            problem = failure.problem();
        } finally {
            Problem closing = close(opened);
            problem = problem == null ? closing : problem;
        }
        return new Preview(
                samples(trace.inputs(), this::input),
                samples(trace.outputs(), port -> output(new PortRef(shown, port))),
                trace.arrivals(),
                problem);
    }

    private void read() throws InterruptedException {
        Map<Wire, Receiver> readers = new LinkedHashMap<>();
        given.keySet().forEach(wire -> readers.put(wire, reader(wire)));
        for (PreviewSource source : sources) {
            source.open();
        }
        for (Map.Entry<Wire, Receiver> reader : readers.entrySet()) {
            if (isSideTable(reader.getKey())) {
                feed(reader.getKey(), reader.getValue());
            }
        }
        Queue<PreviewSource> reading = new ArrayDeque<>(sources);
        while (!reading.isEmpty()) {
            PreviewSource source = reading.remove();
            if (source.read()) {
                reading.add(source);
            }
            for (Runnable completion; (completion = completions.poll()) != null; ) {
                completion.run();
            }
        }
        for (Map.Entry<Wire, Receiver> reader : readers.entrySet()) {
            if (!isSideTable(reader.getKey())) {
                feed(reader.getKey(), reader.getValue());
            }
        }
        List<TransformNode> transforms = nodes.values().stream()
                .filter(TransformNode.class::isInstance)
                .map(TransformNode.class::cast)
                .toList();
        while (transforms.stream().anyMatch(TransformNode::isFinishing)) {
            Runnable completion = completions.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            if (completion != null) {
                completion.run();
            }
            transforms.forEach(TransformNode::fireProcessingTimers);
        }
    }

    private void build(CheckedNode node) {
        String id = node.node().id();
        boolean isShown = id.equals(shown);
        if (isShown) {
            node.inputs().forEach(port -> trace.addInput(port.name()));
        }
        if (node.operator() instanceof SinkOperator<?> || node.hasErrors() || EmbeddedRuntime.asksServer(node)) {
            return; // Only what comes in is shown.
        }
        Setup<?> setup = Objects.requireNonNull(setups.get(id), id);
        Outputs out = outputs(node, isShown);
        if (node.operator() instanceof SourceOperator<?>) {
            sources.add(new PreviewSource(id, Instances.source(node, setup), out, sourceRows));
        } else {
            nodes.put(
                    id,
                    new TransformNode(
                            id,
                            Instances.processor(node, setup),
                            out,
                            Assembly.portsOfWires(pipeline, node),
                            stopwatch,
                            failure -> {},
                            completions::add,
                            System::currentTimeMillis));
        }
    }

    private Outputs outputs(CheckedNode node, boolean isShown) {
        List<List<Receiver>> ports = new ArrayList<>();
        for (Port port : node.outputs()) {
            List<Receiver> readers = new ArrayList<>();
            if (isShown) {
                readers.add(trace.addOutput(port.name()));
            }
            PortRef from = new PortRef(node.node().id(), port.name());
            pipeline.pipeline().wiresOutOf(from).forEach(wire -> readers.add(reader(wire)));
            ports.add(readers);
        }
        return new Outputs(ports);
    }

    private Receiver reader(Wire wire) {
        String id = wire.to().node();
        LiveNode node = nodes.get(id);
        NodeInput input = null;
        if (node != null) {
            int position = pipeline.pipeline().wiresTo(id).indexOf(wire);
            input = new NodeInput(node, position, Assembly.portsOfWires(pipeline, pipeline.node(id))[position]);
        }
        return id.equals(shown) || input == null ? trace.entering(wire.to().port(), input) : input;
    }

    private boolean isSideTable(Wire wire) {
        Port port = pipeline.node(wire.to().node()).port(wire.to().port());
        return port != null && port.carries() == Port.Carries.SIDE_TABLE;
    }

    private void feed(Wire wire, Receiver reader) throws InterruptedException {
        Sample sample = Objects.requireNonNull(given.get(wire));
        List<Row> rows = sample.rows();
        for (int from = 0; from < rows.size(); from += Batch.MAX_ROWS) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            List<Row> some = rows.subList(from, Math.min(rows.size(), from + Batch.MAX_ROWS));
            reader.rows(BatchBuilder.batchOf(sample.schema(), some));
        }
        reader.end();
    }

    private static Map<String, Sample> samples(
            Map<String, PreviewTrace.Kept> kept, Function<String, @Nullable Schema> schemas) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        kept.forEach((port, rows) -> {
            Schema schema = schemas.apply(port);
            if (schema != null) {
                samples.put(port, new Sample(schema, rows.rows()));
            }
        });
        return samples;
    }

    private @Nullable Schema output(PortRef from) {
        StreamType stream = pipeline.stream(from);
        return stream == null ? null : stream.schema();
    }

    private @Nullable Schema input(String port) {
        for (Wire wire : pipeline.pipeline().wiresInto(new PortRef(shown, port))) {
            Sample sample = given.get(wire);
            Schema schema = sample == null ? output(wire.from()) : sample.schema();
            if (schema != null) {
                return schema;
            }
        }
        return null;
    }

    private @Nullable Problem close(List<LiveNode> opened) {
        @Nullable Problem first = null;
        List<Runnable> closings = new ArrayList<>();
        sources.forEach(source -> closings.add(source::close));
        opened.forEach(node -> closings.add(node::close));
        for (Runnable closing : closings) {
            try {
                closing.run();
            } catch (NodeFailure failure) {
                first = first == null ? failure.problem() : first;
            }
        }
        return first;
    }
}
