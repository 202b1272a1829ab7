package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeySlots;
import dev.tailrace.operator.state.SortKeyCodec;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import dev.tailrace.operator.state.WatermarkTable;
import dev.tailrace.operator.window.WindowBounds;
import dev.tailrace.operator.window.WindowClock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first n rows of each key and window in an order, until the window fires.
 *
 * <p>The watermark is part of the state, as in Flink: after a restore, what was late is late.
 */
final class RankedWindows implements Processor {
    /**
     * What is ranked how.
     *
     * @param orders over the input
     * @param storedOrders the same over the state's table
     * @param rankColumn position in the output, or {@link RankedRows#NO_RANK}
     * @param latePort output for late rows, or {@link FirstRows#COUNT_LATE}
     */
    record Plan(
            int n,
            List<SortKeyCodec.Order> orders,
            List<SortKeyCodec.Order> storedOrders,
            WindowColumns windows,
            ZoneId zone,
            int rankColumn,
            int latePort,
            Schema output,
            BitSet demanded) {}

    /** A window's keys; by the number of a key, the slots of its rows in their order, and how many. */
    private static final class Window {
        final KeySlots keys = new KeySlots();
        int[][] ranked = new int[4][];
        int[] sizes = new int[4];
    }

    private final Plan plan;
    private final KeyedRows layout;
    private final StateTable table;
    private final int startColumn;
    private final int endColumn;
    private final WindowClock clock;
    private final KeyCodec keyCodec;
    private final SortKeyCodec placeCodec;
    private final OrderedRows rows;
    private final BatchBuilder results;
    private final TreeMap<WindowBounds, Window> open = new TreeMap<>();
    private ProcessorContext context;
    private long watermark = Long.MIN_VALUE;
    private long rowCount;

    // The window that was asked for last.
    private long lastStart;
    private long lastEnd;
    private @Nullable Window last;

    @SuppressWarnings("NullAway.Init")
    RankedWindows(Plan plan, KeyedRows layout, Schema input) {
        this.plan = plan;
        this.layout = layout;
        this.table = layout.table("rows");
        this.startColumn = input.indexOf(plan.windows().start());
        this.endColumn = input.indexOf(plan.windows().end());
        this.clock = new WindowClock(plan.windows().timeType(), plan.zone());
        this.keyCodec = new KeyCodec(layout.keys());
        this.placeCodec = new SortKeyCodec(plan.orders());
        this.rows = new OrderedRows(layout.rest());
        this.results = BatchBuilder.recycling(plan.output(), plan.demanded());
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        long[] starts = ((Column.Longs) batch.column(startColumn)).values;
        long[] ends = ((Column.Longs) batch.column(endColumn)).values;
        keyCodec.begin(batch, layout.keyColumns());
        rows.begin(batch, placeCodec, layout.restColumns());
        int[] late = {};
        int lateCount = 0;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (clock.firesAt(ends[index]) > watermark) {
                add(window(starts[index], ends[index]), index);
            } else {
                late = late.length == 0 ? new int[batch.rows() - i] : late;
                late[lateCount++] = index;
            }
        }
        if (lateCount > 0 && plan.latePort() == FirstRows.COUNT_LATE) {
            context.countLate(lateCount);
        } else if (lateCount > 0) {
            out.emit(plan.latePort(), batch.select(late, lateCount));
        }
    }

    private Window window(long start, long end) {
        Window window = last;
        if (window == null || start != lastStart || end != lastEnd) {
            window = open.computeIfAbsent(new WindowBounds(start, end), absent -> new Window());
            last = window;
            lastStart = start;
            lastEnd = end;
        }
        return window;
    }

    private void add(Window window, int index) {
        int key = key(window, index);
        rows.place(index);
        int[] ranked = window.ranked[key];
        int size = window.sizes[key];
        boolean full = size == plan.n();
        if (full && rows.compare(ranked[size - 1]) <= 0) {
            return;
        }
        int at = rows.placeAfter(ranked, size);
        if (full) {
            rows.remove(ranked[--size]);
        } else if (size == ranked.length) {
            ranked = Arrays.copyOf(ranked, Math.min(plan.n(), size * 2));
            window.ranked[key] = ranked;
        }
        System.arraycopy(ranked, at, ranked, at + 1, size - at);
        ranked[at] = rows.keep(index);
        window.sizes[key] = size + 1;
        rowCount += full ? 0 : 1;
    }

    private int key(Window window, int index) {
        keyCodec.encode(index);
        int before = window.keys.size();
        int key = window.keys.findOrAdd(keyCodec.bytes(), keyCodec.length(), keyCodec.hash());
        if (key == before) {
            if (key == window.ranked.length) {
                window.ranked = Arrays.copyOf(window.ranked, key * 2);
                window.sizes = Arrays.copyOf(window.sizes, key * 2);
            }
            window.ranked[key] = new int[Math.min(4, plan.n())];
        }
        return key;
    }

    @Override
    public void watermark(long millis, Outlet out) {
        while (!open.isEmpty() && clock.firesAt(open.firstKey().end()) <= millis) {
            fire(open.pollFirstEntry().getValue(), out);
            last = null;
        }
        if (!results.isEmpty()) {
            out.emit(0, results.build());
        }
        watermark = millis;
        out.watermark(millis);
    }

    private void fire(Window window, Outlet out) {
        for (int key = 0; key < window.keys.size(); key++) {
            for (int i = 0; i < window.sizes[key]; i++) {
                int slot = window.ranked[key][i];
                append(window, key, slot, results, layout.keyColumns(), layout.restColumns());
                if (plan.rankColumn() != RankedRows.NO_RANK && results.demands(plan.rankColumn())) {
                    ((LongsBuilder) results.column(plan.rankColumn())).append(i + 1);
                }
                results.endRow();
                rows.remove(slot);
                if (results.isFull()) {
                    out.emit(0, results.build());
                }
            }
            rowCount -= window.sizes[key];
        }
    }

    private void append(Window window, int key, int slot, BatchBuilder target, int[] keysAt, int[] restAt) {
        keyCodec.decode(window.keys.keys(), window.keys.start(key), target, keysAt);
        rows.append(slot, target, restAt);
    }

    @Override
    public long stateRows() {
        return rowCount;
    }

    @Override
    public void snapshot(StateWriter writer) {
        WatermarkTable.snapshot(watermark, writer);
        int[] keysAt = layout.keysInTable();
        int[] restAt = layout.restInTable();
        TableRows kept = new TableRows(table, writer);
        for (Map.Entry<WindowBounds, Window> entry : open.entrySet()) {
            Window window = entry.getValue();
            for (int key = 0; key < window.keys.size() && !kept.isEnough(); key++) {
                for (int i = 0; i < window.sizes[key]; i++) {
                    append(window, key, window.ranked[key][i], kept.builder(), keysAt, restAt);
                    kept.endRow();
                }
            }
        }
        kept.end();
    }

    /** Rows come in their order, so that of equal ones the first is the first again. */
    @Override
    public void restore(StateReader reader) {
        watermark = WatermarkTable.restore(reader);
        SortKeyCodec stored = new SortKeyCodec(plan.storedOrders());
        int startAt = table.schema().indexOf(plan.windows().start());
        int endAt = table.schema().indexOf(plan.windows().end());
        for (Batch batch : reader.table(table)) {
            long[] starts = ((Column.Longs) batch.column(startAt)).values;
            long[] ends = ((Column.Longs) batch.column(endAt)).values;
            keyCodec.begin(batch, layout.keysInTable());
            rows.begin(batch, stored, layout.restInTable());
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                add(window(starts[index], ends[index]), index);
            }
        }
    }
}
