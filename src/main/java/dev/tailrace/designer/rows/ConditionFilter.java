package dev.tailrace.designer.rows;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Environment;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.RowFilter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition in the expression language over rows that people look at. Any column may be null here, whatever its type
 * says: a value that was not read or cannot be read counts as null. Single-threaded, on any thread.
 */
final class ConditionFilter {
    /**
     * What became of a text.
     *
     * @param filter null if there are errors
     */
    record Outcome(@Nullable ConditionFilter filter, List<Problem> problems) {}

    /**
     * What is left of some rows, in their order.
     *
     * @param failed how many rows the condition could not be computed for; they are left out
     */
    record Kept(List<Row> rows, int failed) {}

    private final Schema schema;
    private final BitSet read;
    private final RowFilter filter;
    private int[] selection = new int[Batch.MAX_ROWS];

    private ConditionFilter(Expression condition) {
        this.schema = condition.input();
        this.read = condition.columns();
        this.filter = Language.compileFilter(condition);
    }

    /** Parses and compiles a condition, which takes some milliseconds: not for the JavaFX thread. */
    static Outcome compile(String text, Schema columns, Environment environment) {
        Checked checked = Language.check(text, nullable(columns), environment);
        Expression condition = checked.expression();
        if (condition == null) {
            return new Outcome(null, checked.problems());
        }
        if (!condition.type().equals(DataType.BOOLEAN)) {
            return new Outcome(null, List.of(Problem.error("designer.rows.not-a-condition", condition.type())));
        }
        return new Outcome(new ConditionFilter(condition), checked.problems());
    }

    /** The columns as a condition over shown rows has them. */
    static Schema nullable(Schema columns) {
        return new Schema(columns.fields().stream()
                .map(field -> Field.of(field.name(), field.type()))
                .toList());
    }

    /** @param rows with the columns that the filter was compiled for */
    Kept keep(List<Row> rows) {
        Batch batch = batch(rows);
        if (selection.length < rows.size()) {
            selection = new int[rows.size()];
        }
        List<Row> kept = new ArrayList<>();
        int failed = 0;
        int from = 0;
        while (from < rows.size()) {
            int to = rows.size();
            try {
                add(batch.slice(from, to), rows, kept);
            } catch (EvaluationException failure) {
                to = failure.index();
                add(batch.slice(from, to), rows, kept);
                failed++;
                to++;
            }
            from = to;
        }
        return new Kept(kept, failed);
    }

    private void add(Batch part, List<Row> rows, List<Row> target) {
        int count = part.rows() == 0 ? 0 : filter.filter(part, selection);
        for (int i = 0; i < count; i++) {
            target.add(rows.get(selection[i]));
        }
    }

    private Batch batch(List<Row> rows) {
        BatchBuilder builder = new BatchBuilder(schema, read);
        for (Row row : rows) {
            for (int i = read.nextSetBit(0); i >= 0; i = read.nextSetBit(i + 1)) {
                Object value = row.get(i);
                builder.column(i).append(value instanceof NoValue ? null : value);
            }
            builder.endRow();
        }
        return builder.build();
    }
}
