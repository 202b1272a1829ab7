package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeySlots;
import dev.tailrace.operator.state.SlotPool;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateTable.Distribution;
import dev.tailrace.operator.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The groups of the windows that are open.
 *
 * <p>Each window has its own table from key to group, so that a window that has fired is dropped at once, without
 * taking keys out of a table one by one. The aggregates of all groups lie in the same arrays ({@link Aggregation})
 * under slots from one pool, so that a batch whose rows fall into several windows is still added in one go.
 * Single-threaded.
 */
public final class WindowGroups {
    /** One window: its keys, and the slot of each by the key's number. */
    private static final class Window {
        final KeySlots keys = new KeySlots();
        int[] slots = new int[4];
    }

    private final Schema keys;
    private final KeyCodec codec;
    private final Aggregation aggregation;
    private final SlotPool pool = new SlotPool();
    private final TreeMap<Long, Window> open = new TreeMap<>();
    private long lastStart;
    private @Nullable Window last;

    public WindowGroups(Schema keys, Aggregation aggregation) {
        this.keys = keys;
        this.codec = new KeyCodec(keys);
        this.aggregation = aggregation;
    }

    /** Takes the batch of the rows that {@link #slot} is asked for next. */
    public void begin(Batch batch, int[] keyColumns) {
        codec.begin(batch, keyColumns);
    }

    /** The slot of a row's group in a window, which is opened if it is not there. */
    public int slot(long windowStart, int index) {
        Window window = last;
        if (window == null || windowStart != lastStart) {
            window = open.computeIfAbsent(windowStart, start -> new Window());
            last = window;
            lastStart = windowStart;
        }
        codec.encode(index);
        int before = window.keys.size();
        int number = window.keys.findOrAdd(codec.bytes(), codec.length(), codec.hash());
        if (number < before) {
            return window.slots[number];
        }
        if (number == window.slots.length) {
            window.slots = Arrays.copyOf(window.slots, number * 2);
        }
        int slot = pool.take();
        aggregation.ensure(pool.limit());
        aggregation.clear(slot);
        window.slots[number] = slot;
        return slot;
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    /** The start of the earliest open window. */
    public long earliest() {
        return open.firstKey();
    }

    /** Number of groups in a window that is open. */
    public int groups(long windowStart) {
        return window(windowStart).keys.size();
    }

    /** Appends the key of a group, numbered in the order of arrival, where its columns are demanded. */
    public void appendKey(long windowStart, int group, BatchBuilder target, int firstColumn) {
        KeySlots windowKeys = window(windowStart).keys;
        codec.decode(windowKeys.keys(), windowKeys.start(group), target, firstColumn);
    }

    /** Appends the results of a group to the given columns, one per aggregate. */
    public void appendResults(long windowStart, int group, BatchBuilder target, int[] columns) {
        aggregation.result(window(windowStart).slots[group], target, columns);
    }

    /** Forgets a window. */
    public void close(long windowStart) {
        Window window = window(windowStart);
        for (int i = 0; i < window.keys.size(); i++) {
            aggregation.clear(window.slots[i]);
            pool.giveBack(window.slots[i]);
        }
        open.remove(windowStart);
        last = null;
    }

    private Window window(long start) {
        Window window = open.get(start);
        if (window == null) {
            throw new IllegalArgumentException("no window at " + start);
        }
        return window;
    }

    /** Writes a row per group, and one per value that a DISTINCT aggregate has seen. */
    public void snapshot(StateWriter writer) {
        StateTable table = groupTable();
        int valuesAt = keys.size() + 1;
        BatchBuilder rows = new BatchBuilder(table.schema());
        Consumer<Batch> target = writer.table(table);
        forEachGroup((start, window, group) -> {
            appendGroup(start, window, group, rows);
            aggregation.save(window.slots[group], rows, valuesAt);
            endRow(rows, target);
        });
        flush(rows, target);
        for (int part = 0; part < aggregation.size(); part++) {
            if (aggregation.isDistinct(part)) {
                snapshotDistinct(part, writer);
            }
        }
    }

    private void snapshotDistinct(int part, StateWriter writer) {
        StateTable table = distinctTable(part);
        BatchBuilder rows = new BatchBuilder(table.schema());
        Consumer<Batch> target = writer.table(table);
        forEachGroup((start, window, group) -> {
            int slot = window.slots[group];
            for (int i = 0; i < aggregation.distinctCount(part, slot); i++) {
                appendGroup(start, window, group, rows);
                aggregation.saveDistinct(part, slot, i, rows, keys.size() + 1);
                endRow(rows, target);
            }
        });
        flush(rows, target);
    }

    /** Takes up a snapshot, into windows that are all closed. */
    public void restore(StateReader reader) {
        int[] keyColumns = keyColumns();
        int valuesAt = keys.size() + 1;
        for (Batch batch : reader.table(groupTable())) {
            begin(batch, keyColumns);
            Column.Longs starts = (Column.Longs) batch.column(keys.size());
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                aggregation.load(slot(starts.values[index], index), batch, valuesAt, index);
            }
        }
        for (int part = 0; part < aggregation.size(); part++) {
            if (aggregation.isDistinct(part)) {
                restoreDistinct(part, reader, keyColumns);
            }
        }
    }

    private void restoreDistinct(int part, StateReader reader, int[] keyColumns) {
        for (Batch batch : reader.table(distinctTable(part))) {
            begin(batch, keyColumns);
            Column.Longs starts = (Column.Longs) batch.column(keys.size());
            Column values = batch.column(keys.size() + 1);
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                aggregation.loadDistinct(part, slot(starts.values[index], index), values, index);
            }
        }
    }

    private StateTable groupTable() {
        return table("groups", aggregation.state());
    }

    private StateTable distinctTable(int part) {
        return table("distinct " + aggregation.field(part).name(), List.of(aggregation.distinctField(part)));
    }

    private StateTable table(String name, List<Field> rest) {
        List<Field> values = new ArrayList<>();
        values.add(Field.required("window_start", DataType.TIMESTAMP));
        values.addAll(rest);
        // Without keys there is one group per window, and one instance that has it.
        return new StateTable(
                name, keys.size() == 0 ? Distribution.SPLIT : Distribution.KEYED, keys, new Schema(values));
    }

    private int[] keyColumns() {
        int[] columns = new int[keys.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = i;
        }
        return columns;
    }

    /** What is done with each group. */
    private interface GroupVisitor {
        void visit(long start, Window window, int group);
    }

    private void forEachGroup(GroupVisitor visitor) {
        open.forEach((start, window) -> {
            for (int group = 0; group < window.keys.size(); group++) {
                visitor.visit(start, window, group);
            }
        });
    }

    private void appendGroup(long start, Window window, int group, BatchBuilder rows) {
        codec.decode(window.keys.keys(), window.keys.start(group), rows, 0);
        ((ColumnBuilder.Longs) rows.column(keys.size())).append(start);
    }

    private static void endRow(BatchBuilder rows, Consumer<Batch> target) {
        rows.endRow();
        if (rows.isFull()) {
            target.accept(rows.build());
        }
    }

    private static void flush(BatchBuilder rows, Consumer<Batch> target) {
        if (!rows.isEmpty()) {
            target.accept(rows.build());
        }
    }
}
