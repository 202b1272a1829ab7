package dev.tailrace.designer.charts;

import dev.tailrace.operator.view.ChartView.Kind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the values of a chart lie on its picture, in pixels from the upper left corner.
 *
 * @param left of the drawing, right of the labels of the y axis
 */
record ChartFrame(
        double left,
        double top,
        double width,
        double height,
        double fromX,
        double toX,
        double fromY,
        double toY,
        List<Ticks.Tick> xTicks,
        List<Ticks.Tick> yTicks) {
    private static final double TOP = 10;
    private static final double RIGHT = 14;
    private static final double BOTTOM = 24;
    private static final double LETTER = 6.8;
    private static final double GAP = 8;
    private static final double Y_TICK_EVERY = 44;
    private static final double X_TICK_EVERY = 90;

    /** Lays the axes: y from zero unless all values are far from it, x as far as there are points. */
    static ChartFrame of(ChartData data, double width, double height, ZoneId zone, Locale locale) {
        double innerHeight = Math.max(1, height - TOP - BOTTOM);
        double least = Math.min(data.minY(), 0);
        double most = Math.max(data.maxY(), 0);
        boolean line = data.kind() == Kind.LINE;
        double spread = data.maxY() - data.minY();
        if (line && data.minY() > 0 && spread < data.minY() / 2) {
            least = data.minY();
        }
        if (most <= least) {
            most = least + 1;
        }
        int yTicksAtMost = (int) Math.max(2, innerHeight / Y_TICK_EVERY);
        double step = Ticks.niceStep(most - least, yTicksAtMost);
        double fromY = Math.floor(least / step + 1e-9) * step;
        double toY = Math.ceil(most / step - 1e-9) * step;
        List<Ticks.Tick> yTicks = Ticks.numbers(fromY, toY, yTicksAtMost + 1, locale);
        int letters =
                yTicks.stream().mapToInt(tick -> tick.label().length()).max().orElse(1);
        double left = letters * LETTER + GAP + 6;
        double innerWidth = Math.max(1, width - left - RIGHT);
        double fromX = data.minX();
        double toX = data.maxX();
        if (!line) {
            double half = (data.leastGap() == 0 ? 1 : data.leastGap()) / 2;
            fromX -= half;
            toX += half;
        } else if (toX <= fromX) {
            fromX -= 1;
            toX += 1;
        }
        int xTicksAtMost = (int) Math.max(2, innerWidth / X_TICK_EVERY);
        List<Ticks.Tick> xTicks =
                switch (data.axis()) {
                    case TIME -> Ticks.times(fromX, toX, xTicksAtMost, zone);
                    case NUMBER -> Ticks.numbers(fromX, toX, xTicksAtMost, locale);
                    case LABEL -> labels(data.labels(), innerWidth);
                };
        return new ChartFrame(left, TOP, innerWidth, innerHeight, fromX, toX, fromY, toY, xTicks, yTicks);
    }

    /** Every label if they fit, else every second, third and so on. */
    private static List<Ticks.Tick> labels(List<String> labels, double width) {
        int longest = labels.stream().mapToInt(String::length).max().orElse(1);
        int fitting = (int) Math.max(1, width / (Math.min(longest, 14) * LETTER + GAP));
        int every = (labels.size() + fitting - 1) / fitting;
        List<Ticks.Tick> ticks = new ArrayList<>();
        for (int i = 0; i < labels.size(); i += Math.max(1, every)) {
            String label = labels.get(i);
            ticks.add(new Ticks.Tick(i, label.length() > 14 ? label.substring(0, 13) + "…" : label));
        }
        return ticks;
    }

    double x(double value) {
        return left + (value - fromX) / (toX - fromX) * width;
    }

    double y(double value) {
        return top + height - (value - fromY) / (toY - fromY) * height;
    }

    /** The value at a pixel. */
    double valueAt(double x) {
        return fromX + (x - left) / width * (toX - fromX);
    }

    double bottom() {
        return top + height;
    }
}
