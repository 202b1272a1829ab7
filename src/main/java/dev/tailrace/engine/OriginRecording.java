package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Origin.Place;
import dev.tailrace.runtime.OriginWanted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs what is above a node once more, on the caller's thread, until the wanted row comes, and records what passes: the
 * rows of every output, and what enters every transform one row at a time, so that it is known at which of them another
 * row left. Sources are polled in turn, as fast as they can. Sinks are not made.
 */
final class OriginRecording {
    /** A row among those of an output, by number from 0. */
    record Spot(PortRef from, int row) {}

    private final CheckedPipeline pipeline;
    private final Map<String, Setup<?>> setups;
    private final UnaryOperator<String> mask;
    private final OriginWanted wanted;
    private final OriginWanted.Progress progress;
    private final RecordedRows.Tally tally = new RecordedRows.Tally();
    private final Map<PortRef, RecordedRows> rows = new LinkedHashMap<>();
    private final Map<String, RecordedNode> recorded = new HashMap<>();
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<String, SourceRows> sources = new LinkedHashMap<>();
    private long seen;
    private long rowsRead;
    private @Nullable Spot found;

    /** A transform as it is recorded. */
    private record Running(TransformNode node, Processor processor, Answering answering) {}

    /**
     * @param pipeline nothing but the node and what is above it, without errors but perhaps in a sink that is asked about
     * @param mask takes secrets out of texts
     */
    OriginRecording(
            CheckedPipeline pipeline,
            Map<String, Setup<?>> setups,
            UnaryOperator<String> mask,
            OriginWanted wanted,
            OriginWanted.Progress progress) {
        this.pipeline = pipeline;
        this.setups = setups;
        this.mask = mask;
        this.wanted = wanted;
        this.progress = progress;
    }

    /**
     * @return where the wanted row is, or null if it has not come
     * @throws NodeFailure if something fails before it comes, or if there is too much to record
     */
    @Nullable
    Spot run() throws InterruptedException {
        for (CheckedNode node : pipeline.nodes().values()) {
            for (Port port : node.outputs()) {
                PortRef from = new PortRef(node.node().id(), port.name());
                rows.put(from, new RecordedRows(schema(from), tally));
            }
        }
        List<String> readersFirst = new ArrayList<>(pipeline.nodes().keySet());
        Collections.reverse(readersFirst);
        try {
            for (String id : readersFirst) {
                build(pipeline.node(id));
            }
            read();
            running.forEach((id, run) -> recordedNode(id).look(run.processor()));
        } finally {
            running.values().forEach(run -> run.node().close());
            sources.values().forEach(SourceRows::close);
        }
        rows.values().forEach(RecordedRows::seal);
        return found;
    }

    long rowsRead() {
        return rowsRead;
    }

    RecordedRows rows(PortRef from) {
        return Objects.requireNonNull(rows.get(from), from.toString());
    }

    /** Null for a source. */
    @Nullable
    RecordedNode node(String id) {
        return recorded.get(id);
    }

    /** Where a row of a source was read. */
    @Nullable
    Place place(Spot spot) {
        SourceRows source = sources.get(spot.from().node());
        return source == null ? null : source.place(spot);
    }

    private RecordedNode recordedNode(String id) {
        return Objects.requireNonNull(recorded.get(id), id);
    }

    private Schema schema(PortRef from) {
        return Objects.requireNonNull(pipeline.stream(from), from.toString()).schema();
    }

    private void read() throws InterruptedException {
        for (SourceRows source : sources.values()) {
            source.reading.open();
        }
        Queue<SourceRows> reading = new ArrayDeque<>(sources.values());
        while (!reading.isEmpty() && found == null) {
            SourceRows source = reading.remove();
            if (source.reading.read()) {
                reading.add(source);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            checkLimits();
            progress.at(rowsRead, 0);
        }
    }

    private void checkLimits() {
        if (tally.rows() > wanted.limits().rows()
                || tally.bytes() > wanted.limits().bytes()) {
            throw new NodeFailure(
                    Problem.error("engine.origin-too-much", tally.rows(), tally.bytes() >> 20), null, null);
        }
    }

    private void build(CheckedNode node) {
        String id = node.node().id();
        if (node.operator() instanceof SinkOperator<?>) {
            return;
        }
        Setup<?> setup = Objects.requireNonNull(setups.get(id), id);
        if (node.operator() instanceof SourceOperator<?>) {
            sources.put(id, new SourceRows(id, Instances.source(node, setup), node));
            return;
        }
        List<Wire> wires = pipeline.pipeline().wiresTo(id);
        int[] ports = Assembly.portsOfWires(pipeline, node);
        NodeScript script =
                new NodeScript(wires.stream().map(wire -> rows(wire.from())).toList());
        RecordedNode keeping = new RecordedNode(node, setup, ports, script);
        recorded.put(id, keeping);
        List<List<Receiver>> readers = new ArrayList<>();
        for (int port = 0; port < node.outputs().size(); port++) {
            PortRef from = new PortRef(id, node.outputs().get(port).name());
            int output = port;
            readers.add(readers(from, batch -> {
                for (int i = 0; i < batch.rows(); i++) {
                    keeping.left(output);
                }
            }));
        }
        Processor processor = Instances.processor(node, setup);
        Answering answering = new Answering();
        TransformNode live = new TransformNode(
                id,
                processor,
                new Outputs(readers),
                ports,
                new Stopwatch(new ThreadMeter()),
                failure -> {},
                answering::add,
                System::currentTimeMillis);
        running.put(id, new Running(live, processor, answering));
        live.open();
    }

    /** First what keeps the rows of an output, then the wires' other ends. */
    private List<Receiver> readers(PortRef from, Leaving leaving) {
        List<Receiver> readers = new ArrayList<>();
        boolean asked = from.node().equals(wanted.node())
                && (wanted.port() == null
                        ? from.port()
                                .equals(pipeline.node(from.node())
                                        .outputs()
                                        .get(0)
                                        .name())
                        : from.port().equals(wanted.port()));
        readers.add(new Keeping(from, rows(from), leaving, asked));
        for (Wire wire : pipeline.pipeline().wiresOutOf(from)) {
            Running reader = running.get(wire.to().node());
            if (reader != null) {
                int position = pipeline.pipeline().wiresTo(wire.to().node()).indexOf(wire);
                readers.add(new Entering(reader, recordedNode(wire.to().node()), position));
            }
        }
        return readers;
    }

    private boolean isOver() {
        return found != null || Thread.currentThread().isInterrupted();
    }

    /** Hears of rows that leave. */
    private interface Leaving {
        void left(Batch batch);
    }

    /** Keeps the rows of an output, and looks whether the wanted one is among them. */
    private final class Keeping implements RowReceiver {
        private final PortRef from;
        private final RecordedRows kept;
        private final Leaving leaving;
        private final boolean asked;
        private final boolean askedBelow;

        Keeping(PortRef from, RecordedRows kept, Leaving leaving, boolean asked) {
            this.from = from;
            this.kept = kept;
            this.leaving = leaving;
            this.asked = asked;
            this.askedBelow = pipeline.node(wanted.node()).operator() instanceof SinkOperator<?>
                    && pipeline.pipeline().wiresOutOf(from).stream()
                            .anyMatch(wire -> wire.to().node().equals(wanted.node()));
        }

        @Override
        public void rows(Batch batch) {
            if (isOver()) {
                return;
            }
            leaving.left(batch);
            for (int i = 0; i < batch.rows(); i++) {
                kept.add(batch, i);
                if ((asked || askedBelow) && found == null && wanted.row().is(++seen, batch.row(i))) {
                    found = new Spot(from, kept.size() - 1);
                }
            }
            checkLimits();
        }
    }

    /** Gives a transform what comes on a wire, one row at a time. */
    private final class Entering implements Receiver {
        private final Running to;
        private final RecordedNode keeping;
        private final int wire;

        Entering(Running to, RecordedNode keeping, int wire) {
            this.to = to;
            this.keeping = keeping;
            this.wire = wire;
        }

        @Override
        public void rows(Batch batch) {
            for (int i = 0; i < batch.rows() && !isOver(); i++) {
                keeping.script().row(wire);
                to.node().rows(wire, keeping.portOf(wire), batch.slice(i, i + 1));
                settle();
            }
        }

        @Override
        public void watermark(long millis) {
            if (!isOver()) {
                keeping.script().watermark(wire, millis);
                to.node().watermark(wire, millis);
                settle();
            }
        }

        @Override
        public void idle() {
            if (!isOver()) {
                keeping.script().idle(wire);
                to.node().idle(wire);
                settle();
            }
        }

        @Override
        public void end() {
            if (!isOver()) {
                keeping.script().end(wire);
                to.node().end(wire);
                settle();
            }
        }

        private void settle() {
            to.answering().settle(to.node(), to.processor());
        }
    }

    /** A source, and where its rows were read. */
    private final class SourceRows {
        private final PreviewSource reading;
        private final SourcePlaces places = new SourcePlaces();

        SourceRows(String id, Source source, CheckedNode node) {
            List<List<Receiver>> readers = new ArrayList<>();
            for (Port port : node.outputs()) {
                PortRef from = new PortRef(id, port.name());
                readers.add(readers(from, batch -> took(from, batch.rows())));
            }
            reading = new PreviewSource(id, source, new Outputs(readers), Integer.MAX_VALUE);
        }

        private void took(PortRef from, int count) {
            places.took(reading.polled(), from.port(), rows(from).size(), count);
            rowsRead += count;
        }

        @Nullable
        Place place(Spot spot) {
            return places.of(spot.from().port(), spot.row(), mask);
        }

        void close() {
            reading.close();
        }
    }
}
