package dev.tailrace.operators.combine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.TableRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows with a time, as a list for each key. Keys are small numbers, those of rows are used again. Single-threaded.
 */
final class RowLists {
    static final int NONE = -1;

    private final KeptSide side;
    private final int[] columns;
    private final KeyCodec codec;
    private final ByteSlots bytes = new ByteSlots();
    private int size;

    // By row.
    private long[] times = new long[16];
    private int[] next = new int[16];

    // By key.
    private int[] first = new int[0];
    private int[] last = new int[0];

    RowLists(KeptSide side) {
        this.side = side;
        this.columns = side.columns();
        this.codec = new KeyCodec(side.table().schema());
    }

    /** Takes the batch whose rows are added next. */
    void begin(Batch batch) {
        codec.begin(batch, columns);
    }

    /** As {@link #begin}, of a batch of {@link KeptSide#table()}. */
    void beginStored(Batch batch) {
        codec.begin(batch, IntStream.range(0, batch.schema().size()).toArray());
    }

    /** A key that is new has no rows. */
    void addKey(int key) {
        if (key >= first.length) {
            int capacity = Math.max(16, key * 2);
            first = Arrays.copyOf(first, capacity);
            last = Arrays.copyOf(last, capacity);
        }
        first[key] = NONE;
        last[key] = NONE;
    }

    /** Puts a row at the end of its key's list; its number, which goes to others once it is removed. */
    int add(int key, int index, long time) {
        codec.encode(index);
        int row = bytes.add(codec.bytes(), codec.length());
        if (row >= times.length) {
            times = Arrays.copyOf(times, row * 2);
            next = Arrays.copyOf(next, row * 2);
        }
        times[row] = time;
        next[row] = NONE;
        if (first[key] == NONE) {
            first[key] = row;
        } else {
            next[last[key]] = row;
        }
        last[key] = row;
        size++;
        return row;
    }

    /** Puts another row in the place of the last one of its key; only if there is one. */
    void replaceLast(int key, int index, long time) {
        codec.encode(index);
        bytes.set(last[key], codec.bytes(), codec.length());
        times[last[key]] = time;
    }

    int first(int key) {
        return first[key];
    }

    int last(int key) {
        return last[key];
    }

    int next(int row) {
        return next[row];
    }

    long time(int row) {
        return times[row];
    }

    /** Takes a row out; {@code before} is the row before it or {@link #NONE}. */
    void remove(int key, int before, int row) {
        if (before == NONE) {
            first[key] = next[row];
        } else {
            next[before] = next[row];
        }
        if (last[key] == row) {
            last[key] = before;
        }
        bytes.remove(row);
        size--;
    }

    /** Appends a row to a batch of the side's input. */
    void append(int row, BatchBuilder target) {
        codec.decode(bytes.bytes(row), 0, target, columns);
        target.endRow();
    }

    /** Writes a row into {@link KeptSide#table()}. */
    void appendStored(int row, TableRows target) {
        codec.decode(bytes.bytes(row), 0, target.builder(), 0);
        target.endRow();
    }

    KeptSide side() {
        return side;
    }

    /** Rows of all keys. */
    int size() {
        return size;
    }
}
