package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.aggregate.AggregateFailure;
import dev.tailrace.runtime.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries a problem from the node where it came up out to the thread's loop. The problem names the node, also when the
 * failing node was called by another one.
 */
final class NodeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient @Nullable Sample row;

    NodeFailure(Problem problem, @Nullable Sample row, @Nullable Throwable cause) {
        super(problem.code() + problem.arguments(), cause);
        this.problem = problem;
        this.row = row;
    }

    Problem problem() {
        return problem;
    }

    @Nullable
    Sample row() {
        return row;
    }

    /** What a node said through its context. */
    static NodeFailure said(String node, Problem problem) {
        return new NodeFailure(problem.at(node, problem.place()), null, null);
    }

    /** As {@link #said(String, Problem)}, about the row at a position of the batch's columns. */
    static NodeFailure said(String node, Problem problem, Batch batch, int index) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Column column : batch.columns()) {
            values.add(column == null ? null : column.value(index));
        }
        Sample row = new Sample(batch.schema(), List.of(new Row(batch.kindAt(index), values)));
        return new NodeFailure(problem.at(node, problem.place()), row, null);
    }

    /** What came out of a node's code, whether it was meant to or not. */
    static NodeFailure of(String node, Throwable thrown) {
        if (thrown instanceof NodeFailure failure) {
            return failure;
        }
        if (thrown instanceof SourceException source) {
            Problem problem = source.problem();
            return new NodeFailure(problem.at(node, problem.place()), null, thrown);
        }
        if (thrown instanceof AggregateFailure aggregate) {
            return said(node, aggregate.problem());
        }
        String code = thrown instanceof IOException ? "engine.io-failed" : "engine.internal-error";
        return new NodeFailure(Problem.error(code, node, text(thrown)).at(node, null), null, thrown);
    }

    /** What came out of the engine's own code before any node ran. */
    static NodeFailure ofRun(Throwable thrown) {
        return thrown instanceof NodeFailure failure
                ? failure
                : new NodeFailure(Problem.error("engine.start-failed", text(thrown)), null, thrown);
    }

    private static String text(Throwable thrown) {
        String message = thrown.getMessage();
        if (thrown instanceof IOException && message != null && thrown.getClass() == IOException.class) {
            return message;
        }
        String name = thrown.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }
}
