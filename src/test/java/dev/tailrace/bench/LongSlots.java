package dev.tailrace.bench;

import java.util.Arrays;

/** Numbers longs from 0: open addressing with linear probing, as one writes it for one purpose. */
final class LongSlots {
    private long[] keys = new long[64];
    private int[] slots = new int[64];
    private int size;

    LongSlots() {
        Arrays.fill(slots, -1);
    }

    int size() {
        return size;
    }

    /** The number of the key, which is new if it equals the size before. */
    int of(long key) {
        int mask = keys.length - 1;
        int at = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (slots[at] >= 0) {
            if (keys[at] == key) {
                return slots[at];
            }
            at = (at + 1) & mask;
        }
        keys[at] = key;
        slots[at] = size++;
        if (size * 2 > keys.length) {
            grow();
        }
        return size - 1;
    }

    void clear() {
        Arrays.fill(slots, -1);
        size = 0;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldSlots = slots;
        keys = new long[oldKeys.length * 2];
        slots = new int[keys.length];
        Arrays.fill(slots, -1);
        int mask = keys.length - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldSlots[i] >= 0) {
                int at = (int) (oldKeys[i] * 0x9E3779B97F4A7C15L >>> 32) & mask;
                while (slots[at] >= 0) {
                    at = (at + 1) & mask;
                }
                keys[at] = oldKeys[i];
                slots[at] = oldSlots[i];
            }
        }
    }
}
