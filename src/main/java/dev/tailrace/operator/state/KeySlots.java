package dev.tailrace.operator.state;

import java.util.function.IntPredicate;

/**
 * Numbers distinct keys from 0 in the order of their first appearance.
 *
 * <p>Open addressing with linear probing; keys lie one behind the other in one buffer. With many keys the time goes into
 * waiting for memory, so a probe touches two places only: the table has the hash beside the entry's number, and the place
 * of a key is computed as long as all are equally long; and what several rows of a batch have is looked up once. Keys are
 * never removed one by one: who is done with them drops the whole table, or goes on with one that has {@link #only} the
 * others. Single-threaded.
 */
public final class KeySlots {
    private static final int FIRST_CAPACITY = 16;

    private static final int MOST_EXPECTED = 1 << 20;

    /** A table up to this length lies in a near cache, where a probe in vain costs more than the room. */
    private static final int SMALL = 1 << 16;

    /**
     * The hash above, the entry's number + 1 below, 0 where free; a power of two long, and never full, see
     * {@link #isTooFull}.
     */
    private long[] table = new long[FIRST_CAPACITY * 2];

    private final KeyBytes keys;

    /** So that the compiler does not leave out a {@link #touch}. */
    private long touched;

    /** How many keys there will be, roughly; a table for them is made when the first one comes. */
    private final int expected;

    public KeySlots() {
        this(0);
    }

    /** @param expected how many keys there will be, roughly */
    public KeySlots(int expected) {
        this.expected = Math.min(expected, MOST_EXPECTED);
        this.keys = new KeyBytes(this.expected);
    }

    /** Number of keys. */
    public int size() {
        return keys.size();
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
            if ((int) (entry >>> 32) == hash && keys.equal(slot, key, 0, length)) {
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
            int at = placeOfWord(word, KeyHash.ofWord(word));
            return (int) table[at] - 1;
        }
        codec.encode(index);
        return find(codec.bytes(), codec.length(), codec.hash());
    }

    /** The number of a row's key, which is new if it equals the {@link #size()} before. */
    public int findOrAdd(KeyCodec codec, int index) {
        if (codec.isWord(index)) {
            long word = codec.word(index);
            int hash = KeyHash.ofWord(word);
            int at = placeOfWord(word, hash);
            int number = (int) table[at] - 1;
            return number >= 0 ? number : addWord(at, word, hash);
        }
        codec.encode(index);
        return findOrAdd(codec.bytes(), 0, codec.length(), codec.hash());
    }

    /**
     * The numbers of rows' keys, in the order of the rows; those that are new follow upon the {@link #size()} before.
     *
     * @param positions of the rows in the batch that the codec has
     * @param numbers filled at {@code [from, to)} for the positions there
     */
    public void findOrAdd(KeyCodec codec, int[] positions, int from, int to, int[] numbers) {
        KeyColumns rows = codec.rows();
        if (rows == null || from == to) {
            for (int i = from; i < to; i++) {
                numbers[i] = findOrAdd(codec, positions[i]);
            }
            return;
        }
        AlikeRows alike = codec.alike();
        if (codec.isWord(positions[from])) {
            findOrAddWords(codec.words(), rows.hashes(positions, from, to), positions, from, to, numbers);
        } else if (alike.find(positions, from, to)) {
            findOrAdd(rows, alike.firsts(), 0, alike.count(), alike.found());
            alike.spread(from, to, numbers);
        } else {
            findOrAdd(rows, positions, from, to, numbers);
        }
    }

    private void findOrAddWords(long[] words, int[] hashes, int[] positions, int from, int to, int[] numbers) {
        touch(hashes, from, to);
        for (int i = from; i < to; i++) {
            long word = words[positions[i]];
            int at = placeOfWord(word, hashes[i]);
            int number = (int) table[at] - 1;
            numbers[i] = number >= 0 ? number : addWord(at, word, hashes[i]);
        }
    }

    private void findOrAdd(KeyColumns rows, int[] positions, int from, int to, int[] numbers) {
        int[] hashes = rows.hashes(positions, from, to);
        touch(hashes, from, to);
        for (int i = from; i < to; i++) {
            int at = placeOf(rows, i, hashes[i]);
            int number = (int) table[at] - 1;
            numbers[i] = number >= 0 ? number : enter(at, keys.add(rows, i), hashes[i]);
        }
    }

    /** Where in the table the key of a row is, or would be. */
    private int placeOf(KeyColumns rows, int row, int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        for (long entry = table[at]; entry != 0; entry = table[at]) {
            if ((int) (entry >>> 32) == hash && keys.equal((int) entry - 1, rows, row)) {
                return at;
            }
            at = (at + 1) & mask;
        }
        return at;
    }

    private int addWord(int at, long word, int hash) {
        return enter(at, keys.addWord(word), hash);
    }

    /** Makes room for so many keys in all, so that the table need not grow again and again. */
    public void reserve(int all) {
        int keysInAll = Math.min(all, MOST_EXPECTED);
        if (size() == 0 || keysInAll <= size()) {
            return;
        }
        int length = tableFor(keysInAll);
        if (length > table.length) {
            rehash(length);
        }
        keys.reserve(keysInAll);
    }

    private static int tableFor(int keys) {
        int length = FIRST_CAPACITY * 2;
        while (isTooFull(keys, length)) {
            length *= 2;
        }
        return length;
    }

    private static boolean isTooFull(int keys, int length) {
        return length <= SMALL ? keys * 2L > length : keys * 4L > length * 3L;
    }

    /** Where in the table the key of one long is, or would be. */
    private int placeOfWord(long word, int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        for (long entry = table[at]; entry != 0; entry = table[at]) {
            if ((int) (entry >>> 32) == hash && keys.isWord((int) entry - 1, word)) {
                return at;
            }
            at = (at + 1) & mask;
        }
        return at;
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
        byte[] bytes = other.keys.bytes();
        if (end - start == KeyCodec.WORD_BYTES && bytes[start] == 0) {
            long word = KeyCodec.wordAt(bytes, start);
            int hash = KeyHash.ofWord(word);
            int at = placeOfWord(word, hash);
            int number = (int) table[at] - 1;
            return number >= 0 ? number : addWord(at, word, hash);
        }
        return findOrAdd(bytes, start, end, KeyHash.of(bytes, start, end));
    }

    /**
     * Looks at the places where keys with these hashes would be, so that the memory is there when they are looked up: here
     * it is waited for all at once, while each lookup would wait for its own alone.
     */
    void touch(int[] hashes, int from, int to) {
        int mask = table.length - 1;
        long sum = 0;
        for (int i = from; i < to && table.length > SMALL; i++) {
            sum += table[hashes[i] & mask];
        }
        touched = sum;
    }

    /**
     * The number of the key of one long in a group, which is new if it equals the {@link #size()} before.
     *
     * @param hash as {@link KeyHash#ofWord(int, long)} computes it
     */
    int findOrAddWord(int group, long word, int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        for (long entry = table[at]; entry != 0; entry = table[at]) {
            int slot = (int) entry - 1;
            if ((int) (entry >>> 32) == hash && keys.isWord(slot, group, word)) {
                return slot;
            }
            at = (at + 1) & mask;
        }
        return enter(at, keys.addWord(group, word), hash);
    }

    private int findOrAdd(byte[] source, int start, int end, int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        for (long entry = table[at]; entry != 0; entry = table[at]) {
            int slot = (int) entry - 1;
            if ((int) (entry >>> 32) == hash && keys.equal(slot, source, start, end)) {
                return slot;
            }
            at = (at + 1) & mask;
        }
        return enter(at, keys.add(source, start, end), hash);
    }

    /** A table of some of the keys, numbered anew in the same order. */
    public KeySlots only(IntPredicate kept) {
        KeySlots others = new KeySlots();
        for (int slot = 0; slot < size(); slot++) {
            if (kept.test(slot)) {
                others.findOrAdd(this, slot);
            }
        }
        return others;
    }

    /** All keys, one behind the other. */
    public byte[] keys() {
        return keys.bytes();
    }

    /** Where a key begins in {@link #keys()}. */
    public int start(int slot) {
        return keys.start(slot);
    }

    /** Just after the end of a key in {@link #keys()}. */
    public int end(int slot) {
        return keys.end(slot);
    }

    /** Puts a new key into the table. */
    private int enter(int at, int slot, int hash) {
        if (slot == 0 && expected > 0) {
            table = new long[Math.max(table.length, tableFor(expected))];
            table[hash & table.length - 1] = (long) hash << 32 | 1;
            return 0;
        }
        table[at] = (long) hash << 32 | slot + 1;
        if (isTooFull(size(), table.length)) {
            rehash(table.length * 2);
        }
        return slot;
    }

    private void rehash(int length) {
        long[] larger = new long[length];
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
