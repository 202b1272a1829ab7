package dev.tailrace.operator.state;

import java.util.Arrays;

/**
 * Hands out dense slot numbers, the lowest new one or one that was given back, so that what is kept for a slot lies in
 * plain arrays. Single-threaded.
 */
public final class SlotPool {
    private int[] free = new int[16];
    private int freeCount;
    private int limit;

    public int take() {
        return freeCount > 0 ? free[--freeCount] : limit++;
    }

    public void giveBack(int slot) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, freeCount * 2);
        }
        free[freeCount++] = slot;
    }

    /** All slots handed out so far are below this. */
    public int limit() {
        return limit;
    }
}
