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
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
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
         * @param end of its window, or of the last window that has its slice
         */
        void group(KeySlots keys, int key, int slot, long start, long end);

        /** Whether no more groups are wanted. */
        boolean isEnough();
    }

    /** Gives the groups that are read a slot. */
    interface Groups {
        /** Takes the batch of the rows that are asked for next. */
        void begin(Batch batch, int[] keyColumns);

        /** The slot of a row's group, which begins if it is not there. */
        int slot(int index, long start, long end);
    }

    /** What groups belong to. */
    enum Bounds {
        /** Windows with a start and an end. */
        OF_WINDOWS("window_start", "window_end"),
        /** Parts of windows that begin at different times; they have a start, and the end of the last such window. */
        OF_SLICES("slice_start", "last_window_end");

        private final String start;
        private final String end;

        Bounds(String start, String end) {
            this.start = start;
            this.end = end;
        }
    }

    private final Schema keys;
    private final List<Field> bounds;
    private final Aggregation aggregation;
    private final KeyCodec codec;

    GroupTables(Schema keys, Aggregation aggregation, Bounds bounds) {
        this.keys = keys;
        this.aggregation = aggregation;
        this.codec = new KeyCodec(keys);
        this.bounds = List.of(bound(bounds.start), bound(bounds.end));
    }

    /** With a name that the key does not have. */
    private Field bound(String wanted) {
        return Field.required(keys.freeName(wanted), DataType.TIMESTAMP);
    }

    /** @param groups gives all groups to its argument; called once per table */
    void snapshot(StateWriter writer, Consumer<Target> groups) {
        write(
                groupTable(),
                writer,
                groups,
                slot -> 1,
                (slot, number, rows) -> aggregation.save(slot, rows, valuesAt()));
        for (int i = 0; i < aggregation.size(); i++) {
            int part = i;
            if (aggregation.isDistinct(part)) {
                write(
                        distinctTable(part),
                        writer,
                        groups,
                        slot -> aggregation.distinctCount(part, slot),
                        (slot, number, rows) -> aggregation.saveDistinct(part, slot, number, rows, valuesAt()));
            }
        }
    }

    private void write(
            StateTable table, StateWriter writer, Consumer<Target> groups, IntUnaryOperator rowsOf, Save save) {
        Writing rows = new Writing(table, writer, rowsOf, save);
        groups.accept(rows);
        rows.end();
    }

    /** Fills a row behind the columns of the group. */
    private interface Save {
        void row(int slot, int number, BatchBuilder rows);
    }

    /** The rows of a table on their way into a snapshot: so many for each group. */
    private final class Writing implements Target {
        private final TableRows rows;
        private final IntUnaryOperator rowsOf;
        private final Save save;

        Writing(StateTable table, StateWriter writer, IntUnaryOperator rowsOf, Save save) {
            this.rows = new TableRows(table, writer);
            this.rowsOf = rowsOf;
            this.save = save;
        }

        @Override
        public boolean isEnough() {
            return rows.isEnough();
        }

        @Override
        public void group(KeySlots groupKeys, int key, int slot, long start, long end) {
            BatchBuilder builder = rows.builder();
            int count = rowsOf.applyAsInt(slot);
            for (int number = 0; number < count && !isEnough(); number++) {
                codec.decode(groupKeys.keys(), groupKeys.start(key), builder, 0);
                ((LongsBuilder) builder.column(keys.size())).append(start);
                ((LongsBuilder) builder.column(keys.size() + 1)).append(end);
                save.row(slot, number, builder);
                rows.endRow();
            }
        }

        void end() {
            rows.end();
        }
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
        return StateTable.byKey(name, keys, new Schema(values));
    }

    private int valuesAt() {
        return keys.size() + bounds.size();
    }
}
