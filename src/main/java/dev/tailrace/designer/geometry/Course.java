package dev.tailrace.designer.geometry;

import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of a wire: one curve, or several that go through its bends without a corner. Parameters t run from 0 at its
 * beginning to 1 at its end, with as much of it for each curve.
 */
public record Course(List<Cubic> parts) {
    /** How much of the way to the next point a bend's tangent reaches. */
    private static final double REACH = 0.35;

    public Course {
        parts = List.copyOf(parts);
    }

    /**
     * Through bends.
     *
     * @param leave the first curve's second point as seen from its first
     * @param enter the last curve's third point as seen from its last
     */
    static Course through(List<Point> points, Point leave, Point enter) {
        List<Cubic> parts = new ArrayList<>(points.size() - 1);
        for (int i = 0; i + 1 < points.size(); i++) {
            Point a = points.get(i);
            Point b = points.get(i + 1);
            Point out = i == 0 ? leave : tangent(points, i, b, 1);
            Point in = i + 2 == points.size() ? enter : tangent(points, i + 1, a, -1);
            parts.add(new Cubic(
                    a.x(), a.y(), a.x() + out.x(), a.y() + out.y(), b.x() + in.x(), b.y() + in.y(), b.x(), b.y()));
        }
        return new Course(parts);
    }

    private static Point tangent(List<Point> points, int at, Point neighbour, int sign) {
        Point before = points.get(at - 1);
        Point after = points.get(at + 1);
        double length = Math.hypot(after.x() - before.x(), after.y() - before.y());
        double reach = REACH
                * Math.hypot(
                        neighbour.x() - points.get(at).x(),
                        neighbour.y() - points.get(at).y());
        return length == 0
                ? new Point(0, 0)
                : new Point(
                        sign * (after.x() - before.x()) / length * reach,
                        sign * (after.y() - before.y()) / length * reach);
    }

    public double x1() {
        return parts.get(0).x1();
    }

    public double y1() {
        return parts.get(0).y1();
    }

    public double x4() {
        return parts.get(parts.size() - 1).x4();
    }

    public double y4() {
        return parts.get(parts.size() - 1).y4();
    }

    public double x(double t) {
        int part = part(t);
        return parts.get(part).x(t * parts.size() - part);
    }

    public double y(double t) {
        int part = part(t);
        return parts.get(part).y(t * parts.size() - part);
    }

    private int part(double t) {
        return Math.max(0, Math.min(parts.size() - 1, (int) (t * parts.size())));
    }

    /** Whether all of it stands on one line along an axis. */
    public boolean isStraight() {
        Box bounds = bounds();
        return parts.stream().allMatch(Cubic::isStraight) && (bounds.width() < 0.5 || bounds.height() < 0.5);
    }

    /** A rectangle around it, not the smallest. */
    public Box bounds() {
        Box all = parts.get(0).bounds();
        for (Cubic part : parts) {
            all = all.with(part.bounds());
        }
        return all;
    }

    /** About how far a point is from it. */
    public double distance(double px, double py) {
        return parts.get(nearestPart(px, py)).distance(px, py);
    }

    /** Which of its curves is nearest to a point: a bend put there comes before the bend of this index. */
    public int nearestPart(double px, double py) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < parts.size(); i++) {
            double distance = parts.size() == 1 ? 0 : parts.get(i).distance(px, py);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    /** About how long it is. */
    public double length() {
        return parts.stream().mapToDouble(Cubic::length).sum();
    }

    /** The parameter at a distance along it before its end; 0 if it is shorter. */
    public double beforeEnd(double distance) {
        double left = distance;
        for (int i = parts.size() - 1; i >= 0; i--) {
            double length = parts.get(i).length();
            if (length >= left) {
                return (i + parts.get(i).beforeEnd(left)) / parts.size();
            }
            left -= length;
        }
        return 0;
    }

    /** Whether a straight line from one point to another crosses it. */
    public boolean crosses(double ax, double ay, double bx, double by) {
        return parts.stream().anyMatch(part -> part.crosses(ax, ay, bx, by));
    }

    /** Whether any of it lies in a rectangle. */
    public boolean meets(Box box) {
        return parts.stream().anyMatch(part -> part.meets(box));
    }
}
