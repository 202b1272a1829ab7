package dev.tailrace.operator.function;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Schema;
import dev.tailrace.sdk.InputRow;
import org.jspecify.annotations.Nullable;

/** One row after the other of a batch, as functions see it. */
final class RowCursor implements InputRow {
    private final Schema schema;
    private @Nullable Batch batch;
    private int index;

    RowCursor(Schema schema) {
        this.schema = schema;
    }

    /** @param newBatch null for no row: the last one is not valid any more */
    void at(@Nullable Batch newBatch, int newIndex) {
        batch = newBatch;
        index = newIndex;
    }

    private Column column(String name) {
        int column = schema.indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException("there is no column " + name + " among " + schema.names());
        }
        return column(column);
    }

    private Column column(int column) {
        Batch current = batch;
        if (current == null) {
            throw new IllegalStateException("a row is valid only during the call that it came with");
        }
        if (column < 0 || column >= schema.size()) {
            throw new IllegalArgumentException("there is no column " + column + " among " + schema.names());
        }
        return current.column(column);
    }

    @Override
    public @Nullable Object get(String name) {
        return column(name).value(index);
    }

    @Override
    public @Nullable Object get(int column) {
        return column(column).value(index);
    }

    @Override
    public boolean isNull(String name) {
        return column(name).isNull(index);
    }

    @Override
    public long getLong(String name) {
        Column column = present(name);
        if (column.type().kind().isInteger()) {
            return column instanceof Column.Longs longs ? longs.values[index] : ((Column.Ints) column).values[index];
        }
        throw new IllegalArgumentException(name + " is " + column.type() + ", not a whole number");
    }

    @Override
    public double getDouble(String name) {
        Column column = present(name);
        if (column instanceof Column.Doubles doubles) {
            return doubles.values[index];
        }
        if (column.value(index) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(name + " is " + column.type() + ", not a number");
    }

    @Override
    public boolean getBoolean(String name) {
        Column column = present(name);
        if (column instanceof Column.Booleans booleans) {
            return booleans.values[index];
        }
        throw new IllegalArgumentException(name + " is " + column.type() + ", not a truth value");
    }

    private Column present(String name) {
        Column column = column(name);
        if (column.isNull(index)) {
            throw new IllegalArgumentException(name + " is NULL");
        }
        return column;
    }
}
