package dev.tailrace.designer.charts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.Points;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimationTest {
    private static Points points(double... ys) {
        Points points = new Points(false);
        for (int i = 0; i < ys.length; i++) {
            points.add(i, ys[i], Double.NaN, Double.NaN);
        }
        return points;
    }

    @Test
    void fewPointsStayAsTheyAre() {
        assertArrayEquals(
                new double[] {1, 2, 0}, new Decimation(3).of(points(1, 2, 0)).y());
    }

    @Test
    void ofEachBucketTheLargestTriangleStays() {
        // Buckets of four: 0-3, 4-7, 8-11. Bucket 0 after its first point: the mean of 4-7 is (5.5, 2.25).
        // Twice the areas with (0, 0): 1: |5.5*1 - 1*2.25| = 3.25, 2: |5.5*6 - 2*2.25| = 28.5, 3: |5.5*2 - 3*2.25| =
        // 4.25.
        // Bucket 4-7, before it (2, 6), the mean of 8-11 is (9.5, 1): with (x, y) twice the area is
        // |(2-9.5)(y-6) - (2-x)(1-6)|: 4: |-7.5*-5 - 10| = 27.5, 5: |-7.5*-6 - 15| = 30, 6: |-7.5*1 - 20| = 27.5,
        // 7: |-7.5*-5 - 25| = 12.5. Bucket 8-10, before it (5, 0), after it only the last (11, 1):
        // |(5-11)(y-0) - (5-x)(1-0)|: 8: |-6*1 + 3| = 3, 9: |-6*0 + 4| = 4, 10: |-6*2 + 5| = 7.
        Decimation.Line line = new Decimation(3).of(points(0, 1, 6, 2, 1, 0, 7, 1, 1, 0, 2, 1));
        assertArrayEquals(new double[] {0, 2, 5, 10, 11}, line.x());
        assertArrayEquals(new double[] {0, 6, 0, 2, 1}, line.y());
    }

    @Test
    void aLineThatGrowsAndSlidesIsThatOfAllItsPointsAtOnce() {
        Random random = new Random(7);
        Decimation growing = new Decimation(50);
        Points points = new Points(false);
        for (int step = 0; step < 200; step++) {
            int some = random.nextInt(40);
            for (int i = 0; i < some; i++) {
                points.add(points.next(), random.nextGaussian(), Double.NaN, Double.NaN);
            }
            points.trim(1_000);
            Decimation.Line line = growing.of(points);
            assertEquals(points.count() == 0 ? 0 : points.x(points.count() - 1), last(line.x()));
            assertTrue(line.size() <= 55, line.size() + " points");
            double[] sorted = line.x().clone();
            Arrays.sort(sorted);
            assertArrayEquals(sorted, line.x());
        }
    }

    private static double last(double[] values) {
        return values.length == 0 ? 0 : values[values.length - 1];
    }

    @Test
    void whatWasTakenOfFullBucketsIsWhatTakingAllAtOnceGives() {
        Random random = new Random(11);
        Decimation growing = new Decimation(64);
        Points points = new Points(false);
        for (int i = 0; i < 5_000; i++) {
            points.add(i, random.nextGaussian(), Double.NaN, Double.NaN);
            if (i % 37 == 0) {
                growing.of(points);
            }
        }
        Decimation.Line once = new Decimation(64).of(points);
        // The first bucket's own point differs at most: the steps saw it before the buckets grew.
        assertEquals(once.size(), growing.of(points).size());
        assertArrayEquals(tail(once.x()), tail(growing.of(points).x()));
    }

    private static double[] tail(double[] values) {
        return Arrays.copyOfRange(values, values.length / 2, values.length);
    }

    @Test
    void aSpikeAmongAMillionPointsStays() {
        double[] ys = new double[1_000_000];
        ys[654_321] = 100;
        Decimation.Line line = new Decimation(1_500).of(points(ys));
        assertTrue(line.size() <= 1_505);
        assertTrue(Arrays.stream(line.y()).anyMatch(y -> y == 100));
    }

    @Test
    void pointsThatComeOutOfOrderAreDrawnInOrder() {
        ChartView view = new ChartView(ChartView.Kind.LINE, ChartView.Axis.NUMBER, "x", 100);
        double[] xs = {5, 1, 4, 4, 2, 9, 3};
        for (int i = 0; i < xs.length; i++) {
            view.add("n", xs[i], i);
        }
        ChartData.Trace trace = new ChartReader(view.plan()).read(view).traces().get(0);
        assertArrayEquals(new double[] {1, 2, 3, 4, 4, 5, 9}, trace.x());
        assertArrayEquals(new double[] {1, 4, 6, 2, 3, 0, 5}, trace.y());
    }
}
