package dev.tailrace.language;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The expression language: Flink SQL's scalar expressions, restricted to what both runtimes compute alike. Safe on any
 * thread. The first use loads the parser, some hundred milliseconds; {@link #warmUp()} does that in the background.
 */
public final class Language {
    private Language() {}

    /**
     * Parses and types an expression over the columns of a row.
     *
     * @param text may use {@code :name} for parameters
     */
    public static Checked check(String text, Schema input, Environment environment) {
        return Checking.check(text, input, environment);
    }

    /**
     * What an expression gives for one row.
     *
     * @param value an object as in {@link Row}, or null for NULL and where there is a problem
     * @param problem why it cannot be computed, or null
     */
    public record Value(@Nullable Object value, @Nullable Problem problem) {}

    /**
     * Computes an expression for one row. Compiles it if that has not been done, so it is for background threads.
     *
     * @param row of the expression's input
     */
    public static Value evaluate(Expression expression, Row row) {
        Batch batch = BatchBuilder.batchOf(expression.input(), List.of(row));
        try {
            Column[] columns =
                    compileProjection(List.of(expression), expression.input()).evaluate(batch);
            return new Value(columns[0].value(batch.index(0)), null);
        } catch (EvaluationException failure) {
            return new Value(null, Problem.error("language.row-failed", String.valueOf(failure.getMessage())));
        }
    }

    /** @param condition of type BOOLEAN */
    public static RowFilter compileFilter(Expression condition) {
        if (!condition.type().equals(DataType.BOOLEAN)) {
            throw new IllegalArgumentException("not a condition: " + condition.text());
        }
        return Compiler.filter(condition);
    }

    /** @param expressions over the same input */
    public static Projection compileProjection(List<Expression> expressions, Schema input) {
        return Compiler.projection(expressions, input);
    }

    /**
     * The Java sources of the classes that expressions become while the work is done on this thread, in the order in
     * which they are asked for; those already compiled included.
     */
    public static List<String> sourcesOf(Runnable work) {
        return Compiler.sourcesOf(work);
    }

    /** Loads and exercises the parser, the validator and the compiler. */
    public static void warmUp() {
        Schema schema = Schema.of(Field.of("a", DataType.DOUBLE), Field.of("b", DataType.STRING));
        Expression condition =
                check("a * 2 > 1 AND b LIKE 'x%'", schema, Environment.UTC).expression();
        if (condition != null) {
            compileFilter(condition);
            compileProjection(List.of(condition), schema);
        }
    }

    /** A column's name as it stands in an expression: in backticks where it has to. */
    public static String quote(String column) {
        return ReservedWords.quote(column);
    }
}
