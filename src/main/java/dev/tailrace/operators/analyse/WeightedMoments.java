package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import java.util.Arrays;
import java.util.List;

/**
 * Mean and deviation of the values of each key, weighted by their age.
 *
 * <p>With weights w the mean is {@code sum(w x) / sum(w)} and the variance {@code sum(w (x - mean)^2) / sum(w)}: so young
 * a series is not drawn to its first value. Kept up by West's method (1979), with the sums scaled down as time passes
 * (Finch 2009, section 9); by event time every weight is that of the value's age, and a value that comes late gets the
 * weight it would have had.
 */
final class WeightedMoments implements RowModel {
    /** How weights shrink. */
    sealed interface Decay {
        /** By this factor with every value. */
        record PerRow(double factor) implements Decay {}

        /** To a half with so much of event time. */
        record HalfLife(double millis) implements Decay {}
    }

    private final Decay decay;
    private final Table moments = new Moments();

    // By slot.
    private double[] weights = new double[0];
    private double[] means = new double[0];
    private double[] squares = new double[0];
    /** The greatest event time so far. */
    private long[] times = new long[0];

    WeightedMoments(Decay decay) {
        this.decay = decay;
    }

    @Override
    public void ensure(int limit) {
        if (limit > weights.length) {
            int capacity = Math.max(limit, Math.max(16, weights.length * 2));
            weights = Arrays.copyOf(weights, capacity);
            means = Arrays.copyOf(means, capacity);
            squares = Arrays.copyOf(squares, capacity);
            times = Arrays.copyOf(times, capacity);
        }
    }

    @Override
    public void clear(int slot) {
        weights[slot] = 0;
        means[slot] = 0;
        squares[slot] = 0;
        times[slot] = Long.MIN_VALUE;
    }

    /** Gives mean and deviation with the value, and how far it lies from those before it. */
    @Override
    public void take(int slot, double[] values, long millis, double[] results) {
        double value = values[0];
        double apart = value - means[slot];
        double spread = Math.sqrt(squares[slot] / weights[slot]);
        // Of a key without values the spread is NaN.
        results[2] = spread > 0 ? apart / spread : Double.NaN;
        double weight = age(slot, millis);
        weights[slot] += weight;
        means[slot] += apart * weight / weights[slot];
        squares[slot] += weight * apart * (value - means[slot]);
        results[0] = means[slot];
        results[1] = Math.sqrt(squares[slot] / weights[slot]);
    }

    /** Lets the values so far age; the weight of the one that comes. */
    private double age(int slot, long millis) {
        if (decay instanceof Decay.PerRow row) {
            shrink(slot, row.factor());
            return 1;
        }
        double halfLife = ((Decay.HalfLife) decay).millis();
        long before = times[slot];
        if (weights[slot] == 0) {
            times[slot] = millis;
            return 1;
        }
        if (millis < before) {
            return Math.pow(2, -((double) before - millis) / halfLife);
        }
        times[slot] = millis;
        shrink(slot, Math.pow(2, -((double) millis - before) / halfLife));
        return 1;
    }

    private void shrink(int slot, double factor) {
        weights[slot] *= factor;
        squares[slot] *= factor;
    }

    @Override
    public List<Table> tables() {
        return List.of(moments);
    }

    private final class Moments implements Table {
        @Override
        public String name() {
            return "moments";
        }

        @Override
        public List<Field> fields() {
            return List.of(
                    Field.required("weight", DataType.DOUBLE),
                    Field.required("mean", DataType.DOUBLE),
                    Field.required("squares", DataType.DOUBLE),
                    Field.required("millis", DataType.BIGINT));
        }

        @Override
        public int rows(int slot) {
            return 1;
        }

        @Override
        public void save(int slot, int row, BatchBuilder target, int firstColumn) {
            ((DoublesBuilder) target.column(firstColumn)).append(weights[slot]);
            ((DoublesBuilder) target.column(firstColumn + 1)).append(means[slot]);
            ((DoublesBuilder) target.column(firstColumn + 2)).append(squares[slot]);
            ((LongsBuilder) target.column(firstColumn + 3)).append(times[slot]);
        }

        @Override
        public void load(int slot, Batch batch, int firstColumn, int index) {
            weights[slot] = ((Column.Doubles) batch.column(firstColumn)).values[index];
            means[slot] = ((Column.Doubles) batch.column(firstColumn + 1)).values[index];
            squares[slot] = ((Column.Doubles) batch.column(firstColumn + 2)).values[index];
            times[slot] = ((Column.Longs) batch.column(firstColumn + 3)).values[index];
        }
    }
}
