package dev.tailrace.designer.charts;

import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fields between two axes, the more in them the darker. */
final class HeatDrawing implements ChartDrawing {
    private static final double GAP = 1;

    private final ChartData data;
    private final HeatMap heat;
    private final Look look;
    private final ChartFrame frame;

    HeatDrawing(ChartData data, double width, double height, Look look) {
        this.data = data;
        this.heat = Objects.requireNonNull(data.heat());
        this.look = look;
        frame = ChartFrame.of(data, width, height, look.zone(), look.locale(), look.faces());
    }

    @Override
    public void paint(Pen pen, Colours colours) {
        Axes.paint(pen, colours, frame, look.faces(), false);
        double least = heat.least();
        double range = heat.greatest() - least;
        for (int row = 0; row < heat.y().count(); row++) {
            for (int column = 0; column < heat.x().count(); column++) {
                double sum = heat.at(column, row);
                if (!Double.isNaN(sum)) {
                    double share = range > 0 ? (sum - least) / range : 1;
                    field(pen, column, row, GAP, Inks.heat(share, colours));
                }
            }
        }
        Axes.scale(
                pen,
                colours,
                look.faces(),
                frame.right(),
                6,
                Values.about(least),
                Values.about(heat.greatest()),
                data.plan().sizeTitle());
    }

    private void field(Pen pen, int column, int row, double gap, int colour) {
        double left = frame.x(heat.x().low(column));
        double top = frame.y(heat.y().low(row + 1));
        double across = frame.x(heat.x().low(column + 1)) - left;
        double down = frame.y(heat.y().low(row)) - top;
        double between = Math.min(across, down) > 4 ? gap : 0;
        pen.fillRect(left, top, Math.max(1, across - between), Math.max(1, down - between), 0, colour);
    }

    @Override
    public @Nullable Readout readout(double x, double y) {
        if (!frame.holds(x, y)) {
            return null;
        }
        int column = heat.x().index(frame.valueAt(x));
        int row = heat.y().index(frame.upAt(y));
        double sum = heat.at(column, row);
        String words = interval(heat.y(), row, data.yLabels());
        String count = Double.isNaN(sum) ? "–" : Values.number(sum);
        return new Readout(
                frame.x(heat.x().middle(column)),
                frame.y(heat.y().middle(row)),
                interval(heat.x(), column, data.xLabels()),
                List.of(new Readout.Line(words, -1), new Readout.Line(count, -1)));
    }

    private String interval(Bins bins, int index, List<String> labels) {
        return switch (bins.axis()) {
            case LABEL -> ChartReader.label(labels, index);
            case TIME, NUMBER ->
                Values.place(bins.axis(), bins.low(index), labels, look.zone())
                        + " – "
                        + Values.place(bins.axis(), bins.low(index + 1), labels, look.zone());
        };
    }

    @Override
    public void emphasise(Pen pen, Colours colours, Readout readout) {
        int column = heat.x().index(frame.valueAt(readout.x()));
        int row = heat.y().index(frame.upAt(readout.y()));
        double left = frame.x(heat.x().low(column));
        double top = frame.y(heat.y().low(row + 1));
        pen.strokeRect(
                left,
                top,
                frame.x(heat.x().low(column + 1)) - left,
                frame.y(heat.y().low(row)) - top,
                0,
                1.5,
                colours.of(Token.FG));
    }

    @Override
    public List<Stop> stops() {
        List<Stop> stops = new ArrayList<>();
        for (int row = heat.y().count() - 1; row >= 0; row--) {
            for (int column = 0; column < heat.x().count(); column++) {
                if (!Double.isNaN(heat.at(column, row))) {
                    stops.add(new Stop(
                            frame.x(heat.x().middle(column)), frame.y(heat.y().middle(row))));
                }
            }
        }
        return stops;
    }
}
