package dev.tailrace.operator;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.EvaluationException;
import java.util.function.Consumer;

/**
 * Computes expressions for the rows of a batch for which they can be computed, and sends the others the way of
 * {@link FailingRows}. As a rule nothing fails and the batch is computed in one go; only then are failing rows singled
 * out. Single-threaded; keeps no rows between calls.
 */
public final class ComputableRows {
    private final FailingRows failing;

    public ComputableRows(FailingRows failing) {
        this.failing = failing;
    }

    /**
     * The rows of an operator with the ports {@code in} and {@code error} whose expressions fail.
     *
     * @param errorPort index of the port {@code error} among the outputs
     */
    public static ComputableRows of(Setup<?> setup, ErrorPolicy policy, int errorPort, NodeContext context) {
        return of(setup, setup.inputSchema(), policy, errorPort, context);
    }

    /**
     * Rows of an operator with a port {@code error}.
     *
     * @param failing their columns
     * @param errorPort index of the port {@code error} among the outputs
     */
    public static ComputableRows of(
            Setup<?> setup, Schema failing, ErrorPolicy policy, int errorPort, NodeContext context) {
        return new ComputableRows(FailingRows.of(setup, failing, policy, errorPort, context));
    }

    /** What leaves the error port of an operator with one input. */
    public static StreamType errors(StreamType input) {
        return input.withSchema(FailingRows.schema(input.schema()));
    }

    /**
     * @param evaluation throws {@link EvaluationException} where a row cannot be computed; it is called again with fewer
     *     rows then, so it must not keep anything of a call that failed
     * @return the rows that can be computed: those of the last call that succeeded
     */
    public Batch evaluate(Batch batch, Consumer<Batch> evaluation, Outlet out) {
        try {
            evaluation.accept(batch);
            return batch;
        } catch (EvaluationException first) {
            int[] positions = new int[batch.rows()];
            int count = separate(batch, evaluation, positions, 0, out);
            failing.flush(out);
            Batch computable = batch.select(positions, count);
            evaluation.accept(computable);
            return computable;
        }
    }

    /** Around a row that is known to fail, both sides are tried on their own. */
    private int separate(Batch batch, Consumer<Batch> evaluation, int[] positions, int count, Outlet out) {
        int good = count;
        int from = 0;
        while (from < batch.rows()) {
            Batch rest = batch.slice(from, batch.rows());
            try {
                evaluation.accept(rest);
                for (int i = 0; i < rest.rows(); i++) {
                    positions[good++] = rest.index(i);
                }
                return good;
            } catch (EvaluationException failure) {
                int row = rowAt(rest, failure.index());
                good = separate(rest.slice(0, row), evaluation, positions, good, out);
                String message = String.valueOf(failure.getMessage());
                failing.add(rest, failure.index(), Problem.error("operators.row-failed", message), out);
                from += row + 1;
            }
        }
        return good;
    }

    /** The row that stands at a position of the columns; positions ascend. */
    private static int rowAt(Batch batch, int index) {
        int low = 0;
        int high = batch.rows() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (batch.index(middle) < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
