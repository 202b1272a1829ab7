package dev.tailrace.operator.aggregate;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.aggregate.AggregateColumn.JsonNulls;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate as Flink SQL says it.
 *
 * @param argument SQL of it, and of the others; not used where the call has none
 */
record AggregateSql(Call call, String argument, String second, String filter) {
    /** Over the rows of a group. */
    String grouped() {
        return switch (call.function()) {
            case COLLECT ->
                "JSON_STRING(COLLECT(" + distinct() + "CAST(" + argument + " AS STRING))"
                        + where(call.filter() == null ? "" : filter) + ")";
            // Flink's parser takes no FILTER behind these; what it lets through is NULL, which is left out.
            case JSON_ARRAYAGG, JSON_OBJECTAGG -> json(filtered());
            default -> {
                String of = call.argument() == null ? "*" : distinct() + argument + furtherArguments();
                yield call.function() + "(" + of + ")" + where(call.filter() == null ? "" : filter);
            }
        };
    }

    /** Over a frame; {@code order} is the window without one. */
    String over(String frame, String order) {
        return switch (call.function()) {
            case LAG -> call.function() + "(" + argument + furtherArguments() + ") OVER " + order;
            case COLLECT ->
                "JSON_STRING(COLLECT(" + distinct() + "CAST(" + filtered() + " AS STRING)) OVER " + frame + ")";
            default -> {
                String of = call.argument() == null && call.filter() == null ? "*" : filtered();
                yield call.function().isDeviation()
                        ? deviation(of, frame)
                        : call.function() + "(" + distinct() + of + furtherArguments() + ") OVER " + frame;
            }
        };
    }

    /** The argument, NULL where the filter lets the row not pass; 1 in place of rows. */
    private String filtered() {
        String of = call.argument() == null ? "1" : argument;
        return call.filter() == null ? of : "CASE WHEN " + filter + " THEN " + of + " END";
    }

    /**
     * Over a frame Flink computes in the argument's type; and of what is never NULL it takes the deviation of one row for
     * never NULL, too, and reads -1 there.
     */
    private String deviation(String value, String frame) {
        DataType type = call.field().type();
        boolean isNever = call.argument() != null && !call.argument().nullable();
        String of = isNever
                ? "TRY_CAST(" + value + " AS DOUBLE)"
                : type.is(TypeKind.DOUBLE) ? value : "CAST(" + value + " AS DOUBLE)";
        String over = call.function() + "(" + of + ") OVER " + frame;
        return type.is(TypeKind.DOUBLE) ? over : "CAST(" + over + " AS " + type + ")";
    }

    private String distinct() {
        return call.distinct() ? "DISTINCT " : "";
    }

    private static String where(String condition) {
        return condition.isEmpty() ? "" : " FILTER (WHERE " + condition + ")";
    }

    /** Of a type with a length, so that it is cast to one without. */
    private String json(String value) {
        String nulls = (call.settings().onNull() == JsonNulls.NULL ? " NULL" : " ABSENT") + " ON NULL";
        String of = call.function() == AggregateFunction.JSON_OBJECTAGG
                ? "KEY " + second + " VALUE " + value + nulls
                : value + nulls;
        return "CAST(" + call.function() + "(" + of + ") AS STRING)";
    }

    private String argumentType() {
        Expression value = call.argument();
        return value == null ? "INT" : value.type().toString();
    }

    private String furtherArguments() {
        AggregateColumn settings = call.settings();
        return switch (call.function()) {
            case LISTAGG -> ", '" + settings.separator().replace("'", "''") + "'";
            case PERCENTILE ->
                ", " + BigDecimal.valueOf(settings.fraction()).toPlainString()
                        + (call.second() == null ? "" : ", " + second);
            case LAG ->
                ", " + settings.offset()
                        + (call.second() == null ? "" : ", CAST(" + second + " AS " + argumentType() + ")");
            default -> "";
        };
    }

    /** Why Flink cannot compute it, or null. */
    static @Nullable Problem refusal(Call call) {
        return switch (call.function()) {
            case APPROX_PERCENTILE, PERCENTILE_TDIGEST, PERCENTILE_KLL ->
                Problem.error("operators.flink-approx-percentile");
            case APPROX_COUNT_DISTINCT -> Problem.error("operators.flink-approx-count-distinct");
            case APPROX_TOP_K -> Problem.error("operators.flink-approx-top-k");
            // A NULL that the filter makes would be written, and a key that it leaves out would be taken.
            case JSON_ARRAYAGG, JSON_OBJECTAGG ->
                call.filter() != null
                                && (call.second() != null || call.settings().onNull() == JsonNulls.NULL)
                        ? Problem.error(
                                "operators.flink-json-filter", call.function().name())
                        : null;
            // It takes the result for never NULL, and reads 0 or an empty text where the value before is.
            case LAG -> takesNullAway(call) ? Problem.error("operators.flink-lag-null") : null;
            default -> null;
        };
    }

    private static boolean takesNullAway(Call call) {
        Expression value = call.argument();
        Expression instead = call.second();
        return value != null && value.nullable() && instead != null && !instead.nullable();
    }

    /** Why Flink cannot compute it over the rows before a row, or null. */
    static @Nullable Problem overRefusal(Call call) {
        Problem anywhere = refusal(call);
        if (anywhere != null) {
            return anywhere;
        }
        // Its parser takes no OVER behind these.
        if (call.function() == AggregateFunction.JSON_ARRAYAGG || call.function() == AggregateFunction.JSON_OBJECTAGG) {
            return Problem.error("operators.flink-over-json", call.function().name());
        }
        // It squares what is left of the mean in another order, and an integer shows the last digit.
        if (call.function().isDeviation() && call.field().type().kind().isInteger()) {
            return Problem.error(
                    "operators.flink-over-deviation",
                    call.function().name(),
                    call.field().type());
        }
        // There is no FILTER over a frame, and the NULL in its place would be in the array.
        return call.function() == AggregateFunction.ARRAY_AGG && call.filter() != null
                ? Problem.error(
                        "operators.flink-over-array-filter", call.function().name())
                : null;
    }
}
