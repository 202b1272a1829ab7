package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operators.analyse.Ewma.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EwmaTest {
    private static Ewma.Settings settings(Weight weight, double alpha, double rows, Duration time) {
        return new Ewma.Settings(List.of("k"), "v", weight, alpha, rows, time, null);
    }

    private static Ewma.Settings byAlpha(double alpha) {
        return settings(Weight.ALPHA, alpha, 10, Duration.ofHours(1));
    }

    private static Ewma.Settings byRows(double halfLife) {
        return settings(Weight.HALF_LIFE_ROWS, 0.1, halfLife, Duration.ofHours(1));
    }

    private static Ewma.Settings byTime(Duration halfLife) {
        return settings(Weight.HALF_LIFE_TIME, 0.1, 10, halfLife);
    }

    @Test
    void theMeanIsThatOfPandas() {
        // pandas: DataFrame([0, 1, 2, 4]).ewm(com=0.5).mean(), from its documentation: alpha is 1 / (1 + com).
        var rows = Series.run(new Ewma(), byAlpha(2.0 / 3), Series.of(0, 1, 2, 4)).rows();
        double[] means = {0.000000, 0.750000, 1.615385, 3.225000};
        for (int i = 0; i < means.length; i++) {
            assertEquals(means[i], (Double) rows.get(i).get(3), 5e-7);
        }
    }

    @Test
    void byTimeTheMeanIsThatOfPandas() {
        // pandas: ewm(halflife="4 days", times=2020-01-01, -03, -10, -15, -17) of 0, 1, 2, NaN, 4, from its documentation.
        Duration day = Duration.ofDays(1);
        List<Row> rows = new ArrayList<>();
        Double[] values = {0.0, 1.0, 2.0, null, 4.0};
        int[] days = {1, 3, 10, 15, 17};
        for (int i = 0; i < days.length; i++) {
            rows.add(Series.row("a", day.multipliedBy(days[i]).toMillis(), values[i]));
        }
        var found = Series.run(new Ewma(), byTime(day.multipliedBy(4)), rows).rows();
        assertEquals(0.585786, (Double) found.get(1).get(3), 5e-7);
        assertEquals(1.523889, (Double) found.get(2).get(3), 5e-7);
        assertNull(found.get(3).get(3));
        assertEquals(3.233686, (Double) found.get(4).get(3), 5e-7);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithWeightsWrittenOut(long seed) {
        List<Row> rows = Series.random(seed, 400);
        double alpha = 0.05 * seed;
        Series.assertAgrees(
                Series.run(new Ewma(), byAlpha(alpha), rows),
                rows,
                (before, row) -> expected(before, row, (each, age) -> Math.pow(1 - alpha, age)));
        Series.assertAgrees(
                Series.run(new Ewma(), byRows(3), rows),
                rows,
                (before, row) -> expected(before, row, (each, age) -> Math.pow(0.5, age / 3.0)));
        double halfLife = 20_000;
        Series.assertAgrees(
                Series.run(new Ewma(), byTime(Duration.ofMillis((long) halfLife)), rows),
                rows,
                (before, row) -> expected(before, row, (each, age) -> Math.pow(0.5, -Series.millis(each) / halfLife)));
    }

    private interface WeightOf {
        /** @param age in rows */
        double weight(Row row, int age);
    }

    private static double[] expected(List<Row> before, Row row, WeightOf weights) {
        List<Row> all = new ArrayList<>(before);
        all.add(row);
        double[] with = moments(all, weights);
        double[] without = moments(before, weights);
        double z = without[1] > 0 ? ((Double) row.get(2) - without[0]) / without[1] : Double.NaN;
        return new double[] {with[0], with[1], z};
    }

    private static double[] moments(List<Row> rows, WeightOf weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < rows.size(); i++) {
            double weight = weights.weight(rows.get(i), rows.size() - 1 - i);
            sum += weight * (Double) rows.get(i).get(2);
            total += weight;
        }
        double squares = 0;
        for (int i = 0; i < rows.size(); i++) {
            squares += weights.weight(rows.get(i), rows.size() - 1 - i)
                    * Math.pow((Double) rows.get(i).get(2) - sum / total, 2);
        }
        // Of one value the division above need not give the value back.
        return new double[] {sum / total, rows.size() == 1 ? 0 : Math.sqrt(squares / total)};
    }

    @Test
    void weightsHaveToShrinkButNotToNothing() {
        assertEquals("operators.ewma.alpha-zero", problem(byAlpha(0)));
        assertEquals("operators.ewma.half-life-zero", problem(byRows(0)));
        assertEquals("operators.ewma.half-life-zero", problem(byTime(Duration.ZERO)));
    }

    private static String problem(Ewma.Settings settings) {
        return Series.harness(new Ewma(), settings).problems().get(0).code();
    }

    @Test
    void byTimeNeedsEventTime() {
        List<Problem> problems = OperatorHarness.of(new Ewma(), byTime(Duration.ofHours(1)))
                .input(Series.SCHEMA)
                .problems();
        assertEquals("operators.learned.no-event-time", problems.get(0).code());
    }
}
