package dev.tailrace.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds {@link Column.Shown}: copies what was found, unread. It may have fewer rows than its batch. */
public final class ShownBuilder extends ColumnBuilder {
    private static final byte[] NO_BYTES = {};

    private final Column.Shown.Reading reading;
    private final BytesBuilder found = new BytesBuilder(DataType.BYTES);
    private byte[] forms = NO_BYTES;

    ShownBuilder(DataType type, Column.Shown.Reading reading) {
        super(type);
        this.reading = reading;
    }

    /** Appends what was found at {@code [from, to)}. */
    public void append(byte form, byte[] source, int from, int to) {
        grow(size + 1);
        found.append(source, from, to);
        forms[size++] = form;
    }

    @Override
    public void appendNull() {
        found.appendNull();
        super.appendNull();
        forms[size - 1] = 0;
    }

    @Override
    public void appendFrom(Column column, int row) {
        if (((Column.Shown) column).holds(row)) {
            super.appendFrom(column, row);
        } else {
            append(Column.Shown.NOT_HELD, NO_BYTES, 0, 0);
        }
    }

    @Override
    public void appendFrom(Column column, Batch batch, int from, int to) {
        for (int i = from; i < to; i++) {
            appendFrom(column, batch.index(i));
        }
    }

    @Override
    public void truncate(int newSize) {
        found.truncate(newSize);
        super.truncate(newSize);
    }

    @Override
    public long bytes() {
        return found.bytes() + size;
    }

    @Override
    protected void grow(int needed) {
        if (needed > forms.length) {
            forms = Arrays.copyOf(forms, capacity(forms.length, needed));
        }
    }

    @Override
    protected void appendObject(Object value) {
        throw new IllegalArgumentException("a value for a column that is only shown: " + value);
    }

    @Override
    protected void copy(Column column, int row) {
        Column.Shown shown = (Column.Shown) column;
        append(shown.forms[row], shown.buffer, shown.starts[row], shown.ends[row]);
    }

    @Override
    void fillAgain(Column column) {
        Column.Shown shown = (Column.Shown) column;
        forms = shown.forms;
        found.fillAgain(shown.buffer, shown.starts, shown.ends);
    }

    @Override
    protected Column take(long @Nullable [] words) {
        Column.Bytes bytes = (Column.Bytes) found.build();
        Column column =
                new Column.Shown(type(), size, reading, forms, bytes.buffer, bytes.starts, bytes.ends, nullsFor(words));
        forms = NO_BYTES;
        return column;
    }
}
