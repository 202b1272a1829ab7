package dev.tailrace.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds FLOAT. */
public final class FloatsBuilder extends ColumnBuilder {
    private static final float[] NO_FLOATS = {};

    private float[] values = NO_FLOATS;

    FloatsBuilder() {
        super(DataType.FLOAT);
    }

    public void append(float value) {
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
        append(((Number) value).floatValue());
    }

    @Override
    protected void copy(Column column, int row) {
        append(((Column.Floats) column).values[row]);
    }

    @Override
    void fillAgain(Column column) {
        values = ((Column.Floats) column).values;
    }

    @Override
    protected Column take(long @Nullable [] words) {
        Column column = new Column.Floats(size, values, nullsFor(words));
        values = NO_FLOATS;
        return column;
    }
}
