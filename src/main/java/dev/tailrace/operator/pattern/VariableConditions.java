package dev.tailrace.operator.pattern;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.language.Language;
import dev.tailrace.language.RowFilter;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.pattern.CheckedPattern.Condition;
import dev.tailrace.operator.pattern.Term.RowValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of the variables at work. Those that read nothing but the row itself are computed for whole batches when
 * rows come; the others for a row and a partial match when they are asked for. Single-threaded.
 */
final class VariableConditions {
    /**
     * A compiled condition.
     *
     * @param inputColumns of the terms if they are all of the row itself, otherwise null
     */
    private record Compiled(
            Schema schema, RowFilter filter, int @Nullable [] inputColumns, TermColumns terms, int[] selection) {}

    private final List<@Nullable Compiled> conditions = new ArrayList<>();
    private final StoredRows rows;
    private final ProcessorContext context;
    private int[] selection = new int[Batch.MAX_ROWS];
    private long known;
    private long[] fulfilled = new long[Batch.MAX_ROWS];

    VariableConditions(
            List<@Nullable Condition> checked, Schema input, StoredRows rows, ProcessorContext context) {
        this.rows = rows;
        this.context = context;
        for (int variable = 0; variable < checked.size(); variable++) {
            Condition condition = checked.get(variable);
            conditions.add(condition == null ? null : compile(condition, variable, input));
        }
    }

    private Compiled compile(Condition condition, int variable, Schema input) {
        Schema schema =
                new Schema(condition.terms().stream().map(Term::field).toList());
        BitSet all = new BitSet();
        all.set(0, schema.size());
        TermColumns terms = new TermColumns(
                condition.terms(), schema, all, input, rows, BatchBuilder.recycling(schema, all));
        RowFilter filter = Language.compileFilter(condition.expression());
        return new Compiled(schema, filter, ownColumns(condition, variable), terms, new int[1]);
    }

    private static int @Nullable [] ownColumns(Condition condition, int variable) {
        int[] columns = new int[condition.terms().size()];
        for (int i = 0; i < columns.length; i++) {
            boolean isOwn = condition.terms().get(i) instanceof RowValue value
                    && !value.first()
                    && value.offset() == 0
                    && TermColumns.isOf(value.variable(), variable);
            if (!isOwn) {
                return null;
            }
            columns[i] = ((RowValue) condition.terms().get(i)).column();
        }
        return columns;
    }

    /** Computes for the rows of a batch what they decide alone, to be asked for by {@link #known} and {@link #fulfilled}. */
    void begin(Batch batch) {
        if (batch.rows() > selection.length) {
            selection = new int[batch.rows()];
            fulfilled = new long[batch.rows()];
        }
        known = 0;
        Arrays.fill(fulfilled, 0, batch.rows(), 0);
        for (int variable = 0; variable < conditions.size(); variable++) {
            Compiled condition = conditions.get(variable);
            int[] columns = condition == null ? null : condition.inputColumns;
            if (condition != null && columns != null) {
                begin(batch, variable, condition, columns);
            }
        }
    }

    private void begin(Batch batch, int variable, Compiled condition, int[] columns) {
        Column[] own = new Column[columns.length];
        for (int i = 0; i < columns.length; i++) {
            own[i] = batch.column(columns[i]);
        }
        int count;
        try {
            count = condition.filter.filter(batch.with(condition.schema, own), selection);
        } catch (EvaluationException failure) {
            // It fails where it is asked for, which it may never be for this row.
            return;
        }
        known |= 1L << variable;
        for (int i = 0, next = 0; next < count; i++) {
            if (batch.index(i) == selection[next]) {
                fulfilled[i] |= 1L << variable;
                next++;
            }
        }
    }

    /** Variables for which rows of the batch decide alone, a bit each. */
    long known() {
        return known;
    }

    /** Those of them that row {@code i} can be taken for. */
    long fulfilled(int i) {
        return fulfilled[i];
    }

    /** Whether a variable can take the row behind those of a partial match. NULL is not TRUE. */
    boolean holds(int variable, @Nullable MatchedRow last, int row) {
        Compiled condition = conditions.get(variable);
        if (condition == null) {
            return true;
        }
        if (rows.isKnown(row, variable)) {
            return rows.isFulfilled(row, variable);
        }
        try {
            condition.terms.append(last, row, variable, rows.time(row));
            return condition.filter.filter(condition.terms.build(), condition.selection) == 1;
        } catch (EvaluationException failure) {
            throw context.fail(Problem.error("operators.row-failed", String.valueOf(failure.getMessage())));
        }
    }
}
