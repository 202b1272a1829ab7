package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.operator.state.Growth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running value of one aggregate for many groups, each under its slot number, in plain arrays. Called once per
 * batch, with loops inside. Single-threaded.
 */
interface Accumulator {
    /** Makes room for the slots {@code [0, limit)}. */
    void ensure(int limit);

    /** Begins a group. */
    void clear(int slot);

    /**
     * Adds rows.
     *
     * @param slots of the rows {@code [0, count)}
     * @param positions of the rows in the column
     * @param argument null if rows are counted
     */
    void add(int[] slots, int[] positions, int count, @Nullable Column argument);

    /**
     * Adds to groups what other groups have seen, one pair after the other. The others stay as they are.
     *
     * @param targets slots of the groups that are added to, {@code [0, count)}
     * @param sources slots of the groups that are added, none of them a target
     */
    void merge(int[] targets, int[] sources, int count);

    /** Whether rows that were added can be taken back, as a changelog does. */
    default boolean retracts() {
        return false;
    }

    /**
     * Takes rows back that were added before; parameters as for {@link #add}.
     *
     * @throws UnsupportedOperationException unless it {@link #retracts()}
     */
    default void retract(int[] slots, int[] positions, int count, @Nullable Column argument) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " only grows");
    }

    /** The values that it remembers one by one, which are saved and loaded apart; null if there are none. */
    default @Nullable DistinctValues remembered() {
        return null;
    }

    /** Appends the result of a group. */
    void result(int slot, ColumnBuilder target);

    /** Appends the results of groups, {@code [0, count)} of the slots. Said anew, the loop calls one class's method only. */
    default void results(int[] slots, int count, ColumnBuilder target) {
        for (int i = 0; i < count; i++) {
            result(slots[i], target);
        }
    }

    /** Columns of a snapshot. */
    List<Field> state();

    /** Appends what is known of a group to the columns of {@link #state}, from {@code firstColumn} on. */
    void save(int slot, BatchBuilder target, int firstColumn);

    /** Takes up what {@link #save} wrote. */
    void load(int slot, Batch batch, int firstColumn, int index);

    /** The argument, where there must be one. */
    static Column required(@Nullable Column argument) {
        if (argument == null) {
            throw new IllegalStateException("no argument");
        }
        return argument;
    }

    /** Whether there are values in all of the slots, {@code [0, count)}. */
    static boolean haveValues(long[] counts, int[] slots, int count) {
        boolean have = true;
        for (int i = 0; i < count; i++) {
            have &= counts[slots[i]] > 0;
        }
        return have;
    }

    /** Room for {@code needed} slots, with some to spare. */
    static int capacity(int current, int needed) {
        return Growth.of(current, needed);
    }
}
