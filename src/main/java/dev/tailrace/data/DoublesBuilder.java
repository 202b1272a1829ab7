package dev.tailrace.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds DOUBLE. */
public final class DoublesBuilder extends ColumnBuilder {
    private static final double[] NO_DOUBLES = {};

    private double[] values = NO_DOUBLES;

    DoublesBuilder() {
        super(DataType.DOUBLE);
    }

    public void append(double value) {
        grow(size + 1);
        values[size++] = value;
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
        append(((Number) value).doubleValue());
    }

    @Override
    protected void copy(Column column, int row) {
        append(((Column.Doubles) column).values[row]);
    }

    @Override
    void fillAgain(Column column) {
        values = ((Column.Doubles) column).values;
    }

    @Override
    protected Column take(long @Nullable [] words) {
        Column column = new Column.Doubles(size, values, nullsFor(words));
        values = NO_DOUBLES;
        return column;
    }
}
