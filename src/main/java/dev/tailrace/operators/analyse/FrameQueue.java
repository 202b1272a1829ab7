package dev.tailrace.operators.analyse;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.SlotPool;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Aggregates of rows that come and go in the order of a queue, for functions whose values cannot be taken back.
 *
 * <p>Of each key, newer rows are aggregated together under one slot; of each older one there is a slot with all from it
 * up to the newer ones. So the oldest row goes with its slot, and the result is two slots merged. Once there are no older
 * rows the newer ones become such: each row is aggregated twice and merged once, however long the queue.
 * Single-threaded.
 */
final class FrameQueue {
    private static final int NONE = -1;

    private final Aggregation aggregation;
    private final int[] resultColumns;
    private final SlotPool pool = new SlotPool();
    /** Where two slots are merged. */
    private final int[] both;

    private final int[] one = new int[1];
    private final int[] other = new int[1];

    // By the slot of the key: the slot of the newer rows if there are any, and those of the older ones, newest first.
    private int[] newer = new int[0];
    private int[][] older = new int[0][];
    private int[] olderCounts = new int[0];

    /** @param resultColumns where the results stand in the output */
    FrameQueue(Aggregation aggregation, int[] resultColumns) {
        this.aggregation = aggregation;
        this.resultColumns = resultColumns;
        this.both = new int[] {slot()};
    }

    private int slot() {
        int slot = pool.take();
        aggregation.ensure(pool.limit());
        aggregation.clear(slot);
        return slot;
    }

    private void ensure(int key) {
        int known = newer.length;
        if (key >= known) {
            int capacity = Math.max(16, key * 2);
            newer = Arrays.copyOf(newer, capacity);
            Arrays.fill(newer, known, capacity, NONE);
            older = Arrays.copyOf(older, capacity);
            Arrays.fill(older, known, capacity, new int[0]);
            olderCounts = Arrays.copyOf(olderCounts, capacity);
        }
    }

    /** Takes the columns of the rows that are added next. */
    void use(Column[] arguments) {
        aggregation.use(arguments);
    }

    /** Adds a row to a key's queue. */
    void add(int key, int position) {
        ensure(key);
        if (newer[key] == NONE) {
            newer[key] = slot();
        }
        one[0] = newer[key];
        other[0] = position;
        aggregation.add(one, other, 1);
    }

    /** Whether all rows of a key are newer ones, so that they have to become older before one can go. */
    boolean isToBeTurned(int key) {
        return olderCounts[key] == 0;
    }

    /**
     * Makes all rows of a key older ones.
     *
     * @param arguments of the key's rows, oldest first, at the positions {@code [0, count)}
     */
    void turn(int key, Column[] arguments, int count) {
        int[] slots = IntStream.range(0, count).map(i -> slot()).toArray();
        aggregation.use(arguments);
        aggregation.add(slots, IntStream.range(0, count).toArray(), count);
        for (int i = count - 2; i >= 0; i--) {
            merge(slots[i], slots[i + 1]);
        }
        int[] newestFirst = older[key].length >= count ? older[key] : new int[count];
        for (int i = 0; i < count; i++) {
            newestFirst[i] = slots[count - 1 - i];
        }
        older[key] = newestFirst;
        olderCounts[key] = count;
        giveBack(newer[key]);
        newer[key] = NONE;
    }

    /** Takes the oldest row of a key away, which must not have {@link #isToBeTurned}. */
    void removeOldest(int key) {
        giveBack(older[key][--olderCounts[key]]);
    }

    /** Takes all rows of a key away. */
    void forget(int key) {
        ensure(key);
        while (olderCounts[key] > 0) {
            removeOldest(key);
        }
        older[key] = new int[0];
        if (newer[key] != NONE) {
            giveBack(newer[key]);
            newer[key] = NONE;
        }
    }

    private void giveBack(int slot) {
        aggregation.clear(slot);
        pool.giveBack(slot);
    }

    private void merge(int target, int source) {
        one[0] = target;
        other[0] = source;
        aggregation.merge(one, other, 1);
    }

    /** Appends the results of a key, which has rows. */
    void result(int key, BatchBuilder target) {
        int count = olderCounts[key];
        int slot = newer[key];
        if (count > 0 && slot == NONE) {
            slot = older[key][count - 1];
        } else if (count > 0) {
            aggregation.clear(both[0]);
            merge(both[0], older[key][count - 1]);
            merge(both[0], slot);
            slot = both[0];
        }
        aggregation.result(slot, target, resultColumns);
    }
}
