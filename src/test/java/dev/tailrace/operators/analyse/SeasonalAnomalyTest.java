package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.analyse.SeasonalAnomaly.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeasonalAnomalyTest {
    private static SeasonalAnomaly.Settings settings(
            Duration season, Duration slot, Method method, int history, int minimum) {
        return new SeasonalAnomaly.Settings(List.of("k"), "v", season, slot, method, 3.5, history, minimum, null);
    }

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aValueIsHeldAgainstTheMedianOfItsHour() {
        List<Row> rows = new ArrayList<>();
        // At 9 o'clock of each day around 100, at noon around 10.
        double[] nine = {100, 102, 98, 101, 99};
        for (int day = 0; day < 5; day++) {
            rows.add(Series.row("a", (day * 24 + 9) * HOUR.toMillis() + 5, nine[day]));
            rows.add(Series.row("a", (day * 24 + 12) * HOUR.toMillis(), 10.0));
        }
        rows.add(Series.row("a", (5 * 24 + 9) * HOUR.toMillis(), 103.0));
        rows.add(Series.row("a", (5 * 24 + 12) * HOUR.toMillis(), 103.0));
        var found = Series.run(new SeasonalAnomaly(), settings(Duration.ofDays(1), HOUR, Method.ROBUST, 8, 5), rows)
                .rows();
        assertEquals(Arrays.asList(null, null, null, null), found.get(8).values().subList(3, 7));
        // Median 100, distances 0 1 1 2 2, so the spread is 1.4826.
        assertEquals(Arrays.asList(100.0, 1.4826, 3 / 1.4826, false), found.get(10).values().subList(3, 7));
        assertEquals(Arrays.asList(10.0, 0.0, null, true), found.get(11).values().subList(3, 7));
    }

    @ParameterizedTest
    @CsvSource({"1, ROBUST, 5", "2, ROBUST, 12", "3, MOMENTS, 6", "4, MOMENTS, 30"})
    void agreesWithAllValuesOfTheSlotSortedAnew(long seed, Method method, int history) {
        List<Row> rows = Series.random(seed, 900);
        long slot = 3_000;
        Series.assertAgrees(
                Series.run(
                        new SeasonalAnomaly(),
                        settings(Duration.ofMillis(5 * slot), Duration.ofMillis(slot), method, history, 4),
                        rows),
                rows,
                (before, row) -> expected(before, row, slot, method, history));
    }

    private static double[] expected(List<Row> before, Row row, long slot, Method method, int history) {
        double[] all = before.stream()
                .filter(other -> Series.millis(other) / slot % 5 == Series.millis(row) / slot % 5)
                .mapToDouble(other -> (Double) other.get(2))
                .toArray();
        if (all.length < 4) {
            return new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        }
        double[] last = Arrays.copyOfRange(all, Math.max(0, all.length - history), all.length);
        double middle = method == Method.ROBUST ? median(last) : Arrays.stream(last).average().orElseThrow();
        double[] apart = Arrays.stream(last).map(value -> Math.abs(value - middle)).toArray();
        double spread = method == Method.ROBUST
                ? 1.4826 * median(apart)
                : Math.sqrt(Arrays.stream(apart).map(value -> value * value).average().orElseThrow());
        if (spread == 0 && method == Method.ROBUST) {
            spread = 1.253314 * Arrays.stream(apart).average().orElseThrow();
        }
        double score = ((Double) row.get(2) - middle) / spread;
        return new double[] {
            middle, spread, spread == 0 ? Double.NaN : score, Math.abs(score) > 3.5 ? 1 : 0
        };
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    @Test
    void whereMostValuesAreTheSameTheMeanDistanceSpreadsThem() {
        List<Row> rows = new ArrayList<>();
        for (double value : new double[] {5, 5, 5, 5, 9, 6}) {
            rows.add(Series.row("a", 0, value));
        }
        var found = Series.run(new SeasonalAnomaly(), settings(HOUR, HOUR, Method.ROBUST, 8, 4), rows)
                .rows();
        assertEquals(Arrays.asList(5.0, 0.0, null, true), found.get(4).values().subList(3, 7));
        double spread = 1.253314 * 4 / 5;
        assertEquals(Arrays.asList(5.0, spread, 1 / spread, false), found.get(5).values().subList(3, 7));
    }

    @Test
    void hoursAreThoseOfTheWallClock() {
        Schema schema = Schema.of(Field.required("t", DataType.TIMESTAMP_LTZ), Field.of("v", DataType.INT));
        var settings = new SeasonalAnomaly.Settings(
                List.of(), "v", Duration.ofDays(1), HOUR, Method.MOMENTS, 3, 4, 2, null);
        // 9 o'clock in Berlin, before and after its clocks went forward on 31 March 2024.
        var result = OperatorHarness.of(new SeasonalAnomaly(), settings)
                .environment(new Environment(ZoneId.of("Europe/Berlin"), Map.of()))
                .input("in", StreamType.rows(schema).withEventTime("t"))
                .inOrder()
                .rows(
                        Row.of(Instant.parse("2024-03-29T08:00:00Z"), 1),
                        Row.of(Instant.parse("2024-03-30T08:00:00Z"), 3),
                        Row.of(Instant.parse("2024-03-31T07:30:00Z"), 4),
                        Row.of(Instant.parse("2024-04-01T08:00:00Z"), 4))
                .run();
        assertEquals(Arrays.asList(2.0, 1.0, 2.0, false), result.rows().get(2).values().subList(2, 6));
        assertNull(result.rows().get(3).get(2));
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals("operators.seasonal-anomaly.slot-zero", problem(HOUR, Duration.ZERO, 5, 3));
        assertEquals("operators.seasonal-anomaly.not-multiple", problem(HOUR, Duration.ofMinutes(7), 5, 3));
        assertEquals("operators.seasonal-anomaly.not-multiple", problem(Duration.ofDays(365), Duration.ofMillis(1), 5, 3));
        assertEquals("operators.seasonal-anomaly.never", problem(HOUR, HOUR, 3, 5));
    }

    private static String problem(Duration season, Duration slot, int history, int minimum) {
        List<Problem> problems = Series.harness(
                        new SeasonalAnomaly(), settings(season, slot, Method.ROBUST, history, minimum))
                .problems();
        return problems.get(0).code();
    }
}
