package dev.tailrace.engine;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.Expanded;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Origin;
import dev.tailrace.runtime.OriginWanted;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Runtime;
import dev.tailrace.runtime.Sample;
import dev.tailrace.runtime.secrets.Secrets;
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
    private final Secrets secrets;
    private final AtomicInteger runs = new AtomicInteger();

    /** Without secrets. */
    public EmbeddedRuntime(PipelineCheck check) {
        this(check, Secrets.NONE);
    }

    /**
     * @param check of the catalogue whose operators run
     * @param secrets asked for when a run or a preview begins, on its thread
     */
    public EmbeddedRuntime(PipelineCheck check, Secrets secrets) {
        this.check = check;
        this.secrets = secrets;
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
                new RunSecrets(secrets),
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
    public Preview preview(CheckedPipeline pipeline, String node, int sourceRows, Map<String, Sample> given)
            throws InterruptedException {
        Map<Wire, Sample> byWire = wires(pipeline.pipeline(), node, given);
        Expanded expanded = pipeline.expanded();
        return expanded == null
                ? plainPreview(pipeline, node, sourceRows, byWire)
                : new ExpandedPreview(pipeline, expanded, this::plainPreview).of(node, sourceRows, byWire);
    }

    /** The rows of a port with several wires come by the first of them. */
    private static Map<Wire, Sample> wires(Pipeline pipeline, String node, Map<String, Sample> given) {
        Map<Wire, Sample> byWire = new LinkedHashMap<>();
        given.forEach((port, sample) -> {
            for (Wire wire : pipeline.wiresInto(new PortRef(node, port))) {
                byWire.put(wire, sample);
                sample = new Sample(sample.schema(), List.of());
            }
        });
        return byWire;
    }

    private Preview plainPreview(CheckedPipeline pipeline, String node, int sourceRows, Map<Wire, Sample> given)
            throws InterruptedException {
        CheckedPipeline above = above(pipeline, node, given.keySet());
        for (CheckedNode part : above.nodes().values()) {
            if (part.hasErrors() && !part.node().id().equals(node)) {
                return new Preview(Map.of(), Map.of(), firstError(part));
            }
            if (asksServer(part) && !part.node().id().equals(node)) {
                return new Preview(Map.of(), Map.of(), unasked("engine.preview-asks-server", part));
            }
        }
        RunSecrets used = new RunSecrets(secrets);
        Map<String, Setup<?>> setups;
        try {
            setups = used.into(check.setups(above, node));
        } catch (NodeFailure refused) {
            return new Preview(Map.of(), Map.of(), refused.problem());
        }
        Preview preview = masked(new PreviewRun(above, setups, node, sourceRows, given).run(), used);
        CheckedNode shown = above.node(node);
        Problem problem = asksServer(shown) ? unasked("engine.preview-asks-server", shown) : firstError(shown);
        return preview.problem() == null
                ? new Preview(preview.inputs(), preview.outputs(), preview.arrivals(), problem)
                : preview;
    }

    /** Whether it asks a server, which only runs do. */
    static boolean asksServer(CheckedNode node) {
        Operator<?> operator = node.operator();
        return operator != null && SettingsForm.asksServer(operator);
    }

    private static Problem unasked(String code, CheckedNode node) {
        return Problem.error(code, node.node().name()).at(node.node().id(), null);
    }

    @Override
    public Origin origin(CheckedPipeline pipeline, OriginWanted wanted, OriginWanted.Progress progress)
            throws InterruptedException {
        Expanded expanded = pipeline.expanded();
        OriginWanted inner = expanded == null ? wanted : ExpandedOrigin.inner(wanted, pipeline, expanded);
        CheckedPipeline above = above(pipeline.runnable(), inner.node(), Set.of());
        for (CheckedNode part : above.nodes().values()) {
            Problem error = firstError(part);
            if (error != null && !(part.operator() instanceof SinkOperator<?>)) {
                return Origin.failed(expanded == null ? error : expanded.outer(error));
            }
            if (asksServer(part)) {
                Problem unasked = unasked("engine.origin-asks-server", part);
                return Origin.failed(expanded == null ? unasked : expanded.outer(unasked));
            }
        }
        Origin origin = new OriginSearch(above, check.setups(above, inner.node()), secrets, inner, progress).run();
        return expanded == null ? origin : ExpandedOrigin.outer(origin, expanded);
    }

    private static Preview masked(Preview preview, RunSecrets secrets) {
        Problem problem = preview.problem();
        return problem == null
                ? preview
                : new Preview(preview.inputs(), preview.outputs(), preview.arrivals(), secrets.masked(problem));
    }

    private static @Nullable Problem firstError(CheckedNode node) {
        return node.problems().stream().filter(Problem::isError).findFirst().orElse(null);
    }

    /** The node and all nodes whose rows reach it. */
    static Set<String> reaching(CheckedPipeline pipeline, String node) {
        return reaching(pipeline, node, Set.of());
    }

    /** @param cut wires that are not followed */
    private static Set<String> reaching(CheckedPipeline pipeline, String node, Set<Wire> cut) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            String id = open.remove();
            if (reached.add(id)) {
                pipeline.pipeline().wiresTo(id).stream()
                        .filter(wire -> !cut.contains(wire))
                        .forEach(wire -> open.add(wire.from().node()));
            }
        }
        return reached;
    }

    /** The node, all nodes whose rows reach it but by the wires that are cut, and the wires between them and those. */
    static CheckedPipeline above(CheckedPipeline pipeline, String node, Set<Wire> cut) {
        Set<String> reached = reaching(pipeline, node, cut);
        Map<String, CheckedNode> nodes = new LinkedHashMap<>(pipeline.nodes());
        nodes.keySet().retainAll(reached);
        Pipeline drawing = pipeline.pipeline()
                .withNodes(pipeline.pipeline().nodes().stream()
                        .filter(part -> reached.contains(part.id()))
                        .toList())
                .withWires(pipeline.pipeline().wires().stream()
                        .filter(wire -> reached.contains(wire.to().node())
                                && (cut.contains(wire)
                                        || reached.contains(wire.from().node())))
                        .toList());
        return new CheckedPipeline(drawing, pipeline.baseDirectory(), pipeline.environment(), nodes, List.of());
    }
}
