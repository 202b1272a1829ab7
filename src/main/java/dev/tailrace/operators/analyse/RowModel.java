package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Field;
import java.util.List;

/**
 * What is learned of many keys from their rows, each key under a slot number, and what it says of each row. Used by
 * {@link LearnedRows}. Single-threaded.
 */
interface RowModel {
    /** Makes room for the slots {@code [0, limit)}. */
    void ensure(int limit);

    /** Begins a key. */
    void clear(int slot);

    /**
     * Takes a row of a key.
     *
     * @param values finite, one per column that is learned from; overwritten after the call
     * @param millis the event time of the row, 0 if the model was not promised one
     * @param results to be filled, one per column that is added, NaN for NULL; 1 for TRUE and 0 for FALSE
     */
    void take(int slot, double[] values, long millis, double[] results);

    /** What has to be in a snapshot, as tables by key. */
    List<Table> tables();

    /** A table of a snapshot: some rows per key, in an order that is kept. */
    interface Table {
        String name();

        /** The columns behind those of the key. */
        List<Field> fields();

        /** How many rows a key has. */
        int rows(int slot);

        /** Appends a row to the columns of {@link #fields}, from {@code firstColumn} on. */
        void save(int slot, int row, BatchBuilder target, int firstColumn);

        /** Takes up what {@link #save} wrote, row after row of a key; the key has been {@link #clear cleared} before. */
        void load(int slot, Batch batch, int firstColumn, int index);
    }
}
