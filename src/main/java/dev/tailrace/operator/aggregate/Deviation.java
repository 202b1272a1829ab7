package dev.tailrace.operator.aggregate;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.Placement;

/**
 * How a variance, a standard deviation or a percentile of any type is computed: in DOUBLE, as Flink does.
 *
 * @param value the argument as DOUBLE
 * @param computed what comes out of that
 * @param result the same in the type of the result
 */
record Deviation(Expression value, Schema computed, Expression result) {
    private static final Schema COMPUTED = Schema.of(Field.of("computed", DataType.DOUBLE));

    /** @param type of the result */
    static Deviation of(Expression argument, DataType type, Placement<?> placement) {
        String value = "CAST((" + CheckedAggregates.closed(argument.text()) + ") AS DOUBLE)";
        return new Deviation(
                expression(value, placement.input().schema(), placement),
                COMPUTED,
                expression("CAST(computed AS " + type + ")", COMPUTED, placement));
    }

    private static Expression expression(String text, Schema schema, Placement<?> placement) {
        Expression expression = placement.check(text, schema).expression();
        if (expression == null) {
            throw new IllegalStateException(text + " is not an expression");
        }
        return expression;
    }
}
