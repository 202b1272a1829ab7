package dev.tailrace.operators.time;

import static dev.tailrace.operator.aggregate.AggregateFunction.COUNT;
import static dev.tailrace.operator.aggregate.AggregateFunction.SUM;
import static dev.tailrace.operators.time.Timed.result;
import static dev.tailrace.operators.time.Timed.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.aggregate.AggregateColumn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionWindowTest {
    private static final AggregateColumn ROWS = AggregateColumn.countOf("rows");

    private static OperatorHarness<SessionWindow.Settings> sessions(long gap, AggregateColumn... aggregates) {
        return Timed.harness(
                new SessionWindow(),
                new SessionWindow.Settings(
                        Duration.ofMillis(gap), List.of("k"), List.of(aggregates), ErrorPolicy.STOP));
    }

    @Test
    void eachKeyHasItsSessions() {
        var result = sessions(10, ROWS)
                .rows(row(0, "a", 1), row(5, "b", 1), row(9, "a", 1), row(30, "a", 1), row(30, null, 1))
                .run();
        assertEquals(
                List.of(
                        result(5, 15, "b", 1L),
                        result(0, 19, "a", 2L),
                        result(30, 40, "a", 1L),
                        result(30, 40, null, 1L)),
                result.rows());
    }

    @Test
    void aGapOfExactlyTheSizeDoesNotEndASession() {
        var result = sessions(10, ROWS)
                .rows(row(0, "a", 1), row(10, "a", 1), row(21, "a", 1))
                .run();
        assertEquals(List.of(result(0, 20, "a", 2L), result(21, 31, "a", 1L)), result.rows());
    }

    @Test
    void aRowBetweenTwoSessionsMakesThemOne() {
        var result = sessions(10, ROWS, AggregateColumn.of("sum", SUM, "n"))
                .rows(row(20, "a", 1), row(0, "a", 2), row(10, "a", 4))
                .run();
        assertEquals(List.of(result(0, 30, "a", 3L, 7)), result.rows());
    }

    @Test
    void distinctValuesOfSessionsThatBecomeOneCountOnce() {
        var result = sessions(10, AggregateColumn.of("values", COUNT, "n").distinctly())
                .rows(row(20, "a", 1), row(21, "a", 2), row(0, "a", 2), row(1, "a", 3), row(11, "a", null))
                .run();
        assertEquals(List.of(result(0, 31, "a", 3L)), result.rows());
    }

    @Test
    void aSessionFiresOnceTheWatermarkReachesItsLastMillisecond() {
        var early = sessions(10, ROWS)
                .rows(row(0, "a", 1), row(5, "a", 1))
                .watermark(13)
                .endless()
                .run();
        assertEquals(List.of(), early.rows());
        var fired = sessions(10, ROWS)
                .rows(row(0, "a", 1), row(5, "a", 1))
                .watermark(14)
                .endless()
                .run();
        assertEquals(List.of(result(0, 15, "a", 2L)), fired.rows());
    }

    @Test
    void aRowThatContinuesAnOpenSessionIsNotLate() {
        var result = sessions(10, ROWS)
                .rows(row(10, "a", 1), row(20, "a", 1))
                .watermark(25)
                .rows(row(1, "a", 1), row(1, "b", 1), row(11, "b", 1), row(17, "c", 1), row(7, "c", 1), row(5, "c", 1))
                .run();
        // 17 of c opens a session, as it is over at 27 only; 7 then continues it, and 5 what became of it.
        assertEquals(List.of(row(1, "b", 1), row(11, "b", 1)), result.rows("late"));
        assertEquals(List.of(result(5, 27, "c", 3L), result(1, 30, "a", 3L)), result.rows());
    }

    @Test
    void aRowThatTouchesASessionThatHasFiredBeginsANewOne() {
        var result = sessions(10, ROWS)
                .rows(row(0, "a", 1))
                .watermark(9)
                .rows(row(10, "a", 1))
                .run();
        assertEquals(List.of(result(0, 10, "a", 1L), result(10, 20, "a", 1L)), result.rows());
    }

    @Test
    void aRowThatFailsDoesNotKeepASessionOpen() {
        var result = sessions(10, AggregateColumn.of("sum", SUM, "10 / n"))
                .rows(row(0, "a", 5), row(9, "a", 0), row(18, "a", 10))
                .run();
        assertEquals(List.of(result(0, 10, "a", 2), result(18, 28, "a", 1)), result.rows());
        assertEquals(1, result.rows("error").size());
    }

    @Test
    void keysThatHaveNoSessionsAnyMoreAreForgottenWithoutATrace() {
        OperatorHarness<SessionWindow.Settings> harness = sessions(10, ROWS);
        List<Row> expected = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            harness.rows(row(i * 5L, "key " + i % 2500, 1));
            expected.add(result(i * 5L, i * 5L + 10, "key " + i % 2500, 1L));
            if (i % 700 == 0) {
                harness.watermark(i * 5L - 1);
            }
        }
        assertEquals(expected, harness.run().rows());
    }

    @Test
    void aGapOfNothingIsRefused() {
        Problem problem = sessions(0, ROWS).problems().get(0);
        assertEquals("operators.window-size-zero at gap", problem.code() + " at " + problem.place());
    }
}
