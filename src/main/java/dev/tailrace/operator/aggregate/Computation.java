package dev.tailrace.operator.aggregate;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.Placement;
import org.jspecify.annotations.Nullable;

/**
 * How an aggregate is computed whose accumulator takes something else than the argument, or gives something else than the
 * result. What Flink does by itself, such as taking DOUBLE or making JSON of a value, is an expression here.
 *
 * @param value what the accumulator takes
 * @param computed what it gives, as a column of that name
 * @param result what becomes of that, or null if it is the result
 */
record Computation(Expression value, Schema computed, @Nullable Expression result) {
    private static final String COMPUTED = "computed";

    /** Whether an aggregate is not computed from its argument alone. */
    static boolean isNeeded(AggregateFunction function, @Nullable Expression second) {
        return second != null || function.takesDoubles() || function.isJson();
    }

    /**
     * How an aggregate of that type is computed.
     *
     * @param second what the function takes besides its argument
     * @return null if it is computed from its argument alone, or does not take that
     */
    static @Nullable Computation of(
            AggregateColumn column,
            Expression argument,
            @Nullable Expression second,
            DataType type,
            Placement<?> placement) {
        if (!isNeeded(column.function(), second)) {
            return null;
        }
        String text = value(column, argument, second, type);
        Expression value = placement.check(text).expression();
        DataType computed = column.function().takesDoubles() ? DataType.DOUBLE : type;
        Schema schema = Schema.of(Field.of(COMPUTED, computed));
        String resultText = computed.equals(type) ? "" : "CAST(" + COMPUTED + " AS " + type + ")";
        if (column.function() == AggregateFunction.JSON_ARRAYAGG) {
            resultText = "'[' || COALESCE(" + COMPUTED + ", '') || ']'";
        }
        if (value == null || resultText.isEmpty()) {
            return value == null ? null : new Computation(value, schema, null);
        }
        Expression result = placement.check(resultText, schema).expression();
        return result == null ? null : new Computation(value, schema, result);
    }

    private static String value(
            AggregateColumn column, Expression argument, @Nullable Expression second, DataType type) {
        String value = "(" + CheckedAggregates.closed(argument.text()) + ")";
        String other = second == null ? "" : "(" + CheckedAggregates.closed(second.text()) + ")";
        if (column.function().takesDoubles()) {
            String number = "CAST(" + value + " AS DOUBLE)";
            return second == null ? number : "ROW(" + number + ", CAST(" + other + " AS BIGINT))";
        }
        return switch (column.function()) {
            case COLLECT -> "CAST(" + value + " AS STRING)";
            case JSON_ARRAYAGG ->
                column.onNull() == AggregateColumn.JsonNulls.NULL
                        ? "COALESCE(JSON_STRING(" + value + "), 'null')"
                        : "JSON_STRING(" + value + ")";
            case JSON_OBJECTAGG -> "ROW(" + other + ", JSON_STRING(" + value + "))";
            case LAG -> "ROW(" + value + ", CAST(" + other + " AS " + type + "))";
            default -> argument.text();
        };
    }
}
