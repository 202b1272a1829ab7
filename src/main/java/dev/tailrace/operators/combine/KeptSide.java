package dev.tailrace.operators.combine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.StateTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which columns of a side's rows are kept, and how they are stored: the key's first, then the others. */
final class KeptSide {
    /** So many rows are worth a batch of their own. */
    private static final int MANY = 256;

    private final Schema input;
    private final BitSet kept;
    private final int[] storedColumns;
    private final StateTable table;

    /**
     * @param kept positions in the input, those of the keys among them
     * @param keys positions in the input
     */
    KeptSide(String name, Schema input, BitSet kept, int[] keys) {
        this.input = input;
        this.kept = kept;
        int[] key = Arrays.stream(keys).distinct().toArray();
        int[] rest = kept.stream()
                .filter(column -> Arrays.stream(key).noneMatch(of -> of == column))
                .toArray();
        this.storedColumns =
                IntStream.concat(Arrays.stream(key), Arrays.stream(rest)).toArray();
        this.table = StateTable.byKey(name, fields(key), fields(rest));
    }

    private Schema fields(int[] columns) {
        return new Schema(Arrays.stream(columns).mapToObj(input::field).toList());
    }

    /** For rows of the input, as far as they are kept. */
    BatchBuilder builder() {
        return new BatchBuilder(input, kept);
    }

    /** No rows yet. */
    KeptRows rows() {
        return new KeptRows(input, kept);
    }

    /** Appends rows of the input. */
    void append(Batch batch, KeptRows rows) {
        BatchBuilder target = rows.open();
        for (int column : storedColumns) {
            target.column(column).appendFrom(batch.column(column), batch, 0, batch.rows());
        }
        target.endRows(batch.rows());
        rows.filled();
    }

    /**
     * Keeps rows of the input: many of one batch as they are, few as a copy, so that no batch is held for the sake of
     * some of its rows.
     */
    void keep(Batch batch, KeptRows rows) {
        int count = batch.rows();
        if (count < MANY || batch.column(storedColumns[0]).size() > 2 * count) {
            append(batch, rows);
            return;
        }
        @Nullable Column[] columns = new Column[input.size()];
        for (int column : storedColumns) {
            columns[column] = batch.column(column);
        }
        rows.hold(batch.with(input, columns));
    }

    /** All rows in one batch; there are none there afterwards. */
    Batch together(KeptRows rows) {
        List<Batch> batches = rows.take();
        if (batches.size() == 1) {
            return batches.get(0);
        }
        BatchBuilder all = builder();
        for (Batch batch : batches) {
            for (int column : storedColumns) {
                all.column(column).appendFrom(batch.column(column), batch, 0, batch.rows());
            }
            all.endRows(batch.rows());
        }
        return all.build();
    }

    /** Positions in the input of the table's columns. */
    int[] columns() {
        return storedColumns.clone();
    }

    /** Positions in the table of some of the input's columns. */
    int[] stored(int[] inputColumns) {
        return Arrays.stream(inputColumns)
                .map(column -> IntStream.range(0, storedColumns.length)
                        .filter(at -> storedColumns[at] == column)
                        .findFirst()
                        .orElseThrow())
                .toArray();
    }

    StateTable table() {
        return table;
    }

    /** Kept rows as the table has them. */
    Batch stored(Batch rows) {
        @Nullable Column[] columns = new Column[storedColumns.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = rows.column(storedColumns[i]);
        }
        return rows.with(table.schema(), columns);
    }

    /** The other way round. */
    Batch restored(Batch rows) {
        @Nullable Column[] columns = new Column[input.size()];
        for (int i = 0; i < storedColumns.length; i++) {
            columns[storedColumns[i]] = rows.column(i);
        }
        return rows.with(input, columns);
    }
}
