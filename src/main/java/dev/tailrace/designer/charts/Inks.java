package dev.tailrace.designer.charts;

import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import java.util.List;

/** How series are told from each other: a colour, dashes and a mark each, so that none is told by colour alone. */
final class Inks {
    /** The families' colours in the order in which they differ most from the one before. */
    private static final List<Token> COLOURS = List.of(
            Token.FAMILY_SHAPE,
            Token.FAMILY_ANALYSE,
            Token.FAMILY_COMBINE,
            Token.FAMILY_SOURCES,
            Token.FAMILY_TIME,
            Token.FAMILY_SINKS);

    private static final double[][] DASHES = {{}, {7, 4}, {2, 3}, {9, 3, 2, 3}, {4, 2}, {12, 4, 2, 4, 2, 4}};

    /** How many colours, dashes and marks series take turns in. */
    static final int COUNT = 6;

    private Inks() {}

    static int of(int series, Colours colours) {
        return colours.of(COLOURS.get(series % COUNT));
    }

    static double[] dashes(int series) {
        return DASHES[series % COUNT].clone();
    }

    static void dash(int series, Pen pen) {
        if (series % COUNT == 0) {
            pen.solid();
        } else {
            pen.dashes(0, dashes(series));
        }
    }

    /** A mark of about this radius: disc, square, diamond, ring, triangle, cross. */
    static void mark(int series, Pen pen, double x, double y, double radius, int argb) {
        double r = radius;
        switch (series % COUNT) {
            case 1 -> pen.fillRect(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r, 0, argb);
            case 2 ->
                pen.fillPolygon(new double[] {x, y - 1.3 * r, x + 1.3 * r, y, x, y + 1.3 * r, x - 1.3 * r, y}, argb);
            case 3 -> pen.strokeCircle(x, y, 0.85 * r, Math.max(1, r / 2.5), argb);
            case 4 ->
                pen.fillPolygon(
                        new double[] {x, y - 1.2 * r, x + 1.1 * r, y + 0.8 * r, x - 1.1 * r, y + 0.8 * r}, argb);
            case 5 -> {
                pen.line(x - r, y - r, x + r, y + r, Math.max(1, r / 2), argb);
                pen.line(x - r, y + r, x + r, y - r, Math.max(1, r / 2), argb);
            }
            default -> pen.fillCircle(x, y, r, argb);
        }
    }

    /**
     * A colour between those of nothing and of the most.
     *
     * @param share from 0 to 1
     */
    static int heat(double share, Colours colours) {
        return mixed(colours.of(Token.ACCENT_SOFT), colours.of(Token.ACCENT), Math.max(0, Math.min(1, share)));
    }

    private static int mixed(int from, int to, double share) {
        int mixed = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >>> shift & 0xFF;
            int b = to >>> shift & 0xFF;
            mixed = mixed << 8 | (int) Math.round(a + (b - a) * share);
        }
        return mixed;
    }
}
