package dev.tailrace.engine;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.Expanded;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Runtime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs pipelines on threads of this process. Safe on any thread. */
public final class EmbeddedRuntime implements Runtime {
    private final PipelineCheck check;
    private final AtomicInteger runs = new AtomicInteger();

    /** @param check of the catalogue whose operators run */
    public EmbeddedRuntime(PipelineCheck check) {
        this.check = check;
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Run start(CheckedPipeline pipeline, RunOptions options) {
        if (options.batchRows() < 1) {
            throw new IllegalArgumentException("batches of " + options.batchRows() + " rows");
        }
        Expanded expanded = pipeline.expanded();
        EmbeddedRun run = new EmbeddedRun(
                pipeline.runnable(),
                checked -> check.setups(checked),
                expanded == null ? options : ExpandedRun.inner(options, expanded),
                "tailrace-run-" + runs.incrementAndGet());
        run.start();
        return expanded == null ? run : new ExpandedRun(run, pipeline, expanded);
    }

    /**
     * What a run would be made of. Nothing is read, written or reached; compiles what the pipeline computes.
     *
     * @param pipeline without errors
     */
    public ExecutionPlan plan(CheckedPipeline pipeline) {
        return ExecutionPlan.of(pipeline.runnable(), check.setups(pipeline));
    }

    @Override
    public Preview preview(CheckedPipeline pipeline, String node, int sourceRows) throws InterruptedException {
        Expanded expanded = pipeline.expanded();
        return expanded == null
                ? plainPreview(pipeline, node, sourceRows)
                : new ExpandedPreview(pipeline, expanded, this::plainPreview).of(node, sourceRows);
    }

    private Preview plainPreview(CheckedPipeline pipeline, String node, int sourceRows) throws InterruptedException {
        CheckedPipeline above = above(pipeline, node);
        for (CheckedNode part : above.nodes().values()) {
            if (part.hasErrors() && !part.node().id().equals(node)) {
                return new Preview(Map.of(), Map.of(), firstError(part));
            }
        }
        Preview preview = new PreviewRun(above, check.setups(above, node), node, sourceRows).run();
        return preview.problem() == null
                ? new Preview(preview.inputs(), preview.outputs(), firstError(above.node(node)))
                : preview;
    }

    private static @Nullable Problem firstError(CheckedNode node) {
        return node.problems().stream().filter(Problem::isError).findFirst().orElse(null);
    }

    /** The node and all nodes whose rows reach it. */
    static Set<String> reaching(CheckedPipeline pipeline, String node) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            String id = open.remove();
            if (reached.add(id)) {
                pipeline.pipeline()
                        .wiresTo(id)
                        .forEach(wire -> open.add(wire.from().node()));
            }
        }
        return reached;
    }

    /** The node, all nodes whose rows reach it, and the wires between them. */
    private static CheckedPipeline above(CheckedPipeline pipeline, String node) {
        Set<String> reached = reaching(pipeline, node);
        Map<String, CheckedNode> nodes = new LinkedHashMap<>(pipeline.nodes());
        nodes.keySet().retainAll(reached);
        Pipeline drawing = pipeline.pipeline()
                .withNodes(pipeline.pipeline().nodes().stream()
                        .filter(part -> reached.contains(part.id()))
                        .toList())
                .withWires(pipeline.pipeline().wires().stream()
                        .filter(wire -> reached.contains(wire.from().node())
                                && reached.contains(wire.to().node()))
                        .toList());
        return new CheckedPipeline(drawing, pipeline.baseDirectory(), pipeline.environment(), nodes, List.of());
    }
}
