package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PERCENTILE of DOUBLE values, as in Flink 2.3: of n values in order (NaN last, -0.0 before 0.0) the one at the place
 * {@code 1 + fraction * (n - 1)}, or between the two around it, linearly.
 *
 * <p>All values of a group are kept: those that are in order, those that have come since, and those that have been taken
 * back since. A result puts them in order.
 */
final class Percentiles implements Accumulator {
    private static final double[] NONE = {};

    private final double fraction;

    // By slot.
    private double[][] values = new double[0][];
    private int[] sizes = new int[0];
    /** How many of the values are in order. */
    private int[] sorted = new int[0];

    private double[][] gone = new double[0][];
    private int[] goneSizes = new int[0];

    /** @param fraction of the values that are below, 0 to 1 */
    Percentiles(double fraction) {
        this.fraction = fraction;
    }

    @Override
    public void ensure(int limit) {
        if (limit > sizes.length) {
            int capacity = Accumulator.capacity(sizes.length, limit);
            values = Arrays.copyOf(values, capacity);
            sizes = Arrays.copyOf(sizes, capacity);
            sorted = Arrays.copyOf(sorted, capacity);
            gone = Arrays.copyOf(gone, capacity);
            goneSizes = Arrays.copyOf(goneSizes, capacity);
        }
    }

    @Override
    public void clear(int slot) {
        values[slot] = NONE;
        sizes[slot] = 0;
        sorted[slot] = 0;
        gone[slot] = NONE;
        goneSizes[slot] = 0;
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column.Doubles doubles = (Column.Doubles) Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            if (!doubles.isNull(positions[i])) {
                add(slots[i], doubles.values[positions[i]]);
            }
        }
    }

    private void add(int slot, double value) {
        if (sizes[slot] == values[slot].length) {
            values[slot] = Arrays.copyOf(values[slot], grown(sizes[slot]));
        }
        values[slot][sizes[slot]++] = value;
    }

    private static int grown(int size) {
        return Math.max(8, size + (size >> 1));
    }

    @Override
    public boolean retracts() {
        return true;
    }

    @Override
    public void retract(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column.Doubles doubles = (Column.Doubles) Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            if (!doubles.isNull(positions[i])) {
                takeBack(slots[i], doubles.values[positions[i]]);
            }
        }
    }

    private void takeBack(int slot, double value) {
        if (goneSizes[slot] == gone[slot].length) {
            gone[slot] = Arrays.copyOf(gone[slot], grown(goneSizes[slot]));
        }
        gone[slot][goneSizes[slot]++] = value;
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            int source = sources[i];
            for (int value = 0; value < sizes[source]; value++) {
                add(targets[i], values[source][value]);
            }
            for (int value = 0; value < goneSizes[source]; value++) {
                takeBack(targets[i], gone[source][value]);
            }
        }
    }

    /** Puts the values of a slot in order, without those that have been taken back. */
    private void settle(int slot) {
        int size = sizes[slot];
        double[] all = values[slot];
        if (sorted[slot] < size) {
            Arrays.sort(all, sorted[slot], size);
            if (sorted[slot] > 0 && Double.compare(all[sorted[slot] - 1], all[sorted[slot]]) > 0) {
                interleave(all, sorted[slot], size);
            }
            sorted[slot] = size;
        }
        if (goneSizes[slot] > 0) {
            remove(slot);
        }
    }

    /** Brings two runs that are in order into one; the second is the shorter one as a rule. */
    private static void interleave(double[] all, int middle, int end) {
        double[] second = Arrays.copyOfRange(all, middle, end);
        int first = middle - 1;
        int at = end - 1;
        for (int i = second.length - 1; i >= 0; at--) {
            if (first >= 0 && Double.compare(all[first], second[i]) > 0) {
                all[at] = all[first--];
            } else {
                all[at] = second[i--];
            }
        }
    }

    /** What is taken back before it comes stays until it does. */
    private void remove(int slot) {
        double[] all = values[slot];
        double[] away = gone[slot];
        Arrays.sort(away, 0, goneSizes[slot]);
        int kept = 0;
        int waiting = 0;
        int next = 0;
        for (int i = 0; i < sizes[slot]; i++) {
            while (next < goneSizes[slot] && Double.compare(away[next], all[i]) < 0) {
                away[waiting++] = away[next++];
            }
            if (next < goneSizes[slot] && Double.compare(away[next], all[i]) == 0) {
                next++;
            } else {
                all[kept++] = all[i];
            }
        }
        while (next < goneSizes[slot]) {
            away[waiting++] = away[next++];
        }
        sizes[slot] = kept;
        sorted[slot] = kept;
        goneSizes[slot] = waiting;
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        settle(slot);
        if (sizes[slot] == 0) {
            target.appendNull();
        } else {
            ((DoublesBuilder) target).append(percentile(values[slot], sizes[slot]));
        }
    }

    private double percentile(double[] all, int size) {
        double place = fraction * (size - 1) + 1;
        double low = all[(int) Math.floor(place) - 1];
        double high = all[(int) Math.ceil(place) - 1];
        // Also where both are infinite, which has no middle.
        return Double.compare(low, high) == 0
                ? low
                : (Math.ceil(place) - place) * low + (place - Math.floor(place)) * high;
    }

    @Override
    public List<Field> state() {
        return List.of(Field.required("values", DataType.BYTES), Field.required("gone", DataType.BYTES));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        save(values[slot], sizes[slot], (BytesBuilder) target.column(firstColumn));
        save(gone[slot], goneSizes[slot], (BytesBuilder) target.column(firstColumn + 1));
    }

    private static void save(double[] from, int size, BytesBuilder target) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(size, Double.BYTES));
        bytes.asDoubleBuffer().put(from, 0, size);
        target.append(bytes.array(), 0, bytes.capacity());
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        clear(slot);
        values[slot] = load((Column.Bytes) batch.column(firstColumn), index);
        sizes[slot] = values[slot].length;
        gone[slot] = load((Column.Bytes) batch.column(firstColumn + 1), index);
        goneSizes[slot] = gone[slot].length;
    }

    private static double[] load(Column.Bytes column, int index) {
        int length = column.ends[index] - column.starts[index];
        double[] loaded = new double[length / Double.BYTES];
        ByteBuffer.wrap(column.buffer, column.starts[index], length)
                .asDoubleBuffer()
                .get(loaded);
        return loaded;
    }
}
