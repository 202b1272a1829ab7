package dev.tailrace.operators.analyse;

import java.util.List;

/** Pearson's correlation of two values over the last n rows of each key. */
final class Correlations implements RowModel {
    private final MovingMoments moments;
    private final double[] described;

    Correlations(int n) {
        this.moments = new MovingMoments(n, 2);
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

    @Override
    public void take(int slot, double[] values, long millis, double[] results) {
        moments.add(slot, values);
        results[0] = Double.NaN;
        if (moments.isFull(slot)) {
            moments.describe(slot, described);
            // Rooted one by one, as the product may be beyond the range of DOUBLE.
            double both = Math.sqrt(described[2]) * Math.sqrt(described[4]);
            results[0] = both == 0 ? Double.NaN : Math.max(-1, Math.min(1, described[3] / both));
        }
    }

    @Override
    public List<Table> tables() {
        return List.of(moments);
    }
}
