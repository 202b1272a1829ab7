package dev.tailrace.operator.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The points of a chart, by series. Written by one thread, read by any.
 *
 * <p>What is kept is bounded: of each series its latest points, of all series together {@link #MOST_POINTS}, and no more
 * than {@link #MOST_SERIES} series and {@link #MOST_LABELS} labels of an axis. Points for which there is no room are
 * counted, so that the picture can say that it does not show all.
 */
public final class ChartView implements View {
    /** Series beyond these are left out. */
    public static final int MOST_SERIES = 64;

    /** Words on an axis beyond these are left out. */
    public static final int MOST_LABELS = 10_000;

    /** Points of all series together; series share it evenly. */
    public static final int MOST_POINTS = 2_000_000;

    /** How the points are drawn. */
    public enum Kind {
        LINE,
        AREA,
        BAR,
        HISTOGRAM,
        HEAT_MAP,
        SCATTER,
        TOP_N,
        GAUGE,
        MAP
    }

    /** What an axis shows; a point's value is milliseconds of the epoch for TIME, a position in the labels for LABEL. */
    public enum Axis {
        TIME,
        NUMBER,
        LABEL
    }

    /** One point. */
    public record Point(double x, double y) {}

    /** One series as it was when asked for. */
    public record Series(String name, List<Point> points) {}

    /** Where a reader has got to; one for each reader. */
    public static final class Cursor {
        private long revision = -1;
        private final Map<String, Long> next = new HashMap<>();
    }

    /** @param added the points that a reader lacks; their first number says which have fallen out before them */
    public record Added(String name, long firstKept, Points added) {}

    /**
     * What a reader lacks.
     *
     * @param anew whether what the reader has so far is no longer true
     * @param leftOut points that found no room, since the beginning
     */
    public record Changes(
            boolean anew, long version, List<Added> series, List<String> xLabels, List<String> yLabels, long leftOut) {}

    private final ChartPlan plan;
    private final boolean marked;
    private final Map<String, Points> series = new LinkedHashMap<>();
    private final Labels xLabels = new Labels();
    private final Labels yLabels = new Labels();
    private long version;
    private long revision;
    private long leftOut;

    public ChartView(ChartPlan plan) {
        this.plan = plan;
        this.marked = !plan.sizeTitle().isEmpty() || !plan.colourTitle().isEmpty();
    }

    /** @param keep how many of the latest points a series keeps */
    public ChartView(Kind kind, Axis axis, String xTitle, int keep) {
        this(ChartPlan.of(kind, axis, xTitle, keep));
    }

    public ChartPlan plan() {
        return plan;
    }

    public Kind kind() {
        return plan.kind();
    }

    public Axis axis() {
        return plan.x();
    }

    public String xTitle() {
        return plan.xTitle();
    }

    public void add(String seriesName, double x, double y) {
        add(seriesName, x, y, Double.NaN, Double.NaN);
    }

    /**
     * Adds a point; one whose place is not finite is left out.
     *
     * @param size NaN for none, as is the colour
     */
    public synchronized void add(String seriesName, double x, double y, double size, double colour) {
        version++;
        Points points = series.get(seriesName);
        if (!Double.isFinite(x) || !Double.isFinite(y) || (points == null && series.size() >= MOST_SERIES)) {
            leftOut++;
            return;
        }
        if (points == null) {
            points = new Points(marked);
            series.put(seriesName, points);
            series.values().forEach(one -> one.trim(room()));
        }
        points.add(x, y, size, colour);
        points.trim(room());
    }

    private int room() {
        return Math.min(plan.keep(), Math.max(2, MOST_POINTS / series.size()));
    }

    /**
     * Takes away the latest such point, if it is still there.
     *
     * @param x NaN for any
     */
    public synchronized void remove(String seriesName, double x, double y) {
        Points points = series.get(seriesName);
        int last = points == null ? -1 : points.lastIndexOf(x, y);
        if (points != null && last >= 0) {
            points.remove(last);
            version++;
            revision++;
        }
    }

    /** The x of a label, new at the end if it has not been seen; NaN if there is no room for it. */
    public synchronized double label(String text) {
        return xLabels.position(text);
    }

    /** The y of a label, as {@link #label}. */
    public synchronized double yLabel(String text) {
        return yLabels.position(text);
    }

    public synchronized List<String> labels() {
        return xLabels.copy();
    }

    public synchronized List<Series> series() {
        List<Series> copies = new ArrayList<>(series.size());
        series.forEach((name, points) -> copies.add(new Series(name, copy(points, points.count()))));
        return copies;
    }

    /** At most so many of the latest points of the latest series; for small pictures. */
    public synchronized List<Point> latest(int most) {
        List<Points> all = new ArrayList<>(series.values());
        return all.isEmpty() ? List.of() : copy(all.get(all.size() - 1), most);
    }

    private static List<Point> copy(Points points, int most) {
        List<Point> copy = new ArrayList<>();
        for (int i = Math.max(0, points.count() - most); i < points.count(); i++) {
            copy.add(new Point(points.x(i), points.y(i)));
        }
        return List.copyOf(copy);
    }

    /** What has come since a reader last asked; costs no more than that. */
    public synchronized Changes since(Cursor cursor) {
        boolean anew = cursor.revision != revision;
        if (anew) {
            cursor.next.clear();
            cursor.revision = revision;
        }
        List<Added> changed = new ArrayList<>(series.size());
        series.forEach((name, points) -> {
            long from = Math.max(points.first(), cursor.next.getOrDefault(name, points.first()));
            Points added = Points.beginningAt(from, marked);
            added.addFrom(points, from);
            cursor.next.put(name, points.next());
            changed.add(new Added(name, points.first(), added));
        });
        return new Changes(anew, version, changed, xLabels.copy(), yLabels.copy(), leftOut);
    }

    @Override
    public synchronized long version() {
        return version;
    }

    /** Words on an axis, in the order of their coming. */
    private static final class Labels {
        private final Map<String, Integer> positions = new LinkedHashMap<>();
        private List<String> copy = List.of();

        double position(String text) {
            Integer known = positions.get(text);
            if (known == null && positions.size() < MOST_LABELS) {
                known = positions.size();
                positions.put(text, known);
            }
            return known == null ? Double.NaN : known;
        }

        List<String> copy() {
            if (copy.size() != positions.size()) {
                copy = List.copyOf(positions.keySet());
            }
            return copy;
        }
    }
}
