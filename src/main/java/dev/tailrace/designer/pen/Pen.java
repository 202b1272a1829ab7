package dev.tailrace.designer.pen;

/**
 * Draws shapes on a surface: a JavaFX canvas, a picture or an SVG file. Lengths are in units of the current transform,
 * angles do not occur, y grows downwards, colours are ARGB. Not safe for use by several threads.
 */
public interface Pen {
    /** Remembers transform, alpha, clip and dashes until {@link #restore()}. */
    void save();

    void restore();

    void translate(double dx, double dy);

    void scale(double factor);

    /** Multiplies the opacity of what follows, until {@link #restore()}. */
    void fade(double alpha);

    /** Keeps what follows within a rounded rectangle, until {@link #restore()}. */
    void clip(double x, double y, double width, double height, double radius);

    /** Strokes that follow are dashed by these lengths (on, off, …), beginning {@code offset} into the pattern. */
    void dashes(double offset, double... lengths);

    /** Strokes that follow are whole lines again. */
    void solid();

    void fillRect(double x, double y, double width, double height, double radius, int argb);

    /** The outline's middle lies on the rectangle's edge. */
    void strokeRect(double x, double y, double width, double height, double radius, double thickness, int argb);

    void fillCircle(double x, double y, double radius, int argb);

    void strokeCircle(double x, double y, double radius, double thickness, int argb);

    /** @param points x and y in turn */
    void fillPolygon(double[] points, int argb);

    /** @param points x and y in turn; the outline is closed and its corners are round */
    void strokePolygon(double[] points, double thickness, int argb);

    void line(double x1, double y1, double x2, double y2, double thickness, int argb);

    /**
     * Lines from point to point, whose dashes run on over the corners.
     *
     * @param points x and y in turn, at least two points
     */
    void polyline(double[] points, double thickness, int argb);

    /** A cubic Bézier curve from its four points. */
    void curve(
            double x1,
            double y1,
            double x2,
            double y2,
            double x3,
            double y3,
            double x4,
            double y4,
            double thickness,
            int argb);

    /**
     * Single pixels in rows and columns, over a surface of this size from its upper left corner.
     *
     * @param x of the first column, at least 0 and less than the step
     */
    default void dots(double x, double y, double step, double width, double height, int argb) {
        for (double row = y; row < height; row += step) {
            for (double column = x; column < width; column += step) {
                fillRect(Math.floor(column), Math.floor(row), 1, 1, 0, argb);
            }
        }
    }

    /** One line of text that begins at x and stands on the baseline. */
    void text(String text, double x, double baseline, Face face, double size, int argb);

    /**
     * An icon in the middle of a square.
     *
     * @param literal of the Material Design pack, such as {@code mdi2f-filter-outline}; unknown ones draw a blank square
     */
    void glyph(String literal, double centreX, double centreY, double size, int argb);

    /**
     * Text whose digits all take the width of a zero, so that a changing number does not shake what follows it.
     *
     * @return the width drawn
     */
    default double numbers(String text, double x, double baseline, Face face, double size, int argb, Typefaces faces) {
        double at = x;
        int start = 0;
        double zero = faces.width("0", face, size);
        for (int i = 0; i <= text.length(); i++) {
            boolean digit = i < text.length() && Character.isDigit(text.charAt(i));
            if (i < text.length() && !digit) {
                continue;
            }
            if (i > start) {
                String run = text.substring(start, i);
                text(run, at, baseline, face, size, argb);
                at += faces.width(run, face, size);
            }
            if (digit) {
                String figure = text.substring(i, i + 1);
                text(figure, at + (zero - faces.width(figure, face, size)) / 2, baseline, face, size, argb);
                at += zero;
                start = i + 1;
            }
        }
        return at - x;
    }
}
