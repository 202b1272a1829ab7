package dev.tailrace.launcher;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Environment;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.RowFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition over single rows; one that cannot be computed for a row is not true. Single-threaded. */
final class RowCondition {
    /** @param condition null if there are errors */
    record Outcome(@Nullable RowCondition condition, List<Problem> problems) {}

    private final Schema schema;
    private final RowFilter filter;
    private final int[] selection = new int[1];

    private RowCondition(Schema schema, Expression condition) {
        this.schema = schema;
        this.filter = Language.compileFilter(condition);
    }

    static Outcome compile(String text, Schema columns, Environment environment) {
        Schema nullable = new Schema(columns.fields().stream()
                .map(field -> Field.of(field.name(), field.type()))
                .toList());
        Checked checked = Language.check(text, nullable, environment);
        Expression condition = checked.expression();
        if (condition == null) {
            return new Outcome(null, checked.problems());
        }
        if (!condition.type().equals(DataType.BOOLEAN)) {
            return new Outcome(null, List.of(Problem.error("launcher.origin.not-a-condition", condition.type())));
        }
        return new Outcome(new RowCondition(nullable, condition), checked.problems());
    }

    boolean isTrue(Row row) {
        try {
            return filter.filter(BatchBuilder.batchOf(schema, List.of(row)), selection) == 1;
        } catch (EvaluationException notComputed) {
            return false;
        }
    }
}
