package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.WatermarkTable;
import dev.tailrace.operator.window.OpenGroups.Window;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates rows that say which window they are in. Results leave by output 0 once the watermark has passed the window,
 * in the order of the windows' ends, then of their starts. A row of a window that has fired is late.
 *
 * <p>The watermark is part of the state, as in Flink: after a restore, what was late is late.
 */
final class AttachedWindows implements Processor, GroupTables.Groups {
    private final WindowPlan plan;
    private final int startColumn;
    private final WindowClock clock;
    private final Aggregation aggregation;
    private final OpenGroups groups;
    private final GroupTables tables;
    private final TreeMap<WindowBounds, Window> open = new TreeMap<>();
    private WindowRows rows;
    private long watermark = Long.MIN_VALUE;

    // The window that was asked for last; there is none while there are no groups for it.
    private long lastStart;
    private long lastEnd;
    private @Nullable Window last;
    // The end that was looked at last, and whether its windows have fired.
    private long seenEnd = Long.MIN_VALUE;
    private boolean hasFired;

    private int[] positions = new int[Batch.MAX_ROWS];
    private int[] slots = new int[Batch.MAX_ROWS];

    /**
     * @param plan whose column of the time is that of the window's end
     * @param startColumn position in the input of the window's start
     */
    @SuppressWarnings("NullAway.Init")
    AttachedWindows(WindowPlan plan, int startColumn) {
        this.plan = plan;
        this.startColumn = startColumn;
        this.clock = new WindowClock(plan.timeType(), plan.zone());
        this.aggregation = new Aggregation(plan.calls(), plan.input());
        this.groups = new OpenGroups(plan.keys(), aggregation);
        this.tables = new GroupTables(plan.keys(), aggregation, GroupTables.Bounds.OF_WINDOWS);
    }

    @Override
    public void open(ProcessorContext context) {
        rows = new WindowRows(plan, clock, aggregation, context);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        long[] ends = rows.times(batch);
        Batch onTime = onTime(batch, ends, out);
        if (onTime.rows() == 0) {
            return;
        }
        Batch computed = rows.evaluate(onTime, out);
        long[] starts = ((Column.Longs) computed.column(startColumn)).values;
        groups.begin(computed, plan.keyColumns());
        int count = computed.rows();
        if (count > positions.length) {
            positions = new int[count];
            slots = new int[count];
        }
        for (int i = 0; i < count; i++) {
            positions[i] = computed.index(i);
        }
        for (int from = 0; from < count; ) {
            long start = starts[positions[from]];
            long end = ends[positions[from]];
            int to = from + 1;
            while (to < count && ends[positions[to]] == end && starts[positions[to]] == start) {
                to++;
            }
            groups.slots(window(start, end), positions, from, to, slots);
            from = to;
        }
        aggregation.add(slots, positions, count);
    }

    private Batch onTime(Batch batch, long[] ends, Outlet out) {
        int late = 0;
        for (int i = 0; i < batch.rows(); i++) {
            late += isLate(ends[batch.index(i)]) ? 1 : 0;
        }
        return late == 0 ? batch : rows.withoutLate(batch, late, index -> isLate(ends[index]), out);
    }

    private boolean isLate(long end) {
        if (end != seenEnd) {
            seenEnd = end;
            hasFired = clock.firesAt(end) <= watermark;
        }
        return hasFired;
    }

    private Window window(long start, long end) {
        Window window = last;
        if (window == null || start != lastStart || end != lastEnd) {
            window = open.computeIfAbsent(
                    new WindowBounds(start, end),
                    absent ->
                            new Window(open.isEmpty() ? null : open.lastEntry().getValue()));
            last = window;
            lastStart = start;
            lastEnd = end;
        }
        return window;
    }

    @Override
    public void watermark(long millis, Outlet out) {
        while (!open.isEmpty() && clock.firesAt(open.firstKey().end()) <= millis) {
            Map.Entry<WindowBounds, Window> fired = open.pollFirstEntry();
            WindowBounds bounds = fired.getKey();
            OpenGroups.results(fired.getValue(), bounds.start(), bounds.end(), rows, out);
            groups.free(fired.getValue());
            last = null;
        }
        rows.flush(out);
        watermark = millis;
        seenEnd = Long.MIN_VALUE;
        hasFired = false;
        out.watermark(millis);
    }

    @Override
    public long stateRows() {
        return open.values().stream().mapToLong(window -> window.keys.size()).sum();
    }

    @Override
    public void snapshot(StateWriter writer) {
        WatermarkTable.snapshot(watermark, writer);
        tables.snapshot(
                writer,
                target -> open.forEach(
                        (bounds, window) -> OpenGroups.save(window, bounds.start(), bounds.end(), target)));
    }

    @Override
    public void restore(StateReader reader) {
        watermark = WatermarkTable.restore(reader);
        tables.restore(reader, this);
    }

    @Override
    public void begin(Batch batch, int[] keyColumns) {
        groups.begin(batch, keyColumns);
    }

    @Override
    public int slot(int index, long start, long end) {
        return groups.slot(window(start, end), index);
    }
}
