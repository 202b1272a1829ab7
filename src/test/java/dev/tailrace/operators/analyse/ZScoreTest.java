package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZScoreTest {
    private static ZScore.Settings settings(int n) {
        return new ZScore.Settings(List.of("k"), "v", n, null);
    }

    @Test
    void aValueIsHeldAgainstThoseBeforeIt() {
        // Mean 5 and deviation 2 of these eight: the example of Wikipedia's "Standard deviation".
        var result = Series.run(new ZScore(), settings(8), Series.of(2, 4, 4, 4, 5, 5, 7, 9, 11, 5));
        assertEquals(
                Arrays.asList("a", Series.at(7 * 60_000), 9.0, null, null, null),
                result.rows().get(7).values());
        assertEquals(
                Arrays.asList("a", Series.at(8 * 60_000), 11.0, 5.0, 2.0, 3.0),
                result.rows().get(8).values());
        assertEquals("t", result.output().ports().get("out").eventTime());
    }

    @Test
    void valuesThatAreAllTheSameHaveNoScore() {
        var result = Series.run(new ZScore(), settings(3), Series.of(0.1, 0.1, 0.1, 0.1, 7));
        assertEquals(
                Arrays.asList("a", Series.at(240_000), 7.0, 0.1, 0.0, null),
                result.rows().get(4).values());
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3", "3, 7", "4, 20", "5, 64"})
    void agreesWithExactArithmeticOverTheLastValues(long seed, int n) {
        List<Row> rows = Series.random(seed, 700);
        Series.assertAgrees(Series.run(new ZScore(), settings(n), rows), rows, (before, row) -> {
            if (before.size() < n) {
                return new double[] {Double.NaN, Double.NaN, Double.NaN};
            }
            return exact(before.subList(before.size() - n, before.size()), (Double) row.get(2));
        });
    }

    private static double[] exact(List<Row> rows, double value) {
        MathContext digits = new MathContext(60);
        BigDecimal n = BigDecimal.valueOf(rows.size());
        BigDecimal sum = BigDecimal.ZERO;
        for (double each : Series.values(rows)) {
            sum = sum.add(new BigDecimal(each));
        }
        BigDecimal mean = sum.divide(n, digits);
        BigDecimal squares = BigDecimal.ZERO;
        for (double each : Series.values(rows)) {
            squares = squares.add(new BigDecimal(each).subtract(mean).pow(2));
        }
        BigDecimal deviation = squares.divide(n, digits).sqrt(digits);
        double z = deviation.signum() == 0
                ? Double.NaN
                : new BigDecimal(value).subtract(mean).divide(deviation, digits).doubleValue();
        return new double[] {mean.doubleValue(), deviation.doubleValue(), z};
    }

    @Test
    void nothingOfAValueIsLeftOnceItHasGone() {
        double[] values = new double[40];
        for (int i = 0; i < values.length; i++) {
            values[i] = i == 3 ? 1e17 : i % 2;
        }
        var result = Series.run(new ZScore(), settings(4), Series.of(values));
        for (int i = 8; i < values.length; i++) {
            assertEquals(0.5, result.rows().get(i).get(3), "row " + i);
            assertEquals(0.5, result.rows().get(i).get(4), "row " + i);
        }
    }

    @Test
    void decimalsAndWholeNumbersAreTakenToo() {
        Schema schema = Schema.of(
                Field.of("d", DataType.decimal(30, 2)), Field.of("e", DataType.decimal(9, 2)), Field.of("i", DataType.INT));
        for (String column : List.of("d", "e", "i")) {
            var result = OperatorHarness.of(new ZScore(), new ZScore.Settings(List.of(), column, 2, "p_"))
                    .input(schema)
                    .rows(
                            Row.of(new BigDecimal("1.00"), new BigDecimal("1.00"), 1),
                            Row.of(null, null, null),
                            Row.of(new BigDecimal("3.00"), new BigDecimal("3.00"), 3),
                            Row.of(new BigDecimal("4.00"), new BigDecimal("4.00"), 4))
                    .run();
            assertEquals(List.of(2.0, 1.0, 2.0), result.rows().get(3).values().subList(3, 6));
        }
    }

    @Test
    void saysWhatIsWrong() {
        Schema schema = Schema.of(Field.of("mean", DataType.STRING));
        List<Problem> problems = OperatorHarness.of(new ZScore(), new ZScore.Settings(List.of("x"), "mean", 2, null))
                .input(schema)
                .problems();
        assertEquals(
                List.of("operators.unknown-column", "operators.learned.not-a-number", "operators.duplicate-name"),
                problems.stream().map(Problem::code).toList());
        assertTrue(OperatorHarness.of(new ZScore(), new ZScore.Settings(List.of(), "mean", 2, "z_"))
                .input(Schema.of(Field.of("mean", DataType.INT)))
                .problems()
                .isEmpty());
    }
}
