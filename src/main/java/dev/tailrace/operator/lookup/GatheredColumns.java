package dev.tailrace.operator.lookup;

import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.language.ColumnRoom;
import org.jspecify.annotations.Nullable;

/**
 * Columns whose values stand at other positions than those they are taken from. Texts are not copied: they stay in the
 * buffer of the column that they come from.
 *
 * <p>The arrays come from a {@link ColumnRoom} and are filled again by the next call with the same place.
 */
final class GatheredColumns {
    /** In place of a position: the value is NULL. */
    static final int NULL = -1;

    /** Arrays that one column takes: values, ends of texts, null words. */
    private static final int ARRAYS = 3;

    private final ColumnRoom room;
    private final int[] from;
    private final int @Nullable [] to;
    private final int count;
    private final int size;

    /**
     * @param from for each value the position it is taken from, or {@link #NULL}
     * @param to for each value the position where it is put, ascending, or null for one behind the other
     * @param count how many values
     */
    GatheredColumns(ColumnRoom room, int[] from, int @Nullable [] to, int count) {
        this.room = room;
        this.from = from;
        this.to = to;
        this.count = count;
        this.size = to == null || count == 0 ? count : to[count - 1] + 1;
    }

    /** @param number of the column among those of the room */
    Column of(Column source, int number) {
        int place = number * ARRAYS;
        long[] nulls = nulls(source, place + 2);
        if (source instanceof Column.Longs longs) {
            return new Column.Longs(source.type(), size, longs(longs.values, place), nulls);
        } else if (source instanceof Column.Ints ints) {
            return new Column.Ints(source.type(), size, ints(ints.values, place), nulls);
        } else if (source instanceof Column.Bytes texts) {
            return new Column.Bytes(
                    source.type(),
                    size,
                    texts.buffer,
                    ints(texts.starts, place),
                    ints(texts.ends, place + 1),
                    nulls);
        } else if (source instanceof Column.Doubles doubles) {
            double[] values = room.doubles(place, size);
            for (int i = 0; i < count; i++) {
                if (from[i] != NULL) {
                    values[at(i)] = doubles.values[from[i]];
                }
            }
            return new Column.Doubles(size, values, nulls);
        } else if (source instanceof Column.Decimals decimals) {
            long[] high = decimals.high;
            return new Column.Decimals(
                    source.type(),
                    size,
                    longs(decimals.low, place),
                    high == null ? null : longs(high, place + 1),
                    nulls);
        }
        return copied(source);
    }

    private int at(int i) {
        return to == null ? i : to[i];
    }

    private long @Nullable [] nulls(Column source, int place) {
        long @Nullable [] words = null;
        for (int i = 0; i < count; i++) {
            if (from[i] == NULL || source.isNull(from[i])) {
                words = words == null ? room.nulls(place, size) : words;
                int at = at(i);
                words[at >> 6] |= 1L << at;
            }
        }
        return words;
    }

    private long[] longs(long[] source, int place) {
        long[] values = room.longs(place, size);
        for (int i = 0; i < count; i++) {
            if (from[i] != NULL) {
                values[at(i)] = source[from[i]];
            }
        }
        return values;
    }

    private int[] ints(int[] source, int place) {
        int[] values = room.ints(place, size);
        for (int i = 0; i < count; i++) {
            if (from[i] != NULL) {
                values[at(i)] = source[from[i]];
            }
        }
        return values;
    }

    /** Of types that are rare. */
    private Column copied(Column source) {
        ColumnBuilder values = ColumnBuilder.of(source.type());
        for (int i = 0; i < count; i++) {
            while (values.size() < at(i)) {
                values.appendNull();
            }
            if (from[i] == NULL) {
                values.appendNull();
            } else {
                values.appendFrom(source, from[i]);
            }
        }
        return values.build();
    }
}
