package dev.tailrace.operator;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the input rows of a transform go when they fail: to its error port if that is wired, otherwise the run stops or
 * the row is counted and left out, as the {@link ErrorPolicy} says. Rows leave in the order in which they failed, when
 * a batch is full or at {@link #flush}, which the operator calls before it returns from a call, so that nothing is left
 * over at a checkpoint. Single-threaded.
 */
public final class FailingRows {
    /** The column that is put behind those of the input; its name gets a number if the input has one of that name. */
    public static final String MESSAGE = "error_message";

    // Rows are data: what they say must not depend on the language of the machine that ran the pipeline.
    private static final Texts TEXTS = new Texts(Locale.ROOT);

    private final NodeContext context;
    private final ErrorPolicy policy;
    private final int errorPort;
    private final @Nullable BatchBuilder rows;

    /**
     * @param errorPort index of the error port among the outputs
     * @param wired whether somebody reads the error port
     * @param errorSchema as {@link #schema} gives it
     * @param demanded columns of the error port that somebody reads
     */
    public FailingRows(
            NodeContext context,
            ErrorPolicy policy,
            int errorPort,
            boolean wired,
            Schema errorSchema,
            BitSet demanded) {
        this.context = context;
        this.policy = policy;
        this.errorPort = errorPort;
        this.rows = wired ? new BatchBuilder(errorSchema, demanded) : null;
    }

    /**
     * Those of an operator with a port {@code error}.
     *
     * @param failing the columns of the rows that may fail
     * @param errorPort index of the port {@code error} among the outputs
     */
    public static FailingRows of(
            Setup<?> setup, Schema failing, ErrorPolicy policy, int errorPort, NodeContext context) {
        return new FailingRows(
                context,
                policy,
                errorPort,
                setup.placement().isWired("error"),
                schema(failing),
                setup.demanded("error"));
    }

    /** The rows of an error port: the input's columns, then what was wrong. */
    public static Schema schema(Schema input) {
        return input.plus(Field.required(input.freeName(MESSAGE), DataType.STRING));
    }

    /** The words of a problem as error rows carry them. */
    public static String message(Problem problem) {
        return TEXTS.of(problem);
    }

    /** Takes the row at a position of the batch; does not return normally if the policy is to stop. */
    public void add(Batch batch, int index, Problem problem, Outlet out) {
        BatchBuilder builder = rows;
        if (builder == null) {
            if (policy == ErrorPolicy.STOP) {
                throw context.fail(problem, batch, index);
            }
            context.countErrors(1);
            return;
        }
        int last = builder.schema().size() - 1;
        for (int i = 0; i < last; i++) {
            if (builder.demands(i)) {
                builder.column(i).appendFrom(batch.column(i), index);
            }
        }
        if (builder.demands(last)) {
            byte[] text = message(problem).getBytes(StandardCharsets.UTF_8);
            ((BytesBuilder) builder.column(last)).append(text, 0, text.length);
        }
        builder.endRow(batch.kindAt(index));
        if (builder.isFull()) {
            flush(out);
        }
    }

    /** Sends what is waiting to the error port. */
    public void flush(Outlet out) {
        if (rows != null && !rows.isEmpty()) {
            out.emit(errorPort, rows.build());
        }
    }
}
