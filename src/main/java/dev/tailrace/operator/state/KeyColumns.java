package dev.tailrace.operator.state;

import dev.tailrace.data.Column;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The keys of a batch's rows, put together column by column: the bytes that {@link KeyCodec} would write one after the
 * other, as words, so that they are hashed, compared and kept eight at a time. (A word that was just stored byte by byte
 * is slow to load.)
 *
 * <p>As long as columns are equally wide in all rows, they stand at the same bits of the rows' words; so that is done for
 * integers and times without NULL, of which the last may be a text. Other keys are encoded. Single-threaded.
 */
final class KeyColumns {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Column[] columns;

    /** Words of a row; bits beyond a key are 0. */
    private int stride;

    private long[] words = new long[0];
    /** In bytes. */
    private int[] lengths = new int[0];

    private int[] hashes = new int[0];

    /** @param columns of the key; others of the same types come into the same places */
    KeyColumns(Column[] columns) {
        this.columns = columns;
    }

    /** Whether the keys in the columns that are there now can be read here. */
    boolean areReadable() {
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            boolean isReadable = column instanceof Column.Longs
                    || column instanceof Column.Ints
                    || (column instanceof Column.Bytes && i == columns.length - 1);
            if (!isReadable || column.nulls != null) {
                return false;
            }
        }
        return columns.length > 0;
    }

    /**
     * Hashes the keys of rows as {@link KeyCodec#hash()} does; {@link #areAt} and {@link #put} are about them then.
     *
     * @param positions in the columns
     * @return at {@code [from, to)} the hashes of the positions there; until the next call
     */
    int[] hashes(int[] positions, int from, int to) {
        if (to > hashes.length) {
            hashes = new int[to];
            lengths = new int[to];
        }
        if (columns.length == 1 && columns[0] instanceof Column.Longs only) {
            for (int i = from; i < to; i++) {
                hashes[i] = KeyHash.ofWord(only.values[positions[i]]);
            }
            return hashes;
        }
        measure(positions, from, to);
        int bit = 0;
        for (Column column : columns) {
            bit += Byte.SIZE; // 0: the value is not NULL.
            if (column instanceof Column.Longs longs) {
                write(longs.values, positions, from, to, bit);
                bit += Long.SIZE;
            } else if (column instanceof Column.Ints ints) {
                write(ints.values, positions, from, to, bit);
                bit += Integer.SIZE;
            } else {
                write((Column.Bytes) column, positions, from, to, bit);
            }
        }
        for (int i = from; i < to; i++) {
            hashes[i] = KeyHash.of(words, i * stride, lengths[i]);
        }
        return hashes;
    }

    private void measure(int[] positions, int from, int to) {
        int fixed = 0;
        for (Column column : columns) {
            fixed += column instanceof Column.Longs ? 1 + Long.BYTES : 1 + Integer.BYTES;
        }
        int longest = fixed;
        Arrays.fill(lengths, from, to, fixed);
        if (columns[columns.length - 1] instanceof Column.Bytes texts) {
            for (int i = from; i < to; i++) {
                lengths[i] += texts.ends[positions[i]] - texts.starts[positions[i]];
                longest = Math.max(longest, lengths[i]);
            }
        }
        stride = longest / Long.BYTES + 1;
        int needed = Math.multiplyExact(to, stride);
        if (needed > words.length) {
            words = new long[needed];
        }
        Arrays.fill(words, from * stride, needed, 0);
    }

    private void write(long[] values, int[] positions, int from, int to, int bit) {
        int shift = bit % Long.SIZE;
        for (int i = from, at = from * stride + bit / Long.SIZE; i < to; i++, at += stride) {
            long value = values[positions[i]];
            words[at] |= value << shift;
            if (shift > 0) {
                words[at + 1] = value >>> Long.SIZE - shift;
            }
        }
    }

    private void write(int[] values, int[] positions, int from, int to, int bit) {
        int shift = bit % Long.SIZE;
        for (int i = from, at = from * stride + bit / Long.SIZE; i < to; i++, at += stride) {
            long value = values[positions[i]] & 0xFFFF_FFFFL;
            words[at] |= value << shift;
            if (shift > Integer.SIZE) {
                words[at + 1] = value >>> Long.SIZE - shift;
            }
        }
    }

    /** Lengths, and texts behind them. */
    private void write(Column.Bytes texts, int[] positions, int from, int to, int bit) {
        byte[] buffer = texts.buffer;
        int bitOfText = bit + Integer.SIZE;
        int shift = bitOfText % Long.SIZE;
        for (int i = from; i < to; i++) {
            int first = i * stride;
            int start = texts.starts[positions[i]];
            int end = texts.ends[positions[i]];
            long length = end - start;
            words[first + bit / Long.SIZE] |= length << bit;
            if (bit % Long.SIZE > Integer.SIZE) {
                words[first + bit / Long.SIZE + 1] = length >>> Long.SIZE - bit % Long.SIZE;
            }
            int at = first + bitOfText / Long.SIZE;
            for (; start < end; start += Long.BYTES) {
                long next = upTo(buffer, start, end);
                words[at++] |= next << shift;
                if (shift > 0 && at < first + stride) {
                    words[at] = next >>> Long.SIZE - shift;
                }
            }
        }
    }

    /** The next eight bytes of a text, or those that are left, the first one lowest. */
    private static long upTo(byte[] buffer, int at, int end) {
        if (at + Long.BYTES <= buffer.length) {
            long word = (long) LONGS.get(buffer, at);
            return end - at >= Long.BYTES ? word : word & mask(end - at);
        }
        long word = 0;
        for (int i = end - 1; i >= at; i--) {
            word = word << Byte.SIZE | (buffer[i] & 0xFF);
        }
        return word;
    }

    private static long mask(int bytes) {
        return (1L << bytes * Byte.SIZE) - 1;
    }

    /**
     * Whether a key that was kept before is that of a row.
     *
     * @param i place of the row among those hashed last
     * @param keys with {@value Long#BYTES} bytes at least behind the key
     */
    boolean areAt(int i, byte[] keys, int start, int end) {
        int length = lengths[i];
        if (end - start != length) {
            return false;
        }
        int at = i * stride;
        int whole = start + (length & -Long.BYTES);
        for (int from = start; from < whole; from += Long.BYTES) {
            if ((long) LONGS.get(keys, from) != words[at++]) {
                return false;
            }
        }
        return ((long) LONGS.get(keys, whole) & mask(length % Long.BYTES)) == words[at];
    }

    /** Bytes of the key of a row; parameters as for {@link #areAt}. */
    int length(int i) {
        return lengths[i];
    }

    /** Writes the key of a row, and up to {@value Long#BYTES} bytes behind it. */
    void put(int i, byte[] keys, int start) {
        int end = start + lengths[i];
        for (int to = start, at = i * stride; to <= end; to += Long.BYTES) {
            LONGS.set(keys, to, words[at++]);
        }
    }
}
