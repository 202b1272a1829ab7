package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.WatermarkTable;

/**
 * Aggregates rows in windows whose places are known beforehand, on event time: they tumble, hop or cumulate. Results
 * leave by output 0.
 *
 * <p>A row is added to its slice only. When a window fires, its slices are added up in the first of them: where windows
 * hop, that slice is in no later window; where they cumulate, it is what has come together so far and the others are
 * done with. A row is late once the last window that has its slice has fired. Until then it counts in those that are
 * still to come, as in Flink: hopping windows find it in its slice, cumulating ones in the first slice.
 *
 * <p>The watermark is part of the state, as in Flink: after a restore, what was late is late.
 */
final class SlicedWindows implements Processor {
    private final WindowPlan plan;
    private final Slicing slicing;
    private final WindowClock clock;
    private final Aggregation aggregation;
    private final SliceGroups slices;
    private WindowRows rows;
    private long watermark = Long.MIN_VALUE;

    // The slice that was looked at last; there is none yet while its end is before its start.
    private long start = 1;
    private long end;
    private boolean late;
    /** Where its rows are added. */
    private long home;

    private int[] positions = new int[Batch.MAX_ROWS];
    private int[] slots = new int[Batch.MAX_ROWS];

    @SuppressWarnings("NullAway.Init")
    SlicedWindows(WindowPlan plan, Slicing slicing) {
        this.plan = plan;
        this.slicing = slicing;
        this.clock = new WindowClock(plan.timeType(), plan.zone());
        this.aggregation = new Aggregation(plan.calls(), plan.input());
        this.slices = new SliceGroups(plan.keys(), aggregation);
    }

    @Override
    public void open(ProcessorContext context) {
        rows = new WindowRows(plan, clock, aggregation, context);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        long[] times = rows.times(batch);
        Batch onTime = onTime(batch, times, out);
        if (onTime.rows() == 0) {
            return;
        }
        Batch computed = rows.evaluate(onTime, out);
        slices.begin(computed, plan.keyColumns());
        int count = computed.rows();
        for (int i = 0; i < count; i++) {
            int index = computed.index(i);
            find(times[index]);
            positions[i] = index;
            slots[i] = slices.slot(home, index);
        }
        aggregation.add(slots, positions, count);
        rows.awaitEarly();
    }

    /** The rows that are not late; the others go where late rows go. */
    private Batch onTime(Batch batch, long[] times, Outlet out) {
        int count = batch.rows();
        if (count > positions.length) {
            positions = new int[count];
            slots = new int[count];
        }
        int lateRows = 0;
        for (int i = 0; i < count; i++) {
            find(times[batch.index(i)]);
            lateRows += late ? 1 : 0;
        }
        return lateRows == 0
                ? batch
                : rows.withoutLate(
                        batch,
                        lateRows,
                        index -> {
                            find(times[index]);
                            return late;
                        },
                        out);
    }

    /** Finds the slice of a time; as a rule it is that of the row before. */
    private void find(long time) {
        long wallClock = clock.wallClock(time);
        if (wallClock < start || wallClock >= end) {
            start = slicing.sliceStart(wallClock);
            end = start + slicing.sliceMillis();
            late = hasFired(slicing.lastEnd(start));
            home = slicing.cumulates() && hasFired(end) ? slicing.windowStart(end) : start;
        }
    }

    private boolean hasFired(long windowEnd) {
        return clock.firesAt(windowEnd) <= watermark;
    }

    @Override
    public void watermark(long millis, Outlet out) {
        if (!slices.isEmpty()) {
            long unfired = unfired();
            while (!slices.isEmpty()) {
                long windowEnd = Math.max(unfired, slicing.firstEnd(slices.earliest()));
                if (clock.firesAt(windowEnd) > millis) {
                    break;
                }
                fire(windowEnd, out);
                unfired = windowEnd + slicing.stepMillis();
            }
            rows.flush(out);
        }
        watermark = millis;
        start = 1;
        end = 0;
        out.watermark(millis);
    }

    /** The first end of a window that has not fired. */
    private long unfired() {
        if (watermark == Long.MIN_VALUE) {
            return Long.MIN_VALUE;
        }
        long windowEnd = slicing.endAfter(clock.wallClock(watermark));
        while (hasFired(windowEnd)) {
            windowEnd += slicing.stepMillis();
        }
        // Windows that end in an hour that comes twice fire in the second one.
        while (!hasFired(windowEnd - slicing.stepMillis())) {
            windowEnd -= slicing.stepMillis();
        }
        return windowEnd;
    }

    private void fire(long windowEnd, Outlet out) {
        long windowStart = slicing.windowStart(windowEnd);
        slices.merge(windowStart, windowEnd, slicing.cumulates());
        slices.results(windowStart, windowEnd, rows, out);
        slices.closeBefore(slicing.doneBefore(windowEnd));
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        rows.earlyTimer();
        rows.early(this::open, out);
    }

    /** The results of the windows that are not over. */
    private void open(Outlet out) {
        if (slices.isEmpty()) {
            return;
        }
        long last = slicing.lastEnd(slices.latest());
        long windowEnd = Math.max(unfired(), slicing.firstEnd(slices.earliest()));
        while (windowEnd <= last) {
            slices.openResults(slicing.windowStart(windowEnd), windowEnd, rows, out);
            windowEnd += slicing.stepMillis();
            // Over a stretch without rows.
            Long next = slices.from(slicing.windowStart(windowEnd));
            windowEnd = next == null ? Long.MAX_VALUE : Math.max(windowEnd, slicing.firstEnd(next));
        }
    }

    @Override
    public void snapshot(StateWriter writer) {
        WatermarkTable.snapshot(watermark, writer);
        slices.snapshot(writer);
        rows.snapshotEarly(writer);
    }

    @Override
    public void restore(StateReader reader) {
        watermark = WatermarkTable.restore(reader);
        slices.restore(reader);
        rows.restoreEarly(reader);
    }
}
