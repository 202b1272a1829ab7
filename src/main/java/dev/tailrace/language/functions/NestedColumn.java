package dev.tailrace.language.functions;

import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Collects the arrays, maps or rows that an expression gives into a column, at the positions of their rows, which ascend;
 * the positions between are null. It writes to the same arrays again after {@link #begin}. Single-threaded.
 */
public final class NestedColumn {
    private final ColumnBuilder builder;
    private @Nullable Column before;
    private int size;

    public NestedColumn(DataType type) {
        builder = ColumnBuilder.of(type);
    }

    /** @param newSize positions of the next column */
    public void begin(int newSize) {
        size = newSize;
        Column known = before;
        if (known != null) {
            builder.takeBack(known);
            before = null;
        } else {
            builder.truncate(0);
        }
    }

    public DataType type() {
        return builder.type();
    }

    /** Copies the value at a position of a column. */
    public void set(int row, Column column, int at) {
        fill(row);
        builder.appendFrom(column, at);
    }

    private void fill(int end) {
        while (builder.size() < end) {
            builder.appendNull();
        }
    }

    public Column build() {
        fill(size);
        Column column = builder.build();
        before = column;
        return column;
    }
}
