package dev.tailrace.operators.time;

import static dev.tailrace.operators.time.Timed.at;
import static dev.tailrace.operators.time.Timed.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operators.time.AssignWindow.Settings;
import dev.tailrace.operators.time.AssignWindow.Windows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AssignWindowTest {
    private static Settings settings(Windows windows, long size, @Nullable Long step, long offset) {
        return new Settings(
                windows,
                Duration.ofMillis(size),
                step == null ? null : Duration.ofMillis(step),
                Duration.ofMillis(offset));
    }

    private static OperatorHarness<Settings> assign(Windows windows, long size, @Nullable Long step, long offset) {
        return Timed.harness(new AssignWindow(), settings(windows, size, step, offset));
    }

    /** The row with a window behind it. */
    private static Row in(long start, long end, Row row) {
        List<@Nullable Object> values = new ArrayList<>(row.values());
        values.addAll(List.of(at(start), at(end), at(end - 1)));
        return Row.of(values.toArray());
    }

    @Test
    void aRowOfTumblingWindowsIsInOne() {
        var result = assign(Windows.TUMBLING, 10, null, 0)
                .rows(row(9, "a", 1), row(10, null, null), row(-1, "b", 2))
                .run();
        assertEquals(
                List.of(in(0, 10, row(9, "a", 1)), in(10, 20, row(10, null, null)), in(-10, 0, row(-1, "b", 2))),
                result.rows());
    }

    @Test
    void aRowOfHoppingWindowsIsInSeveral() {
        var result = assign(Windows.HOPPING, 30, 10L, 0)
                .rows(row(25, "a", 1), row(5, "b", 2))
                .run();
        assertEquals(
                List.of(
                        in(0, 30, row(25, "a", 1)),
                        in(10, 40, row(25, "a", 1)),
                        in(20, 50, row(25, "a", 1)),
                        in(-20, 10, row(5, "b", 2)),
                        in(-10, 20, row(5, "b", 2)),
                        in(0, 30, row(5, "b", 2))),
                result.rows());
    }

    @Test
    void aRowOfCumulatingWindowsIsInThoseThatEndAfterIt() {
        var result = assign(Windows.CUMULATING, 30, 10L, 2)
                .rows(row(15, "a", 1), row(31, "a", 2))
                .run();
        assertEquals(
                List.of(in(2, 22, row(15, "a", 1)), in(2, 32, row(15, "a", 1)), in(2, 32, row(31, "a", 2))),
                result.rows());
    }

    @Test
    void rowsAreInTheWindowsOfTheWindowAggregations() {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            rows.add(row(random.nextInt(400) - 200, "a", i));
        }
        for (long offset : new long[] {0, 3}) {
            for (long step : new long[] {4, 7, 20}) {
                var assigned =
                        assign(Windows.HOPPING, 20, step, offset).rows(rows).run();
                assertEquals(
                        rows.stream()
                                .flatMap(row -> hopping(row, 20, step, offset))
                                .toList(),
                        assigned.rows());
            }
        }
    }

    /** By trying all windows. */
    private static Stream<Row> hopping(Row row, long size, long step, long offset) {
        LocalDateTime time = (LocalDateTime) row.values().get(0);
        long millis = time.toInstant(ZoneOffset.UTC).toEpochMilli();
        return LongStream.rangeClosed(-200, 200)
                .map(number -> number * step + offset)
                .filter(start -> start <= millis && millis < start + size)
                .mapToObj(start -> in(start, start + size, row));
    }

    @Test
    void windowsOfInstantsAreByTheClockOfTheTimeZone() {
        Schema schema = Schema.of(Field.of("t", DataType.TIMESTAMP_LTZ));
        var result = OperatorHarness.of(new AssignWindow(), settings(Windows.TUMBLING, 86_400_000, null, 0))
                .input("in", StreamType.rows(schema).withEventTime("t"))
                .environment(new Environment(ZoneId.of("Europe/Berlin"), Map.of()))
                .rows(Row.of(Instant.parse("2024-03-30T23:00:00Z")), Row.of(Instant.parse("2024-03-31T21:59:59Z")))
                .run();
        // The day of 23 hours.
        LocalDateTime start = LocalDateTime.parse("2024-03-31T00:00:00");
        Instant last = Instant.parse("2024-03-31T21:59:59.999Z");
        assertEquals(
                List.of(
                        Row.of(Instant.parse("2024-03-30T23:00:00Z"), start, start.plusDays(1), last),
                        Row.of(Instant.parse("2024-03-31T21:59:59Z"), start, start.plusDays(1), last)),
                result.rows());
    }

    @Test
    void theEventTimeIsTheEndOfTheWindow() {
        StreamType out =
                assign(Windows.TUMBLING, 10, null, 0).run().output().ports().get("out");
        assertEquals("window_time", out.eventTime());
        assertEquals(
                new WindowColumns("window_start", "window_end", DataType.TIMESTAMP, "TUMBLE INTERVAL '0.010' SECOND"),
                out.windows());
    }

    @Test
    void hoppingWindowsNeedAStep() {
        assertEquals("operators.window-length-missing at step", problem(assign(Windows.HOPPING, 10, null, 0)));
    }

    @Test
    void cumulatingWindowsGrowUpToTheirSize() {
        assertEquals("operators.window-not-multiple at step", problem(assign(Windows.CUMULATING, 10, 3L, 0)));
    }

    @Test
    void rowsThatHaveAWindowAreNotPutIntoAnother() {
        Schema schema = Timed.SCHEMA.plus(Field.of("window_end", DataType.INT));
        assertEquals(
                "operators.assign-window.taken at in",
                problem(OperatorHarness.of(new AssignWindow(), settings(Windows.TUMBLING, 10, null, 0))
                        .input("in", StreamType.rows(schema).withEventTime("t"))));
    }

    private static String problem(OperatorHarness<Settings> harness) {
        Problem problem = harness.problems().get(0);
        return problem.code() + " at " + problem.place();
    }
}
