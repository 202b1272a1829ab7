package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeySlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateTable.Distribution;
import dev.tailrace.operator.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The groups of windows as tables of a snapshot: a row per group, by its key and the start of its window, and one per
 * value that a DISTINCT aggregate has seen in it.
 */
final class GroupTables {
    /** Takes a group that is written. */
    interface Target {
        /**
         * @param key number of the group's key
         * @param end of its window; left out where windows of a start have one end
         */
        void group(KeySlots keys, int key, int slot, long start, long end);
    }

    /** Gives the groups that are read a slot. */
    interface Groups {
        /** Takes the batch of the rows that are asked for next. */
        void begin(Batch batch, int[] keyColumns);

        /** The slot of a row's group, which begins if it is not there. */
        int slot(int index, long start, long end);
    }

    private final Schema keys;
    private final List<Field> bounds;
    private final Aggregation aggregation;
    private final KeyCodec codec;

    /** @param ends whether the end of a group's window does not follow from its start */
    GroupTables(Schema keys, Aggregation aggregation, boolean ends) {
        this.keys = keys;
        this.aggregation = aggregation;
        this.codec = new KeyCodec(keys);
        Field start = Field.required("window_start", DataType.TIMESTAMP);
        this.bounds = ends ? List.of(start, Field.required("window_end", DataType.TIMESTAMP)) : List.of(start);
    }

    /** @param groups gives all groups to its argument; called once per table */
    void snapshot(StateWriter writer, Consumer<Target> groups) {
        StateTable table = groupTable();
        BatchBuilder rows = new BatchBuilder(table.schema());
        Consumer<Batch> target = writer.table(table);
        groups.accept((groupKeys, key, slot, start, end) -> {
            append(groupKeys, key, start, end, rows);
            aggregation.save(slot, rows, valuesAt());
            endRow(rows, target);
        });
        flush(rows, target);
        for (int part = 0; part < aggregation.size(); part++) {
            if (aggregation.isDistinct(part)) {
                snapshotDistinct(part, writer, groups);
            }
        }
    }

    private void snapshotDistinct(int part, StateWriter writer, Consumer<Target> groups) {
        StateTable table = distinctTable(part);
        BatchBuilder rows = new BatchBuilder(table.schema());
        Consumer<Batch> target = writer.table(table);
        groups.accept((groupKeys, key, slot, start, end) -> {
            int count = aggregation.distinctCount(part, slot);
            for (int i = 0; i < count; i++) {
                append(groupKeys, key, start, end, rows);
                aggregation.saveDistinct(part, slot, i, rows, valuesAt());
                endRow(rows, target);
            }
        });
        flush(rows, target);
    }

    void restore(StateReader reader, Groups groups) {
        for (Batch batch : reader.table(groupTable())) {
            restore(batch, groups, (slot, index) -> aggregation.load(slot, batch, valuesAt(), index));
        }
        for (int part = 0; part < aggregation.size(); part++) {
            if (aggregation.isDistinct(part)) {
                restoreDistinct(part, reader, groups);
            }
        }
    }

    private void restoreDistinct(int part, StateReader reader, Groups groups) {
        for (Batch batch : reader.table(distinctTable(part))) {
            Column values = batch.column(valuesAt());
            restore(batch, groups, (slot, index) -> aggregation.loadDistinct(part, slot, values, index));
        }
    }

    /** What is done with a row of a table and its group. */
    private interface Load {
        void load(int slot, int index);
    }

    private void restore(Batch batch, Groups groups, Load load) {
        groups.begin(batch, IntStream.range(0, keys.size()).toArray());
        long[] starts = ((Column.Longs) batch.column(keys.size())).values;
        long[] ends = ((Column.Longs) batch.column(valuesAt() - 1)).values;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            load.load(groups.slot(index, starts[index], ends[index]), index);
        }
    }

    private StateTable groupTable() {
        return table("groups", aggregation.state());
    }

    private StateTable distinctTable(int part) {
        return table("distinct " + aggregation.name(part), List.of(aggregation.distinctField(part)));
    }

    private StateTable table(String name, List<Field> rest) {
        List<Field> values = new ArrayList<>(bounds);
        values.addAll(rest);
        // Without keys there is one group per window, and one instance that has it.
        return new StateTable(
                name, keys.size() == 0 ? Distribution.SPLIT : Distribution.KEYED, keys, new Schema(values));
    }

    private int valuesAt() {
        return keys.size() + bounds.size();
    }

    private void append(KeySlots groupKeys, int key, long start, long end, BatchBuilder rows) {
        codec.decode(groupKeys.keys(), groupKeys.start(key), rows, 0);
        ((LongsBuilder) rows.column(keys.size())).append(start);
        if (bounds.size() > 1) {
            ((LongsBuilder) rows.column(keys.size() + 1)).append(end);
        }
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
