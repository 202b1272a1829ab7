package dev.tailrace.operators.time;

import static dev.tailrace.operator.aggregate.AggregateFunction.AVG;
import static dev.tailrace.operator.aggregate.AggregateFunction.COUNT;
import static dev.tailrace.operator.aggregate.AggregateFunction.FIRST_VALUE;
import static dev.tailrace.operator.aggregate.AggregateFunction.LAST_VALUE;
import static dev.tailrace.operator.aggregate.AggregateFunction.LISTAGG;
import static dev.tailrace.operator.aggregate.AggregateFunction.MAX;
import static dev.tailrace.operator.aggregate.AggregateFunction.MIN;
import static dev.tailrace.operator.aggregate.AggregateFunction.STDDEV_POP;
import static dev.tailrace.operator.aggregate.AggregateFunction.STDDEV_SAMP;
import static dev.tailrace.operator.aggregate.AggregateFunction.SUM;
import static dev.tailrace.operator.aggregate.AggregateFunction.VAR_POP;
import static dev.tailrace.operator.aggregate.AggregateFunction.VAR_SAMP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TumblingWindowTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("t", DataType.TIMESTAMP),
            Field.of("k", DataType.STRING),
            Field.of("n", DataType.INT),
            Field.of("p", DataType.decimal(38, 0)));

    private static OperatorHarness<TumblingWindow.Settings> window(
            Schema schema, Duration size, List<String> groupBy, AggregateColumn... aggregates) {
        var settings = new TumblingWindow.Settings(size, groupBy, List.of(aggregates), Duration.ZERO, ErrorPolicy.STOP);
        return OperatorHarness.of(new TumblingWindow(), settings)
                .input("in", StreamType.rows(schema).withEventTime("t"))
                .inOrder();
    }

    private static OperatorHarness<TumblingWindow.Settings> seconds(AggregateColumn... aggregates) {
        return window(SCHEMA, Duration.ofSeconds(1), List.of("k"), aggregates);
    }

    private static LocalDateTime at(long millis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000, ZoneOffset.UTC);
    }

    private static Row row(long millis, String key, Integer n) {
        return Row.of(at(millis), key, n, null);
    }

    private static Row result(long start, String key, Object... values) {
        List<Object> all = new ArrayList<>(List.of(at(start), at(start + 1000)));
        all.add(key);
        all.addAll(Arrays.asList(values));
        all.add(at(start + 999));
        return Row.of(all.toArray());
    }

    @Test
    void windowsFireInOrderOfTimeAndGroupsInOrderOfArrival() {
        var result = seconds(AggregateColumn.countOf("rows"))
                .rows(row(1500, "b", 1), row(300, "z", 1), row(1999, "a", 1), row(999, "a", 1), row(0, "z", 1))
                .run();
        assertEquals(
                List.of(result(0, "z", 2L), result(0, "a", 1L), result(1000, "b", 1L), result(1000, "a", 1L)),
                result.rows());
        StreamType out = result.output().ports().get("out");
        assertEquals("window_time", out.eventTime());
        assertEquals(
                List.of("window_start", "window_end", "k", "rows", "window_time"),
                out.schema().names());
    }

    @Test
    void timesBeforeTheEpochHaveWindowsToo() {
        var result =
                seconds(AggregateColumn.countOf("rows")).rows(row(-1, "a", 1)).run();
        assertEquals(List.of(result(-1000, "a", 1L)), result.rows());
    }

    @Test
    void aWindowFiresOnceTheWatermarkReachesItsLastMillisecond() {
        var early = seconds(AggregateColumn.countOf("rows"))
                .rows(row(500, "a", 1))
                .watermark(998)
                .endless()
                .run();
        assertEquals(List.of(), early.rows());
        var fired = seconds(AggregateColumn.countOf("rows"))
                .rows(row(500, "a", 1))
                .watermark(999)
                .endless()
                .run();
        assertEquals(List.of(result(0, "a", 1L)), fired.rows());
    }

    @Test
    void lateRowsGoToTheLatePort() {
        var result = seconds(AggregateColumn.countOf("rows"))
                .rows(row(500, "a", 1))
                .watermark(999)
                .rows(row(999, "a", 2), row(1000, "a", 3))
                .run();
        assertEquals(List.of(row(999, "a", 2)), result.rows("late"));
        assertEquals(List.of(result(0, "a", 1L), result(1000, "a", 1L)), result.rows());
        assertEquals(0, result.late());
    }

    @Test
    void lateRowsAreCountedWhereTheLatePortIsNotWired() {
        var result = seconds(AggregateColumn.countOf("rows"))
                .wired("out")
                .watermark(5000)
                .rows(row(999, "a", 2), row(4500, "a", 3), row(6000, "b", 1))
                .run();
        assertEquals(2, result.late());
        assertEquals(List.of(result(6000, "b", 1L)), result.rows());
    }

    @Test
    void aggregatesOverNothingAreNullAndCountIsZero() {
        var result = seconds(
                        AggregateColumn.of("c", COUNT, "n"),
                        AggregateColumn.of("s", SUM, "n"),
                        AggregateColumn.of("a", AVG, "n"),
                        AggregateColumn.of("lo", MIN, "n"),
                        AggregateColumn.of("hi", MAX, "k").where("n > 0"))
                .rows(row(1, "a", null), row(2, null, null))
                .run();
        assertEquals(
                List.of(result(0, "a", 0L, null, null, null, null), result(0, null, 0L, null, null, null, null)),
                result.rows());
    }

    @Test
    void integerSumsWrapAndAveragesTruncateTowardsZero() {
        var result = seconds(AggregateColumn.of("s", SUM, "n"), AggregateColumn.of("a", AVG, "n"))
                .rows(row(1, "wraps", Integer.MAX_VALUE), row(2, "wraps", 1), row(3, "minus", -3), row(4, "minus", -4))
                .run();
        assertEquals(
                List.of(result(0, "wraps", Integer.MIN_VALUE, 1 << 30), result(0, "minus", -7, -3)), result.rows());
    }

    @Test
    void aDecimalSumOfMoreThan38DigitsIsNull() {
        BigDecimal greatest = new BigDecimal("99999999999999999999999999999999999999");
        var result = seconds(AggregateColumn.of("s", SUM, "p"), AggregateColumn.of("hi", MAX, "p"))
                .rows(
                        Row.of(at(1), "over", 0, greatest),
                        Row.of(at(2), "over", 0, BigDecimal.ONE),
                        Row.of(at(3), "fits", 0, greatest),
                        Row.of(at(4), "fits", 0, BigDecimal.ONE.negate()))
                .run();
        assertEquals(
                List.of(
                        result(0, "over", null, greatest),
                        result(0, "fits", greatest.subtract(BigDecimal.ONE), greatest)),
                result.rows());
    }

    @Test
    void distinctValuesCountOncePerGroupAndWindow() {
        var result = seconds(
                        AggregateColumn.of("c", COUNT, "n").distinctly(),
                        AggregateColumn.of("s", SUM, "n").distinctly().where("n < 10"))
                .rows(
                        row(1, "a", 5),
                        row(2, "a", 5),
                        row(3, "a", 7),
                        row(4, "a", null),
                        row(5, "b", 5),
                        row(6, "a", 10),
                        row(1001, "a", 5))
                .run();
        assertEquals(List.of(result(0, "a", 3L, 12), result(0, "b", 1L, 5), result(1000, "a", 1L, 5)), result.rows());
    }

    @Test
    void firstAndLastValuesAreThoseThatArriveFirstAndLast() {
        var result = seconds(
                        AggregateColumn.of("first", FIRST_VALUE, "n"),
                        AggregateColumn.of("last", LAST_VALUE, "n"),
                        AggregateColumn.of("last_even", LAST_VALUE, "n").where("MOD(n, 2) = 0"),
                        AggregateColumn.of("first_p", FIRST_VALUE, "p"))
                .rows(row(9, "a", null), row(8, "a", 2), row(1, "b", null), row(7, "a", 3), row(5, "a", null))
                .run();
        assertEquals(List.of(result(0, "a", 2, 3, 2, null), result(0, "b", null, null, null, null)), result.rows());
    }

    @Test
    void textsAreListedInTheOrderOfArrival() {
        var result = window(
                        SCHEMA,
                        Duration.ofSeconds(1),
                        List.of("n"),
                        AggregateColumn.of("list", LISTAGG, "k"),
                        AggregateColumn.of("lines", LISTAGG, "k").distinctly().separatedBy(" / "))
                .rows(row(3, "ü", 1), row(2, null, 1), row(1, "", 1), row(4, "ü", 1), row(5, null, 2))
                .run();
        assertEquals(
                List.of(
                        Row.of(at(0), at(1000), 1, "ü,,ü", "ü / ", at(999)),
                        Row.of(at(0), at(1000), 2, null, null, at(999))),
                result.rows());
    }

    @Test
    void deviationsHaveTheTypeOfTheAverage() {
        // By hand, of 2, 4, 6 and 8: the mean is 5, the squares add up to 9 + 1 + 1 + 9.
        var result = seconds(
                        AggregateColumn.of("vp", VAR_POP, "CAST(n AS DOUBLE)"),
                        AggregateColumn.of("vs", VAR_SAMP, "n"),
                        AggregateColumn.of("vd", VAR_POP, "CAST(n AS DECIMAL(5, 1))"),
                        AggregateColumn.of("sp", STDDEV_POP, "n"),
                        AggregateColumn.of("ss", STDDEV_SAMP, "CAST(n AS DOUBLE)"),
                        AggregateColumn.of("none", STDDEV_SAMP, "n").where("n = 8"))
                .rows(row(1, "a", 2), row(2, "a", 4), row(3, "a", null), row(4, "a", 6), row(5, "a", 8))
                .run();
        assertEquals(
                List.of(result(0, "a", 5.0, 6, new BigDecimal("5.000000"), 2, Math.sqrt(20.0 / 3), null)),
                result.rows());
    }

    @Test
    void aSmallDeviationOfGreatValuesIsExact() {
        var result = seconds(AggregateColumn.of("variance", VAR_POP, "1e15 + n"))
                .rows(row(1, "a", 1), row(2, "a", 3))
                .run();
        assertEquals(List.of(result(0, "a", 1.0)), result.rows());
    }

    @Test
    void rowsWhoseArgumentFailsGoToTheErrorPort() {
        var result = seconds(AggregateColumn.of("s", SUM, "10 / n"))
                .rows(row(1, "a", 5), row(2, "a", 0), row(3, "a", 2))
                .run();
        assertEquals(List.of(result(0, "a", 7)), result.rows());
        assertEquals(0, result.rows("error").get(0).get(2));
    }

    @Test
    void windowsOfLocalTimesFollowTheZonesDays() {
        // 31 March 2024 has 23 hours in Berlin: from 23:00Z to 22:00Z.
        Schema schema = Schema.of(Field.of("t", DataType.TIMESTAMP_LTZ));
        Environment berlin = new Environment(ZoneId.of("Europe/Berlin"), Map.of());
        var result = window(schema, Duration.ofDays(1), List.of(), AggregateColumn.countOf("rows"))
                .environment(berlin)
                .rows(
                        Row.of(Instant.parse("2024-03-30T22:59:59.999Z")),
                        Row.of(Instant.parse("2024-03-30T23:00:00Z")),
                        Row.of(Instant.parse("2024-03-31T21:59:59.999Z")),
                        Row.of(Instant.parse("2024-03-31T22:00:00Z")))
                .watermark(Instant.parse("2024-03-31T21:59:59.998Z").toEpochMilli())
                .run();
        LocalDateTime sunday = LocalDateTime.of(2024, 3, 31, 0, 0);
        assertEquals(
                List.of(
                        Row.of(sunday.minusDays(1), sunday, 1L, Instant.parse("2024-03-30T22:59:59.999Z")),
                        Row.of(sunday, sunday.plusDays(1), 2L, Instant.parse("2024-03-31T21:59:59.999Z")),
                        Row.of(sunday.plusDays(1), sunday.plusDays(2), 1L, Instant.parse("2024-04-01T21:59:59.999Z"))),
                result.rows());
    }

    @Test
    void aStreamWithoutEventTimeIsRefusedWithTheNodeThatGivesIt() {
        var settings = new TumblingWindow.Settings(
                Duration.ofSeconds(1),
                List.of(),
                List.of(AggregateColumn.countOf("rows")),
                Duration.ZERO,
                ErrorPolicy.STOP);
        Problem problem = OperatorHarness.of(new TumblingWindow(), settings)
                .input(SCHEMA)
                .problems()
                .get(0);
        assertEquals("operators.no-event-time", problem.code());
        Problem.Fix.InsertBefore fix =
                (Problem.Fix.InsertBefore) problem.fixes().get(0);
        assertEquals("event-time {\"column\":\"t\"}", fix.operator() + " " + fix.settingsJson());
    }

    @Test
    void whatCannotBeAggregatedIsRefusedAtItsPlace() {
        assertRefused("operators.aggregate-argument-type", "argument", AggregateColumn.of("s", SUM, "k"));
        assertRefused(
                "operators.aggregate-argument-missing", "argument", new AggregateColumn("s", SUM, null, false, ",", null));
        assertRefused("operators.aggregate-argument-type", "argument", AggregateColumn.of("s", LISTAGG, "n"));
        assertRefused("operators.aggregate-argument-type", "argument", AggregateColumn.of("s", STDDEV_POP, "t"));
        assertRefused(
                "operators.aggregate-distinct",
                "distinct",
                AggregateColumn.of("s", LAST_VALUE, "n").distinctly());
        assertRefused("operators.duplicate-name", "name", AggregateColumn.countOf("k"));
        assertRefused(
                "operators.not-a-condition",
                "filter",
                AggregateColumn.countOf("c").where("n + 1"));
    }

    private static void assertRefused(String code, String place, AggregateColumn aggregate) {
        Problem problem = seconds(aggregate).problems().get(0);
        assertEquals(code + " at aggregates[0]." + place, problem.code() + " at " + problem.place());
    }

    @Test
    void aWindowOfNoLengthAndAnUnknownGroupAreRefused() {
        List<Problem> problems = window(SCHEMA, Duration.ZERO, List.of("kk"), AggregateColumn.countOf("rows"))
                .problems();
        assertEquals(
                List.of("operators.window-size-zero", "operators.unknown-column-near"),
                problems.stream().map(Problem::code).toList());
        assertNotNull(problems.get(1).place());
    }
}
