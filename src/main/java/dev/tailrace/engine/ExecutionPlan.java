package dev.tailrace.engine;

import dev.tailrace.data.Schema;
import dev.tailrace.language.Language;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a run of a pipeline is made of, to be looked at. Immutable.
 *
 * @param sources in the drawing's order
 * @param tasks each of one thread; by number
 */
public record ExecutionPlan(List<SourcePart> sources, List<TaskPart> tasks) {
    public ExecutionPlan {
        sources = List.copyOf(sources);
        tasks = List.copyOf(tasks);
    }

    /**
     * A source.
     *
     * @param task number of the task that its rows go to
     * @param threads whether each of its partitions has a thread and a ring before the task; otherwise the task reads it
     * @param read columns of the wired outputs that somebody reads
     * @param pruned those that nobody reads, and that are not decoded
     */
    public record SourcePart(String node, int task, boolean threads, List<String> read, List<String> pruned) {
        public SourcePart {
            read = List.copyOf(read);
            pruned = List.copyOf(pruned);
        }
    }

    /**
     * Nodes that hand rows to each other by calls, on one thread.
     *
     * @param nodes inputs before their readers; may be empty
     */
    public record TaskPart(List<NodePart> nodes) {
        public TaskPart {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A transform or sink.
     *
     * @param inputs the wires that enter it
     * @param crossing those of them whose rows come from another thread
     * @param sources Java sources of the classes that its expressions have become
     */
    public record NodePart(String node, List<Wire> inputs, List<Wire> crossing, List<String> sources) {
        public NodePart {
            inputs = List.copyOf(inputs);
            crossing = List.copyOf(crossing);
            sources = List.copyOf(sources);
        }
    }

    static ExecutionPlan of(CheckedPipeline pipeline, Map<String, Setup<?>> setups) {
        Plan plan = Plan.of(pipeline);
        List<SourcePart> sources = new ArrayList<>();
        List<List<NodePart>> tasks = new ArrayList<>();
        for (int i = 0; i < plan.tasks(); i++) {
            tasks.add(new ArrayList<>());
        }
        pipeline.nodes().forEach((id, node) -> {
            Setup<?> setup = Objects.requireNonNull(setups.get(id), id);
            if (node.operator() instanceof SourceOperator<?>) {
                sources.add(source(pipeline, node, setup, plan.taskOf(id)));
            } else {
                tasks.get(plan.taskOf(id)).add(node(pipeline, plan, node, setup));
            }
        });
        return new ExecutionPlan(sources, tasks.stream().map(TaskPart::new).toList());
    }

    private static SourcePart source(CheckedPipeline pipeline, CheckedNode node, Setup<?> setup, int task) {
        List<String> read = new ArrayList<>();
        List<String> pruned = new ArrayList<>();
        for (Port port : node.outputs()) {
            if (pipeline.pipeline()
                    .wiresOutOf(new PortRef(node.node().id(), port.name()))
                    .isEmpty()) {
                continue;
            }
            Schema schema = setup.outputSchema(port.name());
            BitSet demanded = setup.demanded(port.name());
            for (int i = 0; i < schema.size(); i++) {
                (demanded.get(i) ? read : pruned).add(schema.field(i).name());
            }
        }
        boolean threads = Instances.source(node, setup).mayWait();
        return new SourcePart(node.node().id(), task, threads, read, pruned);
    }

    private static NodePart node(CheckedPipeline pipeline, Plan plan, CheckedNode node, Setup<?> setup) {
        List<Wire> inputs = pipeline.pipeline().wiresTo(node.node().id());
        List<String> sources = node.operator() instanceof TransformOperator<?>
                ? Language.sourcesOf(() -> Instances.processor(node, setup))
                : List.of();
        return new NodePart(
                node.node().id(), inputs, inputs.stream().filter(plan::crosses).toList(), sources);
    }
}
