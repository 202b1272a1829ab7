package dev.tailrace.operators.analyse;

import static dev.tailrace.operator.aggregate.AggregateFunction.APPROX_COUNT_DISTINCT;
import static dev.tailrace.operator.aggregate.AggregateFunction.APPROX_PERCENTILE;
import static dev.tailrace.operator.aggregate.AggregateFunction.APPROX_TOP_K;
import static dev.tailrace.operator.aggregate.AggregateFunction.PERCENTILE;
import static dev.tailrace.operators.analyse.Changelog.folded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.HarnessResult;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operators.time.HoppingWindow;
import dev.tailrace.operators.time.SessionWindow;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentilesAndSketchesTest {
    static final Schema SCHEMA = Schema.of(
            Field.of("k", DataType.STRING),
            Field.of("d", DataType.DOUBLE),
            Field.of("i", DataType.INT),
            Field.of("p", DataType.decimal(9, 2)));

    static OperatorHarness<GroupAggregate.Settings> grouping(AggregateColumn... aggregates) {
        return OperatorHarness.of(
                new GroupAggregate(),
                new GroupAggregate.Settings(List.of("k"), List.of(aggregates), null, ErrorPolicy.STOP));
    }

    static AggregateColumn percentile(String name, String argument, double fraction) {
        return AggregateColumn.of(name, PERCENTILE, argument).at(fraction);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void percentilesAgreeWithDuckDb(long seed) throws SQLException {
        Random random = new Random(seed);
        boolean changes = seed > 1;
        var harness = grouping(
                        percentile("least", "d", 0),
                        percentile("tenth", "d", 0.1),
                        AggregateColumn.of("median", PERCENTILE, "i"),
                        percentile("p", "p", 0.95),
                        percentile("most", "d", 1),
                        percentile("some", "d", 0.25).where("i > 3"))
                .input("in", new StreamType(SCHEMA, changes, null))
                .seed(seed);
        List<Row> table = ChangingTable.play(harness, random, 700, changes, () -> random(random));
        List<Row> expected = DuckTable.query(
                SCHEMA,
                table,
                List.of(),
                """
                SELECT k, quantile_cont(d, 0.0), quantile_cont(d, 0.1), quantile_cont(i::DOUBLE, 0.5),
                  quantile_cont(p::DOUBLE, 0.95), quantile_cont(d, 1.0), quantile_cont(d, 0.25) FILTER (WHERE i > 3)
                FROM r GROUP BY k""");
        new RowComparison(false, false)
                .assertSame(expected, folded(harness.run().rows()), "seed " + seed);
    }

    static Row random(Random random) {
        return Row.of(
                random.nextInt(6) == 0 ? null : "k" + random.nextInt(4),
                random.nextInt(6) == 0 ? null : random.nextInt(50) / 8.0 - 3,
                random.nextInt(6) == 0 ? null : random.nextInt(20),
                random.nextInt(6) == 0 ? null : BigDecimal.valueOf(random.nextInt(900), 2));
    }

    @Test
    void aPercentileIsBetweenTwoValuesAsInFlink() {
        // SELECT PERCENTILE(x, 0.3) FROM (VALUES 10, 20, 40, 80): at place 1.9 of 4, Flink's documentation of
        // PERCENTILE.
        var result = grouping(percentile("x", "d", 0.3))
                .input(SCHEMA)
                .rows(value(80.0), value(10.0), value(null), value(40.0), value(20.0))
                .run();
        assertEquals(19.0, (Double) folded(result.rows()).get(0).get(1), 1e-12);
    }

    @Test
    void infiniteValuesAndNaNHaveTheirPlaces() {
        var result = grouping(percentile("least", "d", 0), percentile("middle", "d", 0.5), percentile("most", "d", 1))
                .input(SCHEMA)
                .rows(value(Double.NaN), value(Double.POSITIVE_INFINITY), value(Double.POSITIVE_INFINITY), value(-0.0))
                .run();
        assertEquals(
                Arrays.asList("a", -0.0, Double.POSITIVE_INFINITY, Double.NaN),
                folded(result.rows()).get(0).values());
    }

    @Test
    void aPercentileMayBeTakenBackBeforeItComes() {
        var result = grouping(AggregateColumn.countOf("n"), percentile("x", "d", 0.5))
                .input("in", new StreamType(SCHEMA, true, null))
                .rows(
                        value(1.0),
                        value(2.0),
                        value(3.0),
                        new Row(RowKind.DELETE, value(9.0).values()))
                .watermark(1)
                .rows(value(9.0))
                .run();
        assertEquals(List.of("a", 3L, 2.0), folded(result.rows()).get(0).values());
    }

    static Row value(Double value) {
        return Row.of("a", value, null, null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anApproximatePercentileIsWithinOnePercent(long seed) {
        Random random = new Random(seed);
        double[] fractions = {0, 0.25, 0.5, 0.99, 1};
        AggregateColumn[] aggregates = IntStream.range(0, fractions.length)
                .mapToObj(
                        i -> AggregateColumn.of("p" + i, APPROX_PERCENTILE, "d").at(fractions[i]))
                .toArray(AggregateColumn[]::new);
        var harness = grouping(aggregates).input("in", new StreamType(SCHEMA, true, null));
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            if (i % 3 == 2) {
                harness.rows(new Row(
                        RowKind.DELETE,
                        value(values.remove(random.nextInt(values.size()))).values()));
            } else {
                double size = Math.exp(4 * random.nextGaussian());
                double value =
                        switch (random.nextInt(6)) {
                            case 0 -> 0;
                            case 1 -> -size;
                            default -> size;
                        };
                values.add(value);
                harness.rows(value(value));
            }
        }
        Row found = folded(harness.run().rows()).get(0);
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        for (int i = 0; i < fractions.length; i++) {
            double exact = sorted[(int) (fractions[i] * (sorted.length - 1))];
            assertEquals(exact, (Double) found.get(1 + i), Math.abs(exact) * 0.0100001, "fraction " + fractions[i]);
        }
    }

    @Test
    void sketchesTakeTheGreatestAndTheLeast() {
        double[] values = {
            Double.MAX_VALUE, Double.MIN_VALUE, -Double.MAX_VALUE, 0, Double.NEGATIVE_INFINITY, Double.NaN
        };
        for (double value : values) {
            var result = grouping(AggregateColumn.of("x", APPROX_PERCENTILE, "d"))
                    .input(SCHEMA)
                    .rows(value(value))
                    .run();
            double found = (Double) result.rows().get(0).get(1);
            double error = Double.isFinite(value) ? Math.max(Double.MIN_VALUE, Math.abs(value) * 0.0100001) : 0;
            assertEquals(value, found, error);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 256, 257, 1000, 4000})
    void approximateCountsAreExactAtFirstAndThenWithinThreeStandardErrors(int different) {
        var harness = grouping(AggregateColumn.countOf("n"), AggregateColumn.of("x", APPROX_COUNT_DISTINCT, "i"))
                .input(SCHEMA)
                .rows(Row.of("a", null, null, null));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < different; i++) {
            rows.add(Row.of("a", null, i * 7 - 50, null));
            if (i % 3 == 0) {
                rows.add(Row.of("a", null, i * 7 - 50, null));
            }
        }
        List<Row> found = folded(harness.rows(rows).run().rows());
        long count = (Long) found.get(0).get(2);
        assertEquals(different, count, different <= 256 ? 0 : 3 * 1.04 / 64 * different);
    }

    @Test
    void theMostFrequentTextsAreAJsonArray() {
        Schema schema = Schema.of(Field.of("k", DataType.STRING), Field.of("s", DataType.STRING));
        var harness =
                grouping(AggregateColumn.of("x", APPROX_TOP_K, "s").top(3)).input(schema);
        for (String text : List.of("b", "a", "\"\\\n\u0001ü", "c", "\"\\\n\u0001ü", "d", "a", "\"\\\n\u0001ü")) {
            harness.rows(Row.of("k", text));
        }
        var result = harness.rows(Row.of("none", null)).run();
        assertEquals(
                """
                [{"value":"\\"\\\\\\u000a\\u0001ü","count":3},{"value":"a","count":2},{"value":"b","count":1}]""",
                folded(result.rows()).get(0).get(1));
        assertEquals(Arrays.asList("none", null), folded(result.rows()).get(1).values());
    }

    @Test
    void theMostFrequentOfManyTextsGoOnFromSnapshots() {
        Random random = new Random(2);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            rows.add(Row.of("k" + random.nextInt(2), "t" + (int) Math.pow(2, random.nextDouble() * 10)));
        }
        Schema schema = Schema.of(Field.of("k", DataType.STRING), Field.of("s", DataType.STRING));
        var result = grouping(AggregateColumn.of("x", APPROX_TOP_K, "s").top(2))
                .input(schema)
                .rows(rows)
                .run();
        assertTrue(String.valueOf(folded(result.rows()).get(0).get(1)).startsWith("[{\"value\":\"t1\",\"count\":"));
    }

    private static final List<AggregateColumn> ALL = List.of(
            AggregateColumn.of("median", PERCENTILE, "v"),
            AggregateColumn.of("about", APPROX_PERCENTILE, "v"),
            AggregateColumn.of("different", APPROX_COUNT_DISTINCT, "v"));

    @Test
    void windowsPutTogetherFromPartsHaveWhatTheirRowsHave() {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(9);
        for (int i = 0; i < 1200; i++) {
            rows.add(Series.row("k" + random.nextInt(2), 40L * i, (double) random.nextInt(2000)));
        }
        var hopping = new HoppingWindow.Settings(
                Duration.ofSeconds(20), Duration.ofSeconds(5), List.of("k"), ALL, Duration.ZERO, ErrorPolicy.STOP);
        HarnessResult result = OperatorHarness.of(new HoppingWindow(), hopping)
                .input("in", StreamType.rows(Series.SCHEMA).withEventTime("t"))
                .rows(rows)
                .run();
        Map<List<Object>, List<Double>> byWindow = new HashMap<>();
        for (Row row : rows) {
            long slide = Series.millis(row) / 5000 * 5000;
            for (long start = slide - 15_000; start <= slide; start += 5000) {
                byWindow.computeIfAbsent(
                                List.of(Series.at(start), Objects.requireNonNull(row.get(0))), key -> new ArrayList<>())
                        .add((Double) row.get(2));
            }
        }
        assertEquals(byWindow.size(), result.rows().size());
        for (Row row : result.rows()) {
            double[] values = Objects.requireNonNull(byWindow.get(List.of(row.get(0), row.get(2)))).stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            double lower = values[(values.length - 1) / 2];
            assertEquals((lower + values[values.length / 2]) / 2, (Double) row.get(3), 1e-9);
            assertEquals(lower, (Double) row.get(4), lower * 0.0100001);
            long different = Arrays.stream(values).distinct().count();
            assertEquals(different, (Long) row.get(5), different <= 256 ? 0 : different * 0.05);
        }
    }

    @Test
    void mergedSessionsDoNotDependOnTheOrderOfTheirRows() {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(4);
        for (int i = 0; i < 600; i++) {
            rows.add(Series.row("k", random.nextInt(60_000), random.nextDouble()));
        }
        var sessions = new SessionWindow.Settings(Duration.ofMillis(250), List.of("k"), ALL, ErrorPolicy.STOP);
        HarnessResult first = OperatorHarness.of(new SessionWindow(), sessions)
                .input("in", StreamType.rows(Series.SCHEMA).withEventTime("t"))
                .rows(rows)
                .run();
        List<Row> inOrder = new ArrayList<>(rows);
        inOrder.sort(Comparator.comparing(Series::millis));
        HarnessResult second = OperatorHarness.of(new SessionWindow(), sessions)
                .input("in", StreamType.rows(Series.SCHEMA).withEventTime("t"))
                .rows(inOrder)
                .run();
        assertTrue(first.rows().size() > 20);
        new RowComparison(false, false).assertSame(second.rows(), first.rows(), "in order of time");
    }

    @Test
    void aCountFromASketchRefusesAChangelog() {
        List<Problem> problems = grouping(
                        AggregateColumn.of("x", APPROX_PERCENTILE, "d"),
                        AggregateColumn.of("y", APPROX_COUNT_DISTINCT, "d"))
                .input("in", new StreamType(SCHEMA, true, null))
                .problems();
        assertEquals(
                "operators.group-aggregate.sketch-only-grows", problems.get(0).code());
        assertEquals("aggregates[1].function", problems.get(0).place());
    }

    @Test
    void percentilesTakeNumbersOnly() {
        assertEquals(
                "operators.aggregate-argument-type",
                grouping(AggregateColumn.of("x", PERCENTILE, "k"))
                        .input(SCHEMA)
                        .problems()
                        .get(0)
                        .code());
    }
}
