package dev.tailrace.designer.charts;

import dev.tailrace.designer.charts.ChartData.Trace;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Glyphs;
import dev.tailrace.designer.pen.Java2dPen;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Png;
import dev.tailrace.designer.pen.SvgPen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.operator.view.ChartView.Kind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A chart as a picture of its own: its name, its legend and its drawing on the ground of its pane. Needs no toolkit.
 *
 * @param note what is said beside the name, such as how much is kept
 */
record ChartExport(String title, String note, ChartData data, Look look, Colours colours) {
    private static final double PIXELS_PER_UNIT = 2;
    private static final double MARGIN = 16;
    private static final double HEADER = 28;
    private static final double LEGEND_LINE = 20;
    private static final double TITLE = 13;
    private static final double TEXT = 12;
    private static final double SAMPLE = 18;

    /** Twice the pixels, for screens and print that show them. */
    void png(Path file, double width, double height) throws IOException {
        Png.write(image(width, height), file);
    }

    BufferedImage image(double width, double height) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(width * PIXELS_PER_UNIT),
                (int) Math.ceil(height * PIXELS_PER_UNIT),
                BufferedImage.TYPE_INT_RGB);
        try (Java2dPen pen = new Java2dPen(image, new Glyphs())) {
            pen.scale(PIXELS_PER_UNIT);
            paint(pen, width, height);
        }
        return image;
    }

    void svg(Path file, double width, double height) throws IOException {
        Files.writeString(file, svg(width, height));
    }

    String svg(double width, double height) {
        SvgPen pen = new SvgPen(new Glyphs(), look.faces());
        paint(pen, width, height);
        return pen.document(width, height);
    }

    private void paint(Pen pen, double width, double height) {
        pen.fillRect(0, 0, width, height, 0, colours.of(Token.PANEL));
        double room = width - 2 * MARGIN;
        double noteWidth = look.faces().width(note, Face.TEXT, TEXT);
        String name = look.faces().fitted(title, Face.TEXT_STRONG, TITLE, Math.max(40, room - noteWidth - 12));
        pen.text(name, MARGIN, MARGIN + 12, Face.TEXT_STRONG, TITLE, colours.of(Token.FG));
        pen.text(note, width - MARGIN - noteWidth, MARGIN + 12, Face.TEXT, TEXT, colours.of(Token.FG_MUTED));
        double top = MARGIN + HEADER + legend(pen, MARGIN + HEADER, room);
        double innerHeight = Math.max(1, height - top - MARGIN / 2);
        if (!data.isEmpty()) {
            pen.save();
            pen.translate(MARGIN, top);
            ChartDrawing.of(data, room, innerHeight, look).paint(pen, colours);
            pen.restore();
        }
    }

    /** @return how much room it has taken downwards */
    private double legend(Pen pen, double top, double room) {
        if (!hasLegend(data)) {
            return 0;
        }
        double x = 0;
        double y = top;
        for (Trace trace : data.traces()) {
            double taken = SAMPLE + 7 + look.faces().width(trace.name(), Face.TEXT, TEXT) + 14;
            if (x > 0 && x + taken > room) {
                x = 0;
                y += LEGEND_LINE;
            }
            sample(pen, trace, MARGIN + x, y + 8);
            pen.text(trace.name(), MARGIN + x + SAMPLE + 7, y + 12, Face.TEXT, TEXT, colours.of(Token.FG_MUTED));
            x += taken;
        }
        return y - top + LEGEND_LINE + 4;
    }

    private void sample(Pen pen, Trace trace, double x, double y) {
        int colour = Inks.of(trace.index(), colours);
        switch (data.kind()) {
            case LINE, AREA -> {
                Inks.dash(trace.index(), pen);
                pen.line(x, y, x + SAMPLE, y, 2, colour);
                pen.solid();
            }
            case SCATTER, MAP -> Inks.mark(trace.index(), pen, x + SAMPLE / 2, y, 4, colour);
            default -> pen.fillRect(x, y - 4, SAMPLE, 8, 2, colour);
        }
    }

    /** Whether series are told apart by colour here, so that a legend is needed. */
    static boolean hasLegend(ChartData data) {
        return data.traces().size() > 1 && data.kind() != Kind.GAUGE && data.kind() != Kind.TOP_N;
    }
}
