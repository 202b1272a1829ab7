package dev.tailrace.operators.time;

import static dev.tailrace.operator.aggregate.AggregateFunction.COUNT;
import static dev.tailrace.operator.aggregate.AggregateFunction.SUM;
import static dev.tailrace.operators.time.Timed.at;
import static dev.tailrace.operators.time.Timed.result;
import static dev.tailrace.operators.time.Timed.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What windows send before they are over. */
final class EarlyResultsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final List<String> KEYS = List.of("k");
    private static final List<AggregateColumn> AGGREGATES = List.of(
            AggregateColumn.countOf("rows"),
            AggregateColumn.of("sum", SUM, "n"),
            AggregateColumn.of("kinds", COUNT, "n").distinctly());

    private static OperatorHarness<?> tumbling(@Nullable Duration early) {
        return Timed.harness(
                new TumblingWindow(),
                new TumblingWindow.Settings(
                        Duration.ofMillis(10), KEYS, AGGREGATES, Duration.ZERO, ErrorPolicy.STOP, early));
    }

    private static OperatorHarness<?> hopping(@Nullable Duration early) {
        return Timed.harness(
                new HoppingWindow(),
                new HoppingWindow.Settings(
                        Duration.ofMillis(30),
                        Duration.ofMillis(10),
                        KEYS,
                        AGGREGATES,
                        Duration.ZERO,
                        ErrorPolicy.STOP,
                        early));
    }

    private static OperatorHarness<?> cumulating(@Nullable Duration early) {
        return Timed.harness(
                new CumulateWindow(),
                new CumulateWindow.Settings(
                        Duration.ofMillis(30),
                        Duration.ofMillis(10),
                        KEYS,
                        AGGREGATES,
                        Duration.ZERO,
                        ErrorPolicy.STOP,
                        early));
    }

    private static OperatorHarness<?> sessions(@Nullable Duration early) {
        return Timed.harness(
                new SessionWindow(),
                new SessionWindow.Settings(Duration.ofMillis(5), KEYS, AGGREGATES, ErrorPolicy.STOP, early));
    }

    @Test
    void aWindowIsInsertedAndUpdatedByTheClockAndFinalOnceItIsOver() {
        var result = tumbling(SECOND)
                .rows(row(1, "a", 1))
                .now(1000)
                .rows(row(2, "a", 2), row(15, "b", 1))
                .now(1500)
                .rows(row(3, "a", 3))
                .now(2000)
                .watermark(9)
                .endless()
                .run();
        assertEquals(
                List.of(
                        result(0, 10, "a", 1L, 1, 1L),
                        kind(RowKind.UPDATE_BEFORE, result(0, 10, "a", 1L, 1, 1L)),
                        kind(RowKind.UPDATE_AFTER, result(0, 10, "a", 3L, 6, 3L)),
                        result(10, 20, "b", 1L, 1, 1L)),
                result.rows());
    }

    private static Row kind(RowKind kind, Row row) {
        return new Row(kind, row.values());
    }

    @Test
    void sessionsThatBecomeOneAreTakenBack() {
        var result = sessions(SECOND)
                .rows(row(1, "a", 1), row(9, "a", 2))
                .now(1000)
                .rows(row(5, "a", 3))
                .now(2000)
                .endless()
                .run();
        assertEquals(
                List.of(
                        result(1, 6, "a", 1L, 1, 1L),
                        result(9, 14, "a", 1L, 2, 1L),
                        result(1, 14, "a", 3L, 6, 3L),
                        kind(RowKind.DELETE, result(1, 6, "a", 1L, 1, 1L)),
                        kind(RowKind.DELETE, result(9, 14, "a", 1L, 2, 1L))),
                result.rows());
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                EarlyResultsTest::tumbling,
                EarlyResultsTest::hopping,
                EarlyResultsTest::cumulating,
                EarlyResultsTest::sessions);
    }

    /** A kind of windows, with early results or without. */
    private interface Kind {
        OperatorHarness<?> windows(@Nullable Duration early);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsThereInTheEndIsWhatComesWithoutEarlyResults(Kind kind) {
        OperatorHarness<?> early = kind.windows(Duration.ofMillis(7));
        OperatorHarness<?> onTime = kind.windows(null);
        Random random = new Random(9);
        for (int i = 0; i < 150; i++) {
            Row row = row(i + random.nextInt(20), "k" + random.nextInt(3), random.nextInt(5));
            early.rows(row).now(i * 3L);
            onTime.rows(row);
            if (i % 10 == 9) {
                early.watermark(i - 4);
                onTime.watermark(i - 4);
            }
        }
        List<Row> changes = early.run().rows();
        assertTrue(changes.stream().anyMatch(row -> row.kind() == RowKind.UPDATE_AFTER));
        new RowComparison(false, true).assertSame(onTime.run().rows(), changes, "final results");
    }

    @Test
    void whatLeavesIsAChangelogWithoutEventTime() {
        StreamType out = tumbling(SECOND).run().output().ports().get("out");
        assertTrue(out.changes());
        assertNull(out.eventTime());
        assertNull(out.windows());
    }

    @Test
    void earlyResultsAllTheTimeAreRefused() {
        List<Problem> problems = new ArrayList<>(tumbling(Duration.ZERO).problems());
        assertEquals(
                "operators.window-early-zero at earlyResults",
                problems.get(0).code() + " at " + problems.get(0).place());
    }

    @Test
    void lateRowsStayLate() {
        var result = tumbling(SECOND).watermark(9).rows(row(5, "a", 1)).run();
        assertEquals(List.of(Row.of(at(5), "a", 1)), result.rows("late"));
    }
}
