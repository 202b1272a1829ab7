package dev.tailrace.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds STRING and BYTES by copying them into one buffer. */
public final class BytesBuilder extends ColumnBuilder {
    private static final byte[] NO_BYTES = {};

    private byte[] buffer = NO_BYTES;
    private int[] starts = NO_INTS;
    private int[] ends = NO_INTS;
    private int used;

    BytesBuilder(DataType type) {
        super(type);
    }

    /** Appends bytes {@code [from, to)}; for STRING they are valid UTF-8. */
    public void append(byte[] source, int from, int to) {
        int start = used;
        System.arraycopy(source, from, reserve(to - from), start, to - from);
        appendReserved(to - from);
    }

    /** Appends the value before once more, without copying it; only if there is one that is not null. */
    public void appendAgain() {
        grow(size + 1);
        starts[size] = starts[size - 1];
        ends[size] = ends[size - 1];
        size++;
    }

    /** A buffer with room for {@code length} more bytes from {@link #position()} on, to be written directly. */
    public byte[] reserve(int length) {
        if (used + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(used + length, Math.max(1 << 12, buffer.length * 2)));
        }
        return buffer;
    }

    @Override
    void reserveLike(Column column) {
        super.reserveLike(column);
        int rows = column.size();
        if (column instanceof Column.Bytes other && rows > 0) {
            reserve(other.ends[rows - 1] - other.starts[0]);
        }
    }

    public int position() {
        return used;
    }

    /** Appends the bytes just written to the reserved room. */
    public void appendReserved(int length) {
        grow(size + 1);
        starts[size] = used;
        used += length;
        ends[size++] = used;
    }

    @Override
    public void truncate(int newSize) {
        if (newSize < size) {
            used = newSize == 0 ? 0 : ends[newSize - 1];
        }
        super.truncate(newSize);
    }

    @Override
    public long bytes() {
        return used + 8L * size;
    }

    @Override
    protected void grow(int needed) {
        if (needed > starts.length) {
            int capacity = capacity(starts.length, needed);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
    }

    @Override
    public void appendNull() {
        super.appendNull();
        starts[size - 1] = used;
        ends[size - 1] = used;
    }

    @Override
    protected void appendObject(Object value) {
        byte[] bytes = value instanceof byte[] raw ? raw : ((String) value).getBytes(StandardCharsets.UTF_8);
        append(bytes, 0, bytes.length);
    }

    @Override
    protected void copy(Column column, int row) {
        Column.Bytes other = (Column.Bytes) column;
        append(other.buffer, other.starts[row], other.ends[row]);
    }

    @Override
    protected void copy(Column column, Batch batch, int from, int to) {
        Column.Bytes other = (Column.Bytes) column;
        int length = 0;
        for (int i = from; i < to; i++) {
            int row = batch.index(i);
            length += other.ends[row] - other.starts[row];
        }
        reserve(length);
        for (int i = from; i < to; i++) {
            int row = batch.index(i);
            int start = other.starts[row];
            int bytes = other.ends[row] - start;
            System.arraycopy(other.buffer, start, buffer, used, bytes);
            starts[size] = used;
            used += bytes;
            ends[size++] = used;
        }
    }

    @Override
    void fillAgain(Column column) {
        Column.Bytes bytes = (Column.Bytes) column;
        fillAgain(bytes.buffer, bytes.starts, bytes.ends);
    }

    void fillAgain(byte[] oldBuffer, int[] oldStarts, int[] oldEnds) {
        buffer = oldBuffer;
        starts = oldStarts;
        ends = oldEnds;
    }

    @Override
    protected Column take(long @Nullable [] words) {
        Column column = new Column.Bytes(type(), size, buffer, starts, ends, nullsFor(words));
        buffer = NO_BYTES;
        starts = NO_INTS;
        ends = NO_INTS;
        used = 0;
        return column;
    }
}
