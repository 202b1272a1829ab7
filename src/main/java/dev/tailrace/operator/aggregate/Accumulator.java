package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import dev.tailrace.operator.state.Growth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running value of one aggregate for many groups, each under its slot number, in plain arrays. Called once per
 * batch, with loops inside. Single-threaded.
 */
interface Accumulator {
    /**
     * The accumulator of an aggregate.
     *
     * @param retracting whether rows that were added are taken back, which takes more room
     */
    static Accumulator of(Call call, boolean retracting) {
        AggregateFunction function = call.function();
        if (call.argument() == null) {
            return new Counts();
        }
        DataType argument = call.argument().type();
        double fraction = call.settings().fraction();
        return switch (function) {
            case COUNT -> new Counts();
            case SUM -> new Sums(argument, retracting);
            case AVG -> new Averages(argument);
            case MIN, MAX -> new Extremes(argument, function == AggregateFunction.MAX, retracting);
            case FIRST_VALUE, LAST_VALUE -> new Edges(argument, function == AggregateFunction.LAST_VALUE);
            case ARRAY_AGG -> new ArrayLists(call.field().type());
            case COLLECT -> new Bags();
            case LISTAGG -> new TextLists(call.settings().separator());
            case JSON_ARRAYAGG -> new TextLists(",");
            case JSON_OBJECTAGG -> new JsonObjects(call.settings().onNull());
            case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> new Deviations(function);
            case PERCENTILE -> call.second() == null ? new Percentiles(fraction) : new WeightedPercentiles(fraction);
            case APPROX_PERCENTILE -> new PercentileSketches(fraction);
            case PERCENTILE_TDIGEST -> SketchedPercentiles.ofDigests(fraction);
            case PERCENTILE_KLL -> SketchedPercentiles.ofKll(fraction);
            case APPROX_TOP_K -> new FrequentSketches(call.settings().top());
            case APPROX_COUNT_DISTINCT -> new DistinctSketches(argument);
            case LAG -> new Lags(argument, call.settings().offset(), call.second() != null);
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
