package dev.tailrace.operator.view;

import java.util.Arrays;

/**
 * Points of one series in plain arrays, in the order of their coming, of which the oldest may fall out. Each has a
 * number that it keeps: the first that ever came is 0. Not safe for use by several threads.
 *
 * <p>The arrays slide: points are appended at the end and fall out at the beginning; when the end is reached, what is
 * there moves to the beginning of arrays that have twice the room it needs. So a point costs a constant time.
 */
public final class Points {
    private static final int FIRST_ROOM = 16;
    private static final double[] NONE = {};

    private final boolean marked;
    private double[] x = new double[FIRST_ROOM];
    private double[] y = new double[FIRST_ROOM];
    private double[] size;
    private double[] colour;
    private int begin;
    private int end;
    private long first;

    /** @param marked whether points have a size and a colour */
    public Points(boolean marked) {
        this.marked = marked;
        size = marked ? new double[FIRST_ROOM] : NONE;
        colour = marked ? new double[FIRST_ROOM] : NONE;
    }

    public int count() {
        return end - begin;
    }

    /** Whether points may have a size and a colour. */
    public boolean isMarked() {
        return marked;
    }

    /** The number of the oldest point that is there. */
    public long first() {
        return first;
    }

    /** The number that the next point will have. */
    public long next() {
        return first + count();
    }

    /** @param i from 0, the oldest point that is there */
    public double x(int i) {
        return x[begin + i];
    }

    public double y(int i) {
        return y[begin + i];
    }

    /** NaN if points have none, or this one has none. */
    public double size(int i) {
        return marked ? size[begin + i] : Double.NaN;
    }

    /** NaN if points have none, or this one has none. */
    public double colour(int i) {
        return marked ? colour[begin + i] : Double.NaN;
    }

    public void add(double newX, double newY, double newSize, double newColour) {
        if (end == x.length) {
            makeRoom();
        }
        x[end] = newX;
        y[end] = newY;
        if (marked) {
            size[end] = newSize;
            colour[end] = newColour;
        }
        end++;
    }

    /** Lets the oldest fall out until so many are left. */
    public void trim(int keep) {
        dropBefore(next() - keep);
    }

    /** Lets all points with a lesser number fall out. */
    public void dropBefore(long number) {
        int gone = (int) Math.max(0, Math.min(count(), number - first));
        begin += gone;
        first += gone;
    }

    /**
     * The position of the latest point at this place, or -1.
     *
     * @param atX NaN for any
     */
    public int lastIndexOf(double atX, double atY) {
        for (int i = count() - 1; i >= 0; i--) {
            if ((x(i) == atX || Double.isNaN(atX)) && y(i) == atY) {
                return i;
            }
        }
        return -1;
    }

    /** Takes a point out; those after it move up and get other numbers. */
    public void remove(int i) {
        int at = begin + i;
        int after = end - at - 1;
        for (double[] column : columns()) {
            System.arraycopy(column, at + 1, column, at, after);
        }
        end--;
    }

    /** Adds the points of another from a number on. */
    public void addFrom(Points other, long number) {
        for (int i = (int) Math.max(0, number - other.first); i < other.count(); i++) {
            add(other.x(i), other.y(i), other.size(i), other.colour(i));
        }
    }

    /** An empty series whose first point will have this number. */
    public static Points beginningAt(long number, boolean marked) {
        Points points = new Points(marked);
        points.first = number;
        return points;
    }

    private double[][] columns() {
        return marked ? new double[][] {x, y, size, colour} : new double[][] {x, y};
    }

    private void makeRoom() {
        int count = count();
        int room = Math.max(FIRST_ROOM, 2 * count);
        x = moved(x, room);
        y = moved(y, room);
        if (marked) {
            size = moved(size, room);
            colour = moved(colour, room);
        }
        begin = 0;
        end = count;
    }

    private double[] moved(double[] column, int room) {
        return Arrays.copyOf(Arrays.copyOfRange(column, begin, end), room);
    }
}
