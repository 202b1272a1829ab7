package dev.tailrace.designer.geometry;

import dev.tailrace.designer.commands.Bend;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Where a dragged node comes to rest: in line with others, at equal gaps, or on the grid of 8.
 *
 * @param dx how far to move it further
 * @param lines to be drawn while it rests there
 */
public record Snap(double dx, double dy, List<Line> lines) {
    public static final double GRID = 8;

    private static final double PULL = 6;
    private static final double OVERHANG = 24;

    /** A guide: a line along an axis, with the gaps that are equal on it. */
    public record Line(double x1, double y1, double x2, double y2, List<Gap> gaps) {}

    /** An equal gap: its middle and its length in canvas units. */
    public record Gap(double x, double y, double length) {}

    public static double toGrid(double value) {
        return Math.round(value / GRID) * GRID;
    }

    /** To whole pixels only, where snapping is not wanted. */
    public static Snap toPixel(Box moving) {
        return new Snap(Math.rint(moving.x()) - moving.x(), Math.rint(moving.y()) - moving.y(), List.of());
    }

    /** For a bend: level with its neighbours along the wire, or on the grid. */
    public static Snap ofBend(CanvasModel model, Bend bend, double x, double y, double zoom) {
        List<Point> neighbours = new ArrayList<>();
        for (WirePath path : model.wires()) {
            if (path.wire().id().equals(bend.wire())) {
                List<Point> bends = path.bends();
                int at = bend.index();
                neighbours.add(at == 0 ? new Point(path.from().x(), path.from().y()) : bends.get(at - 1));
                neighbours.add(
                        at + 1 >= bends.size()
                                ? new Point(path.to().x(), path.to().y())
                                : bends.get(at + 1));
            }
        }
        double dx =
                nearest(neighbours.stream().mapToDouble(point -> point.x() - x).toArray(), PULL / zoom);
        double dy =
                nearest(neighbours.stream().mapToDouble(point -> point.y() - y).toArray(), PULL / zoom);
        List<Line> lines = new ArrayList<>();
        for (Point point : neighbours) {
            if (point.x() == x + dx) {
                lines.add(new Line(point.x(), point.y(), point.x(), y, List.of()));
            } else if (point.y() == y + dy) {
                lines.add(new Line(point.x(), point.y(), x, point.y(), List.of()));
            }
        }
        return new Snap(
                Double.isNaN(dx) ? toGrid(x) - x : dx, Double.isNaN(dy) ? toGrid(y) - y : dy, List.copyOf(lines));
    }

    /**
     * @param moving the box where the pointer has brought it
     * @param anchorX of the box's node, which is what lies on the grid
     * @param pull how near, in canvas units, others attract
     */
    public static Snap of(CanvasModel model, Set<String> movedNodes, Box moving, double anchorX, double zoom) {
        double pull = PULL / zoom;
        List<Box> others = new ArrayList<>();
        Box near = moving.grown(1_200);
        for (NodeBox node : model.nodes()) {
            if (!movedNodes.contains(node.id()) && near.meets(node.box())) {
                others.add(node.box());
            }
        }
        double columnDx = nearest(
                others.stream()
                        .mapToDouble(box -> box.centreX() - moving.centreX())
                        .toArray(),
                pull);
        double rowDy =
                nearest(others.stream().mapToDouble(box -> box.y() - moving.y()).toArray(), pull);
        boolean inColumn = !Double.isNaN(columnDx);
        boolean inRow = !Double.isNaN(rowDy);
        double dx = inColumn ? columnDx : toGrid(anchorX) - anchorX;
        double dy = inRow ? rowDy : toGrid(moving.y()) - moving.y();
        if (inRow && !inColumn) {
            double gap = equalGap(row(others, moving.y() + dy), moving, true, pull);
            dx = Double.isNaN(gap) ? dx : gap;
        } else if (inColumn && !inRow) {
            double gap = equalGap(column(others, moving.centreX() + dx), moving, false, pull);
            dy = Double.isNaN(gap) ? dy : gap;
        }
        List<Line> lines = new ArrayList<>();
        Box at = moving.moved(dx, dy);
        if (inRow) {
            lines.add(line(row(others, at.y()), at, true));
        }
        if (inColumn) {
            lines.add(line(column(others, at.centreX()), at, false));
        }
        return new Snap(dx, dy, lines);
    }

    private static List<Box> row(List<Box> others, double y) {
        return others.stream()
                .filter(box -> Math.abs(box.y() - y) < 0.5)
                .sorted(Comparator.comparingDouble(Box::x))
                .toList();
    }

    private static List<Box> column(List<Box> others, double centreX) {
        return others.stream()
                .filter(box -> Math.abs(box.centreX() - centreX) < 0.5)
                .sorted(Comparator.comparingDouble(Box::y))
                .toList();
    }

    /** How far to go so that the gaps to two neighbours are equal, or NaN. */
    private static double equalGap(List<Box> line, Box moving, boolean horizontal, double pull) {
        List<Double> wishes = new ArrayList<>();
        double start = horizontal ? moving.x() : moving.y();
        double size = horizontal ? moving.width() : moving.height();
        for (int i = 0; i + 1 < line.size(); i++) {
            double a = end(line.get(i), horizontal);
            double b = start(line.get(i + 1), horizontal);
            double gap = b - a;
            wishes.add(end(line.get(i + 1), horizontal) + gap - start);
            wishes.add(start(line.get(i), horizontal) - gap - size - start);
            if (gap > size) {
                wishes.add(a + (gap - size) / 2 - start);
            }
        }
        return nearest(wishes.stream().mapToDouble(Double::doubleValue).toArray(), pull);
    }

    private static Line line(List<Box> others, Box at, boolean horizontal) {
        List<Box> all = new ArrayList<>(others);
        all.add(at);
        all.sort(Comparator.comparingDouble(box -> start(box, horizontal)));
        List<Gap> gaps = new ArrayList<>();
        for (int i = 0; i + 1 < all.size(); i++) {
            double from = end(all.get(i), horizontal);
            double length = start(all.get(i + 1), horizontal) - from;
            double middle = from + length / 2;
            gaps.add(
                    horizontal
                            ? new Gap(middle, at.y() + NodeBox.HEIGHT / 2, length)
                            : new Gap(at.centreX(), middle, length));
        }
        double first = start(all.get(0), horizontal) - OVERHANG;
        double last = end(all.get(all.size() - 1), horizontal) + OVERHANG;
        List<Gap> equal = gaps.stream()
                .filter(gap -> gap.length() > 0
                        && gaps.stream()
                                        .filter(other -> Math.abs(other.length() - gap.length()) < 0.5)
                                        .count()
                                > 1)
                .toList();
        double y = at.y() + NodeBox.HEIGHT / 2;
        return horizontal
                ? new Line(first, y, last, y, equal)
                : new Line(at.centreX(), first, at.centreX(), last, equal);
    }

    private static double start(Box box, boolean horizontal) {
        return horizontal ? box.x() : box.y();
    }

    private static double end(Box box, boolean horizontal) {
        return horizontal ? box.right() : box.bottom();
    }

    private static double nearest(double[] distances, double pull) {
        double best = Double.NaN;
        for (double distance : distances) {
            if (Math.abs(distance) <= pull && !(Math.abs(distance) >= Math.abs(best))) {
                best = distance;
            }
        }
        return best;
    }
}
