package dev.tailrace.designer.rows;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The table that some changes make. With a key, the latest row of each key that has not been taken back; without one,
 * rows that are equal in all columns are the same, each as often as it is there. A row keeps its place while it is
 * updated. A row that is taken back without having been given (it came before the first of the changes) is passed over.
 */
final class FoldedChanges {
    private FoldedChanges() {}

    /**
     * @param changes oldest first
     * @param key positions of the key columns; empty for none
     * @return in the order of their first coming
     */
    static List<Row> fold(List<Row> changes, int[] key) {
        return key.length == 0 ? foldWhole(changes) : foldByKey(changes, key);
    }

    private static List<Row> foldByKey(List<Row> changes, int[] key) {
        Map<List<@Nullable Object>, @Nullable Row> table = new LinkedHashMap<>();
        for (Row change : changes) {
            List<@Nullable Object> place = values(change, key);
            Row there = table.get(place);
            if (change.kind().weight() > 0) {
                table.put(place, new Row(RowKind.INSERT, change.values()));
            } else if (change.kind() == RowKind.DELETE || isSame(there, change)) {
                // The place stays, empty, since the second half of an update may follow. Where another row has come
                // there
                // meanwhile, as when two swap their ranks, that one stays.
                table.replace(place, null);
            }
        }
        return table.values().stream().filter(Objects::nonNull).toList();
    }

    private static boolean isSame(@Nullable Row there, Row change) {
        return there != null && values(there, all(there)).equals(values(change, all(change)));
    }

    private static List<Row> foldWhole(List<Row> changes) {
        Map<List<@Nullable Object>, List<Row>> table = new LinkedHashMap<>();
        for (Row change : changes) {
            List<Row> same = table.computeIfAbsent(values(change, all(change)), none -> new ArrayList<>());
            if (change.kind().weight() > 0) {
                same.add(new Row(RowKind.INSERT, change.values()));
            } else if (!same.isEmpty()) {
                same.remove(same.size() - 1);
            }
        }
        return table.values().stream().flatMap(List::stream).toList();
    }

    /**
     * The cells of a keyed table that differ from the table before; of a row that is new, all. Rows without a difference
     * are left out.
     */
    static Map<Row, BitSet> changedCells(List<Row> before, List<Row> after, int[] key) {
        Map<List<@Nullable Object>, Row> known = new HashMap<>();
        before.forEach(row -> known.put(values(row, key), row));
        Map<Row, BitSet> changed = new IdentityHashMap<>();
        for (Row row : after) {
            Row earlier = known.get(values(row, key));
            BitSet cells = new BitSet();
            for (int i = 0; i < row.values().size(); i++) {
                cells.set(i, earlier == null || !Objects.deepEquals(row.get(i), earlier.get(i)));
            }
            if (!cells.isEmpty()) {
                changed.put(row, cells);
            }
        }
        return changed;
    }

    private static int[] all(Row row) {
        return IntStream.range(0, row.values().size()).toArray();
    }

    private static List<@Nullable Object> values(Row row, int[] columns) {
        List<@Nullable Object> values = new ArrayList<>(columns.length);
        for (int column : columns) {
            Object value = row.get(column);
            values.add(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
        }
        return values;
    }
}
