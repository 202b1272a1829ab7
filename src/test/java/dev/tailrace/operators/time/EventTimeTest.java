package dev.tailrace.operators.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EventTimeTest {
    private static final Schema SCHEMA =
            Schema.of(Field.of("id", DataType.INT), Field.of("at", DataType.TIMESTAMP_LTZ));

    private static OperatorHarness<EventTime.Settings> eventTime(Schema schema, String column, ErrorPolicy policy) {
        return OperatorHarness.of(
                        new EventTime(), EventTime.Settings.of(column, Duration.ofMillis(10), Duration.ZERO, policy))
                .input(schema)
                .inOrder();
    }

    private static Row row(int id, long millis) {
        return Row.of(id, Instant.ofEpochMilli(millis));
    }

    @Test
    void rowsPassInTheirOrderAndTheColumnIsTheEventTime() {
        var result = eventTime(SCHEMA, "at", ErrorPolicy.STOP)
                .rows(row(1, 100), row(2, 50), row(3, 200), row(4, 150))
                .run();
        assertEquals(List.of(row(1, 100), row(2, 50), row(3, 200), row(4, 150)), result.rows());
        assertEquals("at", result.output().ports().get("out").eventTime());
    }

    @Test
    void theWatermarkGoesBeforeARowThatItHasPassed() {
        // 100 gives the watermark 100 - 10 - 1 = 89; 95 is not passed, 89 is; 300 gives 289 at the end of the batch.
        List<String> seen = Playing.of(
                        new EventTime(),
                        EventTime.Settings.of("at", Duration.ofMillis(10), Duration.ZERO, ErrorPolicy.STOP),
                        SCHEMA)
                .batch(BatchBuilder.batchOf(
                        SCHEMA, List.of(row(1, 100), row(2, 95), row(3, 89), row(4, 90), row(5, 300))))
                .seen();
        assertEquals(List.of("rows 1 2", "watermark 89", "rows 3 4 5", "watermark 289"), seen);
    }

    @Test
    void theWatermarkGoesBeforeARowThatItIsAMillisecondShortOf() {
        // A session that ends at 90 fires by the watermark 89: the row at 90 must not find it open in a larger batch.
        List<String> seen = Playing.of(
                        new EventTime(),
                        EventTime.Settings.of("at", Duration.ofMillis(10), Duration.ZERO, ErrorPolicy.STOP),
                        SCHEMA)
                .batch(BatchBuilder.batchOf(SCHEMA, List.of(row(1, 100), row(2, 91), row(3, 90), row(4, 90))))
                .seen();
        assertEquals(List.of("rows 1 2", "watermark 89", "rows 3 4"), seen);
    }

    @Test
    void theWatermarkDoesNotFallBack() {
        List<String> seen = Playing.of(
                        new EventTime(),
                        EventTime.Settings.of("at", Duration.ZERO, Duration.ZERO, ErrorPolicy.STOP),
                        SCHEMA)
                .batch(BatchBuilder.batchOf(SCHEMA, List.of(row(1, 100))))
                .batch(BatchBuilder.batchOf(SCHEMA, List.of(row(2, 50), row(3, 60))))
                .seen();
        assertEquals(List.of("rows 1", "watermark 99", "rows 2 3"), seen);
    }

    private static EventTime.Settings settings(EventTime.Strategy strategy, String expression) {
        return new EventTime.Settings("at", strategy, Duration.ofHours(1), expression, Duration.ZERO, ErrorPolicy.STOP);
    }

    private static List<String> seen(EventTime.Settings settings, Row... rows) {
        return Playing.of(new EventTime(), settings, SCHEMA)
                .openAt(0)
                .batch(BatchBuilder.batchOf(SCHEMA, List.of(rows)))
                .seen();
    }

    @Test
    void whereTimesNeverFallRowsBehindTheLatestAreLate() {
        assertEquals(
                List.of("rows 1", "watermark 99", "rows 2 3 4", "watermark 199"),
                seen(settings(EventTime.Strategy.ASCENDING, null), row(1, 100), row(2, 100), row(3, 99), row(4, 200)));
    }

    @Test
    void anExpressionOverTheRowGivesTheWatermark() {
        // The watermark is 60 after row 1, then 40, which is less, nothing, and 190.
        String expression =
                "CASE WHEN id <> 3 THEN `at` - INTERVAL '0.04' SECOND - INTERVAL '0.01' SECOND * (id - 1) END";
        assertEquals(
                List.of("rows 1 2 3", "watermark 60", "rows 4 5", "watermark 190"),
                seen(
                        settings(EventTime.Strategy.EXPRESSION, expression),
                        row(1, 100),
                        row(2, 90),
                        row(3, 500),
                        row(4, 60),
                        row(5, 270)));
    }

    @Test
    void rowsThatMarkTheTimeMoveTheWatermark() {
        assertEquals(
                List.of("rows 1 2", "watermark 49", "rows 3 4 5", "watermark 69"),
                seen(
                        settings(EventTime.Strategy.PUNCTUATED, "MOD(id, 2) = 0"),
                        row(1, 500),
                        row(2, 50),
                        row(3, 49),
                        row(4, 70),
                        row(5, 71)));
    }

    @Test
    void whatGivesTheWatermarkIsATimeOrACondition() {
        assertEquals(
                List.of(
                        "operators.event-time.no-expression",
                        "operators.event-time.no-condition",
                        "operators.event-time.expression-type",
                        "operators.not-a-condition"),
                Stream.of(
                                settings(EventTime.Strategy.EXPRESSION, null),
                                settings(EventTime.Strategy.PUNCTUATED, null),
                                settings(EventTime.Strategy.EXPRESSION, "id"),
                                settings(EventTime.Strategy.PUNCTUATED, "id"))
                        .map(settings -> OperatorHarness.of(new EventTime(), settings)
                                .input(SCHEMA)
                                .problems()
                                .get(0)
                                .code())
                        .toList());
    }

    @Test
    void aRowWhoseExpressionFailsIsAFailingRow() {
        var settings = new EventTime.Settings(
                "at",
                EventTime.Strategy.EXPRESSION,
                Duration.ZERO,
                "`at` - INTERVAL '1' SECOND * (10 / id)",
                Duration.ZERO,
                ErrorPolicy.STOP);
        var result = OperatorHarness.of(new EventTime(), settings)
                .input(SCHEMA)
                .rows(row(1, 100), row(0, 5_000), Row.of(7, null), row(2, 50_000))
                .run();
        assertEquals(List.of(row(1, 100), row(2, 50_000)), result.rows());
        assertEquals(2, result.rows("error").size());
    }

    @Test
    void aStreamWithoutRowsIsIdleAfterTheTimeout() {
        EventTime.Settings settings =
                EventTime.Settings.of("at", Duration.ZERO, Duration.ofSeconds(10), ErrorPolicy.STOP);
        Playing playing = Playing.of(new EventTime(), settings, SCHEMA)
                .openAt(1_000)
                .clockAt(8_000)
                .batch(BatchBuilder.batchOf(SCHEMA, List.of(row(1, 100))))
                .clockAt(17_999);
        assertEquals(List.of("rows 1", "watermark 99"), playing.seen());
        // Once, not again and again; and again after it has spoken.
        playing.clockAt(60_000)
                .batch(BatchBuilder.batchOf(SCHEMA, List.of(row(2, 200))))
                .clockAt(90_000);
        assertEquals(List.of("rows 1", "watermark 99", "idle", "rows 2", "watermark 199", "idle"), playing.seen());
    }

    @Test
    void rowsWithoutATimeFail() {
        var result = eventTime(SCHEMA, "at", ErrorPolicy.STOP)
                .rows(row(1, 100), Row.of(2, null), row(3, 200))
                .run();
        assertEquals(List.of(row(1, 100), row(3, 200)), result.rows());
        assertEquals(2, result.rows("error").get(0).get(0));
    }

    @Test
    void rowsWithoutATimeAreSkippedIfSoSet() {
        var result = eventTime(SCHEMA, "at", ErrorPolicy.SKIP)
                .wired("out")
                .rows(row(1, 100), Row.of(2, null))
                .run();
        assertEquals(1, result.errors());
    }

    @Test
    void aNumberIsRefusedWithTheConversion() {
        Problem problem = eventTime(Schema.of(Field.of("ms", DataType.BIGINT)), "ms", ErrorPolicy.STOP)
                .problems()
                .get(0);
        assertEquals("operators.event-time.number", problem.code());
        Problem.Fix.InsertBefore fix =
                (Problem.Fix.InsertBefore) problem.fixes().get(0);
        assertEquals("derive", fix.operator());
        assertEquals(
                "{\"columns\":[{\"name\":\"ms\",\"expression\":\"TO_TIMESTAMP_LTZ(`ms`, 3)\"}]}", fix.settingsJson());
    }

    @Test
    void aMistypedColumnIsRefusedWithTheNearest() {
        Problem problem = eventTime(SCHEMA, "att", ErrorPolicy.STOP).problems().get(0);
        assertEquals("operators.unknown-column-near", problem.code());
        assertEquals(List.of("att", "at"), problem.arguments());
    }
}
