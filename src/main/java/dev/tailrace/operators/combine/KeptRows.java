package dev.tailrace.operators.combine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Rows that are kept for a while, in columns: large batches that are full, and one that is being filled. Arrays of many
 * rows are not made larger again and again, which would copy all rows as often. Batches that are kept as they came are
 * retained until whoever takes them releases them. Single-threaded.
 */
final class KeptRows {
    private static final int FULL_ROWS = 8 * Batch.MAX_ROWS;

    private final BatchBuilder open;
    private final List<Batch> full = new ArrayList<>();
    private long fullRows;

    /** @param kept positions of the columns that are there */
    KeptRows(Schema schema, BitSet kept) {
        open = new BatchBuilder(schema, kept);
    }

    /** To be filled by whole rows, {@link #filled} afterwards. */
    BatchBuilder open() {
        return open;
    }

    /** Closes the batch that is being filled if it is large enough. */
    void filled() {
        if (open.rows() >= FULL_ROWS || open.bytes() >= Batch.MAX_BYTES) {
            Batch batch = open.build();
            full.add(batch);
            fullRows += batch.rows();
            open.reserveLike(batch);
        }
    }

    /** Keeps rows without copying them. */
    void hold(Batch rows) {
        closeOpen();
        rows.retain();
        full.add(rows);
        fullRows += rows.rows();
    }

    private void closeOpen() {
        if (!open.isEmpty()) {
            Batch batch = open.build();
            full.add(batch);
            fullRows += batch.rows();
        }
    }

    long rows() {
        return fullRows + open.rows();
    }

    /** All rows, to be released; there are none here afterwards. */
    List<Batch> take() {
        closeOpen();
        List<Batch> all = List.copyOf(full);
        full.clear();
        fullRows = 0;
        return all;
    }

    /** Puts rows back that were taken. */
    void putBack(List<Batch> taken) {
        full.addAll(taken);
        fullRows += taken.stream().mapToLong(Batch::rows).sum();
    }
}
