package dev.tailrace.designer.charts;

import dev.tailrace.operator.view.ChartView.Point;
import java.util.ArrayList;
import java.util.List;

/** Fewer points that draw the same line: of all points in one pixel column the first, least, greatest and last. */
final class Decimation {
    private Decimation() {}

    /** @param points in the order of x; returned as they are if they are few */
    static List<Point> of(List<Point> points, double fromX, double toX, int columns) {
        if (points.size() <= 4L * columns || columns <= 0 || !(toX > fromX)) {
            return points;
        }
        List<Point> kept = new ArrayList<>(4 * columns);
        int start = 0;
        while (start < points.size()) {
            int column = column(points.get(start), fromX, toX, columns);
            int end = start + 1;
            while (end < points.size() && column(points.get(end), fromX, toX, columns) == column) {
                end++;
            }
            keep(points.subList(start, end), kept);
            start = end;
        }
        return kept;
    }

    private static int column(Point point, double fromX, double toX, int columns) {
        return (int) Math.floor((point.x() - fromX) / (toX - fromX) * columns);
    }

    private static void keep(List<Point> column, List<Point> kept) {
        int least = 0;
        int greatest = 0;
        for (int i = 1; i < column.size(); i++) {
            least = column.get(i).y() < column.get(least).y() ? i : least;
            greatest = column.get(i).y() > column.get(greatest).y() ? i : greatest;
        }
        int last = column.size() - 1;
        int previous = -1;
        for (int i : new int[] {0, Math.min(least, greatest), Math.max(least, greatest), last}) {
            if (i > previous) {
                kept.add(column.get(i));
                previous = i;
            }
        }
    }
}
