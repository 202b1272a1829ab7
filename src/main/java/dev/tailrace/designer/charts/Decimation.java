package dev.tailrace.designer.charts;

import dev.tailrace.operator.view.Points;
import java.util.Arrays;

/**
 * Fewer points that draw the same line, by largest triangle three buckets (Steinarsson 2013): the first point, the last,
 * and of each bucket between them the point that makes the largest triangle with the point taken before it and the mean
 * of the bucket after it.
 *
 * <p>Buckets have a fixed length and begin at multiples of it, counted from the first point that ever came. So what was
 * taken of a bucket stays true once the bucket after it is full, whatever comes later and whatever falls out before: a
 * step costs as much as the points that are new. When there are too many buckets their length doubles, and all begins
 * anew, which is as rare as it is dear.
 *
 * <p>Keeps what it has taken for one series whose points only come at the end and fall out at the beginning. Not safe for
 * use by several threads.
 */
final class Decimation {
    /** The points of a line in the order of x. */
    record Line(double[] x, double[] y) {
        int size() {
            return x.length;
        }
    }

    private final int most;
    private long length = 1;

    /** Numbers of the points taken of full buckets. */
    private long[] taken = new long[64];

    private int begin;
    private int end;

    /** The first bucket of which nothing has been taken for good. */
    private long open = -1;

    /** @param most buckets; a line has at most five points more */
    Decimation(int most) {
        this.most = most;
    }

    /** The line of the points as they are now. */
    Line of(Points points) {
        int count = points.count();
        if (count <= most) {
            return all(points);
        }
        while (count > most * length) {
            length *= 2;
            begin = 0;
            end = 0;
            open = -1;
        }
        long head = (points.first() / length + 1) * length;
        while (begin < end && taken[begin] < head) {
            begin++;
        }
        open = Math.max(open, points.first() / length + 1);
        while ((open + 2) * length <= points.next()) {
            long before = begin == end ? head(points) : taken[end - 1];
            keep(largest(points, before, open * length, (open + 1) * length, (open + 2) * length));
            open++;
        }
        return line(points);
    }

    /** What is taken of the bucket that the first point begins; it changes as points fall out. */
    private long head(Points points) {
        long first = points.first();
        long end = (first / length + 1) * length;
        return first + 1 < end ? largest(points, first, first + 1, end, end + length) : first;
    }

    private void keep(long number) {
        if (end == taken.length) {
            int size = end - begin;
            taken = Arrays.copyOf(Arrays.copyOfRange(taken, begin, end), Math.max(64, 2 * size));
            begin = 0;
            end = size;
        }
        taken[end++] = number;
    }

    private Line line(Points points) {
        long last = points.next() - 1;
        long[] numbers = new long[end - begin + 6];
        int size = 0;
        numbers[size++] = points.first();
        if (head(points) > points.first()) {
            numbers[size++] = head(points);
        }
        for (int i = begin; i < end; i++) {
            numbers[size++] = taken[i];
        }
        for (long bucket = open; bucket * length < last; bucket++) {
            long until = Math.min((bucket + 1) * length, last);
            long mean = Math.min(until + length, points.next());
            numbers[size] = largest(points, numbers[size - 1], bucket * length, until, mean);
            size++;
        }
        numbers[size++] = last;
        double[] x = new double[size];
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            int at = (int) (numbers[i] - points.first());
            x[i] = points.x(at);
            y[i] = points.y(at);
        }
        return new Line(x, y);
    }

    /** The number in {@code [from, to)} with the largest triangle; {@code [to, mean)} is the bucket after it. */
    private static long largest(Points points, long before, long from, long to, long mean) {
        long first = points.first();
        double sumX = 0;
        double sumY = 0;
        for (long i = to; i < mean; i++) {
            sumX += points.x((int) (i - first));
            sumY += points.y((int) (i - first));
        }
        double afterX = sumX / (mean - to);
        double afterY = sumY / (mean - to);
        double beforeX = points.x((int) (before - first));
        double beforeY = points.y((int) (before - first));
        long largest = from;
        double area = -1;
        for (long i = from; i < to; i++) {
            double x = points.x((int) (i - first));
            double y = points.y((int) (i - first));
            double twice = Math.abs((beforeX - afterX) * (y - beforeY) - (beforeX - x) * (afterY - beforeY));
            if (twice > area) {
                area = twice;
                largest = i;
            }
        }
        return largest;
    }

    private static Line all(Points points) {
        double[] x = new double[points.count()];
        double[] y = new double[points.count()];
        for (int i = 0; i < x.length; i++) {
            x[i] = points.x(i);
            y[i] = points.y(i);
        }
        return new Line(x, y);
    }
}
