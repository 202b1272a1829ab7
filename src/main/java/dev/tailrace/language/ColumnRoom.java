package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.language.functions.NestedColumn;
import dev.tailrace.language.functions.TextColumn;
import java.util.Arrays;

/**
 * The arrays that computed columns are written to. Whoever keeps a room for the next batch makes sure that nobody reads
 * the columns of the last one any more. Each array of a projection has a place of its own. Single-threaded.
 */
public final class ColumnRoom {
    private Object[] arrays = new Object[8];

    /** At least so long; what it holds is unspecified. */
    public long[] longs(int place, int size) {
        return known(place) instanceof long[] known && known.length >= size ? known : keep(place, new long[size]);
    }

    /** At least so long; what it holds is unspecified. */
    public int[] ints(int place, int size) {
        return known(place) instanceof int[] known && known.length >= size ? known : keep(place, new int[size]);
    }

    /** At least so long; what it holds is unspecified. */
    public float[] floats(int place, int size) {
        return known(place) instanceof float[] known && known.length >= size ? known : keep(place, new float[size]);
    }

    /** At least so long; what it holds is unspecified. */
    public double[] doubles(int place, int size) {
        return known(place) instanceof double[] known && known.length >= size ? known : keep(place, new double[size]);
    }

    /** At least so long; what it holds is unspecified. */
    public boolean[] booleans(int place, int size) {
        return known(place) instanceof boolean[] known && known.length >= size ? known : keep(place, new boolean[size]);
    }

    /** Null words for so many rows, none of them set. */
    public long[] nulls(int place, int size) {
        long[] words = longs(place, (size + 63) >> 6);
        Arrays.fill(words, 0);
        return words;
    }

    /** Empty, with so many positions. */
    public TextColumn texts(int place, int size) {
        TextColumn texts = known(place) instanceof TextColumn known ? known : keep(place, new TextColumn());
        texts.begin(size);
        return texts;
    }

    /** Empty, with so many positions. */
    public NestedColumn nested(int place, int size, DataType type) {
        NestedColumn column =
                known(place) instanceof NestedColumn known && known.type().equals(type)
                        ? known
                        : keep(place, new NestedColumn(type));
        column.begin(size);
        return column;
    }

    private Object known(int place) {
        if (place >= arrays.length) {
            arrays = Arrays.copyOf(arrays, Math.max(place + 1, arrays.length * 2));
        }
        return arrays[place];
    }

    private <T> T keep(int place, T array) {
        arrays[place] = array;
        return array;
    }
}
