package dev.tailrace.language;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in one line what tests of expressions do. */
final class Expressions {
    private Expressions() {}

    static Expression checked(String text, Schema schema) {
        return checked(text, schema, Environment.UTC);
    }

    static Expression checked(String text, Schema schema, Environment environment) {
        Checked checked = Language.check(text, schema, environment);
        Expression expression = checked.expression();
        if (expression == null) {
            throw new AssertionError(text + ": " + checked.problems());
        }
        return expression;
    }

    static Batch batch(Schema schema, Row... rows) {
        return BatchBuilder.batchOf(schema, Arrays.asList(rows));
    }

    /** The expression's values for the rows of the batch. */
    static List<@Nullable Object> values(String text, Batch batch) {
        return values(checked(text, batch.schema()), batch);
    }

    static List<@Nullable Object> values(Expression expression, Batch batch) {
        Column column =
                Language.compileProjection(List.of(expression), batch.schema()).evaluate(batch)[0];
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            values.add(column.value(batch.index(i)));
        }
        return values;
    }

    /** The positions that a condition selects. */
    static List<Integer> selected(String condition, Batch batch) {
        int[] selection = new int[batch.rows()];
        int count = Language.compileFilter(checked(condition, batch.schema())).filter(batch, selection);
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            positions.add(selection[i]);
        }
        return positions;
    }
}
