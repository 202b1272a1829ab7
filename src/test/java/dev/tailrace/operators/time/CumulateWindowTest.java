package dev.tailrace.operators.time;

import static dev.tailrace.operator.aggregate.AggregateFunction.AVG;
import static dev.tailrace.operator.aggregate.AggregateFunction.MAX;
import static dev.tailrace.operators.time.Timed.result;
import static dev.tailrace.operators.time.Timed.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CumulateWindowTest {
    private static final AggregateColumn ROWS = AggregateColumn.countOf("rows");

    private static OperatorHarness<CumulateWindow.Settings> windows(
            long size, long step, long offset, AggregateColumn... aggregates) {
        return Timed.harness(
                new CumulateWindow(),
                new CumulateWindow.Settings(
                        Duration.ofMillis(size),
                        Duration.ofMillis(step),
                        List.of("k"),
                        List.of(aggregates),
                        Duration.ofMillis(offset),
                        ErrorPolicy.STOP));
    }

    @Test
    void windowsGrowToTheirSizeAndStartAnew() {
        var result = windows(30, 10, 0, ROWS, AggregateColumn.of("greatest", MAX, "n"))
                .rows(row(1, "a", 1), row(12, "a", 3), row(22, "a", 2), row(30, "a", 9))
                .run();
        assertEquals(
                List.of(
                        result(0, 10, "a", 1L, 1),
                        result(0, 20, "a", 2L, 3),
                        result(0, 30, "a", 3L, 3),
                        result(30, 40, "a", 1L, 9),
                        result(30, 50, "a", 1L, 9),
                        result(30, 60, "a", 1L, 9)),
                result.rows());
    }

    @Test
    void aGroupGivesResultsFromItsFirstRowOn() {
        var result = windows(30, 10, 0, ROWS, AggregateColumn.of("mean", AVG, "n"))
                .rows(row(15, "a", 1), row(25, "b", null))
                .run();
        assertEquals(
                List.of(result(0, 20, "a", 1L, 1), result(0, 30, "a", 1L, 1), result(0, 30, "b", 1L, null)),
                result.rows());
    }

    @Test
    void aRowThatIsLateForSomeOfItsWindowsCountsInTheOthers() {
        var result = windows(40, 10, 0, ROWS)
                .rows(row(35, "b", 1))
                .watermark(9)
                .rows(row(5, "a", 1))
                .watermark(20)
                .rows(row(6, "a", 1), row(15, "a", 1), row(21, "a", 1))
                .run();
        assertEquals(List.of(), result.rows("late"));
        assertEquals(
                List.of(
                        result(0, 20, "a", 1L),
                        result(0, 30, "a", 4L),
                        result(0, 40, "a", 4L),
                        result(0, 40, "b", 1L)),
                result.rows());
    }

    @Test
    void aRowIsLateOnceTheLongestWindowHasFired() {
        var result = windows(30, 10, 5, ROWS)
                .watermark(34)
                .rows(row(34, "a", 1), row(35, "a", 2))
                .run();
        assertEquals(List.of(row(34, "a", 1)), result.rows("late"));
        assertEquals(
                List.of(result(35, 45, "a", 1L), result(35, 55, "a", 1L), result(35, 65, "a", 1L)), result.rows());
    }

    @Test
    void aDayOf23HoursGrowsByTheHoursOfItsWallClock() {
        Schema schema = Schema.of(Field.of("t", DataType.TIMESTAMP_LTZ));
        var settings = new CumulateWindow.Settings(
                Duration.ofHours(24), Duration.ofHours(8), List.of(), List.of(ROWS), Duration.ZERO, ErrorPolicy.STOP);
        var result = OperatorHarness.of(new CumulateWindow(), settings)
                .input("in", StreamType.rows(schema).withEventTime("t"))
                .environment(new Environment(ZoneId.of("Europe/Berlin"), Map.of()))
                .inOrder()
                .rows(Row.of(Instant.parse("2024-03-31T05:59:59Z")), Row.of(Instant.parse("2024-03-31T06:00:00Z")))
                .run();
        LocalDateTime sunday = LocalDateTime.of(2024, 3, 31, 0, 0);
        assertEquals(
                List.of(
                        Row.of(sunday, sunday.plusHours(8), 1L, Instant.parse("2024-03-31T05:59:59.999Z")),
                        Row.of(sunday, sunday.plusHours(16), 2L, Instant.parse("2024-03-31T13:59:59.999Z")),
                        Row.of(sunday, sunday.plusHours(24), 2L, Instant.parse("2024-03-31T21:59:59.999Z"))),
                result.rows());
    }

    @Test
    void aSizeThatIsNoMultipleOfTheStepIsRefused() {
        Problem problem = windows(25, 10, 0, ROWS).problems().get(0);
        assertEquals("operators.window-not-multiple at step", problem.code() + " at " + problem.place());
    }
}
