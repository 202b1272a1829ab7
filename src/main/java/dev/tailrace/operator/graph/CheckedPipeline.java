package dev.tailrace.operator.graph;

import dev.tailrace.data.Problem;
import dev.tailrace.language.Environment;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.nested.SubPipelines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline and what the check found out about it. Immutable.
 *
 * @param nodes by id, inputs before their readers; nodes on a cycle come last, with a problem
 * @param problems of nodes and of the pipeline, in the order of the nodes
 * @param expanded the pipeline as it runs, or null if it has no composite nodes
 * @param files that it was checked with
 */
public record CheckedPipeline(
        Pipeline pipeline,
        Path baseDirectory,
        Environment environment,
        Map<String, CheckedNode> nodes,
        List<Problem> problems,
        @Nullable Expanded expanded,
        SubPipelines files) {
    public CheckedPipeline {
        problems = List.copyOf(problems);
    }

    /** A pipeline without composite nodes. */
    public CheckedPipeline(
            Pipeline pipeline,
            Path baseDirectory,
            Environment environment,
            Map<String, CheckedNode> nodes,
            List<Problem> problems) {
        this(pipeline, baseDirectory, environment, nodes, problems, null, SubPipelines.NONE);
    }

    /** The same with problems of nodes added, which were found out otherwise than from the drawing. */
    public CheckedPipeline withProblems(List<Problem> found) {
        if (found.isEmpty()) {
            return this;
        }
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(found);
        Map<String, CheckedNode> changed = new LinkedHashMap<>(nodes);
        for (Problem problem : found) {
            String node = problem.node();
            if (node != null) {
                changed.computeIfPresent(node, (id, known) -> known.withProblem(problem));
            }
        }
        return new CheckedPipeline(pipeline, baseDirectory, environment, changed, all, expanded, files);
    }

    /** What runtimes run: composite nodes are replaced by what they are drawn of. */
    public CheckedPipeline runnable() {
        return expanded == null ? this : expanded.pipeline();
    }

    /** A drawing before its first check: nothing is known of it, and nothing wrong. */
    public static CheckedPipeline unchecked(Pipeline pipeline, Path baseDirectory) {
        return new CheckedPipeline(pipeline, baseDirectory, Environment.UTC, Map.of(), List.of());
    }

    public CheckedNode node(String id) {
        CheckedNode node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no node " + id);
        }
        return node;
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** What flows on a wire, or null where it is not known because of a problem. */
    public @Nullable StreamType stream(Wire wire) {
        return stream(wire.from());
    }

    /** What leaves an output port, or null where it is not known because of a problem. */
    public @Nullable StreamType stream(PortRef from) {
        CheckedNode node = nodes.get(from.node());
        return node == null ? null : node.output().ports().get(from.port());
    }
}
