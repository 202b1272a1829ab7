package dev.tailrace.formats.line;

import dev.tailrace.data.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields of a text, by numbers. Keeps those of the last text as slices of its bytes or of bytes of its own, so
 * that they hold until the next one. Single-threaded.
 */
public abstract class LineFields {
    private static final int ABSENT = -1;

    private final byte[][] buffers;
    private final int[] starts;
    private final int[] ends;

    LineFields(int fields) {
        buffers = new byte[fields][];
        starts = new int[fields];
        ends = new int[fields];
    }

    /**
     * Reads the UTF-8 text {@code [from, to)}.
     *
     * @return what is wrong with it, or null; then the fields are there
     */
    public final @Nullable Problem read(byte[] bytes, int from, int to) {
        for (int field = 0; field < starts.length; field++) {
            starts[field] = ABSENT;
        }
        return find(bytes, from, to);
    }

    abstract @Nullable Problem find(byte[] bytes, int from, int to);

    /** Whether the text has the field. */
    public final boolean has(int field) {
        return starts[field] != ABSENT;
    }

    public final byte[] buffer(int field) {
        return buffers[field];
    }

    public final int start(int field) {
        return starts[field];
    }

    public final int end(int field) {
        return ends[field];
    }

    final void put(int field, byte[] bytes, int from, int to) {
        buffers[field] = bytes;
        starts[field] = from;
        ends[field] = to;
    }

    /** As {@link #put}, unless it is the hyphen that stands for nothing in log lines. */
    final void putUnlessHyphen(int field, byte[] bytes, int from, int to) {
        if (to - from != 1 || bytes[from] != '-') {
            put(field, bytes, from, to);
        }
    }

    /** The position of a byte, or {@code to} if it is not there. */
    static int indexOf(byte[] bytes, int from, int to, char sign) {
        int at = from;
        while (at < to && bytes[at] != sign) {
            at++;
        }
        return at;
    }
}
