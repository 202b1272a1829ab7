package dev.tailrace.operator.state;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Slots in the order of their times, least first, and of equal times in the order of their adding. Single-threaded. */
public final class TimedSlots {
    private long[] times = new long[16];
    private long[] turns = new long[16];
    private int[] slots = new int[16];
    private int size;
    private long turn;

    public boolean isEmpty() {
        return size == 0;
    }

    /** The least time; only if there is one. */
    public long firstTime() {
        return times[0];
    }

    /** A slot may be added with several times; it comes once for each. */
    public void add(long time, int slot) {
        if (size == slots.length) {
            times = Arrays.copyOf(times, size * 2);
            turns = Arrays.copyOf(turns, size * 2);
            slots = Arrays.copyOf(slots, size * 2);
        }
        int at = size++;
        put(at, time, turn++, slot);
        while (at > 0 && isBefore(at, (at - 1) / 2)) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    /** Takes out the slot of the least time; only if there is one. */
    public int removeFirst() {
        int first = slots[0];
        size--;
        put(0, times[size], turns[size], slots[size]);
        int at = 0;
        while (true) {
            int least = at;
            for (int child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
                least = isBefore(child, least) ? child : least;
            }
            if (least == at) {
                return first;
            }
            swap(at, least);
            at = least;
        }
    }

    public int size() {
        return size;
    }

    /** Takes a slot and one of its times. */
    public interface Taker {
        void take(long time, int slot);
    }

    /** Gives all slots in their order, which stay. */
    public void forEach(Taker taker) {
        IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(at -> times[at]).thenComparingLong(at -> turns[at]))
                .forEach(at -> taker.take(times[at], slots[at]));
    }

    private boolean isBefore(int left, int right) {
        return times[left] < times[right] || (times[left] == times[right] && turns[left] < turns[right]);
    }

    private void swap(int left, int right) {
        long time = times[left];
        long leftTurn = turns[left];
        int slot = slots[left];
        put(left, times[right], turns[right], slots[right]);
        put(right, time, leftTurn, slot);
    }

    private void put(int at, long time, long itsTurn, int slot) {
        times[at] = time;
        turns[at] = itsTurn;
        slots[at] = slot;
    }
}
