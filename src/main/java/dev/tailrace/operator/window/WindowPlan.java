package dev.tailrace.operator.window;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * What is aggregated to what, whatever the windows.
 *
 * @param input what comes in
 * @param timeColumn position in the input of what says which window a row is in: the event time, or the window's end
 * @param timeType type of the event time
 * @param zone by whose wall clock TIMESTAMP_LTZ is put into windows
 * @param keyColumns positions of the group's columns in the input
 * @param keys the group's columns
 * @param calls the aggregates that are computed
 * @param output start and end of the window, the group's columns, the aggregates, the window's time
 * @param demanded columns of the output that somebody reads
 * @param resultColumns position in the output of each aggregate that is computed
 * @param latePort output for late rows, or {@link #COUNT_LATE}
 * @param earlyMillis from time to time, by the clock, what windows that are not over have so far is sent; or {@link
 *     #NOT_EARLY}
 * @param computableRows makes the way of rows whose arguments fail
 */
record WindowPlan(
        Schema input,
        int timeColumn,
        DataType timeType,
        ZoneId zone,
        int[] keyColumns,
        Schema keys,
        List<Call> calls,
        Schema output,
        BitSet demanded,
        int[] resultColumns,
        int latePort,
        long earlyMillis,
        Function<ProcessorContext, ComputableRows> computableRows) {
    /** In place of an output: late rows are counted and dropped. */
    static final int COUNT_LATE = -1;

    /** In place of a time: results are sent once, when windows are over. */
    static final long NOT_EARLY = -1;
}
