package dev.tailrace.designer.charts;

import dev.tailrace.operator.view.ChartPlan;
import dev.tailrace.operator.view.Points;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * How many points, or which sum, lies in each field of two axes.
 *
 * @param cells by {@code y * x.count() + x}; NaN where there is no point
 */
record HeatMap(Bins x, Bins y, double[] cells) {
    static HeatMap of(ChartPlan plan, Collection<Points> series, List<String> xLabels, List<String> yLabels) {
        double[] across = bounds(series, true);
        double[] up = bounds(series, false);
        Bins x = Bins.of(plan.x(), across[0], across[1], plan.bins(), xLabels);
        Bins y = Bins.of(plan.y(), up[0], up[1], plan.bins(), yLabels);
        boolean counts = plan.sizeTitle().isEmpty();
        double[] cells = new double[x.count() * y.count()];
        Arrays.fill(cells, Double.NaN);
        for (Points points : series) {
            for (int i = 0; i < points.count(); i++) {
                double weight = counts ? 1 : points.size(i);
                if (!Double.isNaN(weight)) {
                    int cell = y.index(points.y(i)) * x.count() + x.index(points.x(i));
                    cells[cell] = (Double.isNaN(cells[cell]) ? 0 : cells[cell]) + weight;
                }
            }
        }
        return new HeatMap(x, y, cells);
    }

    double at(int column, int row) {
        return cells[row * x.count() + column];
    }

    /** The greatest sum, at least 0. */
    double greatest() {
        double greatest = 0;
        for (double cell : cells) {
            greatest = cell > greatest ? cell : greatest;
        }
        return greatest;
    }

    /** The least sum, at most 0. */
    double least() {
        double least = 0;
        for (double cell : cells) {
            least = cell < least ? cell : least;
        }
        return least;
    }

    /** The least and the greatest place on an axis. */
    static double[] bounds(Collection<Points> series, boolean across) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (Points points : series) {
            for (int i = 0; i < points.count(); i++) {
                double value = across ? points.x(i) : points.y(i);
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        return new double[] {least, greatest};
    }
}
