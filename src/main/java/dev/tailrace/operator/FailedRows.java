package dev.tailrace.operator;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.DataType;
import dev.tailrace.language.EvaluationException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Sends rows that cannot be computed where the node's settings and wires say: to the error port if it is wired, as the
 * input's columns and a message; otherwise the run stops or the row is counted, by {@link ErrorPolicy}.
 * Single-threaded; keeps no rows between calls.
 */
public final class FailedRows {
    private final ErrorPolicy policy;
    private final NodeContext context;
    private final int port;
    private final boolean wired;
    private final BitSet demanded;
    private final Schema schema;

    private FailedRows(
            ErrorPolicy policy, NodeContext context, int port, boolean wired, BitSet demanded, Schema schema) {
        this.policy = policy;
        this.context = context;
        this.port = port;
        this.wired = wired;
        this.demanded = demanded;
        this.schema = schema;
    }

    /** @param port index of the port {@code error} among the operator's outputs */
    public static FailedRows of(Setup<?> setup, ErrorPolicy policy, int port, NodeContext context) {
        return new FailedRows(
                policy,
                context,
                port,
                setup.placement().isWired("error"),
                setup.demanded("error"),
                stream(setup.placement().input()).schema());
    }

    /** What leaves the error port: the input's columns, then the message. */
    public static StreamType stream(StreamType input) {
        String name = "error_message";
        for (int i = 2; input.schema().contains(name); i++) {
            name = "error_message_" + i;
        }
        return input.withSchema(input.schema().plus(Field.required(name, DataType.STRING)));
    }

    /** The input columns that the error port's readers want, from what they want of {@link #stream}. */
    public static BitSet inputColumns(BitSet demandedOfErrors, Schema input) {
        return demandedOfErrors.get(0, input.size());
    }

    /**
     * Does something with all rows of a batch, or with those for which it can be done.
     *
     * @param evaluation throws {@link EvaluationException} where a row cannot be computed; called again with fewer rows
     *     then, so it must not keep anything of a call that failed
     * @return the rows that can be computed: the batch itself as a rule. The last evaluation was that of these rows
     */
    public Batch computable(Batch batch, Consumer<Batch> evaluation, Outlet out) {
        try {
            evaluation.accept(batch);
            return batch;
        } catch (EvaluationException first) {
            int[] positions = new int[batch.rows()];
            BatchBuilder failures = new BatchBuilder(schema, demanded);
            int count = separate(batch, evaluation, positions, 0, failures);
            if (!failures.isEmpty() && wired) {
                out.emit(port, failures.build());
            }
            Batch good = batch.select(positions, count);
            if (count > 0) {
                evaluation.accept(good);
            }
            return good;
        }
    }

    /** Deals with one row that failed for another reason than an expression. */
    public void fail(Batch batch, int index, Problem problem, String message, Outlet out) {
        if (wired) {
            BatchBuilder failures = new BatchBuilder(schema, demanded);
            append(batch, index, message, failures);
            out.emit(port, failures.build());
        } else if (policy == ErrorPolicy.SKIP) {
            context.countErrors(1);
        } else {
            throw context.fail(problem, batch, index);
        }
    }

    /** Finds every failing row: around a row that is known to fail, both sides are tried on their own. */
    private int separate(
            Batch batch, Consumer<Batch> evaluation, int[] positions, int count, BatchBuilder failures) {
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
                good = separate(rest.slice(0, row), evaluation, positions, good, failures);
                fail(rest, failure, failures);
                from += row + 1;
            }
        }
        return good;
    }

    private void fail(Batch batch, EvaluationException failure, BatchBuilder failures) {
        String message = String.valueOf(failure.getMessage());
        if (wired) {
            append(batch, failure.index(), message, failures);
        } else if (policy == ErrorPolicy.SKIP) {
            context.countErrors(1);
        } else {
            throw context.fail(Problem.error("operators.row-failed", message), batch, failure.index());
        }
    }

    private static void append(Batch batch, int index, String message, BatchBuilder failures) {
        int columns = failures.schema().size() - 1;
        for (int i = 0; i < columns; i++) {
            if (failures.demands(i)) {
                failures.column(i).appendFrom(batch.column(i), index);
            }
        }
        if (failures.demands(columns)) {
            byte[] text = message.getBytes(StandardCharsets.UTF_8);
            ((ColumnBuilder.Bytes) failures.column(columns)).append(text, 0, text.length);
        }
        failures.endRow(batch.kindAt(index));
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
