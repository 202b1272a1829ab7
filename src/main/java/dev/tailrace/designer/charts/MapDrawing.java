package dev.tailrace.designer.charts;

import dev.tailrace.designer.charts.ChartData.Trace;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Points on a map of the world. */
final class MapDrawing implements ChartDrawing {
    private static final double LEAST_OF_GREATEST = 4;
    private static final double GREATEST = 9;
    private static final double LEAST_HEIGHT_FOR_SCALE = 150;
    private static final double LEAST_RADIUS = 2.5;
    private static final double ONLY_RADIUS = 3.5;
    private static final double NEAR = 10;
    private static final double OPACITY = 0.7;
    private static final int MERIDIANS = 30;

    private final ChartData data;
    private final double width;
    private final double height;
    private final Look look;
    private final MapPart part;
    private final double greatest;
    private final double @Nullable [] sizes;
    private final double @Nullable [] heats;

    MapDrawing(ChartData data, double width, double height, Look look) {
        this.data = data;
        this.width = width;
        this.height = height;
        this.look = look;
        part = look.map();
        greatest = Math.max(LEAST_OF_GREATEST, Math.min(GREATEST, Math.min(width, height) / 30));
        sizes = data.sizes();
        heats = data.colours();
    }

    @Override
    public void paint(Pen pen, Colours colours) {
        pen.save();
        pen.clip(0, 0, width, height, 0);
        for (int degree = -180; degree <= 180; degree += MERIDIANS) {
            double x = Math.round(part.x(degree, width, height)) + 0.5;
            pen.line(x, y(90), x, y(-90), 1, colours.of(Token.HOVER));
            if (Math.abs(degree) <= 90) {
                double y = Math.round(y(degree)) + 0.5;
                pen.line(x(-180), y, x(180), y, 1, colours.of(Token.HOVER));
            }
        }
        for (double[] outline : Coastline.world().land()) {
            shape(pen, outline, colours.of(Token.LINE), colours.of(Token.LINE_STRONG));
        }
        for (double[] outline : Coastline.world().water()) {
            shape(pen, outline, colours.of(Token.PANEL), colours.of(Token.LINE_STRONG));
        }
        points(pen, colours);
        pen.restore();
        double[] range = heats;
        if (range != null && height >= LEAST_HEIGHT_FOR_SCALE) {
            Axes.scale(
                    pen,
                    colours,
                    look.faces(),
                    width - 8,
                    height - 16,
                    Values.about(range[0]),
                    Values.about(range[1]),
                    data.plan().colourTitle());
        }
    }

    private double x(double longitude) {
        return part.x(longitude, width, height);
    }

    private double y(double latitude) {
        return part.y(latitude, width, height);
    }

    private void shape(Pen pen, double[] outline, int fill, int stroke) {
        double[] points = new double[outline.length];
        for (int i = 0; i < points.length; i += 2) {
            points[i] = x(outline[i]);
            points[i + 1] = y(outline[i + 1]);
        }
        pen.fillPolygon(points, fill);
        pen.strokePolygon(points, 0.75, stroke);
    }

    private void points(Pen pen, Colours colours) {
        Thinning thinning = Thinning.of(data);
        for (Trace trace : data.traces()) {
            for (int i = 0; i < trace.count(); i++) {
                double atX = x(trace.x()[i]);
                double atY = y(trace.y()[i]);
                if (isOnEarth(trace, i) && thinning.takes(atX, atY)) {
                    int ink = ink(trace, i, colours);
                    double radius = radius(trace, i);
                    Inks.mark(trace.index(), pen, atX, atY, radius, Colours.faded(ink, OPACITY));
                    if (trace.index() % Inks.COUNT == 0) {
                        pen.strokeCircle(atX, atY, radius, 1, ink);
                    }
                }
            }
        }
    }

    private static boolean isOnEarth(Trace trace, int i) {
        return Math.abs(trace.x()[i]) <= 180 && Math.abs(trace.y()[i]) <= 90;
    }

    private int ink(Trace trace, int i, Colours colours) {
        double[] range = heats;
        if (range == null) {
            return Inks.of(trace.index(), colours);
        }
        double value = trace.colour()[i];
        if (Double.isNaN(value)) {
            return colours.of(Token.FG_SUBTLE);
        }
        // Pale points would not be seen on pale land.
        double share = range[1] > range[0] ? (value - range[0]) / (range[1] - range[0]) : 1;
        return Inks.heat(0.25 + 0.75 * share, colours);
    }

    /** The area of a point grows as its value does. */
    private double radius(Trace trace, int i) {
        double[] range = sizes;
        if (range == null) {
            return ONLY_RADIUS;
        }
        double value = trace.size()[i];
        if (Double.isNaN(value) || !(range[1] > range[0])) {
            return LEAST_RADIUS;
        }
        double share = (value - range[0]) / (range[1] - range[0]);
        return Math.max(LEAST_RADIUS, greatest * Math.sqrt(share));
    }

    @Override
    public @Nullable Readout readout(double x, double y) {
        double best = NEAR * NEAR;
        Readout found = null;
        for (Trace trace : data.traces()) {
            for (int i = trace.count() - 1; i >= 0; i--) {
                double dx = x(trace.x()[i]) - x;
                double dy = y(trace.y()[i]) - y;
                if (dx * dx + dy * dy < best && isOnEarth(trace, i)) {
                    best = dx * dx + dy * dy;
                    found = new Readout(x + dx, y + dy, place(trace, i), words(trace, i));
                }
            }
        }
        return found;
    }

    private static String place(Trace trace, int i) {
        double latitude = trace.y()[i];
        double longitude = trace.x()[i];
        return Values.number(Math.abs(latitude)) + "° " + (latitude < 0 ? "S" : "N") + "  "
                + Values.number(Math.abs(longitude)) + "° " + (longitude < 0 ? "W" : "E");
    }

    private List<Readout.Line> words(Trace trace, int i) {
        List<Readout.Line> lines = new ArrayList<>();
        if (data.traces().size() > 1 || !trace.name().equals(data.plan().yTitle())) {
            lines.add(new Readout.Line(trace.name(), trace.index()));
        }
        if (sizes != null && !Double.isNaN(trace.size()[i])) {
            lines.add(new Readout.Line(data.plan().sizeTitle() + "  " + Values.number(trace.size()[i]), -1));
        }
        boolean same = data.plan().colourTitle().equals(data.plan().sizeTitle());
        if (heats != null && !same && !Double.isNaN(trace.colour()[i])) {
            lines.add(new Readout.Line(data.plan().colourTitle() + "  " + Values.number(trace.colour()[i]), -1));
        }
        return lines;
    }

    @Override
    public void emphasise(Pen pen, Colours colours, Readout readout) {
        pen.strokeCircle(readout.x(), readout.y(), greatest + 2, 1.5, colours.of(Token.FG));
    }

    @Override
    public List<Stop> stops() {
        return data.traces().stream()
                .flatMap(trace -> IntStream.range(0, trace.count())
                        .filter(i -> isOnEarth(trace, i))
                        .mapToObj(i -> new Stop(x(trace.x()[i]), y(trace.y()[i]))))
                .filter(stop -> stop.x() >= 0 && stop.x() <= width && stop.y() >= 0 && stop.y() <= height)
                .sorted(Comparator.comparingDouble(Stop::x))
                .toList();
    }
}
