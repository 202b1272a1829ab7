package dev.tailrace.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds BOOLEAN. */
public final class BooleansBuilder extends ColumnBuilder {
    private static final boolean[] NO_BOOLEANS = {};

    private boolean[] values = NO_BOOLEANS;

    BooleansBuilder() {
        super(DataType.BOOLEAN);
    }

    public void append(boolean value) {
        grow(size + 1);
        values[size++] = value;
    }

    @Override
    public long bytes() {
        return size;
    }

    @Override
    protected void grow(int needed) {
        if (needed > values.length) {
            values = Arrays.copyOf(values, capacity(values.length, needed));
        }
    }

    @Override
    protected void appendObject(Object value) {
        append((boolean) (Boolean) value);
    }

    @Override
    protected void copy(Column column, int row) {
        append(((Column.Booleans) column).values[row]);
    }

    @Override
    void fillAgain(Column column) {
        values = ((Column.Booleans) column).values;
    }

    @Override
    protected Column take(long @Nullable [] words) {
        Column column = new Column.Booleans(size, values, nullsFor(words));
        values = NO_BOOLEANS;
        return column;
    }
}
