package dev.tailrace.operators.analyse;

import java.util.Arrays;

/** Slots in the order in which they were last touched, with the time of it. Single-threaded. */
final class IdleOrder {
    static final int NONE = -1;

    private long[] touchedMillis = new long[0];
    private int[] next = new int[0];
    private int[] previous = new int[0];
    private int first = NONE;
    private int last = NONE;

    /** Adds a slot behind all others, with a time not before theirs. */
    void add(int slot, long millis) {
        if (slot >= next.length) {
            int capacity = Math.max(16, slot * 2);
            touchedMillis = Arrays.copyOf(touchedMillis, capacity);
            next = Arrays.copyOf(next, capacity);
            previous = Arrays.copyOf(previous, capacity);
        }
        touchedMillis[slot] = millis;
        next[slot] = NONE;
        previous[slot] = last;
        if (last == NONE) {
            first = slot;
        } else {
            next[last] = slot;
        }
        last = slot;
    }

    void remove(int slot) {
        if (previous[slot] == NONE) {
            first = next[slot];
        } else {
            next[previous[slot]] = next[slot];
        }
        if (next[slot] == NONE) {
            last = previous[slot];
        } else {
            previous[next[slot]] = previous[slot];
        }
    }

    /** The slot that was not touched for the longest time, or {@link #NONE}. */
    int first() {
        return first;
    }

    /** The slot that was touched next after a slot, or {@link #NONE}. */
    int after(int slot) {
        return next[slot];
    }

    long touchedMillis(int slot) {
        return touchedMillis[slot];
    }
}
