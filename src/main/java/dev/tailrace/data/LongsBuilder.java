package dev.tailrace.data;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds BIGINT, TIMESTAMP and TIMESTAMP_LTZ. */
public final class LongsBuilder extends ColumnBuilder {
    private static final long[] NO_LONGS = {};

    private long[] values = NO_LONGS;

    LongsBuilder(DataType type) {
        super(type);
    }

    public void append(long value) {
        grow(size + 1);
        values[size++] = value;
    }

    /** Appends the value so many times. */
    public void appendRepeated(long value, int times) {
        grow(size + times);
        Arrays.fill(values, size, size + times, value);
        size += times;
    }

    /** An array with room for so many more values from {@link #size()} on, to be written directly. */
    public long[] reserve(int more) {
        grow(size + more);
        return values;
    }

    /** Appends the values just written to the reserved room. */
    public void appendReserved(int count) {
        size += count;
    }

    /** Appends the values at some places of an array, {@code [0, count)} of them. */
    public void append(long[] source, int[] places, int count) {
        grow(size + count);
        for (int i = 0; i < count; i++) {
            values[size + i] = source[places[i]];
        }
        size += count;
    }

    @Override
    public long bytes() {
        return 8L * size;
    }

    @Override
    protected void grow(int needed) {
        if (needed > values.length) {
            values = Arrays.copyOf(values, capacity(values.length, needed));
        }
    }

    @Override
    protected void appendObject(Object value) {
        append(
                value instanceof LocalDateTime time
                        ? time.toInstant(ZoneOffset.UTC).toEpochMilli()
                        : value instanceof Instant instant ? instant.toEpochMilli() : ((Number) value).longValue());
    }

    @Override
    protected void copy(Column column, int row) {
        append(((Column.Longs) column).values[row]);
    }

    @Override
    protected void copy(Column column, Batch batch, int from, int to) {
        long[] source = ((Column.Longs) column).values;
        int[] selection = batch.selection();
        int first = batch.first();
        if (selection == null) {
            System.arraycopy(source, first + from, values, size, to - from);
        } else {
            for (int i = from; i < to; i++) {
                values[size + i - from] = source[selection[first + i]];
            }
        }
        size += to - from;
    }

    @Override
    void fillAgain(Column column) {
        values = ((Column.Longs) column).values;
    }

    @Override
    protected Column take(long @Nullable [] words) {
        Column column = new Column.Longs(type(), size, values, nullsFor(words));
        values = NO_LONGS;
        return column;
    }
}
