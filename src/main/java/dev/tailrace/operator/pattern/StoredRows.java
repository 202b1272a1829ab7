package dev.tailrace.operator.pattern;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.aggregate.SlotValues;
import dev.tailrace.operator.state.SlotPool;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The rows that wait for their turn or belong to a match that is under way, under slot numbers, in columns. A row stays
 * as long as somebody holds it. Single-threaded.
 */
final class StoredRows {
    private final int[] inputColumns;
    /** Where a column of the input is kept, or -1. */
    private final int[] places;

    private final SlotValues[] values;
    private final SlotPool pool = new SlotPool();
    private boolean[][] nulls;
    private int[] keys = new int[0];
    private long[] times = new long[0];
    private long[] turns = new long[0];
    private long[] known = new long[0];
    private long[] fulfilled = new long[0];
    private int[] holders = new int[0];
    private int size;

    /** @param columns positions in the input of those that are kept */
    StoredRows(Schema input, BitSet columns) {
        inputColumns = columns.stream().toArray();
        places = new int[input.size()];
        Arrays.fill(places, -1);
        values = new SlotValues[inputColumns.length];
        nulls = new boolean[inputColumns.length][0];
        for (int i = 0; i < inputColumns.length; i++) {
            places[inputColumns[i]] = i;
            values[i] = SlotValues.of(input.field(inputColumns[i]).type());
        }
    }

    int size() {
        return size;
    }

    /** Positions in the input of the columns that are kept, ascending. */
    int[] inputColumns() {
        return inputColumns;
    }

    /**
     * Copies a row, which the caller holds.
     *
     * @param columns where the columns that are kept stand in the batch
     */
    int add(Batch batch, int[] columns, int index, int key, long time) {
        int slot = pool.take();
        if (slot >= times.length) {
            grow(Math.max(64, slot * 2));
        }
        for (int i = 0; i < columns.length; i++) {
            Column column = batch.column(columns[i]);
            nulls[i][slot] = column.isNull(index);
            if (!nulls[i][slot]) {
                values[i].take(slot, column, index);
            }
        }
        keys[slot] = key;
        times[slot] = time;
        known[slot] = 0;
        fulfilled[slot] = 0;
        holders[slot] = 1;
        size++;
        return slot;
    }

    private void grow(int capacity) {
        for (int i = 0; i < values.length; i++) {
            values[i].grow(capacity);
            nulls[i] = Arrays.copyOf(nulls[i], capacity);
        }
        keys = Arrays.copyOf(keys, capacity);
        times = Arrays.copyOf(times, capacity);
        turns = Arrays.copyOf(turns, capacity);
        known = Arrays.copyOf(known, capacity);
        fulfilled = Arrays.copyOf(fulfilled, capacity);
        holders = Arrays.copyOf(holders, capacity);
    }

    void retain(int slot) {
        holders[slot]++;
    }

    void release(int slot) {
        if (--holders[slot] == 0) {
            for (SlotValues column : values) {
                column.free(slot);
            }
            pool.giveBack(slot);
            size--;
        }
    }

    int key(int slot) {
        return keys[slot];
    }

    /** The event time, in milliseconds. */
    long time(int slot) {
        return times[slot];
    }

    /** The row's number in the order of time; only once its time has come. */
    long turn(int slot) {
        return turns[slot];
    }

    void setTurn(int slot, long turn) {
        turns[slot] = turn;
    }

    /** Notes for which variables the row alone decides, and for which it does so favourably; a bit each. */
    void setFulfilled(int slot, long knownVariables, long fulfilledVariables) {
        known[slot] = knownVariables;
        fulfilled[slot] = fulfilledVariables;
    }

    boolean isKnown(int slot, int variable) {
        return (known[slot] >>> variable & 1) != 0;
    }

    boolean isFulfilled(int slot, int variable) {
        return (fulfilled[slot] >>> variable & 1) != 0;
    }

    /** Appends the value of a column of the input. */
    void append(int slot, int inputColumn, ColumnBuilder target) {
        int place = places[inputColumn];
        if (nulls[place][slot]) {
            target.appendNull();
        } else {
            values[place].append(slot, target);
        }
    }
}
