package dev.tailrace.designer.canvas;

/**
 * Scales a picture, each point of the result mixed of the four points of the picture that lie round it. Pixels are ARGB,
 * multiplied by their alpha, row by row. For one thread.
 *
 * <p>Rows are mixed first, into a row that is as wide as the picture, columns then: the first loop is one that the JIT
 * turns into vector instructions, and what is left for each point is one mixture of two. Two channels are mixed with one
 * multiplication, each in its half of an int.
 */
final class Bilinear {
    /** The part of the result that the picture covers, in its pixels; half-open. */
    record Part(int left, int top, int right, int bottom) {
        int width() {
            return right - left;
        }

        int height() {
            return bottom - top;
        }

        boolean isEmpty() {
            return left >= right || top >= bottom;
        }
    }

    private static final int EVEN = 0x00FF00FF;
    private static final int ODD = 0xFF00FF00;
    private static final int HALF = 0x00800080;
    private static final int WHOLE = 256;
    private static final double ROUNDING = 1e-6;

    private final int[] source;
    private final int width;
    private final int height;
    private final int[] row;
    private int[] columns = {};
    private int[] shares = {};

    /** @param source not copied; at least two by two pixels */
    Bilinear(int[] source, int width, int height) {
        this.source = source;
        this.width = width;
        this.height = height;
        this.row = new int[width];
    }

    /**
     * Draws the scaled picture over a part of another one; all else of it is left as it is.
     *
     * @param x where the picture's left edge comes to lie
     */
    Part into(int[] result, int resultWidth, int resultHeight, double scale, double x, double y) {
        Part part = new Part(
                Math.max(0, (int) Math.ceil(x - ROUNDING)),
                Math.max(0, (int) Math.ceil(y - ROUNDING)),
                Math.min(resultWidth, (int) Math.floor(x + width * scale + ROUNDING)),
                Math.min(resultHeight, (int) Math.floor(y + height * scale + ROUNDING)));
        if (part.isEmpty()) {
            return part;
        }
        findColumns(part, scale, x);
        int first = columns[part.left()];
        int last = columns[part.right() - 1] + 2;
        for (int down = part.top(); down < part.bottom(); down++) {
            int at = place(down, y, scale, height);
            int above = (at >> 8) * width;
            mixRows(above, above + width, at & 0xFF, first, last);
            mixColumns(result, down * resultWidth, part.left(), part.right());
        }
        return part;
    }

    /** The pixel before a place, and the share of the one after it in its lowest eight bits; both lie in the picture. */
    private static int place(int pixel, double edge, double scale, int size) {
        double at = (pixel + 0.5 - edge) / scale - 0.5;
        return (int) Math.min((size - 1) * WHOLE - 1, Math.round(Math.max(0, at) * WHOLE));
    }

    private void findColumns(Part part, double scale, double x) {
        if (columns.length < part.right()) {
            columns = new int[part.right()];
            shares = new int[part.right()];
        }
        for (int across = part.left(); across < part.right(); across++) {
            int at = place(across, x, scale, width);
            columns[across] = at >> 8;
            shares[across] = at & 0xFF;
        }
    }

    private void mixRows(int above, int below, int share, int first, int last) {
        int rest = WHOLE - share;
        for (int i = first; i < last; i++) {
            int one = source[above + i];
            int other = source[below + i];
            int even = (one & EVEN) * rest + (other & EVEN) * share + HALF >>> 8 & EVEN;
            int odd = (one >>> 8 & EVEN) * rest + (other >>> 8 & EVEN) * share + HALF & ODD;
            row[i] = even | odd;
        }
    }

    private void mixColumns(int[] result, int start, int left, int right) {
        for (int i = left; i < right; i++) {
            int column = columns[i];
            int share = shares[i];
            int rest = WHOLE - share;
            int one = row[column];
            int other = row[column + 1];
            int even = (one & EVEN) * rest + (other & EVEN) * share + HALF >>> 8 & EVEN;
            int odd = (one >>> 8 & EVEN) * rest + (other >>> 8 & EVEN) * share + HALF & ODD;
            result[start + i] = even | odd;
        }
    }
}
