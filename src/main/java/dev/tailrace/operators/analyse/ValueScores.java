package dev.tailrace.operators.analyse;

import java.util.Arrays;
import java.util.List;

/** Holds each value against mean and population deviation of the n values of its key before it. */
final class ValueScores implements RowModel {
    private final int n;
    private final MovingMoments moments;
    private final double[] described;

    ValueScores(int n) {
        this.n = n;
        this.moments = new MovingMoments(n, 1);
        this.described = new double[moments.width()];
    }

    @Override
    public void ensure(int limit) {
        moments.ensure(limit);
    }

    @Override
    public void clear(int slot) {
        moments.clear(slot);
    }

    /** Gives the mean, the deviation and the distance in deviations. */
    @Override
    public void take(int slot, double[] values, long millis, double[] results) {
        if (moments.isFull(slot)) {
            moments.describe(slot, described);
            double deviation = Math.sqrt(described[1] / n);
            results[0] = described[0];
            results[1] = deviation;
            results[2] = deviation == 0 ? Double.NaN : (values[0] - described[0]) / deviation;
        } else {
            Arrays.fill(results, Double.NaN);
        }
        moments.add(slot, values);
    }

    @Override
    public List<Table> tables() {
        return List.of(moments);
    }
}
