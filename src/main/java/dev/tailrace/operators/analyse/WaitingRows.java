package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import dev.tailrace.operator.state.TimedSlots;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows that wait for their times, and keys that wait to be looked at again. They come out in the order of the times, and
 * of equal ones in that of their adding. Single-threaded.
 */
final class WaitingRows {
    private final Groups groups;
    private final KeyedRows layout;
    private final Schema kept;
    private final String timeName;
    private final int[] keptAhead;
    private final KeyCodec codec;
    private final ByteSlots rows = new ByteSlots();
    /** Slots of rows; a key that waits stands as a number below 0. */
    private final TimedSlots waiting = new TimedSlots();
    /** By the slot of a row: the slot of its key. */
    private int[] keyOf = new int[0];

    /**
     * @param groups the keys
     * @param kept what is kept of a row besides its key
     * @param timeName column of the time
     */
    WaitingRows(Groups groups, KeyedRows layout, Schema kept, String timeName) {
        this.groups = groups;
        this.layout = layout;
        this.kept = kept;
        this.timeName = timeName;
        this.keptAhead = IntStream.range(0, kept.size()).toArray();
        this.codec = new KeyCodec(kept);
    }

    /** Takes the batch of the rows that are added next, with the columns that are kept. */
    void begin(Batch batch) {
        codec.begin(batch, keptAhead);
    }

    void add(int index, int key, long time) {
        codec.encode(index);
        int slot = rows.add(codec.bytes(), codec.length());
        if (slot >= keyOf.length) {
            keyOf = Arrays.copyOf(keyOf, Math.max(16, slot * 2));
        }
        keyOf[slot] = key;
        waiting.add(time, slot);
    }

    void addKey(int key, long time) {
        waiting.add(time, -1 - key);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /** The time of what comes out next; only if there is something. */
    long firstTime() {
        return waiting.firstTime();
    }

    /** Takes out what comes next: a row to the builder, with what is kept of it, or a key. */
    int removeFirst(BatchBuilder target) {
        int slot = waiting.removeFirst();
        if (slot < 0) {
            return slot;
        }
        codec.decode(rows.bytes(slot), 0, target, keptAhead);
        target.endRow();
        rows.remove(slot);
        return keyOf[slot];
    }

    /** Whether what was taken out is a key, not the key of a row. */
    static boolean isKey(int removed) {
        return removed < 0;
    }

    /** The slot of a key that was taken out. */
    static int key(int removed) {
        return -1 - removed;
    }

    StateTable table() {
        return StateTable.byKey("waiting", layout.keys(), kept);
    }

    private int[] keptInTable() {
        int keys = layout.keys().size();
        return IntStream.range(keys, keys + kept.size()).toArray();
    }

    /** Writes the rows; the keys that wait are found again by their rows. */
    void snapshot(StateWriter writer) {
        int[] keysAt = layout.keysInTable();
        int[] keptAt = keptInTable();
        TableRows written = new TableRows(table(), writer);
        waiting.forEach((time, slot) -> {
            if (slot >= 0 && !written.isEnough()) {
                groups.appendKey(keyOf[slot], written.builder(), keysAt);
                codec.decode(rows.bytes(slot), 0, written.builder(), keptAt);
                written.endRow();
            }
        });
        written.end();
    }

    /** Takes a row of a snapshot, which is added by it. */
    interface Restored {
        void row(int index, long time);
    }

    void restore(StateReader reader, Restored restored) {
        int timeAt = table().schema().indexOf(timeName);
        for (Batch batch : reader.table(table())) {
            groups.begin(batch, layout.keysInTable());
            codec.begin(batch, keptInTable());
            long[] times = ((Column.Longs) batch.column(timeAt)).values;
            for (int i = 0; i < batch.rows(); i++) {
                restored.row(batch.index(i), times[batch.index(i)]);
            }
        }
    }
}
