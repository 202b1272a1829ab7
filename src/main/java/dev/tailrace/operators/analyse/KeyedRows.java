package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.StateTable;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How rows of an input are kept by key: the key's columns with the key, of the others those that are needed.
 *
 * @param keyColumns positions of the key's columns in the input
 * @param rest the other columns that are kept, in the order of the input
 * @param restColumns their positions in the input
 */
record KeyedRows(Schema keys, int[] keyColumns, Schema rest, int[] restColumns) {
    /** @param needed positions in the input of the columns that are read of kept rows */
    static KeyedRows of(Schema input, List<String> keyNames, BitSet needed) {
        Schema keys = new Schema(keyNames.stream()
                .map(name -> Objects.requireNonNull(input.field(name)))
                .toList());
        int[] restColumns = IntStream.range(0, input.size())
                .filter(column ->
                        needed.get(column) && !keys.contains(input.field(column).name()))
                .toArray();
        Schema rest =
                new Schema(IntStream.of(restColumns).mapToObj(input::field).toList());
        return new KeyedRows(keys, keyNames.stream().mapToInt(input::indexOf).toArray(), rest, restColumns);
    }

    /** A table of kept rows: the key's columns, then the rest. */
    StateTable table(String name) {
        return StateTable.byKey(name, keys, rest);
    }

    /** A table of keys alone. */
    StateTable keysTable(String name) {
        return StateTable.byKey(name, keys, Schema.EMPTY);
    }

    /** Positions of the key's columns in {@link #table}. */
    int[] keysInTable() {
        return IntStream.range(0, keys.size()).toArray();
    }

    /** Positions of the rest in {@link #table}. */
    int[] restInTable() {
        return IntStream.range(keys.size(), keys.size() + rest.size()).toArray();
    }

    /** Appends the values of a row of the input to the columns of the same places, where demanded, without ending it. */
    static void append(Batch batch, int index, BatchBuilder target) {
        for (int i = 0; i < batch.schema().size(); i++) {
            if (target.demands(i)) {
                ColumnBuilder column = target.column(i);
                column.appendFrom(batch.column(i), index);
            }
        }
    }
}
