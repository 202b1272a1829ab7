package dev.tailrace.designer.charts;

import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.operator.view.ChartView.Axis;
import dev.tailrace.operator.view.ChartView.Kind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Where the values of a chart with axes lie on its picture, in pixels from the upper left corner.
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
    /** Of the labels of axes. */
    static final double TEXT = 11;

    private static final double TOP = 10;
    private static final double TOP_UNDER_SCALE = 28;
    private static final double RIGHT = 14;
    private static final double BOTTOM = 24;
    private static final double GAP = 8;
    private static final double HEADROOM = 0.1;
    private static final double Y_TICK_EVERY = 44;
    private static final double X_TICK_EVERY = 36;
    private static final double BETWEEN_LABELS = 20;
    private static final double GREATEST_LABEL = 96;

    /** A range of values. */
    private record Range(double from, double to) {}

    /** Lays the axes: y from zero unless all values are far from it, x as far as there are points. */
    static ChartFrame of(ChartData data, double width, double height, ZoneId zone, Locale locale, Typefaces faces) {
        double top = data.heat() == null ? TOP : TOP_UNDER_SCALE;
        double innerHeight = Math.max(1, height - top - BOTTOM);
        int yTicksAtMost = (int) Math.max(2, innerHeight / Y_TICK_EVERY);
        Range y = up(data, yTicksAtMost);
        List<Ticks.Tick> yTicks =
                switch (data.plan().y()) {
                    case TIME -> Ticks.times(y.from, y.to, yTicksAtMost, zone);
                    case NUMBER -> Ticks.numbers(y.from, y.to, yTicksAtMost + 1, locale);
                    case LABEL -> labels(data.yLabels(), innerHeight / (TEXT + GAP), faces);
                };
        double left = GAP + 6;
        for (Ticks.Tick tick : yTicks) {
            left = Math.max(left, faces.width(tick.label(), Face.TEXT, TEXT) + GAP + 6);
        }
        double innerWidth = Math.max(1, width - left - RIGHT);
        Range x = across(data);
        double pixel = (x.to - x.from) / innerWidth;
        List<Ticks.Tick> xTicks =
                switch (data.axis()) {
                    case TIME -> densest(most -> Ticks.times(x.from, x.to, most, zone), innerWidth, pixel, faces);
                    case NUMBER -> densest(most -> Ticks.numbers(x.from, x.to, most, locale), innerWidth, pixel, faces);
                    case LABEL -> labels(data.xLabels(), innerWidth / labelRoom(data.xLabels(), faces), faces);
                };
        return new ChartFrame(left, top, innerWidth, innerHeight, x.from, x.to, y.from, y.to, xTicks, yTicks);
    }

    /** As many ticks as have room for their labels. */
    private static List<Ticks.Tick> densest(
            IntFunction<List<Ticks.Tick>> ticks, double width, double pixel, Typefaces faces) {
        int most = (int) Math.max(2, width / X_TICK_EVERY);
        List<Ticks.Tick> tried = ticks.apply(most);
        while (most > 2 && isCrowded(tried, pixel, faces)) {
            most--;
            tried = ticks.apply(most);
        }
        return tried;
    }

    private static boolean isCrowded(List<Ticks.Tick> ticks, double pixel, Typefaces faces) {
        for (int i = 1; i < ticks.size(); i++) {
            double room = (ticks.get(i).value() - ticks.get(i - 1).value()) / pixel;
            double half = (faces.width(ticks.get(i - 1).label(), Face.TEXT, TEXT)
                            + faces.width(ticks.get(i).label(), Face.TEXT, TEXT))
                    / 2;
            if (room < half + BETWEEN_LABELS) {
                return true;
            }
        }
        return false;
    }

    private static Range up(ChartData data, int ticks) {
        HeatMap heat = data.heat();
        if (heat != null) {
            return new Range(heat.y().from(), heat.y().to());
        }
        double least = Math.min(data.minY(), 0);
        double most = Math.max(data.maxY(), 0);
        boolean mayLeaveZero = data.kind() == Kind.LINE || data.kind() == Kind.SCATTER;
        double spread = data.maxY() - data.minY();
        if (mayLeaveZero && data.minY() > 0 && spread < data.minY() / 2) {
            least = data.minY();
        }
        if (!(most > least)) {
            most = least + 1;
        }
        double step = Ticks.niceStep(most - least, ticks);
        double from = Math.floor(least / step + 1e-9) * step;
        // A little room above the greatest value; a whole step would waste low pictures.
        return new Range(from, Math.min(Math.ceil(most / step - 1e-9) * step, most + (most - least) * HEADROOM));
    }

    private static Range across(ChartData data) {
        HeatMap heat = data.heat();
        Bins bins = heat == null ? data.bins() : heat.x();
        if (bins != null) {
            return new Range(bins.from(), bins.to());
        }
        double from = data.minX();
        double to = data.maxX();
        if (data.kind() == Kind.BAR || data.axis() == Axis.LABEL) {
            double half = (data.leastGap() == 0 ? 1 : data.leastGap()) / 2;
            return new Range(from - half, to + half);
        }
        if (data.kind() == Kind.SCATTER && to > from) {
            double margin = (to - from) / 50;
            return new Range(from - margin, to + margin);
        }
        return to > from ? new Range(from, to) : new Range(from - 1, to + 1);
    }

    private static double labelRoom(List<String> labels, Typefaces faces) {
        double longest = 0;
        for (String label : labels) {
            longest = Math.max(longest, faces.width(label, Face.TEXT, TEXT));
        }
        return Math.min(longest, GREATEST_LABEL) + 2 * GAP;
    }

    /** Every label if they fit, else every second, third and so on. */
    private static List<Ticks.Tick> labels(List<String> labels, double room, Typefaces faces) {
        int fitting = (int) Math.max(1, room);
        int every = Math.max(1, (labels.size() + fitting - 1) / fitting);
        List<Ticks.Tick> ticks = new ArrayList<>();
        for (int i = 0; i < labels.size(); i += every) {
            ticks.add(new Ticks.Tick(i, faces.fitted(labels.get(i), Face.TEXT, TEXT, GREATEST_LABEL)));
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

    /** The value up at a pixel. */
    double upAt(double y) {
        return fromY + (top + height - y) / height * (toY - fromY);
    }

    double bottom() {
        return top + height;
    }

    double right() {
        return left + width;
    }

    boolean holds(double x, double y) {
        return x >= left && x <= right() && y >= top && y <= bottom();
    }
}
