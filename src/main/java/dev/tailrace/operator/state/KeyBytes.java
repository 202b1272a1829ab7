package dev.tailrace.operator.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys as {@link KeyCodec} writes them, one behind the other in one buffer, by number. As long as all are equally long,
 * the place of a key is computed, so that it touches no memory but its own. Single-threaded.
 */
final class KeyBytes {
    private static final int FIRST_LENGTH = 128;

    /** No more room than this for keys that are only expected. */
    private static final int MOST_AT_ONCE = 16 << 20;

    /** Bytes behind the last key, so that the end of every key can be read and written as a word. */
    private static final int SPARE = Long.BYTES;

    private byte[] bytes = new byte[FIRST_LENGTH];
    /** Length of all keys as long as there are no {@link #ends}. */
    private int width;
    /** Where keys end, from when they are not equally long. */
    private int @Nullable [] ends;

    private int size;

    /** How many keys there will be, roughly; room is made for them when the first one comes. */
    private final int expected;

    KeyBytes(int expected) {
        this.expected = expected;
    }

    /** Number of keys. */
    int size() {
        return size;
    }

    /** All keys; {@value Long#BYTES} bytes at least stand behind the last one. */
    byte[] bytes() {
        return bytes;
    }

    int start(int number) {
        return number == 0 ? 0 : end(number - 1);
    }

    int end(int number) {
        int[] different = ends;
        return different == null ? (number + 1) * width : different[number];
    }

    /** Whether a key is the bytes {@code [start, end)}. */
    boolean equal(int number, byte[] source, int start, int end) {
        return Arrays.equals(bytes, start(number), end(number), source, start, end);
    }

    /** Whether a key is that of a row. */
    boolean equal(int number, KeyColumns rows, int row) {
        return rows.areAt(row, bytes, start(number), end(number));
    }

    /** Whether a key is that of one long. */
    boolean isWord(int number, long word) {
        if (ends == null) {
            return width == KeyCodec.WORD_BYTES && KeyCodec.isWordAt(bytes, number * KeyCodec.WORD_BYTES, word);
        }
        int start = start(number);
        return end(number) - start == KeyCodec.WORD_BYTES && KeyCodec.isWordAt(bytes, start, word);
    }

    /** Whether a key is that of one long behind the number of its group. */
    boolean isWord(int number, int group, long word) {
        int length = KeyCodec.GROUP_BYTES + KeyCodec.WORD_BYTES;
        if (ends == null) {
            return width == length && KeyCodec.isWordAt(bytes, number * length, group, word);
        }
        int start = start(number);
        return end(number) - start == length && KeyCodec.isWordAt(bytes, start, group, word);
    }

    /** @return the number of the key, which is the next one */
    int add(byte[] source, int start, int end) {
        int number = begin(end - start);
        System.arraycopy(source, start, bytes, start(number), end - start);
        return number;
    }

    /** Adds the key of a row. */
    int add(KeyColumns rows, int row) {
        int number = begin(rows.length(row));
        rows.put(row, bytes, start(number));
        return number;
    }

    /** Adds the key of one long. */
    int addWord(long word) {
        int number = begin(KeyCodec.WORD_BYTES);
        KeyCodec.putWord(bytes, start(number), word);
        return number;
    }

    /** Adds the key of one long behind the number of its group. */
    int addWord(int group, long word) {
        int number = begin(KeyCodec.GROUP_BYTES + KeyCodec.WORD_BYTES);
        KeyCodec.putWord(bytes, start(number), group, word);
        return number;
    }

    /** Makes room for the bytes of a new key. */
    private int begin(int length) {
        int number = size;
        int start = start(number);
        int end = Math.addExact(start, length);
        if (number == 0 && expected > 0) {
            bytes = new byte[(int) Math.max(bytes.length, Math.min((long) expected * length + SPARE, MOST_AT_ONCE))];
        }
        if (end > bytes.length - SPARE) {
            bytes = Arrays.copyOf(bytes, Growth.of(bytes.length, Math.addExact(end, SPARE)));
        }
        size++;
        setEnd(number, start, end);
        return number;
    }

    private void setEnd(int number, int start, int end) {
        if (number == 0) {
            width = end;
        }
        int[] different = ends;
        if (different == null) {
            if (end - start == width) {
                return;
            }
            different = new int[Growth.of(number, number + 1)];
            for (int i = 0; i < number; i++) {
                different[i] = (i + 1) * width;
            }
        } else if (number == different.length) {
            different = Arrays.copyOf(different, Growth.of(number, number + 1));
        }
        different[number] = end;
        ends = different;
    }

    /** Makes room for so many keys in all, as long as those that are there on average. Only if there are some. */
    void reserve(int all) {
        long needed = Math.min((long) end(size - 1) * all / size + SPARE, MOST_AT_ONCE);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) needed);
        }
    }
}
