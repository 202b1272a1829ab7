package dev.tailrace.language.functions;

import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the texts that an expression gives into a column, at the positions of their rows. It writes to the same arrays
 * again after {@link #begin}. Single-threaded.
 */
public final class TextColumn {
    private int size;
    private int[] starts = {};
    private int[] ends = {};
    private byte[] buffer = {};
    private int used;

    /** @param newSize positions of the next column */
    public void begin(int newSize) {
        size = newSize;
        used = 0;
        if (starts.length < newSize) {
            starts = new int[newSize];
            ends = new int[newSize];
        }
        if (buffer.length == 0) {
            buffer = new byte[Math.max(64, newSize * 12)];
        }
    }

    public void set(int row, byte[] b, int s, int e) {
        int length = e - s;
        if (used + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(used + length, buffer.length * 2));
        }
        System.arraycopy(b, s, buffer, used, length);
        starts[row] = used;
        used += length;
        ends[row] = used;
    }

    public Column build(long @Nullable [] nulls) {
        return new Column.Bytes(DataType.STRING, size, buffer, starts, ends, nulls);
    }
}
