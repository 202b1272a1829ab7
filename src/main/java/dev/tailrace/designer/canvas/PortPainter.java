package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Edge;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;

/** Draws ports: the shape says what passes, the filling whether it is wired. */
final class PortPainter {
    private static final double RADIUS = 5.5;
    private static final double RADIUS_FITTING = 7.5;

    /** @param argb of a wired port's wire */
    void port(Pen pen, Colours colours, PortSpot spot, int argb, boolean fitting) {
        double radius = fitting ? RADIUS_FITTING : RADIUS;
        if (spot.wired()) {
            shape(pen, spot, radius + 1.5, 0, colours.of(Token.CANVAS));
            shape(pen, spot, radius, 0, argb);
        } else {
            int ring = colours.of(spot.missing() ? Token.WIRE_ERROR : fitting ? Token.ACCENT : Token.WIRE_IDLE);
            shape(pen, spot, radius, 0, colours.of(Token.NODE));
            shape(pen, spot, radius - 0.75, spot.missing() ? 2 : 1.5, ring);
        }
    }

    /** @param stroke of the outline, or 0 to fill */
    private static void shape(Pen pen, PortSpot spot, double radius, double stroke, int argb) {
        double x = spot.x();
        double y = spot.y();
        switch (spot.port().carries()) {
            case ROWS, PASSED_ON -> {
                if (stroke > 0) {
                    pen.strokeCircle(x, y, radius, stroke, argb);
                } else {
                    pen.fillCircle(x, y, radius, argb);
                }
            }
            case CHANGES, VERSIONS -> polygon(pen, diamond(x, y, radius * 1.15), stroke, argb);
            case SIDE_TABLE -> {
                double side = radius * 1.8;
                if (stroke > 0) {
                    pen.strokeRect(x - side / 2, y - side / 2, side, side, 2, stroke, argb);
                } else {
                    pen.fillRect(x - side / 2, y - side / 2, side, side, 2, argb);
                }
            }
            case ERRORS -> polygon(pen, triangle(x, y, radius * 1.15, spot.edge()), stroke, argb);
            case LATE_ROWS -> polygon(pen, hexagon(x, y, radius * 1.15), stroke, argb);
        }
    }

    private static void polygon(Pen pen, double[] points, double stroke, int argb) {
        if (stroke > 0) {
            pen.strokePolygon(points, stroke, argb);
        } else {
            pen.fillPolygon(points, argb);
        }
    }

    private static double[] diamond(double x, double y, double r) {
        return new double[] {x, y - r, x + r, y, x, y + r, x - r, y};
    }

    private static double[] hexagon(double x, double y, double r) {
        double half = r / 2;
        double flat = r * 0.866;
        return new double[] {
            x, y - r, x + flat, y - half, x + flat, y + half, x, y + r, x - flat, y + half, x - flat, y - half
        };
    }

    /** Points out of the node. */
    private static double[] triangle(double x, double y, double r, Edge edge) {
        double ox = edge.dx();
        double oy = edge.dy();
        double base = r * 0.75;
        return new double[] {
            x + ox * r,
            y + oy * r,
            x - ox * base - oy * r,
            y - oy * base + ox * r,
            x - ox * base + oy * r,
            y - oy * base - ox * r
        };
    }
}
