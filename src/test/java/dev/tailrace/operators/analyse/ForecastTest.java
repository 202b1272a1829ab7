package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Row;
import dev.tailrace.operators.analyse.Forecast.Method;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForecastTest {
    private static final int FITTED = 3;
    private static final int RESIDUAL = 4;
    private static final int LOWER = 5;
    private static final int UPPER = 6;
    private static final int FORECAST = 7;
    private static final int LEVEL = 8;
    private static final int TREND = 9;
    private static final int SEASON = 10;

    private static Forecast.Settings settings(Method method, int season, double alpha, double beta, int steps) {
        return new Forecast.Settings(List.of("k"), "v", method, season, alpha, beta, 0.2, steps, 2, null);
    }

    private static List<Row> run(Forecast.Settings settings, double... values) {
        return Series.run(new Forecast(), settings, Series.of(values)).rows();
    }

    private static double number(Row row, int column) {
        return (Double) Objects.requireNonNull(row.get(column));
    }

    @Test
    void theTrendIsThatOfTheHandbook() {
        // NIST/SEMATECH e-Handbook of Statistical Methods, 6.4.3.4: fits of periods 5 to 10, forecasts of 11 to 15.
        double[] values = {6.4, 5.6, 7.8, 8.8, 11.0, 11.6, 16.7, 15.3, 21.6, 22.4};
        double[] fits = {9.1, 11.4, 13.2, 17.4, 18.9, 23.1};
        double[] forecasts = {25.8, 28.7, 31.7, 34.6, 37.6};
        for (int steps = 1; steps <= forecasts.length; steps++) {
            List<Row> rows = run(settings(Method.TREND, 2, 0.3623, 1, steps), values);
            for (int i = 0; i < fits.length; i++) {
                assertEquals(fits[i], number(rows.get(4 + i), FITTED), 0.05);
            }
            assertEquals(forecasts[steps - 1], number(rows.get(9), FORECAST), 0.05);
        }
    }

    @Test
    void seasonsAreThoseOfExactFractions() throws IOException {
        List<String[]> golden;
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ForecastTest.class.getResourceAsStream("forecast.csv")),
                StandardCharsets.UTF_8))) {
            golden = reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        }
        double[] firstYears = {
            112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158,
            133, 114
        };
        for (Method method : List.of(Method.ADDITIVE, Method.MULTIPLICATIVE)) {
            List<String[]> expected = golden.stream()
                    .filter(line -> line[0].equals(method.name().toLowerCase(Locale.ROOT)))
                    .toList();
            double[] values = IntStream.range(0, firstYears.length + expected.size())
                    .mapToDouble(i -> i < firstYears.length
                            ? firstYears[i]
                            : Double.parseDouble(expected.get(i - firstYears.length)[1]))
                    .toArray();
            List<Row> rows = run(settings(method, 12, 0.3, 0.1, 5), values);
            for (int i = 0; i < values.length; i++) {
                Row row = rows.get(i);
                if (i < firstYears.length) {
                    assertEquals(Collections.nCopies(8, null), row.values().subList(3, 11), "row " + i);
                    continue;
                }
                String[] wanted = expected.get(i - firstYears.length);
                int[] columns = {FITTED, FORECAST, LEVEL, TREND, SEASON};
                for (int column = 0; column < columns.length; column++) {
                    String cell = wanted[column + 2];
                    Series.assertNumber(
                            cell.isEmpty() ? Double.NaN : Double.parseDouble(cell),
                            row.get(columns[column]),
                            method + ", row " + i + ", column " + column);
                }
            }
        }
    }

    @Test
    void aStraightLineIsForecastWithoutError() {
        List<Row> rows = run(
                settings(Method.TREND, 2, 0.4, 0.3, 3),
                IntStream.range(0, 30).mapToDouble(i -> 10 + 2.5 * i).toArray());
        for (int i = 4; i < 30; i++) {
            assertEquals(0, number(rows.get(i), RESIDUAL), 1e-9);
            assertEquals(10 + 2.5 * (i + 3), number(rows.get(i), FORECAST), 1e-9);
        }
    }

    @Test
    void theSimpleLevelIsTheSumOfGeometricWeights() {
        double alpha = 0.3;
        double[] values = {3, 8, 1, 9, 4, 4, 7};
        List<Row> rows = run(settings(Method.SIMPLE, 2, alpha, 0, 4), values);
        for (int t = 0; t < values.length; t++) {
            double level = Math.pow(1 - alpha, t) * values[0];
            for (int i = 1; i <= t; i++) {
                level += alpha * Math.pow(1 - alpha, t - i) * values[i];
            }
            assertEquals(level, number(rows.get(t), LEVEL), 1e-12);
            assertEquals(level, number(rows.get(t), FORECAST), 1e-12);
        }
    }

    @Test
    void theIntervalIsThatOfTheResidualsSoFar() {
        List<Row> rows = run(settings(Method.SIMPLE, 2, 0.5, 0, 1), 4, 6, 1, 5);
        // Levels 4, 5, 3; residuals 2, -4, 2.
        assertNull(rows.get(2).get(LOWER));
        assertEquals(3, number(rows.get(3), FITTED), 1e-12);
        assertEquals(3 - 2 * Math.sqrt(10), number(rows.get(3), LOWER), 1e-12);
        assertEquals(3 + 2 * Math.sqrt(10), number(rows.get(3), UPPER), 1e-12);
    }

    @Test
    void aMultiplicativeSeasonSkipsWhatIsNotAboveZero() {
        double[] with = {2, 4, 3, 5, 0, -1, 4, 6};
        double[] without = {2, 4, 3, 5, 4, 6};
        List<Row> some = run(settings(Method.MULTIPLICATIVE, 2, 0.3, 0.1, 1), with);
        List<Row> all = run(settings(Method.MULTIPLICATIVE, 2, 0.3, 0.1, 1), without);
        assertEquals(Collections.nCopies(8, null), some.get(4).values().subList(3, 11));
        assertEquals(all.get(5).values().subList(3, 11), some.get(7).values().subList(3, 11));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void severalKeysAndMissingValuesGoOnFromSnapshots(Method method) {
        var result = Series.run(new Forecast(), settings(method, 4, 0.3, 0.1, 2), Series.random(7, 300));
        assertNull(result.failure());
        assertTrue(result.rows().stream().filter(row -> row.get(FORECAST) != null).count() > 100);
    }
}
