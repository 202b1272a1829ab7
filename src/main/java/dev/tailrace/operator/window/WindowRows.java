package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeySlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that come into windows and those that go out of them, which are the same for every kind of window: times,
 * late rows, rows whose arguments fail and results. Single-threaded.
 */
final class WindowRows {
    private static final int OUT = 0;
    private static final int WINDOW_START = 0;
    private static final int WINDOW_END = 1;

    /** Results between two looks at how large the batch has become. */
    private static final int AT_ONCE = 64;
    /** Columns before those of the group: start and end of the window. */
    static final int BOUNDS = 2;

    private final WindowPlan plan;
    private final int[] some = new int[AT_ONCE];
    private final WindowClock clock;
    private final Aggregation aggregation;
    private final KeyCodec codec;
    private final int[] keyColumns;
    private final ProcessorContext context;
    private final ComputableRows computable;
    private final BatchBuilder results;
    private final @Nullable EarlyResults early;
    /** Whether results are those of windows that are not over. */
    private boolean isEarly;

    private boolean awaits;

    WindowRows(WindowPlan plan, WindowClock clock, Aggregation aggregation, ProcessorContext context) {
        this.plan = plan;
        this.clock = clock;
        this.aggregation = aggregation;
        this.codec = new KeyCodec(plan.keys());
        this.keyColumns = IntStream.range(BOUNDS, BOUNDS + plan.keys().size()).toArray();
        this.context = context;
        this.computable = plan.computableRows().apply(context);
        this.early = plan.earlyMillis() == WindowPlan.NOT_EARLY
                ? null
                : new EarlyResults(plan.output(), plan.demanded(), plan.keys().size());
        this.results = early == null
                ? BatchBuilder.recycling(plan.output(), plan.demanded())
                : new BatchBuilder(plan.output(), early.columns(plan.demanded()));
    }

    /** The event times of a batch, none of which is NULL: the run fails at a row without one. */
    long[] times(Batch batch) {
        Column.Longs times = (Column.Longs) batch.column(plan.timeColumn());
        if (times.nulls != null) {
            for (int i = 0; i < batch.rows(); i++) {
                if (times.isNull(batch.index(i))) {
                    String column = plan.input().field(plan.timeColumn()).name();
                    throw context.fail(Problem.error("operators.event-time.missing", column), batch, batch.index(i));
                }
            }
        }
        return times.values;
    }

    /** Computes what is aggregated; gives back the rows for which that can be done. */
    Batch evaluate(Batch batch, Outlet out) {
        return computable.evaluate(batch, aggregation::evaluate, out);
    }

    /**
     * The rows that are not late; the others go where late rows go.
     *
     * @param lateRows how many there are
     * @param isLate whether the row at a position of the columns is late
     */
    Batch withoutLate(Batch batch, int lateRows, IntPredicate isLate, Outlet out) {
        int[] latePositions = new int[lateRows];
        int[] onTimePositions = new int[batch.rows() - lateRows];
        int lateCount = 0;
        int onTimeCount = 0;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (isLate.test(index)) {
                latePositions[lateCount++] = index;
            } else {
                onTimePositions[onTimeCount++] = index;
            }
        }
        late(batch, latePositions, lateRows, out);
        return batch.select(onTimePositions, onTimeCount);
    }

    /** Sends rows where late ones go. */
    void late(Batch batch, int[] positions, int count, Outlet out) {
        if (plan.latePort() == WindowPlan.COUNT_LATE) {
            context.countLate(count);
        } else {
            out.emit(plan.latePort(), batch.select(positions, count));
        }
    }

    /** Adds the result of a group of a window, all bounds by the wall clock. */
    void result(long start, long end, KeySlots keys, int key, int slot, Outlet out) {
        append(results, WINDOW_START, start, 1);
        append(results, WINDOW_END, end, 1);
        codec.decode(keys.keys(), keys.start(key), results, BOUNDS);
        aggregation.result(slot, results, plan.resultColumns());
        append(results, plan.output().size() - 1, clock.windowTime(end), 1);
        results.endRow();
        if (results.isFull()) {
            flush(out);
        }
    }

    /**
     * Adds the results of all groups of a window, column by column.
     *
     * @param slots by number of the key
     */
    void results(long start, long end, KeySlots keys, int[] slots, Outlet out) {
        long time = clock.windowTime(end);
        for (int from = 0; from < keys.size(); ) {
            int count = Math.min(keys.size() - from, AT_ONCE - results.rows() % AT_ONCE);
            append(results, WINDOW_START, start, count);
            append(results, WINDOW_END, end, count);
            codec.decode(keys, from, from + count, results, keyColumns);
            System.arraycopy(slots, from, some, 0, count);
            aggregation.results(some, count, results, plan.resultColumns());
            append(results, plan.output().size() - 1, time, count);
            results.endRows(count);
            if (results.isFull()) {
                flush(out);
            }
            from += count;
        }
    }

    /** Sends the results so far. */
    void flush(Outlet out) {
        if (!results.isEmpty()) {
            if (early == null) {
                out.emit(OUT, results.build());
            } else {
                early.take(results.build(), !isEarly, out);
            }
        }
    }

    /** Whether windows give results before they are over. */
    boolean areEarly() {
        return early != null;
    }

    /** Asks for a timer for the next early results, unless there is one; when rows have come. */
    void awaitEarly() {
        if (early != null && !awaits) {
            awaits = true;
            // At multiples of the time, so that a restart does not put them off.
            context.atProcessingTime((Math.floorDiv(context.now(), plan.earlyMillis()) + 1) * plan.earlyMillis());
        }
    }

    /** The time asked for has come. */
    void earlyTimer() {
        awaits = false;
    }

    /**
     * Sends the results of windows that are not over, as far as they have changed.
     *
     * @param open gives the results of all of them
     */
    void early(Consumer<Outlet> open, Outlet out) {
        if (early != null) {
            isEarly = true;
            early.beginPass();
            open.accept(out);
            flush(out);
            early.endPass(out);
            isEarly = false;
        }
    }

    void snapshotEarly(StateWriter writer) {
        if (early != null) {
            early.snapshot(writer);
        }
    }

    void restoreEarly(StateReader reader) {
        if (early != null) {
            early.restore(reader);
            awaitEarly();
        }
    }

    private static void append(BatchBuilder rows, int column, long millis, int times) {
        if (rows.demands(column)) {
            ((LongsBuilder) rows.column(column)).appendRepeated(millis, times);
        }
    }
}
