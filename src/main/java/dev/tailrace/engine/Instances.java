package dev.tailrace.engine;

import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.graph.CheckedNode;
import java.util.function.Supplier;

/**
 * Makes what runs from what was checked. What an operator throws here is told as a failure of its node. A setup always
 * comes from the check of the same node, so its settings are of the operator's type.
 */
final class Instances {
    private Instances() {}

    @SuppressWarnings("unchecked")
    static Source source(CheckedNode node, Setup<?> setup) {
        if (node.operator() instanceof SourceOperator<?> operator) {
            return attempt(node, () -> ((SourceOperator<Record>) operator).source((Setup<Record>) setup));
        }
        throw new IllegalArgumentException(node.node().id() + " is no source");
    }

    @SuppressWarnings("unchecked")
    static Processor processor(CheckedNode node, Setup<?> setup) {
        if (node.operator() instanceof TransformOperator<?> operator) {
            Processor made =
                    attempt(node, () -> ((TransformOperator<Record>) operator).processor((Setup<Record>) setup));
            return setup.everyChange() ? new RowByRow(made) : made;
        }
        throw new IllegalArgumentException(node.node().id() + " is no transform");
    }

    @SuppressWarnings("unchecked")
    static Sink sink(CheckedNode node, Setup<?> setup) {
        if (node.operator() instanceof SinkOperator<?> operator) {
            return attempt(node, () -> ((SinkOperator<Record>) operator).sink((Setup<Record>) setup));
        }
        throw new IllegalArgumentException(node.node().id() + " is no sink");
    }

    private static <T> T attempt(CheckedNode node, Supplier<T> made) {
        try {
            return made.get();
        } catch (RuntimeException | Error thrown) {
            throw NodeFailure.of(node.node().id(), thrown);
        }
    }
}
