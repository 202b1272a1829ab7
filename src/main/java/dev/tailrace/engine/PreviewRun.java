package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
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
import org.jspecify.annotations.Nullable;

/**
 * The part of a pipeline above one node, run on the caller's thread over the first rows of its sources. Sources are
 * polled in turn; after the last row the input ends, so that windows show what they have. Sinks are not made.
 */
final class PreviewRun {
    /** Rows kept of each port. */
    private static final int MAX_ROWS = 1000;

    /** While answers are awaited: how often timers are looked at. */
    private static final long LOOK_EVERY_MILLIS = 20;

    private final CheckedPipeline pipeline;
    private final Map<String, Setup<?>> setups;
    private final String shown;
    private final int sourceRows;
    private final Stopwatch stopwatch = new Stopwatch(new ThreadMeter());
    private final BlockingQueue<Runnable> completions = new LinkedBlockingQueue<>();
    private final Map<String, LiveNode> nodes = new HashMap<>();
    private final Map<String, Capture> inputs = new LinkedHashMap<>();
    private final Map<String, Capture> outputs = new LinkedHashMap<>();
    private final List<PreviewSource> sources = new ArrayList<>();

    /** @param pipeline nothing but the node and what is above it, without errors */
    PreviewRun(CheckedPipeline pipeline, Map<String, Setup<?>> setups, String shown, int sourceRows) {
        this.pipeline = pipeline;
        this.setups = setups;
        this.shown = shown;
        this.sourceRows = sourceRows;
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
        return new Preview(samples(inputs), samples(outputs), problem);
    }

    private void read() throws InterruptedException {
        for (PreviewSource source : sources) {
            source.open();
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
            node.inputs().forEach(port -> inputs.put(port.name(), new Capture()));
            node.outputs().forEach(port -> outputs.put(port.name(), new Capture()));
        }
        if (node.operator() instanceof SinkOperator<?> || node.hasErrors()) {
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
                readers.add(Objects.requireNonNull(outputs.get(port.name())));
            }
            PortRef from = new PortRef(node.node().id(), port.name());
            pipeline.pipeline().wiresOutOf(from).forEach(wire -> connect(wire, readers));
            ports.add(readers);
        }
        return new Outputs(ports);
    }

    private void connect(Wire wire, List<Receiver> readers) {
        String id = wire.to().node();
        if (id.equals(shown)) {
            readers.add(Objects.requireNonNull(inputs.get(wire.to().port())));
        }
        LiveNode node = nodes.get(id);
        if (node != null) {
            int position = pipeline.pipeline().wiresTo(id).indexOf(wire);
            readers.add(new NodeInput(node, position, Assembly.portsOfWires(pipeline, pipeline.node(id))[position]));
        }
    }

    private Map<String, Sample> samples(Map<String, Capture> captures) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        CheckedNode node = pipeline.node(shown);
        captures.forEach((port, capture) -> {
            StreamType stream = captures == outputs ? node.output().ports().get(port) : input(port);
            if (stream != null) {
                samples.put(port, new Sample(stream.schema(), capture.rows));
            }
        });
        return samples;
    }

    private @Nullable StreamType input(String port) {
        return pipeline.pipeline().wiresInto(new PortRef(shown, port)).stream()
                .map(pipeline::stream)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
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

    /** Keeps the first rows that pass. */
    private static final class Capture implements Receiver {
        private final List<Row> rows = new ArrayList<>();

        @Override
        public void rows(Batch batch) {
            for (int i = 0; i < batch.rows() && rows.size() < MAX_ROWS; i++) {
                rows.add(batch.row(i));
            }
        }

        @Override
        public void watermark(long millis) {}

        @Override
        public void idle() {}

        @Override
        public void end() {}
    }
}
