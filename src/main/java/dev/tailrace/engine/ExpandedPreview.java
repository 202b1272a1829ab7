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
        Preview of(CheckedPipeline pipeline, String node, int sourceRows) throws InterruptedException;
    }

    private final CheckedPipeline pipeline;
    private final Expanded expanded;
    private final Plain plain;

    ExpandedPreview(CheckedPipeline pipeline, Expanded expanded, Plain plain) {
        this.pipeline = pipeline;
        this.expanded = expanded;
        this.plain = plain;
    }

    Preview of(String node, int sourceRows) throws InterruptedException {
        if (!expanded.outer().containsValue(node)) {
            return plain.of(expanded.pipeline(), node, sourceRows);
        }
        Map<String, Sample> inputs = new LinkedHashMap<>();
        @Nullable Problem problem = null;
        for (Wire wire : pipeline.pipeline().wiresTo(node)) {
            PortRef writer = expanded.inner(wire).from();
            Preview above = plain.of(expanded.pipeline(), writer.node(), sourceRows);
            Sample sample = above.outputs().get(writer.port());
            if (sample != null) {
                inputs.put(wire.to().port(), sample);
            }
            problem = problem == null ? above.problem() : problem;
        }
        Map<String, Sample> outputs = new LinkedHashMap<>();
        String last = last(node);
        if (last != null && problem == null) {
            Preview below = plain.of(expanded.pipeline(), last, sourceRows);
            outputs.putAll(below.outputs());
            outputs.keySet().retainAll(pipeline.node(node).output().ports().keySet());
            problem = below.problem();
        }
        return new Preview(inputs, outputs, problem == null ? null : expanded.outer(problem));
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
