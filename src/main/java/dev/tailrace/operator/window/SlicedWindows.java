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
    /** More slices than these are not picked out of a batch one after the other. */
    private static final int MOST_PICKED = 8;

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
    /** Rows whose slices have not come yet. */
    private int[] rest = new int[Batch.MAX_ROWS];

    private int slicesPicked;
    private int[] slotsByPosition = new int[0];

    @SuppressWarnings("NullAway.Init")
    SlicedWindows(WindowPlan plan, Slicing slicing) {
        this.plan = plan;
        this.slicing = slicing;
        this.clock = new WindowClock(plan.timeType(), plan.zone());
        this.aggregation = new Aggregation(plan.calls(), plan.input());
        this.slices = new SliceGroups(plan.keys(), aggregation, slicing);
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
            rest[i] = computed.index(i);
        }
        int found = slicing.cumulates() ? 0 : pickSlices(times, count);
        for (int i = 0; i < count - found; i++) {
            int index = rest[i];
            find(times[index]);
            positions[found + i] = index;
            slots[found + i] = slices.slot(home, index);
        }
        if (slicesPicked > 1) {
            putInOrder(computed);
        }
        aggregation.add(slots, positions, count);
        rows.awaitEarly();
    }

    /**
     * Takes the rows of one slice after the other out of {@link #rest}, as long as there are few: rows that are a little
     * late go back and forth between slices. Groups begin as if row came after row; not so where windows cumulate, since
     * several slices can have one home.
     *
     * @return how many rows have got their slots
     */
    private int pickSlices(long[] times, int count) {
        int found = 0;
        for (slicesPicked = 0; slicesPicked < MOST_PICKED && found < count; slicesPicked++) {
            find(times[rest[0]]);
            int to = pick(times, found, count - found);
            slices.slots(home, positions, found, to, slots);
            found = to;
        }
        return found;
    }

    /** Puts positions and slots in the order of arrival again, which some aggregates go by. */
    private void putInOrder(Batch computed) {
        int count = computed.rows();
        int size = computed.index(count - 1) + 1;
        if (slotsByPosition.length < size) {
            slotsByPosition = new int[size];
        }
        for (int i = 0; i < count; i++) {
            slotsByPosition[positions[i]] = slots[i];
        }
        for (int i = 0; i < count; i++) {
            positions[i] = computed.index(i);
            slots[i] = slotsByPosition[positions[i]];
        }
    }

    /** Moves the rows of the slice that was looked at last; without a branch, which could not be foretold. */
    private int pick(long[] times, int found, int left) {
        long first = start;
        long last = end - 1;
        int to = found;
        int kept = 0;
        for (int i = 0; i < left; i++) {
            int index = rest[i];
            long wallClock = clock.wallClock(times[index]);
            int isOutside = (int) ((wallClock - first | last - wallClock) >>> 63);
            positions[to] = index;
            rest[kept] = index;
            to += 1 - isOutside;
            kept += isOutside;
        }
        return to;
    }

    /** The rows that are not late; the others go where late rows go. */
    private Batch onTime(Batch batch, long[] times, Outlet out) {
        int count = batch.rows();
        if (count > positions.length) {
            positions = new int[count];
            slots = new int[count];
            rest = new int[count];
        }
        if (!isLate(batch, times)) {
            return batch;
        }
        int lateRows = 0;
        for (int i = 0; i < count; i++) {
            find(times[batch.index(i)]);
            lateRows += late ? 1 : 0;
        }
        return rows.withoutLate(
                batch,
                lateRows,
                index -> {
                    find(times[index]);
                    return late;
                },
                out);
    }

    /** Whether any row is late: then the one that is earliest by the wall clock is. */
    private boolean isLate(Batch batch, long[] times) {
        if (batch.rows() == 0) {
            return false;
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < batch.rows(); i++) {
            least = Math.min(least, clock.wallClock(times[batch.index(i)]));
        }
        findWallClock(least);
        return late;
    }

    /** Finds the slice of a time; as a rule it is that of the row before. */
    private void find(long time) {
        findWallClock(clock.wallClock(time));
    }

    private void findWallClock(long wallClock) {
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
    public long stateRows() {
        return slices.size();
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
