package dev.tailrace.operator.aggregate;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate made of others.
 *
 * @param parts the others
 * @param schema their results
 * @param result computed from these
 */
record Composition(List<Call> parts, Schema schema, Expression result) {
    private static final String SQUARES = "squares";
    private static final String TOTAL = "total";
    private static final String NUMBER = "number";

    /**
     * Variance or standard deviation, in the words that Flink's planner puts in their place (Calcite's
     * AggregateReduceFunctionsRule): so the types of all steps are the same.
     *
     * @param type of the result
     */
    static Composition deviation(
            AggregateFunction function,
            DataType type,
            Expression argument,
            @Nullable Expression filter,
            Placement<?> placement) {
        String value = "CAST((" + CheckedAggregates.closed(argument.text()) + ") AS " + type + ")";
        Expression square = expression(value + " * " + value, placement.input().schema(), placement);
        List<Call> parts = List.of(
                part(SQUARES, AggregateFunction.SUM, square, filter),
                part(TOTAL, AggregateFunction.SUM, argument, filter),
                part(NUMBER, AggregateFunction.COUNT, argument, filter));
        Schema schema = new Schema(parts.stream().map(Call::field).toList());
        String total = "CAST(`" + TOTAL + "` AS " + type + ")";
        String divisor = function.isOfSample()
                ? "(CASE WHEN `" + NUMBER + "` = 1 THEN NULL ELSE `" + NUMBER + "` - 1 END)"
                : "`" + NUMBER + "`";
        String variance = "(`" + SQUARES + "` - " + total + " * " + total + " / `" + NUMBER + "`) / " + divisor;
        String result = "CAST(" + (function.isRoot() ? "POWER(" + variance + ", 0.5)" : variance) + " AS " + type + ")";
        return new Composition(parts, schema, expression(result, schema, placement));
    }

    private static Call part(
            String name, AggregateFunction function, Expression argument, @Nullable Expression filter) {
        DataType type = function.resultType(argument.type());
        if (type == null) {
            throw new IllegalStateException(function + " of " + argument.type());
        }
        return new Call(new Field(name, type, function.nullable()), function, argument, false, "", filter, null);
    }

    private static Expression expression(String text, Schema schema, Placement<?> placement) {
        Expression expression = placement.check(text, schema).expression();
        if (expression == null) {
            throw new IllegalStateException(
                    text + ": " + placement.check(text, schema).problems());
        }
        return expression;
    }
}
