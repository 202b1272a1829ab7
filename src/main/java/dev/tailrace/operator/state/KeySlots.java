package dev.tailrace.operator.state;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Numbers distinct keys from 0 in the order of their first appearance.
 *
 * <p>Open addressing with linear probing; keys lie one behind the other in one buffer. With many keys the time goes into
 * waiting for memory, so a probe touches two places only: the table has the hash beside the entry's number, and the place
 * of a key is computed as long as all are equally long. Keys are never removed one by one: who is done with them drops
 * the whole table, or goes on with one that has {@link #only} the others. Single-threaded.
 */
public final class KeySlots {
    private static final int FIRST_CAPACITY = 16;

    /** No more room than this for keys that are only expected. */
    private static final int MOST_BYTES_AT_ONCE = 16 << 20;

    private static final int MOST_EXPECTED = 1 << 20;

    /**
     * The hash above, the entry's number + 1 below, 0 where free; a power of two long and at most three quarters full.
     */
    private long[] table = new long[FIRST_CAPACITY * 2];

    private byte[] keys = new byte[FIRST_CAPACITY * 8];
    /** Length of all keys as long as there are no {@link #ends}. */
    private int width;
    /** Where keys end, from when they are not equally long. */
    private int @Nullable [] ends;

    private int size;

    /** How many keys there will be, roughly; room is made for them when the first one comes. */
    private final int expected;

    public KeySlots() {
        this(0);
    }

    /** @param expected how many keys there will be, roughly */
    public KeySlots(int expected) {
        this.expected = Math.min(expected, MOST_EXPECTED);
    }

    /** Number of keys. */
    public int size() {
        return size;
    }

    /**
     * The number of a key, or -1 if it is not there.
     *
     * @param key bytes {@code [0, length)}
     * @param hash as {@link KeyCodec#hash()} computes it
     */
    public int find(byte[] key, int length, int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        for (long entry = table[at]; entry != 0; entry = table[at]) {
            int slot = (int) entry - 1;
            if ((int) (entry >>> 32) == hash && Arrays.equals(keys, start(slot), end(slot), key, 0, length)) {
                return slot;
            }
            at = (at + 1) & mask;
        }
        return -1;
    }

    /** The number of a row's key, or -1 if it is not there. */
    public int find(KeyCodec codec, int index) {
        if (codec.isWord(index)) {
            long word = codec.word(index);
            int at = placeOfWord(word, KeyCodec.hashOfWord(word));
            return (int) table[at] - 1;
        }
        codec.encode(index);
        return find(codec.bytes(), codec.length(), codec.hash());
    }

    /** The number of a row's key, which is new if it equals the {@link #size()} before. */
    public int findOrAdd(KeyCodec codec, int index) {
        if (codec.isWord(index)) {
            long word = codec.word(index);
            int hash = KeyCodec.hashOfWord(word);
            int at = placeOfWord(word, hash);
            long entry = table[at];
            if (entry != 0) {
                return (int) entry - 1;
            }
            codec.encode(index);
            return add(at, codec.bytes(), 0, codec.length(), hash);
        }
        codec.encode(index);
        return findOrAdd(codec.bytes(), 0, codec.length(), codec.hash());
    }

    /** Where in the table the key of one long is, or would be. */
    private int placeOfWord(long word, int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        for (long entry = table[at]; entry != 0; entry = table[at]) {
            if ((int) (entry >>> 32) == hash && isWord((int) entry - 1, word)) {
                return at;
            }
            at = (at + 1) & mask;
        }
        return at;
    }

    private boolean isWord(int slot, long word) {
        int start = start(slot);
        return end(slot) - start == KeyCodec.WORD_BYTES && KeyCodec.isWordAt(keys, start, word);
    }

    /**
     * The number of a key, which is new if it equals the {@link #size()} before.
     *
     * @param key bytes {@code [0, length)}
     * @param hash as {@link KeyCodec#hash()} computes it
     */
    public int findOrAdd(byte[] key, int length, int hash) {
        return findOrAdd(key, 0, length, hash);
    }

    /** The number here of a key of another table, which is new if it equals the {@link #size()} before. */
    public int findOrAdd(KeySlots other, int slot) {
        int start = other.start(slot);
        int end = other.end(slot);
        if (end - start == KeyCodec.WORD_BYTES && other.keys[start] == 0) {
            long word = KeyCodec.wordAt(other.keys, start);
            int hash = KeyCodec.hashOfWord(word);
            int at = placeOfWord(word, hash);
            return table[at] == 0 ? add(at, other.keys, start, end, hash) : (int) table[at] - 1;
        }
        return findOrAdd(other.keys, start, end, KeyCodec.hash(other.keys, start, end));
    }

    private int findOrAdd(byte[] source, int start, int end, int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        for (long entry = table[at]; entry != 0; entry = table[at]) {
            int slot = (int) entry - 1;
            if ((int) (entry >>> 32) == hash && Arrays.equals(keys, start(slot), end(slot), source, start, end)) {
                return slot;
            }
            at = (at + 1) & mask;
        }
        return add(at, source, start, end, hash);
    }

    /** A table of some of the keys, numbered anew in the same order. */
    public KeySlots only(IntPredicate kept) {
        KeySlots others = new KeySlots();
        for (int slot = 0; slot < size; slot++) {
            if (kept.test(slot)) {
                others.findOrAdd(this, slot);
            }
        }
        return others;
    }

    /** All keys, one behind the other. */
    public byte[] keys() {
        return keys;
    }

    /** Where a key begins in {@link #keys()}. */
    public int start(int slot) {
        return slot == 0 ? 0 : end(slot - 1);
    }

    /** Just after the end of a key in {@link #keys()}. */
    public int end(int slot) {
        int[] different = ends;
        return different == null ? (slot + 1) * width : different[slot];
    }

    private int add(int at, byte[] source, int sourceStart, int sourceEnd, int hash) {
        if (size == 0 && expected > 0) {
            return addFirst(source, sourceStart, sourceEnd, hash);
        }
        int slot = size++;
        int start = start(slot);
        int end = Math.addExact(start, sourceEnd - sourceStart);
        if (end > keys.length) {
            keys = Arrays.copyOf(keys, Growth.of(keys.length, end));
        }
        System.arraycopy(source, sourceStart, keys, start, end - start);
        setEnd(slot, start, end);
        table[at] = (long) hash << 32 | slot + 1;
        if (size * 4L > table.length * 3L) {
            rehash();
        }
        return slot;
    }

    private int addFirst(byte[] source, int sourceStart, int sourceEnd, int hash) {
        int length = sourceEnd - sourceStart;
        keys = new byte[(int) Math.max(keys.length, Math.min((long) expected * length, MOST_BYTES_AT_ONCE))];
        table = new long[Math.max(table.length, Integer.highestOneBit(expected + expected / 3) * 2)];
        System.arraycopy(source, sourceStart, keys, 0, length);
        size = 1;
        setEnd(0, 0, length);
        table[hash & table.length - 1] = (long) hash << 32 | 1;
        return 0;
    }

    private void setEnd(int slot, int start, int end) {
        if (slot == 0) {
            width = end;
        }
        int[] different = ends;
        if (different == null) {
            if (end - start == width) {
                return;
            }
            different = new int[Growth.of(slot, slot + 1)];
            for (int i = 0; i < slot; i++) {
                different[i] = (i + 1) * width;
            }
        } else if (slot == different.length) {
            different = Arrays.copyOf(different, Growth.of(slot, slot + 1));
        }
        different[slot] = end;
        ends = different;
    }

    private void rehash() {
        long[] larger = new long[table.length * 2];
        int mask = larger.length - 1;
        for (long entry : table) {
            if (entry != 0) {
                int at = (int) (entry >>> 32) & mask;
                while (larger[at] != 0) {
                    at = (at + 1) & mask;
                }
                larger[at] = entry;
            }
        }
        table = larger;
    }
}
