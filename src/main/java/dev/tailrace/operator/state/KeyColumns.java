package dev.tailrace.operator.state;

import dev.tailrace.data.Column;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The keys of a batch's rows as they lie in its columns: hashed column by column, and compared with keys that were
 * encoded before, so that only keys that are new are encoded. The hashes are those of the encoded keys.
 *
 * <p>The bytes that {@link KeyCodec} would write go through a word of each row instead: what is in it is hashed once its
 * eight bytes are full. As long as columns are equally wide in all rows, all words are equally full; so that is said of
 * columns of integers and times without NULL, of which the last may be a text. Other keys are encoded. Single-threaded.
 */
final class KeyColumns {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Column[] columns;

    /** By row: the hash of the words that were full, and the bytes since. */
    private long[] running = new long[0];

    private long[] pending = new long[0];
    private int[] hashes = new int[0];
    /** Bits of {@link #pending} that are taken. */
    private int filled;

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
     * Hashes the keys of rows.
     *
     * @param positions in the columns
     * @return at {@code [from, to)} the hashes of the positions there; until the next call
     */
    int[] hashes(int[] positions, int from, int to) {
        if (to > hashes.length) {
            running = new long[to];
            pending = new long[to];
            hashes = new int[to];
        }
        if (columns.length == 1 && columns[0] instanceof Column.Longs words) {
            for (int i = from; i < to; i++) {
                hashes[i] = KeyHash.ofWord(words.values[positions[i]]);
            }
            return hashes;
        }
        begin(positions, from, to);
        for (Column column : columns) {
            addZeroByte(from, to);
            if (column instanceof Column.Longs longs) {
                add(longs.values, positions, from, to);
            } else if (column instanceof Column.Ints ints) {
                add(ints.values, positions, from, to);
            } else {
                finish((Column.Bytes) column, positions, from, to);
                return hashes;
            }
        }
        for (int i = from; i < to; i++) {
            hashes[i] = KeyHash.finished(running[i], pending[i], filled);
        }
        return hashes;
    }

    /** A hash begins with the length of the key. */
    private void begin(int[] positions, int from, int to) {
        int length = 0;
        for (Column column : columns) {
            length += column instanceof Column.Longs ? 1 + Long.BYTES : 1 + Integer.BYTES;
        }
        if (columns[columns.length - 1] instanceof Column.Bytes texts) {
            for (int i = from; i < to; i++) {
                running[i] = length + texts.ends[positions[i]] - texts.starts[positions[i]];
            }
        } else {
            Arrays.fill(running, from, to, length);
        }
        Arrays.fill(pending, from, to, 0);
        filled = 0;
    }

    /** That a value is not NULL. */
    private void addZeroByte(int from, int to) {
        filled += Byte.SIZE;
        if (filled == Long.SIZE) {
            for (int i = from; i < to; i++) {
                running[i] = KeyHash.step(running[i], pending[i]);
                pending[i] = 0;
            }
            filled = 0;
        }
    }

    private void add(long[] values, int[] positions, int from, int to) {
        int taken = filled;
        if (taken == 0) {
            for (int i = from; i < to; i++) {
                running[i] = KeyHash.step(running[i], values[positions[i]]);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            long value = values[positions[i]];
            running[i] = KeyHash.step(running[i], pending[i] | value << taken);
            pending[i] = value >>> Long.SIZE - taken;
        }
    }

    private void add(int[] values, int[] positions, int from, int to) {
        int taken = filled;
        filled = (taken + Integer.SIZE) % Long.SIZE;
        for (int i = from; i < to; i++) {
            long value = values[positions[i]] & 0xFFFF_FFFFL;
            long word = pending[i] | value << taken;
            if (taken < Integer.SIZE) {
                pending[i] = word;
            } else {
                running[i] = KeyHash.step(running[i], word);
                pending[i] = value >>> Long.SIZE - taken;
            }
        }
    }

    private void finish(Column.Bytes texts, int[] positions, int from, int to) {
        byte[] buffer = texts.buffer;
        for (int i = from; i < to; i++) {
            int at = texts.starts[positions[i]];
            int end = texts.ends[positions[i]];
            long hash = running[i];
            int taken = filled;
            long size = end - at;
            long word = pending[i] | size << taken;
            if (taken < Integer.SIZE) {
                taken += Integer.SIZE;
            } else {
                hash = KeyHash.step(hash, word);
                word = size >>> Long.SIZE - taken;
                taken -= Integer.SIZE;
            }
            for (; at + Long.BYTES <= end; at += Long.BYTES) {
                long next = (long) LONGS.get(buffer, at);
                hash = KeyHash.step(hash, word | next << taken);
                word = taken == 0 ? 0 : next >>> Long.SIZE - taken;
            }
            int rest = (end - at) * Byte.SIZE;
            if (rest > 0) {
                long next = upTo(buffer, at, end);
                word |= next << taken;
                taken += rest;
                if (taken >= Long.SIZE) {
                    hash = KeyHash.step(hash, word);
                    taken -= Long.SIZE;
                    word = taken == 0 ? 0 : next >>> rest - taken;
                }
            }
            hashes[i] = KeyHash.finished(hash, word, taken);
        }
    }

    /** Fewer than eight bytes, the first one lowest. */
    private static long upTo(byte[] buffer, int at, int end) {
        if (at + Long.BYTES <= buffer.length) {
            return (long) LONGS.get(buffer, at) & (1L << (end - at) * Byte.SIZE) - 1;
        }
        long word = 0;
        for (int i = end - 1; i >= at; i--) {
            word = word << Byte.SIZE | (buffer[i] & 0xFF);
        }
        return word;
    }

    /** Whether a key that was encoded before is that of a row. */
    boolean areAt(int index, byte[] keys, int start) {
        int at = start;
        for (Column column : columns) {
            if (keys[at++] != 0) {
                return false;
            }
            if (column instanceof Column.Longs longs) {
                if ((long) LONGS.get(keys, at) != longs.values[index]) {
                    return false;
                }
                at += Long.BYTES;
            } else if (column instanceof Column.Ints ints) {
                if ((int) INTS.get(keys, at) != ints.values[index]) {
                    return false;
                }
                at += Integer.BYTES;
            } else {
                Column.Bytes texts = (Column.Bytes) column;
                int from = texts.starts[index];
                int length = texts.ends[index] - from;
                if ((int) INTS.get(keys, at) != length
                        || !areEqual(keys, at + Integer.BYTES, texts.buffer, from, length)) {
                    return false;
                }
                at += Integer.BYTES + length;
            }
        }
        return true;
    }

    /** By words, the last of which may overlap the one before: texts of keys are short. */
    private static boolean areEqual(byte[] left, int leftAt, byte[] right, int rightAt, int length) {
        if (length < Long.BYTES) {
            for (int i = 0; i < length; i++) {
                if (left[leftAt + i] != right[rightAt + i]) {
                    return false;
                }
            }
            return true;
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if ((long) LONGS.get(left, leftAt + i) != (long) LONGS.get(right, rightAt + i)) {
                return false;
            }
        }
        return (long) LONGS.get(left, leftAt + last) == (long) LONGS.get(right, rightAt + last);
    }
}
