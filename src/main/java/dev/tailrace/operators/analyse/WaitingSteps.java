package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.operator.state.SlotPool;
import dev.tailrace.operator.state.TimedSlots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Rows of a {@link Funnel} that the watermark has not passed, by their times, and of equal times by their arrival. Of each
 * only its key, its time and the steps that it fulfils are kept, under a number that is given to others once it is taken
 * out. Single-threaded.
 */
final class WaitingSteps {
    private static final long GONE = -1;

    private final TimedSlots order = new TimedSlots();
    private final SlotPool numbers = new SlotPool();
    private long arrived;

    // By the number of the row.
    private int[] keys = new int[0];
    private long[] steps = new long[0];
    private long[] times = new long[0];
    /** Place in the order of arrival, or {@link #GONE}. */
    private long[] arrivals = new long[0];

    /** Rows that have come out of a snapshot and have no place yet. */
    private final List<Integer> loaded = new ArrayList<>();

    /** @param fulfilled the steps as bits */
    void add(int key, long time, long fulfilled) {
        order.add(time, keep(key, time, fulfilled, arrived++));
    }

    private int keep(int key, long time, long fulfilled, long arrival) {
        int row = numbers.take();
        if (row >= keys.length) {
            int capacity = Math.max(16, row * 2);
            keys = Arrays.copyOf(keys, capacity);
            steps = Arrays.copyOf(steps, capacity);
            times = Arrays.copyOf(times, capacity);
            arrivals = Arrays.copyOf(arrivals, capacity);
        }
        keys[row] = key;
        steps[row] = fulfilled;
        times[row] = time;
        arrivals[row] = arrival;
        return row;
    }

    /** Whether there is a row at or before a time. */
    boolean hasUntil(long millis) {
        return !order.isEmpty() && order.firstTime() <= millis;
    }

    long firstTime() {
        return order.firstTime();
    }

    /** Takes out the first row. What is known of it stays until the next one is added. */
    int removeFirst() {
        int row = order.removeFirst();
        arrivals[row] = GONE;
        numbers.giveBack(row);
        return row;
    }

    int key(int row) {
        return keys[row];
    }

    long time(int row) {
        return times[row];
    }

    boolean fulfils(int row, int step) {
        return (steps[row] >>> step & 1) != 0;
    }

    /** The numbers of all rows are below this. */
    int limit() {
        return numbers.limit();
    }

    boolean isWaiting(int row) {
        return arrivals[row] != GONE;
    }

    /** Columns of a snapshot. */
    static List<Field> state(DataType time) {
        return List.of(
                Field.required("time", time),
                Field.required("steps", DataType.BIGINT),
                Field.required("arrival", DataType.BIGINT));
    }

    void save(int row, BatchBuilder target, int firstColumn) {
        ((LongsBuilder) target.column(firstColumn)).append(times[row]);
        ((LongsBuilder) target.column(firstColumn + 1)).append(steps[row]);
        ((LongsBuilder) target.column(firstColumn + 2)).append(arrivals[row]);
    }

    /** Takes up what {@link #save} wrote; after the last row comes {@link #putInOrder}. */
    void load(int key, Batch batch, int firstColumn, int index) {
        long arrival = ((Column.Longs) batch.column(firstColumn + 2)).values[index];
        arrived = Math.max(arrived, arrival + 1);
        loaded.add(keep(
                key,
                ((Column.Longs) batch.column(firstColumn)).values[index],
                ((Column.Longs) batch.column(firstColumn + 1)).values[index],
                arrival));
    }

    void putInOrder() {
        loaded.sort(Comparator.comparingLong(row -> arrivals[row]));
        loaded.forEach(row -> order.add(times[row], row));
        loaded.clear();
    }
}
