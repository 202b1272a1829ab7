package dev.tailrace.language.functions;

import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the texts that an expression gives into a column, at the positions of their rows. As long as all of them are
 * parts of one column of the input, they stay where they are; else they are copied, some only once if they come again. It
 * writes to the same arrays again after {@link #begin}. Single-threaded.
 */
public final class TextColumn {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private int size;
    private int[] starts = {};
    private int[] ends = {};
    private byte[] buffer = {};
    private int used;

    /** Where the text that was copied last begins. */
    private int last;

    /** The buffer of a column of the input, as long as all texts so far lie in it; null once one does not. */
    private byte @Nullable [] lender;

    /** The rows whose texts lie in it. */
    private int[] lentRows = {};

    private int lent;

    /** @param newSize positions of the next column */
    public void begin(int newSize) {
        size = newSize;
        used = 0;
        last = 0;
        lender = null;
        if (starts.length < newSize) {
            starts = new int[newSize];
            ends = new int[newSize];
        }
    }

    /** Texts may stay in this buffer, which is not written to as long as the column is read. */
    public void lend(byte[] bytes) {
        lender = bytes;
        lent = 0;
        if (lentRows.length < size) {
            lentRows = new int[size];
        }
    }

    public void set(int row, byte[] b, int s, int e) {
        if (lender == null) {
            copy(row, b, s, e);
        } else if (lender == b) {
            starts[row] = s;
            ends[row] = e;
            lentRows[lent++] = row;
        } else {
            copyLent(lender);
            copy(row, b, s, e);
        }
    }

    private void copyLent(byte[] bytes) {
        lender = null;
        for (int i = 0; i < lent; i++) {
            int row = lentRows[i];
            copy(row, bytes, starts[row], ends[row]);
        }
    }

    private void copy(int row, byte[] b, int s, int e) {
        // What fills its array, such as a time, often comes again. What is in scratch memory was only just written
        // there:
        // to read it as words would wait for that.
        if (e - s == b.length && isLast(b)) {
            starts[row] = last;
            ends[row] = used;
        } else {
            append(row, b, s, e - s);
        }
    }

    /** Whether the text that was copied last is this one. */
    private boolean isLast(byte[] b) {
        int length = b.length;
        if (length != used - last) {
            return false;
        }
        return length >= Long.BYTES && length <= 2 * Long.BYTES
                ? (long) LONGS.get(b, 0) == (long) LONGS.get(buffer, last)
                        && (long) LONGS.get(b, length - Long.BYTES) == (long) LONGS.get(buffer, used - Long.BYTES)
                : Arrays.equals(buffer, last, used, b, 0, length);
    }

    private void append(int row, byte[] source, int start, int length) {
        if (used + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(used + length, Math.max(size * 12, buffer.length * 2)));
        }
        System.arraycopy(source, start, buffer, used, length);
        starts[row] = used;
        last = used;
        used += length;
        ends[row] = used;
    }

    /** @param type STRING or BYTES */
    public Column build(DataType type, long @Nullable [] nulls) {
        return new Column.Bytes(type, size, lender == null ? buffer : lender, starts, ends, nulls);
    }
}
