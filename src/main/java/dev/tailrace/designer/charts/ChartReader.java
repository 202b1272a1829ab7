package dev.tailrace.designer.charts;

import dev.tailrace.designer.charts.ChartData.Trace;
import dev.tailrace.operator.view.ChartPlan;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Added;
import dev.tailrace.operator.view.ChartView.Axis;
import dev.tailrace.operator.view.ChartView.Kind;
import dev.tailrace.operator.view.Points;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the points of one chart: takes what is new, and makes of what is there a picture's worth of data. Not safe for
 * use by several threads.
 *
 * <p>Lines whose points come in the order of x, as nearly all do, cost only what is new. Others are put in order anew
 * each time.
 */
final class ChartReader {
    /** Buckets of a line; more than there are pixels across most charts. */
    private static final int LINE_BUCKETS = 1_500;

    private final ChartPlan plan;
    private final ChartView.Cursor cursor = new ChartView.Cursor();
    private final Map<String, Following> series = new LinkedHashMap<>();

    /** What is known of one series. */
    private static final class Following {
        private final Decimation decimation = new Decimation(LINE_BUCKETS);
        private final Points points;
        private boolean inOrder = true;

        Following(Added from) {
            points = Points.beginningAt(from.added().first(), from.added().isMarked());
        }

        void take(Added from) {
            for (int i = 0; i < from.added().count() && inOrder; i++) {
                double last = i > 0
                        ? from.added().x(i - 1)
                        : points.count() > 0 ? points.x(points.count() - 1) : Double.NEGATIVE_INFINITY;
                inOrder = from.added().x(i) >= last;
            }
            points.addFrom(from.added(), from.added().first());
            points.dropBefore(from.firstKept());
        }

        Decimation.Line line() {
            return inOrder ? decimation.of(points) : new Decimation(LINE_BUCKETS).of(InOrder.of(points));
        }
    }

    ChartReader(ChartPlan plan) {
        this.plan = plan;
    }

    /**
     * What there is to draw now.
     *
     * @param view the same at each call
     */
    ChartData read(ChartView view) {
        ChartView.Changes changes = view.since(cursor);
        if (changes.anew()) {
            series.clear();
        }
        for (Added added : changes.series()) {
            Following known = series.get(added.name());
            if (known == null || known.points.next() != added.added().first()) {
                known = new Following(added);
                series.put(added.name(), known);
            }
            known.take(added);
        }
        long kept = 0;
        long passed = changes.leftOut();
        for (Following one : series.values()) {
            kept += one.points.count();
            passed += one.points.next();
        }
        Bins bins = plan.kind() == Kind.HISTOGRAM && kept > 0 ? bins(changes.xLabels()) : null;
        HeatMap heat = plan.kind() == Kind.HEAT_MAP && kept > 0
                ? HeatMap.of(plan, points(), changes.xLabels(), changes.yLabels())
                : null;
        return new ChartData(
                plan,
                heat == null ? traces(bins, changes.xLabels()) : List.of(),
                changes.xLabels(),
                changes.yLabels(),
                bins,
                heat,
                kept,
                passed,
                changes.leftOut());
    }

    private Collection<Points> points() {
        return series.values().stream().map(one -> one.points).toList();
    }

    private Bins bins(List<String> labels) {
        double[] bounds = HeatMap.bounds(points(), true);
        Bins bins = Bins.of(plan.x(), bounds[0], bounds[1], plan.bins(), labels);
        return bins.length() < 1 && plan.x() == Axis.NUMBER && areWhole() ? bins.ofWholeNumbers(bounds[1]) : bins;
    }

    private boolean areWhole() {
        for (Points points : points()) {
            for (int i = 0; i < points.count(); i++) {
                if (points.x(i) != Math.rint(points.x(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<Trace> traces(@Nullable Bins bins, List<String> labels) {
        List<Trace> traces = new ArrayList<>();
        for (Map.Entry<String, Following> entry : series.entrySet()) {
            String name = entry.getKey();
            Points points = entry.getValue().points;
            int index = traces.size();
            traces.add(
                    switch (plan.kind()) {
                        case LINE, AREA ->
                            plan.x() == Axis.LABEL
                                    ? latestByPlace(name, index, points)
                                    : line(name, index, entry.getValue().line());
                        case HISTOGRAM -> bins == null ? empty(name, index) : counts(name, index, points, bins);
                        case GAUGE -> latest(name, index, points);
                        case SCATTER, MAP, HEAT_MAP -> all(name, index, points);
                        case BAR, TOP_N -> latestByPlace(name, index, points);
                    });
        }
        return plan.kind() == Kind.TOP_N ? greatest(traces, plan.top(), labels) : traces;
    }

    private static Trace empty(String name, int index) {
        return new Trace(name, index, new double[0], new double[0]);
    }

    private static Trace line(String name, int index, Decimation.Line line) {
        return new Trace(name, index, line.x(), line.y());
    }

    private static Trace all(String name, int index, Points points) {
        int count = points.count();
        double[] x = new double[count];
        double[] y = new double[count];
        double[] size = new double[points.isMarked() ? count : 0];
        double[] colour = new double[points.isMarked() ? count : 0];
        for (int i = 0; i < count; i++) {
            x[i] = points.x(i);
            y[i] = points.y(i);
            if (points.isMarked()) {
                size[i] = points.size(i);
                colour[i] = points.colour(i);
            }
        }
        return new Trace(name, index, x, y, size, colour);
    }

    /** A later result for the same place replaces the one before, as an update of a window does. */
    private static Trace latestByPlace(String name, int index, Points points) {
        TreeMap<Double, Double> latest = new TreeMap<>();
        for (int i = 0; i < points.count(); i++) {
            latest.put(points.x(i), points.y(i));
        }
        return new Trace(
                name,
                index,
                latest.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                latest.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Trace counts(String name, int index, Points points, Bins bins) {
        double[] counts = new double[bins.count()];
        double[] middles = new double[bins.count()];
        for (int i = 0; i < middles.length; i++) {
            middles[i] = bins.middle(i);
        }
        for (int i = 0; i < points.count(); i++) {
            counts[bins.index(points.x(i))]++;
        }
        return new Trace(name, index, middles, counts);
    }

    private static Trace latest(String name, int index, Points points) {
        int last = points.count() - 1;
        return last < 0
                ? empty(name, index)
                : new Trace(name, index, new double[] {points.x(last)}, new double[] {points.y(last)});
    }

    /** The greatest over all series, in order; of several series a place stands with its greatest value. */
    private static List<Trace> greatest(List<Trace> traces, int top, List<String> labels) {
        Map<Double, Double> values = new HashMap<>();
        for (Trace trace : traces) {
            for (int i = 0; i < trace.count(); i++) {
                values.merge(trace.x()[i], trace.y()[i], Math::max);
            }
        }
        List<Map.Entry<Double, Double>> ranked = values.entrySet().stream()
                .sorted(Map.Entry.<Double, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> label(labels, entry.getKey())))
                .limit(top)
                .toList();
        return ranked.isEmpty()
                ? List.of()
                : List.of(new Trace(
                        traces.get(0).name(),
                        0,
                        ranked.stream().mapToDouble(Map.Entry::getKey).toArray(),
                        ranked.stream().mapToDouble(Map.Entry::getValue).toArray()));
    }

    /** The word at a place of a label axis; empty where there is none. */
    static String label(List<String> labels, double place) {
        int index = (int) Math.rint(place);
        return index >= 0 && index < labels.size() ? labels.get(index) : "";
    }
}
