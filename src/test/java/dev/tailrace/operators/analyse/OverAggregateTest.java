package dev.tailrace.operators.analyse;

import static dev.tailrace.operator.aggregate.AggregateFunction.AVG;
import static dev.tailrace.operator.aggregate.AggregateFunction.COUNT;
import static dev.tailrace.operator.aggregate.AggregateFunction.FIRST_VALUE;
import static dev.tailrace.operator.aggregate.AggregateFunction.LAST_VALUE;
import static dev.tailrace.operator.aggregate.AggregateFunction.LISTAGG;
import static dev.tailrace.operator.aggregate.AggregateFunction.MAX;
import static dev.tailrace.operator.aggregate.AggregateFunction.MIN;
import static dev.tailrace.operator.aggregate.AggregateFunction.STDDEV_POP;
import static dev.tailrace.operator.aggregate.AggregateFunction.SUM;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operators.analyse.OverAggregate.Frame;
import dev.tailrace.operators.analyse.OverAggregate.Settings;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OverAggregateTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("t", DataType.TIMESTAMP),
            Field.of("k", DataType.STRING),
            Field.of("n", DataType.INT),
            Field.of("id", DataType.INT));
    private static final AggregateColumn ROWS = AggregateColumn.countOf("c");
    private static final AggregateColumn TOTAL = AggregateColumn.of("total", SUM, "n");

    private static OperatorHarness<Settings> over(
            Frame frame, @Nullable Integer rows, @Nullable Long millis, AggregateColumn... aggregates) {
        Duration time = millis == null ? null : Duration.ofMillis(millis);
        return OperatorHarness.of(
                        new OverAggregate(),
                        new Settings(List.of("k"), frame, rows, time, List.of(aggregates), ErrorPolicy.STOP))
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .inOrder();
    }

    private static Row row(long millis, @Nullable String key, @Nullable Integer number, int id) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000, ZoneOffset.UTC);
        return Row.of(time, key, number, id);
    }

    private static Row with(Row row, @Nullable Object... results) {
        List<@Nullable Object> values = new ArrayList<>(row.values());
        values.addAll(Arrays.asList(results));
        return Row.of(values.toArray());
    }

    private static final Row A1 = row(10, "a", 1, 1);
    private static final Row A2 = row(20, "a", 2, 2);
    private static final Row A3 = row(20, "a", 4, 3);
    private static final Row A4 = row(30, "a", null, 4);
    private static final Row A5 = row(40, "a", 8, 5);
    private static final Row B1 = row(15, "b", 16, 6);

    @Test
    void aRunningTotalTakesRowsInTheOrderOfTheirTimes() {
        var result = over(Frame.ROWS, null, null, ROWS, TOTAL)
                .rows(A2, A1, B1, A3, A4)
                .run();
        assertEquals(
                List.of(with(A1, 1L, 1), with(B1, 1L, 16), with(A2, 2L, 3), with(A3, 3L, 7), with(A4, 4L, 7)),
                result.rows());
    }

    @Test
    void aFrameOfRowsHasTheRowAndThoseBeforeIt() {
        var result = over(Frame.ROWS, 1, null, TOTAL, AggregateColumn.of("most", MAX, "n"))
                .rows(A1, A2, A3, A4, A5)
                .run();
        assertEquals(
                List.of(with(A1, 1, 1), with(A2, 3, 2), with(A3, 6, 4), with(A4, 4, 4), with(A5, 8, 8)), result.rows());
    }

    @Test
    void rowsOfTheSameTimeHaveTheSameFrameOfTime() {
        var result = over(Frame.TIME, null, 10L, ROWS, TOTAL, AggregateColumn.of("least", MIN, "n"))
                .rows(A1, A2, A3, A4, A5)
                .run();
        assertEquals(
                List.of(
                        with(A1, 1L, 1, 1),
                        with(A2, 3L, 7, 1),
                        with(A3, 3L, 7, 1),
                        with(A4, 3L, 6, 2),
                        with(A5, 2L, 8, 8)),
                result.rows());
    }

    @Test
    void whatDependsOnTheOrderFollowsTheFrame() {
        var result = over(
                        Frame.ROWS,
                        2,
                        null,
                        AggregateColumn.of("first", FIRST_VALUE, "n"),
                        AggregateColumn.of("last", LAST_VALUE, "n"),
                        AggregateColumn.of("list", LISTAGG, "CAST(n AS STRING)"))
                .rows(A1, A2, A3, A4, A5)
                .run();
        assertEquals(
                List.of(
                        with(A1, 1, 1, "1"),
                        with(A2, 1, 2, "1,2"),
                        with(A3, 1, 4, "1,2,4"),
                        with(A4, 2, 4, "2,4"),
                        with(A5, 4, 8, "4,8")),
                result.rows());
    }

    @Test
    void aRowWaitsUntilTheWatermarkHasReachedIt() {
        var result = over(Frame.ROWS, null, null, ROWS)
                .rows(A1, A2)
                .watermark(19)
                .endless()
                .run();
        assertEquals(List.of(with(A1, 1L)), result.rows());
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aRowThatTheWatermarkHasReachedIsLate(Frame frame, @Nullable Integer rows, @Nullable Long millis) {
        var result = over(frame, rows, millis, ROWS)
                .rows(A1)
                .watermark(20)
                .rows(A2, B1, A4)
                .run();
        assertEquals(List.of(A2, B1), result.rows("late"));
    }

    @Test
    void rowsWhoseArgumentsFailGoToTheErrorPort() {
        var result = over(Frame.ROWS, 5, null, AggregateColumn.of("s", SUM, "8 / n"))
                .rows(A1, row(12, "a", 0, 9), A2)
                .run();
        assertEquals(1, result.rows("error").size());
        assertEquals(List.of(with(A1, 8), with(A2, 12)), result.rows());
    }

    @Test
    void aKeyComesBackAfterItWasForgotten() {
        var result = over(Frame.TIME, null, 10L, ROWS, AggregateColumn.of("most", MAX, "n"))
                .rows(A1, A2)
                .watermark(1000)
                .rows(row(2000, "a", 3, 7), row(2005, "b", 5, 8))
                .run();
        assertEquals(
                List.of(
                        with(A1, 1L, 1),
                        with(A2, 2L, 2),
                        with(row(2000, "a", 3, 7), 1L, 3),
                        with(row(2005, "b", 5, 8), 1L, 5)),
                result.rows());
    }

    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of(Frame.ROWS, null, null),
                Arguments.of(Frame.ROWS, 0, null),
                Arguments.of(Frame.ROWS, 1, null),
                Arguments.of(Frame.ROWS, 7, null),
                Arguments.of(Frame.TIME, null, null),
                Arguments.of(Frame.TIME, null, 0L),
                Arguments.of(Frame.TIME, null, 25L));
    }

    /** Many rows of few times, so that many have the same one. */
    @ParameterizedTest
    @MethodSource("frames")
    void manyRowsGiveWhatDuckDbGives(Frame frame, @Nullable Integer rows, @Nullable Long millis) throws Exception {
        Random random = new Random(5);
        List<Row> input = new ArrayList<>();
        OperatorHarness<Settings> harness = over(
                frame,
                rows,
                millis,
                ROWS,
                TOTAL,
                AggregateColumn.of("mean", AVG, "CAST(n AS DOUBLE)"),
                AggregateColumn.of("least", MIN, "n"),
                AggregateColumn.of("most", MAX, "n"),
                AggregateColumn.of("dev", STDDEV_POP, "CAST(n AS DOUBLE)"),
                AggregateColumn.of("few", COUNT, "n").where("n > 50"),
                AggregateColumn.of("kinds", COUNT, "n").distinctly());
        for (int i = 0; i < 1500; i++) {
            Integer number = random.nextInt(8) == 0 ? null : random.nextInt(100);
            Row row = row(i + random.nextInt(10), "k" + random.nextInt(5), number, i);
            input.add(row);
            harness.rows(row);
            if (i % 100 == 99) {
                harness.watermark(i - 1);
            }
        }
        String unit = frame == Frame.ROWS ? "ROWS" : "RANGE";
        String from = "UNBOUNDED";
        if (rows != null) {
            from = rows.toString();
        } else if (millis != null) {
            from = "INTERVAL " + millis + " MILLISECONDS";
        }
        // DuckDB has no DISTINCT in frames with a bound of time, and orders rows of the same time by a second column.
        String order = frame == Frame.ROWS ? "t, arrival" : "t";
        List<Row> expected = DuckTable.query(
                SCHEMA,
                input,
                List.of(),
                """
                SELECT t, k, n, id, COUNT(*) OVER w, CAST(SUM(n) OVER w AS INT), AVG(CAST(n AS DOUBLE)) OVER w,
                  MIN(n) OVER w, MAX(n) OVER w, STDDEV_POP(CAST(n AS DOUBLE)) OVER w, COUNT(n) FILTER (n > 50) OVER w,
                  COUNT(DISTINCT n) OVER w
                FROM r WINDOW w AS (PARTITION BY k ORDER BY %s %s BETWEEN %s PRECEDING AND CURRENT ROW)
                ORDER BY t, arrival"""
                        .formatted(order, unit, from));
        assertEquals(rounded(expected), rounded(harness.run().rows()));
    }

    private static List<String> rounded(List<Row> rows) {
        return rows.stream()
                .map(row -> row.values().stream()
                        .map(value -> value instanceof Double number
                                ? String.valueOf(Math.round(number * 1e6) / 1e6)
                                : String.valueOf(value))
                        .toList()
                        .toString())
                .toList();
    }

    @Test
    void framesNeedEventTime() {
        List<Problem> problems = OperatorHarness.of(
                        new OverAggregate(),
                        new Settings(List.of(), Frame.ROWS, null, null, List.of(ROWS), ErrorPolicy.STOP))
                .input(SCHEMA)
                .problems();
        assertEquals(
                List.of("operators.no-event-time"),
                problems.stream().map(Problem::code).toList());
    }

    @Test
    void framesOfWhichNothingIsAggregatedAreRefused() {
        Problem problem = over(Frame.ROWS, null, null).problems().get(0);
        assertEquals("operators.over-aggregate.nothing at aggregates", problem.code() + " at " + problem.place());
    }
}
