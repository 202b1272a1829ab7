package dev.tailrace.language.functions;

import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects the texts that an expression gives into a column, at the positions of their rows. Single-threaded. */
public final class TextColumn {
    private final int[] starts;
    private final int[] ends;
    private byte[] buffer;
    private int used;

    /** @param size positions of the column */
    public TextColumn(int size) {
        starts = new int[size];
        ends = new int[size];
        buffer = new byte[Math.max(64, size * 12)];
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

    /** @param type STRING or BYTES */
    public Column build(DataType type, long @Nullable [] nulls) {
        return new Column.Bytes(type, starts.length, buffer, starts, ends, nulls);
    }
}
