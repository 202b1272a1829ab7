package dev.tailrace.operators.analyse;

import dev.tailrace.data.Schema;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.AggregateFunction;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import dev.tailrace.operators.analyse.OverFrames.Bound;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * What is aggregated of what, over the rows before a row.
 *
 * @param byTime whether frames are of time, otherwise of rows
 * @param calls the aggregates that are computed
 * @param output the input's columns, then the aggregates
 * @param latePort output for late rows, or {@link FirstRows#COUNT_LATE}
 * @param computableRows makes the way of rows whose arguments fail
 */
record OverPlan(
        Schema input,
        String timeName,
        boolean byTime,
        Bound bound,
        List<Call> calls,
        Schema output,
        BitSet demanded,
        int latePort,
        Function<ProcessorContext, ComputableRows> computableRows) {
    List<Call> calls(boolean queued) {
        return calls.stream()
                .filter(call -> (bound.isBounded() && !isTakenBack(call.function())) == queued)
                .toList();
    }

    /** Others cannot be, or not exactly, or not without looking at all values. */
    private static boolean isTakenBack(AggregateFunction function) {
        return function == AggregateFunction.COUNT
                || function == AggregateFunction.SUM
                || function == AggregateFunction.AVG;
    }

    int[] columns(List<Call> results) {
        return results.stream()
                .mapToInt(call -> output.indexOf(call.field().name()))
                .toArray();
    }
}
