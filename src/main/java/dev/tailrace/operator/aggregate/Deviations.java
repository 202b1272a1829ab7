package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Variances and standard deviations of DOUBLE values. As in Flink 2.3, with Welford's online algorithm, whose running
 * mean keeps a small variance of great values exact, and the formula of Chan, Golub and LeVeque for two groups.
 */
final class Deviations implements Accumulator {
    private final AggregateFunction function;
    private long[] counts = new long[0];
    private double[] means = new double[0];
    /** Sums of the squares of the distances to the mean. */
    private double[] squares = new double[0];

    Deviations(AggregateFunction function) {
        this.function = function;
    }

    @Override
    public void ensure(int limit) {
        if (limit > counts.length) {
            int capacity = Accumulator.capacity(counts.length, limit);
            counts = Arrays.copyOf(counts, capacity);
            means = Arrays.copyOf(means, capacity);
            squares = Arrays.copyOf(squares, capacity);
        }
    }

    @Override
    public void clear(int slot) {
        set(slot, 0, 0, 0);
    }

    private void set(int slot, long count, double mean, double square) {
        counts[slot] = count;
        means[slot] = mean;
        squares[slot] = square;
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column.Doubles doubles = (Column.Doubles) Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            int row = positions[i];
            if (!doubles.isNull(row)) {
                int slot = slots[i];
                double value = doubles.values[row];
                double before = value - means[slot];
                means[slot] += before / ++counts[slot];
                squares[slot] += before * (value - means[slot]);
            }
        }
    }

    @Override
    public boolean retracts() {
        return true;
    }

    @Override
    public void retract(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column.Doubles doubles = (Column.Doubles) Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            int row = positions[i];
            int slot = slots[i];
            if (!doubles.isNull(row) && --counts[slot] == 0) {
                set(slot, 0, 0, 0);
            } else if (!doubles.isNull(row)) {
                double value = doubles.values[row];
                double before = value - means[slot];
                means[slot] -= before / counts[slot];
                squares[slot] -= before * (value - means[slot]);
            }
        }
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            int target = targets[i];
            int source = sources[i];
            if (counts[target] == 0) {
                set(target, counts[source], means[source], squares[source]);
            } else if (counts[source] > 0) {
                long both = counts[target] + counts[source];
                double apart = means[source] - means[target];
                squares[target] += squares[source] + (double) counts[target] * counts[source] / both * apart * apart;
                means[target] += (double) counts[source] / both * apart;
                counts[target] = both;
            }
        }
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        long degrees = function.isOfSample() ? counts[slot] - 1 : counts[slot];
        if (degrees <= 0) {
            target.appendNull();
        } else {
            double variance = squares[slot] / degrees;
            ((DoublesBuilder) target).append(function.isRoot() ? Math.pow(variance, 0.5) : variance);
        }
    }

    @Override
    public List<Field> state() {
        return List.of(
                Field.required("count", DataType.BIGINT),
                Field.required("mean", DataType.DOUBLE),
                Field.required("squares", DataType.DOUBLE));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        ((LongsBuilder) target.column(firstColumn)).append(counts[slot]);
        ((DoublesBuilder) target.column(firstColumn + 1)).append(means[slot]);
        ((DoublesBuilder) target.column(firstColumn + 2)).append(squares[slot]);
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        set(
                slot,
                ((Column.Longs) batch.column(firstColumn)).values[index],
                ((Column.Doubles) batch.column(firstColumn + 1)).values[index],
                ((Column.Doubles) batch.column(firstColumn + 2)).values[index]);
    }
}
