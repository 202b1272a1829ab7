package dev.tailrace.language.functions;

import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.Column;
import dev.tailrace.data.RowColumn;
import java.util.Arrays;

/**
 * Whether values in columns of the same type are equal, as elements of arrays and fields of rows: NULL equals NULL there,
 * NaN nothing. Maps are not compared.
 */
public final class Equality {
    private Equality() {}

    /** Whether both are NULL, or equal. */
    public static boolean same(Column a, int i, Column b, int j) {
        boolean isNull = a.isNull(i);
        return isNull == b.isNull(j) && (isNull || equal(a, i, b, j));
    }

    /** Whether values that are not NULL are equal. */
    public static boolean equal(Column a, int i, Column b, int j) {
        if (a instanceof Column.Ints ints) {
            return ints.values[i] == ((Column.Ints) b).values[j];
        }
        if (a instanceof Column.Longs longs) {
            return longs.values[i] == ((Column.Longs) b).values[j];
        }
        if (a instanceof Column.Bytes bytes) {
            Column.Bytes others = (Column.Bytes) b;
            return Arrays.equals(
                    bytes.buffer, bytes.starts[i], bytes.ends[i], others.buffer, others.starts[j], others.ends[j]);
        }
        if (a instanceof Column.Doubles doubles) {
            return doubles.values[i] == ((Column.Doubles) b).values[j];
        }
        if (a instanceof Column.Floats floats) {
            return floats.values[i] == ((Column.Floats) b).values[j];
        }
        if (a instanceof Column.Booleans booleans) {
            return booleans.values[i] == ((Column.Booleans) b).values[j];
        }
        if (a instanceof Column.Decimals decimals) {
            Column.Decimals others = (Column.Decimals) b;
            return decimals.low[i] == others.low[j]
                    && (decimals.high == null || others.high == null || decimals.high[i] == others.high[j]);
        }
        if (a instanceof ArrayColumn arrays) {
            return equal(arrays, i, (ArrayColumn) b, j);
        }
        return equal((RowColumn) a, i, (RowColumn) b, j);
    }

    private static boolean equal(ArrayColumn a, int i, ArrayColumn b, int j) {
        int length = a.length(i);
        boolean same = length == b.length(j);
        for (int k = 0; same && k < length; k++) {
            same = same(a.elements, a.starts[i] + k, b.elements, b.starts[j] + k);
        }
        return same;
    }

    private static boolean equal(RowColumn a, int i, RowColumn b, int j) {
        boolean same = true;
        for (int k = 0; same && k < a.type().children().size(); k++) {
            same = same(a.field(k), i, b.field(k), j);
        }
        return same;
    }
}
