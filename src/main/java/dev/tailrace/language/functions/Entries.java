package dev.tailrace.language.functions;

import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.Column;
import dev.tailrace.data.MapColumn;
import dev.tailrace.data.RowColumn;
import java.util.Arrays;

/** Functions of maps, as Flink's. A map is a position {@code at} of a {@link MapColumn}, which is not null. */
public final class Entries {
    private Entries() {}

    public static int count(Column maps, int at) {
        return ((MapColumn) maps).length(at);
    }

    /** Where the value of a whole number, date or time stands in its column; -1 for none. */
    public static int find(Column maps, int at, int key) {
        MapColumn column = (MapColumn) maps;
        int[] keys = ((Column.Ints) column.keys).values;
        for (int i = column.starts[at]; i < column.ends[at]; i++) {
            if (keys[i] == key && !column.keys.isNull(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the value of a BIGINT, a timestamp or a small decimal stands in its column; -1 for none. */
    public static int find(Column maps, int at, long key) {
        MapColumn column = (MapColumn) maps;
        long[] keys = column.keys instanceof Column.Decimals decimals
                ? decimals.low
                : ((Column.Longs) column.keys).values;
        for (int i = column.starts[at]; i < column.ends[at]; i++) {
            if (keys[i] == key && !column.keys.isNull(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the value of a text or of bytes stands in its column; -1 for none. */
    public static int find(Column maps, int at, byte[] b, int s, int e) {
        MapColumn column = (MapColumn) maps;
        Column.Bytes keys = (Column.Bytes) column.keys;
        for (int i = column.starts[at]; i < column.ends[at]; i++) {
            if (!keys.isNull(i) && Arrays.equals(keys.buffer, keys.starts[i], keys.ends[i], b, s, e)) {
                return i;
            }
        }
        return -1;
    }

    public static void keys(Column maps, int at, NestedValue result) {
        MapColumn column = (MapColumn) maps;
        array(column.keys, column, at, result);
    }

    public static void values(Column maps, int at, NestedValue result) {
        MapColumn column = (MapColumn) maps;
        array(column.values, column, at, result);
    }

    private static void array(Column from, MapColumn maps, int at, NestedValue result) {
        ArrayColumn.Builder target = (ArrayColumn.Builder) result.begin();
        target.elements().appendFrom(from, maps.starts[at], maps.ends[at]);
        target.endArray();
        result.end();
    }

    public static void entries(Column maps, int at, NestedValue result) {
        MapColumn column = (MapColumn) maps;
        ArrayColumn.Builder target = (ArrayColumn.Builder) result.begin();
        RowColumn.Builder rows = (RowColumn.Builder) target.elements();
        for (int i = column.starts[at]; i < column.ends[at]; i++) {
            rows.field(0).appendFrom(column.keys, i);
            rows.field(1).appendFrom(column.values, i);
            rows.endRow();
        }
        target.endArray();
        result.end();
    }

    /**
     * A map without the entries whose keys come again behind.
     *
     * @param keys an array
     * @param values an array of the same length
     * @throws IllegalArgumentException if the lengths differ
     */
    public static void ofArrays(Column keys, int key, Column values, int value, NestedValue result) {
        ArrayColumn from = (ArrayColumn) keys;
        ArrayColumn to = (ArrayColumn) values;
        if (from.length(key) != to.length(value)) {
            throw new IllegalArgumentException(
                    "there are " + from.length(key) + " keys and " + to.length(value) + " values");
        }
        MapColumn.Builder target = (MapColumn.Builder) result.begin();
        int shift = to.starts[value] - from.starts[key];
        for (int i = from.starts[key]; i < from.ends[key]; i++) {
            if (!comesAgain(from.elements, i, i + 1, from.ends[key])) {
                target.keys().appendFrom(from.elements, i);
                target.values().appendFrom(to.elements, i + shift);
            }
        }
        target.endMap();
        result.end();
    }

    private static boolean comesAgain(Column keys, int key, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Equality.same(keys, key, keys, i)) {
                return true;
            }
        }
        return false;
    }

    /** The entries of both; of a key in both, the second one's. */
    public static void union(Column maps, int at, Column others, int other, NestedValue result) {
        MapColumn left = (MapColumn) maps;
        MapColumn right = (MapColumn) others;
        MapColumn.Builder target = (MapColumn.Builder) result.begin();
        for (int i = left.starts[at]; i < left.ends[at]; i++) {
            boolean isReplaced = false;
            for (int j = right.starts[other]; j < right.ends[other] && !isReplaced; j++) {
                isReplaced = Equality.same(left.keys, i, right.keys, j);
            }
            if (!isReplaced) {
                target.keys().appendFrom(left.keys, i);
                target.values().appendFrom(left.values, i);
            }
        }
        target.keys().appendFrom(right.keys, right.starts[other], right.ends[other]);
        target.values().appendFrom(right.values, right.starts[other], right.ends[other]);
        target.endMap();
        result.end();
    }
}
