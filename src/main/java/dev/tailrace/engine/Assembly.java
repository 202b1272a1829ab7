package dev.tailrace.engine;

import dev.tailrace.data.Schema;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.view.View;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The threads of a run, made from a checked pipeline: readers before writers, so that each wire has its reader when it
 * is made. Made on the run's control thread, because sources may do I/O to find their partitions.
 */
final class Assembly {
    private final CheckedPipeline pipeline;
    private final Map<String, Setup<?>> setups;
    private final RunOptions options;
    private final Lifecycle lifecycle;
    private final Brake brake;
    private final Consumer<NodeFailure> failures;
    private final BiConsumer<String, View> views;
    private final Map<Wire, WireSampler> samplers;
    private final Map<String, Watchers> watchers;
    private final Plan plan;
    private final List<Task> tasks = new ArrayList<>();
    private final Map<String, LiveNode> nodes = new HashMap<>();
    private final Map<String, List<Partition>> partitions = new LinkedHashMap<>();
    private final Map<Wire, LiveWire> wires = new LinkedHashMap<>();
    private final Map<Wire, Ring> crossings = new HashMap<>();

    Assembly(
            CheckedPipeline pipeline,
            Map<String, Setup<?>> setups,
            RunOptions options,
            Lifecycle lifecycle,
            Brake brake,
            Consumer<NodeFailure> failures,
            BiConsumer<String, View> views,
            Map<Wire, WireSampler> samplers,
            Map<String, Watchers> watchers) {
        this.pipeline = pipeline;
        this.setups = setups;
        this.options = options;
        this.lifecycle = lifecycle;
        this.brake = brake;
        this.failures = failures;
        this.views = views;
        this.samplers = samplers;
        this.watchers = watchers;
        this.plan = Plan.of(pipeline);
    }

    /** @throws NodeFailure if a node cannot be made or a source does not say its partitions */
    void build() {
        for (int i = 0; i < plan.tasks(); i++) {
            tasks.add(new Task(i, lifecycle, brake, failures, options.linger().toNanos()));
        }
        List<String> readersFirst = new ArrayList<>(pipeline.nodes().keySet());
        Collections.reverse(readersFirst);
        for (String id : readersFirst) {
            build(pipeline.node(id));
        }
        for (String id : pipeline.nodes().keySet()) {
            LiveNode node = nodes.get(id);
            if (node != null) {
                taskOf(id).add(node);
            }
        }
    }

    List<Task> tasks() {
        return tasks;
    }

    Task taskOf(String node) {
        return tasks.get(plan.taskOf(node));
    }

    /** The transforms and sinks by id. */
    Map<String, LiveNode> nodes() {
        return nodes;
    }

    /** The partitions of each source by its id. */
    Map<String, List<Partition>> partitions() {
        return partitions;
    }

    Map<Wire, LiveWire> wires() {
        return wires;
    }

    /** How full the ring is that the wire goes through, or that lies between its source and its task; -1 for none. */
    double fill(Wire wire) {
        Ring ring = crossings.get(wire);
        double fill = ring == null ? -1 : ring.fill();
        for (Partition partition : partitions.getOrDefault(wire.from().node(), List.of())) {
            fill = Math.max(fill, partition.fill());
        }
        return fill;
    }

    /** The columns that rows on a wire have because the graph reads them. */
    BitSet demanded(Wire wire) {
        String writer = wire.from().node();
        return Objects.requireNonNull(setups.get(writer), writer)
                .demanded(wire.from().port());
    }

    /** Puts a gate into a wire that has none; from any thread. */
    Gate gate(Wire wire, Schema schema) {
        BitSet below = new BitSet();
        below(wire.to().node(), below, new HashSet<>());
        below.clear(plan.taskOf(wire.from().node()));
        Gate gate = new Gate(wire, schema, taskOf(wire.from().node()), below, brake);
        Objects.requireNonNull(wires.get(wire), wire.id()).put(gate);
        return gate;
    }

    private void below(String node, BitSet tasks, Set<String> seen) {
        if (seen.add(node)) {
            tasks.set(plan.taskOf(node));
            pipeline.pipeline().wiresFrom(node).forEach(wire -> below(wire.to().node(), tasks, seen));
        }
    }

    private void build(CheckedNode node) {
        String id = node.node().id();
        Setup<?> setup = Objects.requireNonNull(setups.get(id), id);
        Task task = taskOf(id);
        if (node.operator() instanceof SourceOperator<?>) {
            buildSource(node, setup, task);
        } else if (node.operator() instanceof SinkOperator<?>) {
            int inputs = pipeline.pipeline().wiresTo(id).size();
            nodes.put(id, new SinkNode(id, Instances.sink(node, setup), inputs, task.stopwatch(), failures, views));
        } else {
            nodes.put(
                    id,
                    new TransformNode(
                            id,
                            Instances.processor(node, setup),
                            outputs(node),
                            portsOfWires(pipeline, node),
                            task.stopwatch(),
                            failures,
                            task::complete,
                            System::currentTimeMillis));
        }
    }

    private void buildSource(CheckedNode node, Setup<?> setup, Task task) {
        String id = node.node().id();
        Source source = Instances.source(node, setup);
        List<String> names;
        try {
            names = source.partitions();
        } catch (IOException | RuntimeException | Error thrown) {
            throw NodeFailure.of(id, thrown);
        }
        Outputs outputs = outputs(node);
        boolean[] wired = new boolean[node.outputs().size()];
        for (int port = 0; port < wired.length; port++) {
            wired[port] = outputs.isWired(port);
        }
        SourceEntry entry = new SourceEntry(outputs, names.size());
        Watchers looking = Objects.requireNonNull(watchers.get(id), id);
        List<Partition> read = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (source.mayWait()) {
                PartitionThread thread = new PartitionThread(
                        id,
                        source,
                        name,
                        task,
                        wired,
                        options.batchRows(),
                        options.linger().toNanos(),
                        lifecycle,
                        brake,
                        looking,
                        failures);
                task.add(new Inlet(thread.ring(), new Inlet.Target.OfPartition(entry, i)));
                read.add(thread);
            } else {
                DirectPartition direct = new DirectPartition(
                        id, source, name, entry, i, task, wired, options.batchRows(), lifecycle, looking, failures);
                task.add(direct);
                read.add(direct);
            }
        }
        partitions.put(id, read);
    }

    private Outputs outputs(CheckedNode node) {
        List<List<LiveWire>> ports = new ArrayList<>();
        for (Port port : node.outputs()) {
            List<LiveWire> readers = new ArrayList<>();
            for (Wire wire :
                    pipeline.pipeline().wiresOutOf(new PortRef(node.node().id(), port.name()))) {
                LiveWire live = new LiveWire(Objects.requireNonNull(samplers.get(wire), wire.id()), reader(wire));
                wires.put(wire, live);
                readers.add(live);
            }
            ports.add(readers);
        }
        return new Outputs(ports);
    }

    private Receiver reader(Wire wire) {
        CheckedNode reader = pipeline.node(wire.to().node());
        String id = reader.node().id();
        int position = pipeline.pipeline().wiresTo(id).indexOf(wire);
        NodeInput input = new NodeInput(
                Objects.requireNonNull(nodes.get(id), id), position, portsOfWires(pipeline, reader)[position]);
        if (!plan.crosses(wire)) {
            return input;
        }
        Task writing = taskOf(wire.from().node());
        Task reading = taskOf(id);
        Ring ring =
                new Ring(reading.input(), writing.room(), writing.meter(), lifecycle, () -> {}, writing.whileHeldUp());
        crossings.put(wire, ring);
        reading.add(new Inlet(ring, new Inlet.Target.OfWire(input)));
        return new RingWriter(ring);
    }

    /** The index of the input port of each wire that enters the node, in the drawing's order. */
    static int[] portsOfWires(CheckedPipeline pipeline, CheckedNode node) {
        List<String> ports = node.inputs().stream().map(Port::name).toList();
        return pipeline.pipeline().wiresTo(node.node().id()).stream()
                .mapToInt(wire -> ports.indexOf(wire.to().port()))
                .toArray();
    }
}
