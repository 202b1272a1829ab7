package dev.tailrace.designer.charts;

import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import java.util.List;

/**
 * What a chart has at a place, in words.
 *
 * @param x of the place on the picture, as is y
 * @param lines what the series have there
 */
record Readout(double x, double y, String title, List<Line> lines) {
    private static final double TEXT = 11;
    private static final double LINE = 17;
    private static final double AWAY = 10;

    /** @param series whose mark stands before the words, or -1 */
    record Line(String words, int series) {}

    Readout {
        lines = List.copyOf(lines);
    }

    /** All of it as one text, for those who do not see it. */
    String spoken() {
        StringBuilder words = new StringBuilder(title);
        lines.forEach(line -> words.append(words.isEmpty() ? "" : ", ").append(line.words()));
        return words.toString();
    }

    /** A box beside the place, within a picture of this size. */
    void paint(Pen pen, Colours colours, Typefaces faces, double width, double height) {
        double widest = faces.width(title, Face.TEXT, TEXT);
        for (Line line : lines) {
            widest = Math.max(widest, faces.width(line.words(), Face.TEXT_MEDIUM, TEXT) + (line.series() < 0 ? 0 : 13));
        }
        int count = lines.size() + (title.isEmpty() ? 0 : 1);
        double boxWidth = widest + 20;
        double boxHeight = count * LINE + 10;
        double left = x + AWAY + boxWidth > width ? Math.max(0, x - AWAY - boxWidth) : x + AWAY;
        double top = Math.max(0, Math.min(height - boxHeight, y - boxHeight / 2));
        pen.fillRect(left, top, boxWidth, boxHeight, 7, colours.of(Token.PANEL));
        pen.strokeRect(left + 0.5, top + 0.5, boxWidth - 1, boxHeight - 1, 7, 1, colours.of(Token.LINE_STRONG));
        double baseline = top + 5 + LINE - 5;
        if (!title.isEmpty()) {
            pen.text(title, left + 10, baseline, Face.TEXT, TEXT, colours.of(Token.FG_MUTED));
            baseline += LINE;
        }
        for (Line line : lines) {
            double at = left + 10;
            if (line.series() >= 0) {
                Inks.mark(line.series(), pen, at + 4, baseline - 4, 3.5, Inks.of(line.series(), colours));
                at += 13;
            }
            pen.text(line.words(), at, baseline, Face.TEXT_MEDIUM, TEXT, colours.of(Token.FG));
            baseline += LINE;
        }
    }
}
