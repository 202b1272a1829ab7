package dev.tailrace.designer.charts;

import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;

/** Draws the lines and labels of axes, and the scale of a heat. */
final class Axes {
    private static final double SCALE_WIDTH = 96;
    private static final double SCALE_HEIGHT = 8;
    private static final int SCALE_STEPS = 24;

    private Axes() {}

    static void paint(Pen pen, Colours colours, ChartFrame frame, Typefaces faces, boolean lines) {
        for (Ticks.Tick tick : frame.yTicks()) {
            double y = Math.round(frame.y(tick.value())) + 0.5;
            if (lines) {
                pen.line(frame.left(), y, frame.right(), y, 1, colours.of(Token.LINE));
            }
            double width = faces.width(tick.label(), Face.TEXT, ChartFrame.TEXT);
            text(pen, colours, tick.label(), frame.left() - 8 - width, y + 4);
        }
        double free = Double.NEGATIVE_INFINITY;
        for (Ticks.Tick tick : frame.xTicks()) {
            double width = faces.width(tick.label(), Face.TEXT, ChartFrame.TEXT);
            double x = Math.min(frame.x(tick.value()) - width / 2, frame.right() + 12 - width);
            // Uneven steps, such as months beside days, may come too close.
            if (x > free) {
                text(pen, colours, tick.label(), x, frame.bottom() + 17);
                free = x + width + 6;
            }
        }
    }

    /** A scale from the least to the greatest, which ends at a place. */
    static void scale(
            Pen pen,
            Colours colours,
            Typefaces faces,
            double right,
            double top,
            String least,
            String greatest,
            String title) {
        double end = right - faces.width(greatest, Face.TEXT, ChartFrame.TEXT);
        double begin = end - 6 - SCALE_WIDTH;
        String before = title.isEmpty() ? least : title + "  " + least;
        double words = begin - 6 - faces.width(before, Face.TEXT, ChartFrame.TEXT);
        pen.fillRect(words - 6, top - 6, right - words + 12, SCALE_HEIGHT + 12, 4, colours.of(Token.PANEL));
        double step = SCALE_WIDTH / SCALE_STEPS;
        for (int i = 0; i < SCALE_STEPS; i++) {
            double share = i / (SCALE_STEPS - 1.0);
            pen.fillRect(begin + i * step, top, step + 0.5, SCALE_HEIGHT, 0, Inks.heat(share, colours));
        }
        text(pen, colours, greatest, end, top + 8);
        text(pen, colours, before, words, top + 8);
    }

    static void text(Pen pen, Colours colours, String text, double x, double baseline) {
        pen.text(text, x, baseline, Face.TEXT, ChartFrame.TEXT, colours.of(Token.FG_MUTED));
    }
}
