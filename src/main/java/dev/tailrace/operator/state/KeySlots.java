package dev.tailrace.operator.state;

import java.util.Arrays;

/**
 * Numbers distinct keys from 0 in the order of their first appearance.
 *
 * <p>Open addressing with linear probing over an array of entry numbers; keys lie one behind the other in one buffer.
 * A probe compares the stored hash before the bytes, so that a miss seldom touches the buffer. Keys are never removed
 * one by one: who is done with them drops the whole table. Single-threaded.
 */
public final class KeySlots {
    private static final int FIRST_CAPACITY = 16;

    /** Entry number + 1, 0 where free; a power of two long and at most half full. */
    private int[] table = new int[FIRST_CAPACITY * 2];

    private int[] hashes = new int[FIRST_CAPACITY];
    private int[] ends = new int[FIRST_CAPACITY];
    private byte[] keys = new byte[FIRST_CAPACITY * 8];
    private int size;

    /** Number of keys. */
    public int size() {
        return size;
    }

    /**
     * The number of a key, which is new if it equals the {@link #size()} before.
     *
     * @param key bytes {@code [0, length)}
     * @param hash as {@link KeyCodec#hash()} computes it
     */
    public int findOrAdd(byte[] key, int length, int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        for (int entry = table[at]; entry != 0; entry = table[at]) {
            int slot = entry - 1;
            if (hashes[slot] == hash && equal(slot, key, length)) {
                return slot;
            }
            at = (at + 1) & mask;
        }
        return add(at, key, length, hash);
    }

    /** All keys, one behind the other. */
    public byte[] keys() {
        return keys;
    }

    /** Where a key begins in {@link #keys()}. */
    public int start(int slot) {
        return slot == 0 ? 0 : ends[slot - 1];
    }

    /** Just after the end of a key in {@link #keys()}. */
    public int end(int slot) {
        return ends[slot];
    }

    private boolean equal(int slot, byte[] key, int length) {
        int start = start(slot);
        return Arrays.equals(keys, start, ends[slot], key, 0, length);
    }

    private int add(int at, byte[] key, int length, int hash) {
        int slot = size++;
        if (slot == hashes.length) {
            hashes = Arrays.copyOf(hashes, slot * 2);
            ends = Arrays.copyOf(ends, slot * 2);
        }
        int start = start(slot);
        int end = Math.addExact(start, length);
        if (end > keys.length) {
            keys = Arrays.copyOf(keys, (int) Math.max(end, Math.min(keys.length * 2L, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(key, 0, keys, start, length);
        hashes[slot] = hash;
        ends[slot] = end;
        table[at] = slot + 1;
        if (size * 2 > table.length) {
            rehash();
        }
        return slot;
    }

    private void rehash() {
        int[] larger = new int[table.length * 2];
        int mask = larger.length - 1;
        for (int slot = 0; slot < size; slot++) {
            int at = hashes[slot] & mask;
            while (larger[at] != 0) {
                at = (at + 1) & mask;
            }
            larger[at] = slot + 1;
        }
        table = larger;
    }
}
