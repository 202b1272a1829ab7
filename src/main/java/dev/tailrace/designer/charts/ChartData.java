package dev.tailrace.designer.charts;

import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Point;
import dev.tailrace.operator.view.ChartView.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The points of a chart at one moment, ready to be drawn: in the order of x, and of bars only the latest at a place.
 *
 * @param labels of a label axis, by position; empty on others
 */
record ChartData(ChartView.Kind kind, ChartView.Axis axis, String xTitle, List<Series> series, List<String> labels) {
    static ChartData of(ChartView view) {
        List<Series> series = view.series().stream()
                .map(given -> new Series(given.name(), ordered(given.points(), view)))
                .toList();
        return new ChartData(view.kind(), view.axis(), view.xTitle(), series, view.labels());
    }

    private static List<Point> ordered(List<Point> points, ChartView view) {
        List<Point> kept = new ArrayList<>(points);
        if (view.kind() == ChartView.Kind.BAR || view.axis() == ChartView.Axis.LABEL) {
            // A later result for the same place replaces the one before, as an update of a window does.
            Map<Double, Point> latest = new LinkedHashMap<>();
            points.forEach(point -> latest.put(point.x(), point));
            kept = new ArrayList<>(latest.values());
        }
        kept.sort(Comparator.comparingDouble(Point::x));
        return kept;
    }

    boolean isEmpty() {
        return series.stream().allMatch(one -> one.points().isEmpty());
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
        for (Series one : series) {
            for (Point point : one.points()) {
                double value = x ? point.x() : point.y();
                bound = Double.isNaN(value) ? bound : least ? Math.min(bound, value) : Math.max(bound, value);
            }
        }
        return bound;
    }

    /** The least distance between two places of bars, or 0 if there is only one. */
    double leastGap() {
        double[] places = series.stream()
                .flatMap(one -> one.points().stream())
                .mapToDouble(Point::x)
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
