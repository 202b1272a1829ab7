package dev.tailrace.operator.pattern;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.pattern.CheckedPattern.Measures;
import dev.tailrace.operator.state.KeyedSlots;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Collects matches and makes rows of them, many at once. Single-threaded. */
final class FoundMatches {
    private final Schema output;
    private final int[] keyColumns;
    private final KeyedSlots keys;
    private final TermColumns terms;
    /** Which of the computed columns each output column behind the keys is, or -1. */
    private final int[] computedAt;

    private final @Nullable Projection projection;
    private final ProcessorContext context;
    /** Whether matches are computed one by one, because the run goes on when one cannot be. */
    private final boolean oneByOne;

    private final FailedRows failed;

    /**
     * @param demanded positions in the output
     * @param failed takes the last rows of matches that cannot be told
     */
    FoundMatches(
            CheckedPattern pattern,
            Schema output,
            BitSet demanded,
            KeyedSlots keys,
            Schema input,
            StoredRows rows,
            ProcessorContext context,
            FailedRows failed) {
        this.context = context;
        Measures measures = pattern.measures();
        int keyCount = output.size() - measures.expressions().size();
        this.output = output;
        this.keys = keys;
        this.keyColumns = IntStream.range(0, keyCount).toArray();
        this.failed = failed;
        List<Expression> computed = new ArrayList<>();
        computedAt = new int[output.size()];
        BitSet demandedMeasures = demanded.get(keyCount, output.size());
        for (int i = 0; i < output.size(); i++) {
            computedAt[i] = -1;
            if (i >= keyCount && demanded.get(i)) {
                computedAt[i] = computed.size();
                computed.add(measures.expressions().get(i - keyCount));
            }
        }
        oneByOne = failed.runGoesOn()
                && (computed.stream().anyMatch(Expression::canFail)
                        || measures.terms().stream().anyMatch(term -> term instanceof Term.Aggregate));
        projection = computed.isEmpty() ? null : Language.compileProjection(computed, measures.schema());
        BitSet columns = pattern.measureColumns(demandedMeasures);
        for (int key : keyColumns) {
            columns.set(key, demanded.get(key) || columns.get(key));
        }
        terms = new TermColumns(
                measures.terms(),
                measures.schema(),
                columns,
                input,
                rows,
                new BatchBuilder(measures.schema(), columns));
    }

    void add(int key, MatchedRow last, long time, Outlet out) {
        if (!oneByOne) {
            append(key, last, time);
            if (terms.builder().isFull()) {
                flush(out);
            }
            return;
        }
        try {
            append(key, last, time);
            send(out);
        } catch (EvaluationException failure) {
            terms.discard();
            failed.add(last.row, failure, out);
        }
    }

    private void append(int key, MatchedRow last, long time) {
        keys.appendKey(key, terms.builder(), keyColumns);
        terms.append(last, TermColumns.NO_ROW, Automaton.NONE, time);
    }

    void flush(Outlet out) {
        if (terms.builder().isEmpty()) {
            return;
        }
        try {
            send(out);
        } catch (EvaluationException failure) {
            throw context.fail(Problem.error("operators.row-failed", String.valueOf(failure.getMessage())));
        }
    }

    private void send(Outlet out) {
        Batch batch = terms.build();
        Column[] computed = projection == null ? new Column[0] : projection.evaluate(batch);
        @Nullable Column[] columns = new Column[output.size()];
        for (int i = 0; i < columns.length; i++) {
            if (computedAt[i] >= 0) {
                columns[i] = computed[computedAt[i]];
            } else if (i < keyColumns.length && batch.hasColumn(i)) {
                columns[i] = batch.column(i);
            }
        }
        out.emit(0, batch.with(output, columns));
    }
}
