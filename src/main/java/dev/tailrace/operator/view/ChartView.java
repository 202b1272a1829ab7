package dev.tailrace.operator.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The points of a chart, by series. Written by one thread, read by any. */
public final class ChartView implements View {
    /** How the points are drawn. */
    public enum Kind {
        LINE,
        BAR
    }

    /** What the x axis shows; a point's x is milliseconds of the epoch for TIME, a position in the labels for LABEL. */
    public enum Axis {
        TIME,
        NUMBER,
        LABEL
    }

    /** One point. */
    public record Point(double x, double y) {}

    /** One series as it was when asked for. */
    public record Series(String name, List<Point> points) {}

    private final Kind kind;
    private final Axis axis;
    private final String xTitle;
    private final int keep;
    private final Map<String, List<Point>> series = new LinkedHashMap<>();
    private final List<String> labels = new ArrayList<>();
    private long version;

    /** @param keep how many of the latest points a series keeps */
    public ChartView(Kind kind, Axis axis, String xTitle, int keep) {
        this.kind = kind;
        this.axis = axis;
        this.xTitle = xTitle;
        this.keep = keep;
    }

    public Kind kind() {
        return kind;
    }

    public Axis axis() {
        return axis;
    }

    public String xTitle() {
        return xTitle;
    }

    public synchronized void add(String seriesName, double x, double y) {
        List<Point> points = series.computeIfAbsent(seriesName, name -> new ArrayList<>());
        points.add(new Point(x, y));
        if (points.size() > keep + (keep >> 2)) {
            points.subList(0, points.size() - keep).clear();
        }
        version++;
    }

    /** Takes away the latest such point, if it is still there. */
    public synchronized void remove(String seriesName, double x, double y) {
        List<Point> points = series.getOrDefault(seriesName, List.of());
        int last = points.lastIndexOf(new Point(x, y));
        if (last >= 0) {
            points.remove(last);
            version++;
        }
    }

    /** The x of a label, new at the end if it has not been seen. */
    public synchronized int label(String text) {
        int known = labels.indexOf(text);
        if (known >= 0) {
            return known;
        }
        labels.add(text);
        return labels.size() - 1;
    }

    public synchronized List<String> labels() {
        return List.copyOf(labels);
    }

    public synchronized List<Series> series() {
        List<Series> copies = new ArrayList<>(series.size());
        series.forEach((name, points) -> copies.add(new Series(name, List.copyOf(points))));
        return copies;
    }

    @Override
    public synchronized long version() {
        return version;
    }
}
