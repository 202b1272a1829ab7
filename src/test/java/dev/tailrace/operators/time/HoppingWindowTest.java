package dev.tailrace.operators.time;

import static dev.tailrace.operator.aggregate.AggregateFunction.COUNT;
import static dev.tailrace.operator.aggregate.AggregateFunction.FIRST_VALUE;
import static dev.tailrace.operator.aggregate.AggregateFunction.LAST_VALUE;
import static dev.tailrace.operator.aggregate.AggregateFunction.LISTAGG;
import static dev.tailrace.operator.aggregate.AggregateFunction.SUM;
import static dev.tailrace.operators.time.Timed.result;
import static dev.tailrace.operators.time.Timed.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operator.aggregate.AggregateColumn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HoppingWindowTest {
    private static final AggregateColumn ROWS = AggregateColumn.countOf("rows");

    private static OperatorHarness<HoppingWindow.Settings> windows(
            long size, long slide, long offset, AggregateColumn... aggregates) {
        return Timed.harness(
                new HoppingWindow(),
                new HoppingWindow.Settings(
                        Duration.ofMillis(size),
                        Duration.ofMillis(slide),
                        List.of("k"),
                        List.of(aggregates),
                        Duration.ofMillis(offset),
                        ErrorPolicy.STOP));
    }

    @Test
    void aRowCountsInEveryWindowThatHasItsTime() {
        var result = windows(30, 10, 0, ROWS, AggregateColumn.of("sum", SUM, "n"))
                .rows(row(25, "a", 1), row(41, "a", 2), row(20, "b", 4))
                .run();
        assertEquals(
                List.of(
                        result(0, 30, "a", 1L, 1),
                        result(0, 30, "b", 1L, 4),
                        result(10, 40, "a", 1L, 1),
                        result(10, 40, "b", 1L, 4),
                        result(20, 50, "a", 2L, 3),
                        result(20, 50, "b", 1L, 4),
                        result(30, 60, "a", 1L, 2),
                        result(40, 70, "a", 1L, 2)),
                result.rows());
    }

    @Test
    void resultsSayWhichWindowTheyAreIn() {
        StreamType out = windows(30, 10, 3, ROWS).run().output().ports().get("out");
        assertEquals(
                new WindowColumns(
                        "window_start",
                        "window_end",
                        DataType.TIMESTAMP,
                        "HOP INTERVAL '0.010' SECOND, INTERVAL '0.030' SECOND, INTERVAL '0.003' SECOND"),
                out.windows());
    }

    @Test
    void aSizeNeedNotBeAMultipleOfTheSlide() {
        var result = windows(25, 10, 0, ROWS)
                .rows(row(4, "a", 1), row(5, "a", 1), row(14, "a", 1), row(15, "a", 1))
                .run();
        // By hand: [-20, 5) has 4; [-10, 15) has 4, 5 and 14; [0, 25) has all; [10, 35) has 14 and 15.
        assertEquals(
                List.of(
                        result(-20, 5, "a", 1L),
                        result(-10, 15, "a", 3L),
                        result(0, 25, "a", 4L),
                        result(10, 35, "a", 2L)),
                result.rows());
    }

    @Test
    void windowsStartAnOffsetAfterMultiplesOfTheSlide() {
        var result =
                windows(20, 10, 3, ROWS).rows(row(3, "a", 1), row(2, "a", 1)).run();
        assertEquals(List.of(result(-17, 3, "a", 1L), result(-7, 13, "a", 2L), result(3, 23, "a", 1L)), result.rows());
    }

    @Test
    void aRowThatIsLateForSomeOfItsWindowsCountsInTheOthers() {
        var result = windows(30, 10, 0, ROWS)
                .rows(row(5, "a", 1))
                .watermark(19)
                .rows(row(6, "a", 1), row(7, "b", 1))
                .run();
        assertEquals(List.of(), result.rows("late"));
        assertEquals(
                List.of(
                        result(-20, 10, "a", 1L),
                        result(-10, 20, "a", 1L),
                        result(0, 30, "a", 2L),
                        result(0, 30, "b", 1L)),
                result.rows());
    }

    @Test
    void aRowAllOfWhoseWindowsHaveFiredIsLate() {
        var result = windows(30, 10, 0, ROWS)
                .watermark(29)
                .rows(row(9, "a", 1), row(10, "a", 2))
                .run();
        assertEquals(List.of(row(9, "a", 1)), result.rows("late"));
        assertEquals(List.of(result(10, 40, "a", 1L)), result.rows());
    }

    @Test
    void distinctValuesCountOncePerWindowNotPerSlice() {
        var result = windows(20, 10, 0, AggregateColumn.of("values", COUNT, "n").distinctly())
                .rows(row(1, "a", 5), row(11, "a", 5), row(12, "a", 6), row(13, "a", null))
                .run();
        assertEquals(List.of(result(-10, 10, "a", 1L), result(0, 20, "a", 2L), result(10, 30, "a", 2L)), result.rows());
    }

    @Test
    void textsOfEarlierSlicesAreListedFirstWhicheverArrivedFirst() {
        var result = windows(
                        20,
                        10,
                        0,
                        AggregateColumn.of("list", LISTAGG, "CAST(n AS STRING)"),
                        AggregateColumn.of("first", FIRST_VALUE, "n"),
                        AggregateColumn.of("last", LAST_VALUE, "n"))
                .rows(row(15, "a", 1), row(5, "a", 2), row(12, "a", 3))
                .run();
        assertEquals(
                List.of(
                        result(-10, 10, "a", "2", 2, 2),
                        result(0, 20, "a", "2,1,3", 1, 3),
                        result(10, 30, "a", "1,3", 1, 3)),
                result.rows());
    }

    @Test
    void aSlideBeyondTheSizeIsRefused() {
        Problem problem = windows(10, 11, 0, ROWS).problems().get(0);
        assertEquals("operators.window-step at slide", problem.code() + " at " + problem.place());
    }

    @Test
    void anOffsetOfTheSlideIsRefused() {
        Problem problem = windows(30, 10, 10, ROWS).problems().get(0);
        assertEquals("operators.window-offset at offset", problem.code() + " at " + problem.place());
    }
}
