package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Aggregates rows in windows that follow one another, on event time. Results leave by output 0.
 *
 * <p>The watermark is part of the state, as in Flink: after a restore, what was late is late.
 */
public final class WindowAggregator implements Processor {
    /** In place of an output: late rows are counted and dropped. */
    public static final int COUNT_LATE = -1;

    /**
     * What is aggregated to what.
     *
     * @param offsetMillis by which windows start after multiples of their size
     * @param timeColumn position of the event time in the input
     * @param keyColumns positions of the group's columns in the input
     * @param keys the group's columns
     * @param output start and end of the window, the group's columns, the aggregates, the window's time
     * @param demanded columns of the output that somebody reads
     * @param resultColumns position in the output of each aggregate that is computed
     */
    public record Plan(
            long sizeMillis,
            long offsetMillis,
            int timeColumn,
            int[] keyColumns,
            Schema keys,
            Schema output,
            BitSet demanded,
            int[] resultColumns) {}

    private static final StateTable WATERMARK = new StateTable(
            "watermark",
            StateTable.Distribution.UNION,
            Schema.EMPTY,
            Schema.of(Field.required("millis", DataType.BIGINT)));

    private static final int OUT = 0;
    private static final int WINDOW_START = 0;
    private static final int WINDOW_END = 1;
    private static final int FIRST_KEY = 2;

    private final Plan plan;
    private final Aggregation aggregation;
    private final WindowClock clock;
    private final int latePort;
    private final Function<ProcessorContext, ComputableRows> computableRows;
    private final WindowGroups windows;
    private ProcessorContext context;
    private ComputableRows rows;
    private long watermark = Long.MIN_VALUE;

    // The window that was looked at last; there is none yet while its end is before its start.
    private long start = 1;
    private long end;
    private boolean fired;

    private int[] positions = new int[Batch.MAX_ROWS];
    private int[] slots = new int[Batch.MAX_ROWS];

    /**
     * @param latePort output for late rows, or {@link #COUNT_LATE}
     * @param computableRows makes the way of rows whose arguments fail
     */
    @SuppressWarnings("NullAway.Init")
    public WindowAggregator(
            Plan plan,
            Aggregation aggregation,
            WindowClock clock,
            int latePort,
            Function<ProcessorContext, ComputableRows> computableRows) {
        this.plan = plan;
        this.aggregation = aggregation;
        this.clock = clock;
        this.latePort = latePort;
        this.computableRows = computableRows;
        this.windows = new WindowGroups(plan.keys, aggregation);
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        rows = computableRows.apply(newContext);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        Batch onTime = onTime(batch, out);
        if (onTime.rows() == 0) {
            return;
        }
        Batch computed = rows.evaluate(onTime, aggregation::evaluate, out);
        windows.begin(computed, plan.keyColumns);
        long[] times = ((Column.Longs) computed.column(plan.timeColumn)).values;
        int count = computed.rows();
        for (int i = 0; i < count; i++) {
            int index = computed.index(i);
            find(times[index]);
            positions[i] = index;
            slots[i] = windows.slot(start, index);
        }
        aggregation.add(slots, positions, count);
    }

    /** The rows whose windows are open; the others go where late rows go. */
    private Batch onTime(Batch batch, Outlet out) {
        int count = batch.rows();
        if (count > positions.length) {
            positions = new int[count];
            slots = new int[count];
        }
        Column.Longs times = (Column.Longs) batch.column(plan.timeColumn);
        int late = 0;
        for (int i = 0; i < count; i++) {
            int index = batch.index(i);
            if (times.isNull(index)) {
                String column = batch.schema().field(plan.timeColumn).name();
                throw context.fail(Problem.error("operators.event-time.missing", column), batch, index);
            }
            find(times.values[index]);
            late += fired ? 1 : 0;
        }
        return late == 0 ? batch : withoutLate(batch, times.values, late, out);
    }

    private Batch withoutLate(Batch batch, long[] times, int late, Outlet out) {
        int[] latePositions = new int[late];
        int[] onTimePositions = new int[batch.rows() - late];
        int lateCount = 0;
        int onTimeCount = 0;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            find(times[index]);
            if (fired) {
                latePositions[lateCount++] = index;
            } else {
                onTimePositions[onTimeCount++] = index;
            }
        }
        if (latePort == COUNT_LATE) {
            context.countLate(late);
        } else {
            out.emit(latePort, batch.select(latePositions, late));
        }
        return batch.select(onTimePositions, onTimeCount);
    }

    /** Finds the window of a time, and whether it has fired; as a rule it is that of the row before. */
    private void find(long time) {
        long wallClock = clock.wallClock(time);
        if (wallClock < start || wallClock >= end) {
            start = wallClock - Math.floorMod(wallClock - plan.offsetMillis, plan.sizeMillis);
            end = start + plan.sizeMillis;
            fired = clock.firesAt(end) <= watermark;
        }
    }

    @Override
    public void watermark(long millis, Outlet out) {
        watermark = millis;
        start = 1;
        end = 0;
        BatchBuilder results = new BatchBuilder(plan.output, plan.demanded);
        while (!windows.isEmpty()) {
            long earliest = windows.earliest();
            if (clock.firesAt(earliest + plan.sizeMillis) > millis) {
                break;
            }
            fire(earliest, results, out);
            windows.close(earliest);
        }
        if (!results.isEmpty()) {
            out.emit(OUT, results.build());
        }
        out.watermark(millis);
    }

    private void fire(long windowStart, BatchBuilder results, Outlet out) {
        long windowEnd = windowStart + plan.sizeMillis;
        int timeAt = plan.output.size() - 1;
        for (int group = 0; group < windows.groups(windowStart); group++) {
            append(results, WINDOW_START, windowStart);
            append(results, WINDOW_END, windowEnd);
            windows.appendKey(windowStart, group, results, FIRST_KEY);
            windows.appendResults(windowStart, group, results, plan.resultColumns);
            append(results, timeAt, clock.windowTime(windowEnd));
            results.endRow();
            if (results.isFull()) {
                out.emit(OUT, results.build());
            }
        }
    }

    private static void append(BatchBuilder results, int column, long millis) {
        if (results.demands(column)) {
            ((ColumnBuilder.Longs) results.column(column)).append(millis);
        }
    }

    @Override
    public void snapshot(StateWriter writer) {
        BatchBuilder row = new BatchBuilder(WATERMARK.schema());
        append(row, 0, watermark);
        row.endRow();
        Consumer<Batch> target = writer.table(WATERMARK);
        target.accept(row.build());
        windows.snapshot(writer);
    }

    @Override
    public void restore(StateReader reader) {
        boolean first = true;
        for (Batch batch : reader.table(WATERMARK)) {
            long[] stored = ((Column.Longs) batch.column(0)).values;
            for (int i = 0; i < batch.rows(); i++) {
                // Of several instances the one that was furthest behind decides.
                long millis = stored[batch.index(i)];
                watermark = first ? millis : Math.min(watermark, millis);
                first = false;
            }
        }
        windows.restore(reader);
    }
}
