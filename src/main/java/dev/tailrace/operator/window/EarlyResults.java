package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes a changelog of the results of windows that are not over: it remembers what it last sent of each window and group
 * and sends what has changed since. Once a window is over, what was sent of it is forgotten. Single-threaded.
 */
final class EarlyResults {
    private final Schema output;
    /** Positions in the output: start and end of the window, the group; then the rest that somebody reads. */
    private final int[] keyColumns;

    private final int[] restColumns;
    private final StateTable table;
    private final KeyedSlots keys;
    private final KeyCodec codec;
    private final ByteSlots rows = new ByteSlots();
    private final BatchBuilder changes;

    // By the slot of a window's group: the slot of its row, and the pass over all results that it was last in.
    private int[] rowOf = new int[0];
    private long[] seenIn = new long[0];
    private long passes;

    /** @param groups how many columns the group has */
    EarlyResults(Schema output, BitSet demanded, int groups) {
        this.output = output;
        this.keyColumns = IntStream.range(0, WindowRows.BOUNDS + groups).toArray();
        this.restColumns = IntStream.range(keyColumns.length, output.size())
                .filter(demanded::get)
                .toArray();
        Schema keySchema = part(keyColumns);
        Schema rest = part(restColumns);
        this.keys = new KeyedSlots(keySchema);
        this.codec = new KeyCodec(rest);
        List<Field> values = new ArrayList<>(keySchema.fields().subList(0, WindowRows.BOUNDS));
        values.addAll(rest.fields());
        this.table = StateTable.byKey(
                "early",
                new Schema(keySchema.fields().subList(WindowRows.BOUNDS, keyColumns.length)),
                new Schema(values));
        this.changes = new BatchBuilder(output, columns(demanded));
    }

    private Schema part(int[] columns) {
        return new Schema(IntStream.of(columns).mapToObj(output::field).toList());
    }

    /** The columns that results need: those that somebody reads, and those that tell them apart. */
    BitSet columns(BitSet demanded) {
        BitSet columns = (BitSet) demanded.clone();
        columns.set(0, keyColumns.length);
        return columns;
    }

    /** Begins a pass over the results of all windows. */
    void beginPass() {
        passes++;
    }

    /**
     * Sends what has changed in results.
     *
     * @param over whether their windows are over
     */
    void take(Batch results, boolean over, Outlet out) {
        keys.begin(results, keyColumns);
        codec.begin(results, restColumns);
        for (int i = 0; i < results.rows(); i++) {
            int index = results.index(i);
            int slot = keys.slot(index);
            boolean isNew = keys.isNew();
            ensure(slot);
            codec.encode(index);
            if (isNew) {
                rowOf[slot] = rows.add(codec.bytes(), codec.length());
                send(results, index, RowKind.INSERT, out);
            } else if (!rows.equals(rowOf[slot], codec.bytes(), codec.length())) {
                takeBack(slot, RowKind.UPDATE_BEFORE, out);
                rows.set(rowOf[slot], codec.bytes(), codec.length());
                send(results, index, RowKind.UPDATE_AFTER, out);
            }
            seenIn[slot] = passes;
            if (over) {
                forget(slot);
            }
        }
        flush(out);
    }

    private void ensure(int slot) {
        if (slot >= rowOf.length) {
            int capacity = Math.max(16, slot * 2);
            rowOf = Arrays.copyOf(rowOf, capacity);
            seenIn = Arrays.copyOf(seenIn, capacity);
        }
    }

    /** Takes back what was sent of windows that were not in the pass: sessions that have become others. */
    void endPass(Outlet out) {
        for (int slot = 0; slot < keys.limit(); slot++) {
            if (keys.isTaken(slot) && seenIn[slot] != passes) {
                takeBack(slot, RowKind.DELETE, out);
                forget(slot);
            }
        }
        flush(out);
    }

    private void forget(int slot) {
        rows.remove(rowOf[slot]);
        keys.remove(slot);
    }

    private void send(Batch results, int index, RowKind kind, Outlet out) {
        for (int column : keyColumns) {
            changes.column(column).appendFrom(results.column(column), index);
        }
        for (int column : restColumns) {
            changes.column(column).appendFrom(results.column(column), index);
        }
        end(kind, out);
    }

    private void takeBack(int slot, RowKind kind, Outlet out) {
        keys.appendKey(slot, changes, keyColumns);
        codec.decode(rows.bytes(rowOf[slot]), 0, changes, restColumns);
        end(kind, out);
    }

    private void end(RowKind kind, Outlet out) {
        changes.endRow(kind);
        if (changes.isFull()) {
            flush(out);
        }
    }

    private void flush(Outlet out) {
        if (!changes.isEmpty()) {
            out.emit(0, changes.build());
        }
    }

    /** Where the columns of {@link #keyColumns} stand in the table: behind the group. */
    private int[] keysInTable() {
        int groups = table.keys().size();
        return IntStream.range(0, keyColumns.length)
                .map(i -> i < WindowRows.BOUNDS ? groups + i : i - WindowRows.BOUNDS)
                .toArray();
    }

    private int[] restInTable() {
        return IntStream.range(keyColumns.length, keyColumns.length + restColumns.length)
                .toArray();
    }

    void snapshot(StateWriter writer) {
        int[] keysAt = keysInTable();
        int[] restAt = restInTable();
        TableRows sent = new TableRows(table, writer);
        sent.forEachKey(keys, slot -> {
            keys.appendKey(slot, sent.builder(), keysAt);
            codec.decode(rows.bytes(rowOf[slot]), 0, sent.builder(), restAt);
            sent.endRow();
        });
        sent.end();
    }

    void restore(StateReader reader) {
        for (Batch batch : reader.table(table)) {
            keys.begin(batch, keysInTable());
            codec.begin(batch, restInTable());
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int slot = keys.slot(index);
                ensure(slot);
                codec.encode(index);
                rowOf[slot] = rows.add(codec.bytes(), codec.length());
            }
        }
    }
}
