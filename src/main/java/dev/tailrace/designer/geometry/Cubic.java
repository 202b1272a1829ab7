package dev.tailrace.designer.geometry;

/** A cubic Bézier curve. Parameters t run from 0 at its beginning to 1 at its end. */
public record Cubic(double x1, double y1, double x2, double y2, double x3, double y3, double x4, double y4) {
    private static final int STEPS = 24;

    public double x(double t) {
        return at(t, x1, x2, x3, x4);
    }

    public double y(double t) {
        return at(t, y1, y2, y3, y4);
    }

    /** Whether all four points stand on one line along an axis. */
    public boolean isStraight() {
        return isLevel(x1, x2, x3, x4) || isLevel(y1, y2, y3, y4);
    }

    /** A rectangle around it, not the smallest. */
    public Box bounds() {
        double left = Math.min(Math.min(x1, x2), Math.min(x3, x4));
        double top = Math.min(Math.min(y1, y2), Math.min(y3, y4));
        return new Box(
                left,
                top,
                Math.max(Math.max(x1, x2), Math.max(x3, x4)) - left,
                Math.max(Math.max(y1, y2), Math.max(y3, y4)) - top);
    }

    /** About how far a point is from the curve. */
    public double distance(double px, double py) {
        double nearest = Double.MAX_VALUE;
        double fromX = x1;
        double fromY = y1;
        for (int i = 1; i <= STEPS; i++) {
            double toX = x((double) i / STEPS);
            double toY = y((double) i / STEPS);
            nearest = Math.min(nearest, toSegment(px, py, fromX, fromY, toX, toY));
            fromX = toX;
            fromY = toY;
        }
        return Math.sqrt(nearest);
    }

    /** About how long it is. */
    public double length() {
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += step(i);
        }
        return sum;
    }

    /** The parameter at a distance along the curve before its end; 0 if it is shorter. */
    public double beforeEnd(double distance) {
        double left = distance;
        for (int i = STEPS - 1; i >= 0; i--) {
            double step = step(i);
            if (step >= left) {
                return (i + 1 - left / step) / STEPS;
            }
            left -= step;
        }
        return 0;
    }

    /** Whether a straight line from one point to another crosses it. */
    public boolean crosses(double ax, double ay, double bx, double by) {
        for (int i = 0; i < STEPS; i++) {
            double t = (double) i / STEPS;
            double u = (double) (i + 1) / STEPS;
            if (crosses(ax, ay, bx, by, x(t), y(t), x(u), y(u))) {
                return true;
            }
        }
        return false;
    }

    /** Whether any of it lies in a rectangle. */
    public boolean meets(Box box) {
        if (!box.meets(bounds())) {
            return false;
        }
        for (int i = 0; i <= STEPS; i++) {
            if (box.contains(x((double) i / STEPS), y((double) i / STEPS))) {
                return true;
            }
        }
        return false;
    }

    private double step(int i) {
        double t = (double) i / STEPS;
        double u = (double) (i + 1) / STEPS;
        return Math.hypot(x(u) - x(t), y(u) - y(t));
    }

    private static double at(double t, double a, double b, double c, double d) {
        double s = 1 - t;
        return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
    }

    private static boolean isLevel(double a, double b, double c, double d) {
        return Math.abs(a - b) < 0.5 && Math.abs(a - c) < 0.5 && Math.abs(a - d) < 0.5;
    }

    private static double toSegment(double px, double py, double ax, double ay, double bx, double by) {
        double dx = bx - ax;
        double dy = by - ay;
        double square = dx * dx + dy * dy;
        double t = square == 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / square));
        double ex = ax + t * dx - px;
        double ey = ay + t * dy - py;
        return ex * ex + ey * ey;
    }

    private static boolean crosses(
            double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
        return side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) <= 0
                && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) <= 0;
    }

    private static double side(double ax, double ay, double bx, double by, double px, double py) {
        return Math.signum((bx - ax) * (py - ay) - (by - ay) * (px - ax));
    }
}
