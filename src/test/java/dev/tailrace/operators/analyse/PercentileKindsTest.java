package dev.tailrace.operators.analyse;

import static dev.tailrace.operator.aggregate.AggregateFunction.PERCENTILE_KLL;
import static dev.tailrace.operator.aggregate.AggregateFunction.PERCENTILE_TDIGEST;
import static dev.tailrace.operators.analyse.Changelog.folded;
import static dev.tailrace.operators.analyse.PercentilesAndSketchesTest.SCHEMA;
import static dev.tailrace.operators.analyse.PercentilesAndSketchesTest.grouping;
import static dev.tailrace.operators.analyse.PercentilesAndSketchesTest.percentile;
import static dev.tailrace.operators.analyse.PercentilesAndSketchesTest.random;
import static dev.tailrace.operators.analyse.PercentilesAndSketchesTest.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Row;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.HarnessResult;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operators.time.HoppingWindow;
import dev.tailrace.operators.time.SessionWindow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Percentiles of values that count several times, and from t-digests and KLL sketches. */
class PercentileKindsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFrequencyCountsAValueSoOften(long seed) throws SQLException {
        Random random = new Random(seed);
        boolean changes = seed > 1;
        var harness = grouping(
                        percentile("middle", "d", 0.5).times("i"),
                        percentile("low", "p", 0.1).times("i - 2"),
                        percentile("some", "d", 0.9)
                                .times("CAST(i AS SMALLINT)")
                                .where("i <> 7"))
                .input("in", new StreamType(SCHEMA, changes, null))
                .seed(seed);
        List<Row> table = ChangingTable.play(harness, random, 500, changes, () -> random(random));
        List<Row> expected = DuckTable.query(
                SCHEMA,
                table,
                List.of(),
                """
                SELECT k, quantile_cont(d, 0.5) FILTER (WHERE copy <= i),
                  quantile_cont(p::DOUBLE, 0.1) FILTER (WHERE copy <= i - 2),
                  quantile_cont(d, 0.9) FILTER (WHERE copy <= i AND i <> 7)
                FROM r, range(1, 21) AS copies(copy) GROUP BY k""");
        new RowComparison(false, false)
                .assertSame(expected, folded(harness.run().rows()), "seed " + seed);
    }

    @Test
    void aFrequencyIsAWholeNumber() {
        assertEquals(
                "operators.aggregate-frequency-type",
                grouping(percentile("x", "d", 0.5).times("p"))
                        .input(SCHEMA)
                        .problems()
                        .get(0)
                        .code());
    }

    /** Up to 200 values both sketches have all of them: a KLL sketch gives one, a t-digest what lies between two. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void sketchesOfFewValuesAgreeWithDuckDb(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            rows.add(random(random));
        }
        List<Row> expected = DuckTable.query(
                SCHEMA,
                rows,
                List.of(),
                """
                SELECT k, quantile_cont(d, 0.3), quantile_cont(p::DOUBLE, 0.95),
                  list_sort(list(d) FILTER (WHERE d IS NOT NULL))[1 + floor(0.3 * (count(d) - 1))::BIGINT], max(d)
                FROM r GROUP BY k""");
        var harness = grouping(
                        AggregateColumn.of("a", PERCENTILE_TDIGEST, "d").at(0.3),
                        AggregateColumn.of("b", PERCENTILE_TDIGEST, "p").at(0.95),
                        AggregateColumn.of("c", PERCENTILE_KLL, "d").at(0.3),
                        AggregateColumn.of("e", PERCENTILE_KLL, "d").at(1))
                .input(SCHEMA)
                .seed(seed)
                .rows(rows);
        new RowComparison(false, false)
                .assertSame(expected, folded(harness.run().rows()), "seed " + seed);
    }

    @Test
    void sketchesOfManyValuesGoOnFromSnapshots() {
        Random random = new Random(8);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            rows.add(value(random.nextInt(50) == 0 ? Double.NaN : random.nextGaussian()));
        }
        var result = grouping(
                        AggregateColumn.of("a", PERCENTILE_TDIGEST, "d"), AggregateColumn.of("c", PERCENTILE_KLL, "d"))
                .input(SCHEMA)
                .rows(rows)
                .run();
        Row found = folded(result.rows()).get(0);
        double[] sorted = rows.stream()
                .mapToDouble(row -> (Double) Objects.requireNonNull(row.get(1)))
                .sorted()
                .toArray();
        for (int column = 1; column <= 2; column++) {
            double value = (Double) Objects.requireNonNull(found.get(column));
            long below = Arrays.stream(sorted).filter(one -> one < value).count();
            assertEquals(0.5, below / 3000.0, 0.0165);
        }
    }

    @Test
    void sketchesAreRefusedWhereRowsGo() {
        for (var function : List.of(PERCENTILE_TDIGEST, PERCENTILE_KLL)) {
            AggregateColumn column = AggregateColumn.of("x", function, "v");
            var settings = new OverAggregate.Settings(
                    List.of("k"), OverAggregate.Frame.ROWS, 5, null, List.of(column), ErrorPolicy.STOP);
            assertEquals(
                    "operators.over-aggregate.sketch-frame",
                    Series.harness(new OverAggregate(), settings)
                            .problems()
                            .get(0)
                            .code());
            assertEquals(
                    "operators.group-aggregate.sketch-only-grows",
                    grouping(AggregateColumn.of("x", function, "d"))
                            .input("in", new StreamType(SCHEMA, true, null))
                            .problems()
                            .get(0)
                            .code());
        }
    }

    @Test
    void sketchesOfWindowsDoNotDependOnTheBatches() {
        List<AggregateColumn> sketches =
                List.of(AggregateColumn.of("a", PERCENTILE_TDIGEST, "v"), AggregateColumn.of("b", PERCENTILE_KLL, "v"));
        List<Row> rows = new ArrayList<>();
        Random random = new Random(10);
        for (int i = 0; i < 3000; i++) {
            rows.add(Series.row("k", 10L * i + random.nextInt(30), random.nextDouble()));
        }
        var hopping = new HoppingWindow.Settings(
                Duration.ofSeconds(20), Duration.ofSeconds(5), List.of("k"), sketches, Duration.ZERO, ErrorPolicy.STOP);
        HarnessResult hops = OperatorHarness.of(new HoppingWindow(), hopping)
                .input("in", StreamType.rows(Series.SCHEMA).withEventTime("t"))
                .rows(rows)
                .run();
        var sessions = new SessionWindow.Settings(Duration.ofSeconds(1), List.of("k"), sketches, ErrorPolicy.STOP);
        HarnessResult session = OperatorHarness.of(new SessionWindow(), sessions)
                .input("in", StreamType.rows(Series.SCHEMA).withEventTime("t"))
                .rows(rows)
                .run();
        assertEquals(1, session.rows().size());
        assertTrue(hops.rows().size() > 5);
        for (int column = 3; column <= 4; column++) {
            assertEquals(0.5, (Double) session.rows().get(0).get(column), 0.03);
        }
    }
}
