package dev.tailrace.designer.charts;

import dev.tailrace.operator.view.ChartPlan;
import dev.tailrace.operator.view.ChartView.Axis;
import dev.tailrace.operator.view.ChartView.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a chart shows at one moment, ready to be drawn. Immutable; nobody writes to its arrays.
 *
 * @param traces of a histogram the counts at the middles of its intervals; of a TOP_N one trace, greatest first; of a
 *     gauge one trace of one value for each dial
 * @param xLabels of a label axis, by position; empty on others
 * @param bins of a histogram, else null
 * @param heat of a heat map, else null
 * @param kept how many points are kept, drawn or not
 * @param passed how many have come, also those that are no longer kept
 * @param leftOut how many found no room or no place
 */
record ChartData(
        ChartPlan plan,
        List<Trace> traces,
        List<String> xLabels,
        List<String> yLabels,
        @Nullable Bins bins,
        @Nullable HeatMap heat,
        long kept,
        long passed,
        long leftOut) {
    /**
     * One series.
     *
     * @param index among all series, which gives it its colour and its dashes
     * @param size NaN where a point has none; empty if none has, as is the colour
     */
    record Trace(String name, int index, double[] x, double[] y, double[] size, double[] colour) {
        private static final double[] NONE = {};

        Trace(String name, int index, double[] x, double[] y) {
            this(name, index, x, y, NONE, NONE);
        }

        int count() {
            return x.length;
        }
    }

    Kind kind() {
        return plan.kind();
    }

    Axis axis() {
        return plan.x();
    }

    boolean isEmpty() {
        return heat == null ? traces.stream().allMatch(one -> one.count() == 0) : kept == 0;
    }

    /** Without the series that are switched off. */
    ChartData without(Set<String> hidden) {
        if (hidden.isEmpty()) {
            return this;
        }
        List<Trace> left =
                traces.stream().filter(trace -> !hidden.contains(trace.name())).toList();
        return new ChartData(plan, left, xLabels, yLabels, bins, heat, kept, passed, leftOut);
    }

    double minX() {
        return bound(true, true);
    }

    double maxX() {
        return bound(true, false);
    }

    double minY() {
        return bound(false, true);
    }

    double maxY() {
        return bound(false, false);
    }

    private double bound(boolean x, boolean least) {
        double bound = least ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        for (Trace one : traces) {
            for (double value : x ? one.x() : one.y()) {
                bound = least ? Math.min(bound, value) : Math.max(bound, value);
            }
        }
        return bound;
    }

    /** The least and the greatest of the colours that points have, or null if none has one. */
    double @Nullable [] colours() {
        return range(false);
    }

    /** The least and the greatest of the sizes that points have, or null if none has one. */
    double @Nullable [] sizes() {
        return range(true);
    }

    private double @Nullable [] range(boolean size) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (Trace one : traces) {
            for (double value : size ? one.size() : one.colour()) {
                if (!Double.isNaN(value)) {
                    least = Math.min(least, value);
                    greatest = Math.max(greatest, value);
                }
            }
        }
        return least > greatest ? null : new double[] {least, greatest};
    }

    /** The least distance between two places of bars, or 0 if there is only one. */
    double leastGap() {
        double[] places = traces.stream()
                .flatMapToDouble(one -> Arrays.stream(one.x()))
                .distinct()
                .sorted()
                .toArray();
        double gap = 0;
        for (int i = 1; i < places.length; i++) {
            double distance = places[i] - places[i - 1];
            gap = gap == 0 ? distance : Math.min(gap, distance);
        }
        return gap;
    }
}
