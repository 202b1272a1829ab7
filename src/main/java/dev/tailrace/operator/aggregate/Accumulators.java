package dev.tailrace.operator.aggregate;

import dev.tailrace.data.DataType;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the accumulators of a node's aggregates. A SUM and an AVG of the same values of the same rows add them up once:
 * the first of them does, and the others read what it has.
 */
final class Accumulators {
    private final boolean retracting;
    private final List<Known> known = new ArrayList<>();

    /** What was made to add up the values of the rows of a filter, by their places among the {@link Arguments}. */
    private record Known(int argument, int filter, Totals totals) {}

    /** @param retracting whether rows that were added are taken back, which takes more room */
    Accumulators(boolean retracting) {
        this.retracting = retracting;
    }

    /**
     * The accumulator of an aggregate.
     *
     * @param argument place among the {@link Arguments}
     * @param filter place there
     */
    Accumulator of(Call call, int argument, int filter) {
        AggregateFunction function = call.function();
        if (call.argument() == null) {
            return new Counts();
        }
        DataType type = call.argument().type();
        double fraction = call.settings().fraction();
        return switch (function) {
            case COUNT -> new Counts();
            case SUM, AVG -> ofTotals(call, type, argument, filter);
            case MIN, MAX -> new Extremes(type, function == AggregateFunction.MAX, retracting);
            case FIRST_VALUE, LAST_VALUE -> new Edges(type, function == AggregateFunction.LAST_VALUE);
            case ARRAY_AGG -> new ArrayLists(call.field().type());
            case COLLECT -> new Bags();
            case LISTAGG -> new TextLists(call.settings().separator());
            case JSON_ARRAYAGG -> new TextLists(",");
            case JSON_OBJECTAGG -> new JsonObjects(call.settings().onNull());
            case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> new Deviations(function);
            case PERCENTILE -> call.second() == null ? new Percentiles(fraction) : new WeightedPercentiles(fraction);
            case APPROX_PERCENTILE -> new PercentileSketches(fraction);
            case PERCENTILE_TDIGEST -> SketchedPercentiles.ofDigests(fraction);
            case PERCENTILE_KLL -> SketchedPercentiles.ofKll(fraction);
            case APPROX_TOP_K -> new FrequentSketches(call.settings().top());
            case APPROX_COUNT_DISTINCT -> new DistinctSketches(type);
            case LAG -> new Lags(type, call.settings().offset(), call.second() != null);
        };
    }

    private Accumulator ofTotals(Call call, DataType type, int argument, int filter) {
        boolean isSum = call.function() == AggregateFunction.SUM;
        // Of other types the totals of both are of different widths.
        boolean areAlike = (type.is(TypeKind.BIGINT) || type.is(TypeKind.DOUBLE)) && !call.distinct();
        for (Known one : known) {
            if (areAlike && one.argument == argument && one.filter == filter) {
                return isSum ? new Sums(one.totals, retracting, false) : new Averages(one.totals, false);
            }
        }
        Totals totals = isSum ? Totals.ofWidth(type) : Totals.wide(type);
        if (areAlike) {
            known.add(new Known(argument, filter, totals));
        }
        return isSum ? new Sums(totals, retracting, true) : new Averages(totals, true);
    }
}
