package dev.tailrace.designer.charts;

import dev.tailrace.designer.charts.ChartData.Trace;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.operator.view.ChartView;
import java.util.Map;
import java.util.WeakHashMap;

/** Draws charts very small and without axes, as they stand in a node. For one thread. */
public final class ChartPreview {
    private static final int BARS = 24;
    private static final double SOFT = 0.55;

    /** What was last read of a chart, painted with each frame and read only when the chart has changed. */
    private static final class Followed {
        private final ChartReader reader;
        private ChartData data;
        private long version;

        Followed(ChartView view) {
            // The reader must not keep the view that is the key of what holds it.
            reader = new ChartReader(view.plan());
            version = view.version();
            data = reader.read(view);
        }

        ChartData data(ChartView view) {
            if (version != view.version()) {
                version = view.version();
                data = reader.read(view);
            }
            return data;
        }
    }

    private final Typefaces faces;
    private final Map<ChartView, Followed> followed = new WeakHashMap<>();

    public ChartPreview(Typefaces faces) {
        this.faces = faces;
    }

    /** Paints over a rectangle of this size at the origin. */
    public void paint(Pen pen, Colours colours, ChartView view, double width, double height) {
        ChartData data = followed.computeIfAbsent(view, Followed::new).data(view);
        if (data.isEmpty()) {
            return;
        }
        switch (data.kind()) {
            case LINE, AREA -> line(pen, colours, last(data), width, height);
            case BAR, HISTOGRAM, TOP_N -> bars(pen, colours, last(data), data, width, height);
            case SCATTER -> dots(pen, colours, data, width, height);
            case MAP -> map(pen, colours, data, width, height);
            case HEAT_MAP -> heat(pen, colours, data, width, height);
            case GAUGE -> figure(pen, colours, last(data), width, height);
        }
    }

    private static Trace last(ChartData data) {
        return data.traces().get(data.traces().size() - 1);
    }

    private static void line(Pen pen, Colours colours, Trace trace, double width, double height) {
        int first = Math.max(0, trace.count() - 4 * BARS);
        double[] range = range(trace, first);
        int count = trace.count() - first;
        if (count < 2) {
            return;
        }
        double fromX = trace.x()[first];
        double spanX = Math.max(trace.x()[trace.count() - 1] - fromX, 1e-9);
        double[] points = new double[2 * count];
        for (int i = 0; i < count; i++) {
            points[2 * i] = (trace.x()[first + i] - fromX) / spanX * width;
            points[2 * i + 1] = up(trace.y()[first + i], range, height);
        }
        pen.polyline(points, 1.5, colours.of(Token.ACCENT));
    }

    private static void bars(Pen pen, Colours colours, Trace trace, ChartData data, double width, double height) {
        int first = data.kind() == ChartView.Kind.BAR ? Math.max(0, trace.count() - BARS) : 0;
        int count = trace.count() - first;
        double[] range = range(trace, first);
        double step = width / Math.max(count, 8);
        double zero = up(0, range, height);
        int soft = Colours.faded(colours.of(Token.ACCENT), SOFT);
        for (int i = 0; i < count; i++) {
            double y = up(trace.y()[first + i], range, height);
            boolean latest = data.kind() == ChartView.Kind.BAR && i >= count - 2;
            pen.fillRect(
                    i * step + 1,
                    Math.min(y, zero),
                    Math.max(1, step - 2.5),
                    Math.max(1, Math.abs(zero - y)),
                    1,
                    latest ? colours.of(Token.ACCENT) : soft);
        }
    }

    private static double[] range(Trace trace, int first) {
        double low = 0;
        double high = 0;
        for (int i = first; i < trace.count(); i++) {
            low = Math.min(low, trace.y()[i]);
            high = Math.max(high, trace.y()[i]);
        }
        return new double[] {low, high > low ? high : low + 1};
    }

    private static double up(double value, double[] range, double height) {
        return height * (1 - (value - range[0]) / (range[1] - range[0]));
    }

    private static void dots(Pen pen, Colours colours, ChartData data, double width, double height) {
        double spanX = Math.max(data.maxX() - data.minX(), 1e-9);
        double spanY = Math.max(data.maxY() - data.minY(), 1e-9);
        Thinning thinning = Thinning.few();
        for (Trace trace : data.traces()) {
            for (int i = 0; i < trace.count(); i++) {
                double x = (trace.x()[i] - data.minX()) / spanX * width;
                double y = height - (trace.y()[i] - data.minY()) / spanY * height;
                dot(pen, colours, thinning, x, y);
            }
        }
    }

    private static void map(Pen pen, Colours colours, ChartData data, double width, double height) {
        pen.fillRect(0, 0, width, height, 4, colours.of(Token.HOVER));
        MapPart world = MapPart.WORLD;
        Thinning thinning = Thinning.few();
        for (Trace trace : data.traces()) {
            for (int i = 0; i < trace.count(); i++) {
                double x = world.x(trace.x()[i], width, height);
                double y = world.y(trace.y()[i], width, height);
                if (x > 1 && x < width - 1 && y > 1 && y < height - 1) {
                    dot(pen, colours, thinning, x, y);
                }
            }
        }
    }

    private static void dot(Pen pen, Colours colours, Thinning thinning, double x, double y) {
        if (thinning.takes(x, y)) {
            pen.fillRect(x - 1, y - 1, 2, 2, 0, colours.of(Token.ACCENT));
        }
    }

    private static void heat(Pen pen, Colours colours, ChartData data, double width, double height) {
        HeatMap heat = data.heat();
        if (heat == null) {
            return;
        }
        double across = width / heat.x().count();
        double down = height / heat.y().count();
        double span = Math.max(heat.greatest() - heat.least(), 1e-9);
        for (int row = 0; row < heat.y().count(); row++) {
            for (int column = 0; column < heat.x().count(); column++) {
                double sum = heat.at(column, row);
                if (!Double.isNaN(sum)) {
                    pen.fillRect(
                            column * across,
                            height - (row + 1) * down,
                            across,
                            down,
                            0,
                            Inks.heat((sum - heat.least()) / span, colours));
                }
            }
        }
    }

    private void figure(Pen pen, Colours colours, Trace trace, double width, double height) {
        String words = Values.number(trace.y()[0]);
        double size = 26;
        double taken = faces.numbersWidth(words, Face.TEXT_STRONG, size);
        pen.numbers(words, (width - taken) / 2, height / 2 + 6, Face.TEXT_STRONG, size, colours.of(Token.FG), faces);
        String name = faces.fitted(trace.name(), Face.TEXT, 11, width);
        double nameWidth = faces.width(name, Face.TEXT, 11);
        pen.text(name, (width - nameWidth) / 2, height - 8, Face.TEXT, 11, colours.of(Token.FG_MUTED));
    }
}
