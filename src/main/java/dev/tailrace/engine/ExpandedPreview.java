package dev.tailrace.engine;

import dev.tailrace.data.Problem;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.Expanded;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Sample;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Previews of a pipeline with composite nodes: what leaves one is what leaves its last part. */
final class ExpandedPreview {
    /** The preview of a pipeline without composite nodes. */
    interface Plain {
        Preview of(CheckedPipeline pipeline, String node, int sourceRows, Map<Wire, Sample> given)
                throws InterruptedException;
    }

    private final CheckedPipeline pipeline;
    private final Expanded expanded;
    private final Plain plain;

    ExpandedPreview(CheckedPipeline pipeline, Expanded expanded, Plain plain) {
        this.pipeline = pipeline;
        this.expanded = expanded;
        this.plain = plain;
    }

    /** @param given rows of wires that enter the node, by the drawing's wire */
    Preview of(String node, int sourceRows, Map<Wire, Sample> given) throws InterruptedException {
        Map<Wire, Sample> inner = new LinkedHashMap<>();
        given.forEach((wire, sample) -> inner.put(expanded.inner(wire), sample));
        if (!expanded.outer().containsValue(node)) {
            return plain.of(expanded.pipeline(), node, sourceRows, inner);
        }
        Map<String, Sample> inputs = new LinkedHashMap<>();
        @Nullable Problem problem = null;
        for (Wire wire : pipeline.pipeline().wiresTo(node)) {
            Sample sample = given.get(wire);
            if (sample == null) {
                PortRef writer = expanded.inner(wire).from();
                Preview above = plain.of(expanded.pipeline(), writer.node(), sourceRows, Map.of());
                sample = above.outputs().get(writer.port());
                problem = problem == null ? above.problem() : problem;
            }
            if (sample != null) {
                inputs.putIfAbsent(wire.to().port(), sample);
            }
        }
        Map<String, Sample> outputs = new LinkedHashMap<>();
        String last = last(node);
        if (last != null && problem == null) {
            Preview below = plain.of(expanded.pipeline(), last, sourceRows, inner);
            outputs.putAll(below.outputs());
            outputs.keySet().retainAll(pipeline.node(node).output().ports().keySet());
            problem = below.problem() == null ? firstFailure(below) : below.problem();
        }
        return new Preview(inputs, outputs, problem == null ? null : expanded.outer(problem));
    }

    /** What one of the rows of the last part failed of: which row of the node's it came of is not known. */
    private static @Nullable Problem firstFailure(Preview part) {
        return part.arrivals().stream()
                .map(Preview.Arrival::problem)
                .filter(problem -> problem != null && problem.isError())
                .findFirst()
                .orElse(null);
    }

    /** The part whose rows leave the node: the check puts parts in the order in which rows pass them. */
    private @Nullable String last(String node) {
        @Nullable String last = null;
        for (String id : expanded.pipeline().nodes().keySet()) {
            if (node.equals(expanded.outer().get(id))) {
                last = id;
            }
        }
        return last;
    }
}
