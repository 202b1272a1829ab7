package dev.tailrace.data;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds TINYINT, SMALLINT, INT, DATE and TIME. */
public final class IntsBuilder extends ColumnBuilder {
    private int[] values = NO_INTS;

    IntsBuilder(DataType type) {
        super(type);
    }

    public void append(int value) {
        grow(size + 1);
        values[size++] = value;
    }

    @Override
    public long bytes() {
        return 4L * size;
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
                value instanceof LocalDate date
                        ? Math.toIntExact(date.toEpochDay())
                        : value instanceof LocalTime time
                                ? (int) (time.toNanoOfDay() / 1_000_000)
                                : ((Number) value).intValue());
    }

    @Override
    protected void copy(Column column, int row) {
        append(((Column.Ints) column).values[row]);
    }

    @Override
    void fillAgain(Column column) {
        values = ((Column.Ints) column).values;
    }

    @Override
    protected Column take(long @Nullable [] words) {
        Column column = new Column.Ints(type(), size, values, nullsFor(words));
        values = NO_INTS;
        return column;
    }
}
