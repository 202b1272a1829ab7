package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomCutForestTest {
    private static RandomCutForest.Settings settings(int shingle, int trees, int sample, long seed) {
        return new RandomCutForest.Settings(List.of("k"), List.of("v"), shingle, trees, sample, seed, null);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 5", "2, 2, 20", "3, 4, 40", "4, 3, 2", "5, 1, 3"})
    void aTreeIsThatOfThePapersAlgorithms(long seed, int dimensions, int sample) {
        // Java's SplittableRandom is SplitMix64 too.
        SplittableRandom choices = new SplittableRandom(seed);
        SlowCutTree slow = new SlowCutTree(() -> (choices.nextLong() >>> 11) * 0x1.0p-53);
        RandomCutTree tree = new RandomCutTree(dimensions, sample + 1, seed);
        Random random = new Random(seed);
        Deque<double[]> points = new ArrayDeque<>();
        Deque<Integer> leaves = new ArrayDeque<>();
        for (int i = 0; i < 400; i++) {
            double[] point = new double[dimensions];
            for (int j = 0; j < dimensions; j++) {
                // Some are equal, and some coordinates are.
                point[j] = random.nextInt(3) == 0 ? random.nextInt(3) : random.nextGaussian();
            }
            if (points.size() == sample) {
                slow.delete(points.removeFirst());
                tree.delete(leaves.removeFirst());
            }
            slow.insert(point);
            points.add(point);
            leaves.add(tree.insert(point, 0));
            assertEquals(slow.displacement(point), tree.displacement(leaves.getLast()), 1e-12, "point " + i);
            assertEquals(leaves.getLast(), tree.find(point, 0));
        }
    }

    @Test
    void whatLiesFarOffHasAFarGreaterScore() {
        Random random = new Random(5);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            rows.add(Series.row("a", i, i == 350 ? 40.0 : random.nextGaussian()));
        }
        var found = Series.run(new RandomCutForest(), settings(1, 20, 64, 1), rows).rows();
        assertNull(found.get(63).get(3));
        double others = found.stream()
                .filter(row -> row.get(3) != null && !row.get(2).equals(40.0))
                .mapToDouble(row -> (Double) row.get(3))
                .max()
                .orElseThrow();
        double outlier = (Double) found.get(350).get(3);
        // Alone against all 63 others in nearly every tree.
        assertTrue(outlier > 50 && outlier > 1.5 * others, outlier + " against " + others);
    }

    @Test
    void aShingleSeesABreakInAShapeWhoseValuesAreAllUsual() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            double value = Math.sin(2 * Math.PI * i / 20);
            rows.add(Series.row("a", i, i >= 400 && i < 410 ? 0.0 : value));
        }
        var found = Series.run(new RandomCutForest(), settings(8, 20, 128, 3), rows).rows();
        assertNull(found.get(134).get(3));
        double usual = found.subList(200, 400).stream()
                .mapToDouble(row -> (Double) row.get(3))
                .max()
                .orElseThrow();
        double broken = found.subList(400, 415).stream()
                .mapToDouble(row -> (Double) row.get(3))
                .max()
                .orElseThrow();
        assertTrue(broken > 1.5 * usual, broken + " against " + usual);
    }

    @Test
    void theSeedDecides() {
        List<Row> rows = Series.random(3, 150);
        List<Row> first = Series.run(new RandomCutForest(), settings(2, 5, 16, 1), rows).rows();
        assertEquals(first, Series.run(new RandomCutForest(), settings(2, 5, 16, 1), rows).rows());
        assertTrue(!first.equals(
                Series.run(new RandomCutForest(), settings(2, 5, 16, 2), rows).rows()));
    }

    @Test
    void equalPointsHaveNoScoreAndOnesThatComeAgainAGreaterCrowd() {
        var found = Series.run(new RandomCutForest(), settings(1, 3, 4, 1), Series.of(1, 1, 1, 1, 1, 2, 2, 2, 2, 2))
                .rows();
        // Of the sample's four points three, two, one and none are on the other side.
        double[] expected = {0, 3, 1, 1 / 3.0, 0, 0};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], (Double) found.get(4 + i).get(3), 1e-12, "row " + (4 + i));
        }
    }

    @Test
    void saysWhatIsWrong() {
        var none = new RandomCutForest.Settings(List.of(), List.of(), 1, 1, 2, 1, null);
        assertEquals(
                "operators.random-cut-forest.no-values",
                Series.harness(new RandomCutForest(), none).problems().get(0).code());
        assertEquals(
                "operators.random-cut-forest.too-large",
                Series.harness(new RandomCutForest(), settings(100, 1000, 10_000, 1))
                        .problems()
                        .get(0)
                        .code());
    }
}
