package dev.tailrace.designer.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimationTest {
    @Test
    void fewPointsStayAsTheyAre() {
        List<Point> points = List.of(new Point(0, 1), new Point(1, 2));
        assertSame(points, Decimation.of(points, 0, 1, 100));
    }

    @Test
    void ofManyPointsInAPixelTheExtremesStayInOrder() {
        List<Point> points = new ArrayList<>();
        double[] values = {5, 9, 3, 7, 4, 6, 5, 5};
        for (int i = 0; i < values.length; i++) {
            points.add(new Point(i / 10.0, values[i]));
        }
        assertEquals(
                List.of(new Point(0, 5), new Point(0.1, 9), new Point(0.2, 3), new Point(0.7, 5)),
                Decimation.of(points, 0, 1, 1));
    }

    @Test
    void eachPixelKeepsItsLeastAndGreatestValue() {
        Random random = new Random(7);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            points.add(new Point(i, random.nextGaussian()));
        }
        int columns = 200;
        List<Point> kept = Decimation.of(points, 0, 100_000, columns);
        assertTrue(kept.size() <= 4 * columns + 4);
        for (int column = 0; column < columns; column++) {
            int from = column * 500;
            double most = points.subList(from, from + 500).stream()
                    .mapToDouble(Point::y)
                    .max()
                    .orElseThrow();
            assertTrue(
                    kept.stream().anyMatch(point -> point.x() >= from && point.x() < from + 500 && point.y() == most));
        }
    }

    @Test
    void laterBarAtThePlaceOfAnEarlierOneReplacesIt() {
        ChartView view = new ChartView(ChartView.Kind.BAR, ChartView.Axis.LABEL, "region", 100);
        view.add("count", view.label("Alaska"), 1);
        view.add("count", view.label("Fiji"), 5);
        view.add("count", view.label("Alaska"), 2);
        assertEquals(
                List.of(new Point(0, 2), new Point(1, 5)),
                ChartData.of(view).series().get(0).points());
    }
}
