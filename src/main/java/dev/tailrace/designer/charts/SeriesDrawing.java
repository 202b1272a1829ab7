package dev.tailrace.designer.charts;

import dev.tailrace.designer.charts.ChartData.Trace;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.operator.view.ChartView.Axis;
import dev.tailrace.operator.view.ChartView.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lines, areas, bars, intervals or dots of one or more series between two axes. */
final class SeriesDrawing implements ChartDrawing {
    private static final double LINE = 1.75;
    private static final double AREA_OPACITY = 0.2;
    private static final double DOT = 3.5;
    private static final double BAR_SHARE = 0.72;
    private static final double NEAR = 24;
    private static final int MOST_IN_READOUT = 12;

    private final ChartData data;
    private final Look look;
    private final ChartFrame frame;

    SeriesDrawing(ChartData data, double width, double height, Look look) {
        this.data = data;
        this.look = look;
        frame = ChartFrame.of(data, width, height, look.zone(), look.locale(), look.faces());
    }

    @Override
    public void paint(Pen pen, Colours colours) {
        Axes.paint(pen, colours, frame, look.faces(), true);
        switch (data.kind()) {
            case LINE, AREA -> {
                for (Trace trace : data.traces()) {
                    line(pen, colours, trace);
                }
                pen.solid();
            }
            case SCATTER -> dots(pen, colours);
            default -> bars(pen, colours);
        }
    }

    private void line(Pen pen, Colours colours, Trace trace) {
        int count = trace.count();
        if (count == 0) {
            return;
        }
        double[] points = new double[2 * count];
        for (int i = 0; i < count; i++) {
            points[2 * i] = frame.x(trace.x()[i]);
            points[2 * i + 1] = frame.y(trace.y()[i]);
        }
        int colour = Inks.of(trace.index(), colours);
        if (data.kind() == Kind.AREA && count > 1) {
            double[] area = Arrays.copyOf(points, points.length + 4);
            area[points.length] = points[points.length - 2];
            area[points.length + 1] = frame.y(zero());
            area[points.length + 2] = points[0];
            area[points.length + 3] = frame.y(zero());
            pen.fillPolygon(area, Colours.faded(colour, AREA_OPACITY));
        }
        if (count > 1) {
            Inks.dash(trace.index(), pen);
            pen.polyline(points, LINE, colour);
            pen.solid();
        }
        pen.fillCircle(points[points.length - 2], points[points.length - 1], DOT, colour);
    }

    private double zero() {
        return Math.max(frame.fromY(), Math.min(frame.toY(), 0));
    }

    private void dots(Pen pen, Colours colours) {
        Thinning thinning = Thinning.of(data);
        for (Trace trace : data.traces()) {
            int colour = Colours.faded(Inks.of(trace.index(), colours), 0.75);
            for (int i = trace.count() - 1; i >= 0; i--) {
                double x = frame.x(trace.x()[i]);
                double y = frame.y(trace.y()[i]);
                if (thinning.takes(x, y)) {
                    Inks.mark(trace.index(), pen, x, y, 3, colour);
                }
            }
        }
    }

    /** Side by side where there are several; where they are narrower than a pixel, the greatest of each pixel. */
    private void bars(Pen pen, Colours colours) {
        double gap = data.kind() == Kind.HISTOGRAM && data.bins() != null
                ? data.bins().length()
                : data.leastGap() == 0 ? 1 : data.leastGap();
        double place = gap / (frame.toX() - frame.fromX()) * frame.width();
        double share = data.kind() == Kind.HISTOGRAM ? 1 : BAR_SHARE;
        double bar = Math.max(1, place * share / Math.max(1, data.traces().size()));
        double zero = frame.y(zero());
        int position = 0;
        for (Trace trace : data.traces()) {
            int colour = Inks.of(trace.index(), colours);
            double pixel = Double.NEGATIVE_INFINITY;
            double y = zero;
            for (int i = 0; i <= trace.count(); i++) {
                double left = i == trace.count()
                        ? Double.POSITIVE_INFINITY
                        : frame.x(trace.x()[i]) - place * share / 2 + position * bar;
                if (left - pixel >= 1) {
                    if (pixel > Double.NEGATIVE_INFINITY) {
                        double thick = Math.max(1, bar - (bar > 4 ? 1 : 0));
                        pen.fillRect(pixel, Math.min(y, zero), thick, Math.abs(zero - y), 0, colour);
                    }
                    pixel = left;
                    y = zero;
                }
                if (i < trace.count()) {
                    double top = frame.y(trace.y()[i]);
                    y = Math.abs(top - zero) >= Math.abs(y - zero) ? top : y;
                }
            }
            position++;
        }
    }

    @Override
    public @Nullable Readout readout(double x, double y) {
        if (x < frame.left() - 1 || x > frame.right() + 1) {
            return null;
        }
        return data.kind() == Kind.SCATTER ? nearestDot(x, y) : atPlace(x, y);
    }

    private @Nullable Readout nearestDot(double x, double y) {
        double best = NEAR * NEAR;
        Readout found = null;
        for (Trace trace : data.traces()) {
            for (int i = 0; i < trace.count(); i++) {
                double dx = frame.x(trace.x()[i]) - x;
                double dy = frame.y(trace.y()[i]) - y;
                if (dx * dx + dy * dy <= best) {
                    best = dx * dx + dy * dy;
                    found = new Readout(x + dx, y + dy, place(trace.x()[i]), List.of(words(trace, trace.y()[i])));
                }
            }
        }
        return found;
    }

    /** What all series have at the place of the point that is nearest across. */
    private @Nullable Readout atPlace(double x, double y) {
        double wanted = frame.valueAt(x);
        double nearest = Double.NaN;
        for (Trace trace : data.traces()) {
            int at = nearest(trace.x(), wanted);
            if (at >= 0 && !(Math.abs(trace.x()[at] - wanted) >= Math.abs(nearest - wanted))) {
                nearest = trace.x()[at];
            }
        }
        if (Double.isNaN(nearest)) {
            return null;
        }
        List<Readout.Line> lines = new ArrayList<>();
        for (Trace trace : data.traces()) {
            int at = nearest(trace.x(), nearest);
            if (at >= 0 && trace.x()[at] == nearest && lines.size() < MOST_IN_READOUT) {
                lines.add(words(trace, trace.y()[at]));
            }
        }
        return new Readout(frame.x(nearest), y, title(nearest), lines);
    }

    /** The position of the value nearest to one, in ascending values; -1 if there is none. */
    private static int nearest(double[] ascending, double value) {
        int at = Arrays.binarySearch(ascending, value);
        if (at >= 0 || ascending.length == 0) {
            return ascending.length == 0 ? -1 : at;
        }
        int after = -at - 1;
        if (after == 0 || after == ascending.length) {
            return after == 0 ? 0 : ascending.length - 1;
        }
        return value - ascending[after - 1] <= ascending[after] - value ? after - 1 : after;
    }

    private String title(double x) {
        Bins bins = data.bins();
        if (bins == null || bins.axis() == Axis.LABEL) {
            return place(x);
        }
        int interval = bins.index(x);
        return place(bins.low(interval)) + " – " + place(bins.low(interval + 1));
    }

    private String place(double x) {
        return Values.place(data.axis(), x, data.xLabels(), look.zone());
    }

    private static Readout.Line words(Trace trace, double value) {
        String name = trace.name();
        return new Readout.Line((name.isEmpty() ? "" : name + "  ") + Values.number(value), trace.index());
    }

    @Override
    public void emphasise(Pen pen, Colours colours, Readout readout) {
        double x = Math.round(readout.x()) + 0.5;
        if (data.kind() == Kind.SCATTER) {
            pen.strokeCircle(readout.x(), readout.y(), 6, 1.5, colours.of(Token.FG));
        } else {
            pen.line(x, frame.top(), x, frame.bottom(), 1, colours.of(Token.FG_SUBTLE));
        }
    }

    @Override
    public List<Stop> stops() {
        if (data.kind() == Kind.SCATTER) {
            return data.traces().stream()
                    .flatMap(trace -> IntStream.range(0, trace.count())
                            .mapToObj(i -> new Stop(frame.x(trace.x()[i]), frame.y(trace.y()[i]))))
                    .sorted(Comparator.comparingDouble(Stop::x))
                    .toList();
        }
        return data.traces().stream()
                .flatMapToDouble(trace -> Arrays.stream(trace.x()))
                .sorted()
                .distinct()
                .mapToObj(x -> new Stop(frame.x(x), frame.top() + frame.height() / 2))
                .toList();
    }
}
