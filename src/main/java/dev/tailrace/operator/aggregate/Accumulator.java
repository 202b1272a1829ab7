package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running value of one aggregate for many groups, each under its slot number, in plain arrays. Called once per
 * batch, with loops inside. Rows are only added; single-threaded.
 */
interface Accumulator {
    /** The accumulator of a function over arguments of a type, null for COUNT over rows. */
    static Accumulator of(AggregateFunction function, @Nullable DataType argument) {
        if (function == AggregateFunction.COUNT || argument == null) {
            return new Counts();
        }
        return switch (function) {
            case SUM -> Sums.of(argument);
            case AVG -> Averages.of(argument);
            default -> Extremes.of(argument, function == AggregateFunction.MAX);
        };
    }

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

    /** Appends the result of a group. */
    void result(int slot, ColumnBuilder target);

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

    /** Room for {@code needed} slots, with some to spare. */
    static int capacity(int current, int needed) {
        return Math.max(needed, Math.max(16, current + (current >> 1)));
    }
}
