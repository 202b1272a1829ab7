package dev.tailrace.designer.charts;

import dev.tailrace.designer.charts.ChartData.Trace;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The greatest in order: rank, name, a bar as long as the value, the value. */
final class TopDrawing implements ChartDrawing {
    private static final double TEXT = 12;
    private static final double LEAST_ROW = 20;
    private static final double GREATEST_ROW = 28;
    private static final double RANK = 26;
    private static final double GAP = 12;
    private static final double NAME_SHARE = 0.34;
    private static final double RIGHT = 8;

    private final ChartData data;
    private final Look look;
    private final double width;
    private final double row;
    private final int shown;

    TopDrawing(ChartData data, double width, double height, Look look) {
        this.data = data;
        this.look = look;
        this.width = width;
        int count = data.traces().stream().mapToInt(Trace::count).sum();
        row = Math.max(LEAST_ROW, Math.min(GREATEST_ROW, height / Math.max(1, count)));
        shown = (int) Math.max(1, Math.min(count, Math.floor(height / row)));
    }

    @Override
    public void paint(Pen pen, Colours colours) {
        if (data.traces().isEmpty()) {
            return;
        }
        Trace trace = data.traces().get(0);
        double values = 0;
        double names = 0;
        double greatest = 0;
        for (int i = 0; i < shown; i++) {
            values = Math.max(values, look.faces().numbersWidth(value(trace, i), Face.TEXT_STRONG, TEXT));
            names = Math.max(names, look.faces().width(name(trace, i), Face.TEXT, TEXT));
            greatest = Math.max(greatest, Math.abs(trace.y()[i]));
        }
        double room = Math.min(names, width * NAME_SHARE);
        double barLeft = RANK + room + GAP;
        double barRoom = Math.max(0, width - RIGHT - values - GAP - barLeft);
        int colour = Inks.of(trace.index(), colours);
        for (int i = 0; i < shown; i++) {
            double middle = row * (i + 0.5);
            double baseline = middle + 4.3;
            String rank = Integer.toString(i + 1);
            pen.text(
                    rank,
                    RANK - 10 - look.faces().width(rank, Face.TEXT, TEXT),
                    baseline,
                    Face.TEXT,
                    TEXT,
                    colours.of(Token.FG_SUBTLE));
            String name = look.faces().fitted(name(trace, i), Face.TEXT, TEXT, room);
            pen.text(name, RANK, baseline, Face.TEXT, TEXT, colours.of(Token.FG));
            double length = greatest == 0 ? 0 : Math.abs(trace.y()[i]) / greatest * barRoom;
            pen.fillRect(barLeft, middle - 5, barRoom, 10, 3, colours.of(Token.HOVER));
            if (length > 0) {
                pen.fillRect(barLeft, middle - 5, Math.max(2, length), 10, Math.min(3, length / 2), colour);
            }
            String value = value(trace, i);
            double taken = look.faces().numbersWidth(value, Face.TEXT_STRONG, TEXT);
            pen.numbers(
                    value, width - RIGHT - taken, baseline, Face.TEXT_STRONG, TEXT, colours.of(Token.FG), look.faces());
        }
    }

    private String name(Trace trace, int i) {
        String word = Values.place(data.axis(), trace.x()[i], data.xLabels(), look.zone());
        return word.isEmpty() ? "–" : word;
    }

    private static String value(Trace trace, int i) {
        return Values.number(trace.y()[i]);
    }

    @Override
    public @Nullable Readout readout(double x, double y) {
        int i = (int) Math.floor(y / row);
        if (data.traces().isEmpty() || i < 0 || i >= shown || x < 0 || x > width) {
            return null;
        }
        Trace trace = data.traces().get(0);
        return new Readout(
                x, row * (i + 0.5), (i + 1) + "  " + name(trace, i), List.of(new Readout.Line(value(trace, i), 0)));
    }

    @Override
    public List<Stop> stops() {
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            stops.add(new Stop(width / 2, row * (i + 0.5)));
        }
        return stops;
    }
}
