package dev.tailrace.operators.combine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateTable.Distribution;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which columns of a side's rows are kept, and how they are stored: the key's first, then the others. */
final class KeptSide {
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
        this.storedColumns = IntStream.concat(Arrays.stream(key), Arrays.stream(rest))
                .toArray();
        this.table = new StateTable(
                name, key.length == 0 ? Distribution.SPLIT : Distribution.KEYED, fields(key), fields(rest));
    }

    private Schema fields(int[] columns) {
        return new Schema(Arrays.stream(columns).mapToObj(input::field).toList());
    }

    /** No rows yet. */
    BatchBuilder rows() {
        return new BatchBuilder(input, kept);
    }

    /** Appends a row of the input. */
    void append(Batch batch, int index, BatchBuilder rows) {
        for (int column = kept.nextSetBit(0); column >= 0; column = kept.nextSetBit(column + 1)) {
            rows.column(column).appendFrom(batch.column(column), index);
        }
        rows.endRow();
    }

    void appendAll(Batch batch, BatchBuilder rows) {
        for (int i = 0; i < batch.rows(); i++) {
            append(batch, batch.index(i), rows);
        }
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
