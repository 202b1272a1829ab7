package dev.tailrace.designer.geometry;

import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.List;

/**
 * A wire as it is drawn.
 *
 * @param bends the points that it is led through
 */
public record WirePath(Wire wire, PortSpot from, PortSpot to, List<Point> bends, Course curve, Box bounds) {
    /** How far from its middle a pointer still meets it. */
    public static final double REACH = 7;

    private static final double LEAST_HANDLE = 22;
    private static final double MOST_HANDLE_BACK = 120;

    static WirePath of(Wire wire, PortSpot from, PortSpot to, List<Point> bends) {
        Course curve = bends.isEmpty()
                ? new Course(List.of(curve(from.x(), from.y(), from.edge(), to.x(), to.y(), to.edge())))
                : through(from, to, bends);
        return new WirePath(wire, from, to, bends, curve, curve.bounds());
    }

    private static Course through(PortSpot from, PortSpot to, List<Point> bends) {
        List<Point> points = new ArrayList<>();
        points.add(new Point(from.x(), from.y()));
        points.addAll(bends);
        points.add(new Point(to.x(), to.y()));
        return Course.through(points, tangent(from, bends.get(0)), tangent(to, bends.get(bends.size() - 1)));
    }

    /** Out of a port on the way to the nearest bend. */
    private static Point tangent(PortSpot spot, Point bend) {
        double reach = handle(bend.x() - spot.x(), bend.y() - spot.y(), spot.edge(), false);
        return new Point(spot.edge().dx() * reach, spot.edge().dy() * reach);
    }

    /** A curve that leaves an edge and enters another, tangents along the flow. */
    public static Cubic curve(double x1, double y1, Edge out, double x2, double y2, Edge in) {
        boolean turns = out.isHorizontal() != in.isHorizontal();
        double leave = handle(x2 - x1, y2 - y1, out, turns);
        double enter = handle(x1 - x2, y1 - y2, in, turns);
        return new Cubic(
                x1,
                y1,
                x1 + out.dx() * leave,
                y1 + out.dy() * leave,
                x2 + in.dx() * enter,
                y2 + in.dy() * enter,
                x2,
                y2);
    }

    private static double handle(double dx, double dy, Edge edge, boolean turns) {
        double ahead = dx * edge.dx() + dy * edge.dy();
        if (ahead < 0) {
            return Math.max(LEAST_HANDLE, Math.min(MOST_HANDLE_BACK, Math.hypot(dx, dy) / 2));
        }
        return Math.max(LEAST_HANDLE, ahead * (turns && edge.isHorizontal() ? 0.7 : 0.5));
    }
}
