package dev.tailrace.operator.state;

import java.util.Arrays;

/**
 * Keeps bytes under slot numbers. The array of a slot is used again for what comes into it next, if that fits, so that
 * rows that replace each other take no new memory. Single-threaded.
 */
public final class ByteSlots {
    private final SlotPool pool = new SlotPool();
    private byte[][] arrays = new byte[16][];
    private int[] lengths = new int[16];

    /** A slot for these bytes, {@code [0, length)}. */
    public int add(byte[] bytes, int length) {
        int slot = pool.take();
        if (slot == arrays.length) {
            arrays = Arrays.copyOf(arrays, slot * 2);
            lengths = Arrays.copyOf(lengths, slot * 2);
        }
        set(slot, bytes, length);
        return slot;
    }

    /** Puts other bytes into a slot. */
    public void set(int slot, byte[] bytes, int length) {
        byte[] array = arrays[slot];
        if (array == null || array.length < length) {
            array = Arrays.copyOf(bytes, length);
            arrays[slot] = array;
        } else {
            System.arraycopy(bytes, 0, array, 0, length);
        }
        lengths[slot] = length;
    }

    /** What is in a slot: {@code [0, length(slot))}; until it is set or removed. */
    public byte[] bytes(int slot) {
        return arrays[slot];
    }

    public int length(int slot) {
        return lengths[slot];
    }

    /** Whether a slot has exactly these bytes. */
    public boolean equals(int slot, byte[] bytes, int length) {
        return Arrays.equals(arrays[slot], 0, lengths[slot], bytes, 0, length);
    }

    /** Gives the slot to others. */
    public void remove(int slot) {
        pool.giveBack(slot);
    }
}
