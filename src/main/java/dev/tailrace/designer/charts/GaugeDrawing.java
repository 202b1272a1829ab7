package dev.tailrace.designer.charts;

import dev.tailrace.designer.charts.ChartData.Trace;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.operator.view.ChartPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One half dial for each series, with its value in figures; what warns has a colour and a glyph. */
final class GaugeDrawing implements ChartDrawing {
    private static final int MOST = 24;
    private static final double LEAST_CELL = 132;
    private static final double GREATEST_RADIUS = 96;
    private static final double TEXT = 11;
    private static final double BELOW = 38;
    private static final double ABOVE = 14;

    private final List<Trace> dials;
    private final ChartPlan plan;
    private final ChartPlan.Scale scale;
    private final Look look;
    private final int columns;
    private final double cellWidth;
    private final double cellHeight;
    private final double radius;
    private final double most;

    GaugeDrawing(ChartData data, double width, double height, Look look) {
        dials = data.traces().stream()
                .filter(trace -> trace.count() > 0)
                .limit(MOST)
                .toList();
        plan = data.plan();
        scale = data.plan().scale();
        this.look = look;
        columns = (int) Math.max(1, Math.min(dials.size(), Math.floor(width / LEAST_CELL)));
        int rows = Math.max(1, (dials.size() + columns - 1) / columns);
        cellWidth = width / columns;
        cellHeight = height / rows;
        radius = Math.max(16, Math.min(GREATEST_RADIUS, Math.min(cellWidth / 2 - 16, cellHeight - BELOW - ABOVE)));
        Double end = scale.most();
        most = end != null ? end : roundAbove(Math.max(data.maxY(), greatestMark()));
    }

    private double greatestMark() {
        Double warn = scale.warnAt();
        Double alarm = scale.alarmAt();
        return Math.max(
                warn == null ? Double.NEGATIVE_INFINITY : warn, alarm == null ? Double.NEGATIVE_INFINITY : alarm);
    }

    private double roundAbove(double value) {
        double range = Math.max(value - scale.least(), 1e-9);
        double step = Ticks.niceStep(range, 5);
        return scale.least() + Math.ceil(range / step - 1e-9) * step;
    }

    /** How far around the dial a value lies, from 0 to 1. */
    double share(double value) {
        return Math.max(0, Math.min(1, (value - scale.least()) / (most - scale.least())));
    }

    @Override
    public void paint(Pen pen, Colours colours) {
        for (int i = 0; i < dials.size(); i++) {
            dial(pen, colours, dials.get(i), cellWidth * (i % columns + 0.5), middle(i));
        }
    }

    private double middle(int dial) {
        double free = cellHeight - radius - BELOW - ABOVE;
        return cellHeight * (dial / columns) + ABOVE + radius + Math.max(0, free / 2);
    }

    private void dial(Pen pen, Colours colours, Trace trace, double x, double y) {
        double value = trace.y()[0];
        double thick = Math.max(6, radius / 6);
        arc(pen, x, y, thick, 0, 1, colours.of(Token.LINE));
        if (share(value) > 0) {
            arc(pen, x, y, thick, 0, share(value), colours.of(state(value)));
        }
        mark(pen, colours, x, y, thick, scale.warnAt(), Token.WARN);
        mark(pen, colours, x, y, thick, scale.alarmAt(), Token.ERR);
        double size = Math.max(14, Math.min(28, radius / 3));
        String words = Values.number(value);
        double taken = look.faces().numbersWidth(words, Face.TEXT_STRONG, size);
        int ink = colours.of(state(value) == Token.FAMILY_SHAPE ? Token.FG : state(value));
        pen.numbers(words, x - taken / 2, y - 2, Face.TEXT_STRONG, size, ink, look.faces());
        if (state(value) != Token.FAMILY_SHAPE) {
            String glyph = state(value) == Token.ERR ? "mdi2a-alert-circle-outline" : "mdi2a-alert-outline";
            pen.glyph(glyph, x, y - 2 - size - 8, Math.max(12, size * 0.7), ink);
        }
        double edge = radius - thick / 2;
        centred(pen, colours, Values.number(scale.least()), x - edge, y + 15);
        centred(pen, colours, Values.number(most), x + edge, y + 15);
        String name = look.faces().fitted(name(trace), Face.TEXT_MEDIUM, 12, cellWidth - 16);
        pen.text(
                name,
                x - look.faces().width(name, Face.TEXT_MEDIUM, 12) / 2,
                y + 31,
                Face.TEXT_MEDIUM,
                12,
                colours.of(Token.FG_MUTED));
    }

    private String name(Trace trace) {
        return trace.name().isEmpty() ? plan.yTitle() : trace.name();
    }

    private void centred(Pen pen, Colours colours, String text, double x, double baseline) {
        Axes.text(pen, colours, text, x - look.faces().width(text, Face.TEXT, TEXT) / 2, baseline);
    }

    private Token state(double value) {
        Double alarm = scale.alarmAt();
        Double warn = scale.warnAt();
        return alarm != null && value >= alarm
                ? Token.ERR
                : warn != null && value >= warn ? Token.WARN : Token.FAMILY_SHAPE;
    }

    private void mark(Pen pen, Colours colours, double x, double y, double thick, @Nullable Double at, Token token) {
        if (at == null) {
            return;
        }
        double angle = Math.PI * (1 - share(at));
        double inner = radius - thick - 3;
        double outer = radius + 3;
        pen.line(
                x + inner * Math.cos(angle),
                y - inner * Math.sin(angle),
                x + outer * Math.cos(angle),
                y - outer * Math.sin(angle),
                2,
                colours.of(token));
    }

    private void arc(Pen pen, double x, double y, double thick, double from, double to, int colour) {
        int steps = (int) Math.max(2, Math.ceil((to - from) * radius));
        double[] points = new double[2 * (steps + 1)];
        for (int i = 0; i <= steps; i++) {
            double angle = Math.PI * (1 - from - (to - from) * i / steps);
            points[2 * i] = x + (radius - thick / 2) * Math.cos(angle);
            points[2 * i + 1] = y - (radius - thick / 2) * Math.sin(angle);
        }
        pen.polyline(points, thick, colour);
    }

    @Override
    public @Nullable Readout readout(double x, double y) {
        int column = (int) Math.floor(x / cellWidth);
        int row = (int) Math.floor(y / cellHeight);
        int dial = row * columns + column;
        if (column < 0 || column >= columns || row < 0 || dial >= dials.size()) {
            return null;
        }
        Trace trace = dials.get(dial);
        List<Readout.Line> lines = new ArrayList<>();
        lines.add(new Readout.Line(Values.exact(trace.y()[0]), -1));
        return new Readout(x, y, name(trace), lines);
    }

    @Override
    public List<Stop> stops() {
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i < dials.size(); i++) {
            stops.add(new Stop(cellWidth * (i % columns + 0.5), cellHeight * (i / columns + 0.5)));
        }
        return stops;
    }
}
