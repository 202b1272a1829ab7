package dev.tailrace.operators.time;

import static dev.tailrace.operator.aggregate.AggregateFunction.COUNT;
import static dev.tailrace.operator.aggregate.AggregateFunction.LAST_VALUE;
import static dev.tailrace.operator.aggregate.AggregateFunction.MAX;
import static dev.tailrace.operator.aggregate.AggregateFunction.SUM;
import static dev.tailrace.operators.time.Timed.at;
import static dev.tailrace.operators.time.Timed.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operators.time.WindowAggregate.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WindowAggregateTest {
    private static final AggregateColumn ROWS = AggregateColumn.countOf("rows");
    private static final Schema SCHEMA = Schema.of(
            Field.required("b", DataType.TIMESTAMP),
            Field.required("e", DataType.TIMESTAMP),
            Field.of("k", DataType.STRING),
            Field.of("n", DataType.INT));
    private static final StreamType INPUT =
            StreamType.rows(SCHEMA).withWindows(new WindowColumns("b", "e", DataType.TIMESTAMP, "HOP"));

    private static OperatorHarness<Settings> aggregate(List<String> groupBy, AggregateColumn... aggregates) {
        return OperatorHarness.of(new WindowAggregate(), new Settings(groupBy, List.of(aggregates), ErrorPolicy.STOP))
                .input("in", INPUT)
                .inOrder();
    }

    private static Row in(long start, long end, @Nullable String key, @Nullable Integer number) {
        return Row.of(at(start), at(end), key, number);
    }

    @Test
    void rowsOfOneWindowAreAggregatedTogether() {
        var result = aggregate(List.of(), ROWS, AggregateColumn.of("most", MAX, "n"))
                .rows(in(0, 10, "a", 3), in(0, 10, "b", 7), in(10, 20, "a", 1), in(0, 10, "c", null))
                .run();
        assertEquals(List.of(result(0, 10, 3L, 7), result(10, 20, 1L, 1)), result.rows());
    }

    @Test
    void windowsFireInTheOrderOfTheirEndsAndGroupsInThatOfArrival() {
        var result = aggregate(List.of("k"), AggregateColumn.of("sum", SUM, "n"))
                .rows(in(10, 30, "b", 1), in(0, 20, "b", 2), in(0, 30, "a", 3), in(0, 20, "a", 4), in(10, 30, "b", 5))
                .run();
        assertEquals(
                List.of(result(0, 20, "b", 2), result(0, 20, "a", 4), result(0, 30, "a", 3), result(10, 30, "b", 6)),
                result.rows());
    }

    @Test
    void aWindowFiresOnceTheWatermarkHasPassedItsLastMillisecond() {
        var result = aggregate(List.of(), ROWS)
                .rows(in(0, 10, "a", 1), in(5, 15, "a", 1))
                .watermark(9)
                .endless()
                .run();
        assertEquals(List.of(result(0, 10, 1L)), result.rows());
    }

    @Test
    void aRowOfAWindowThatHasFiredIsLate() {
        var result = aggregate(List.of(), ROWS)
                .watermark(9)
                .rows(in(0, 10, "a", 1), in(1, 11, "a", 2))
                .run();
        assertEquals(List.of(in(0, 10, "a", 1)), result.rows("late"));
        assertEquals(List.of(result(1, 11, 1L)), result.rows());
    }

    @Test
    void rowsWhoseArgumentsFailGoToTheErrorPort() {
        var result = aggregate(List.of(), AggregateColumn.of("sum", SUM, "10 / n"))
                .rows(in(0, 10, "a", 0), in(0, 10, "b", 5))
                .run();
        assertEquals(1, result.rows("error").size());
        assertEquals(List.of(result(0, 10, 2)), result.rows());
    }

    @Test
    void distinctValuesAndTheOrderOfArrivalSurviveASnapshot() {
        var result = aggregate(
                        List.of("k"),
                        AggregateColumn.of("values", COUNT, "n").distinctly(),
                        AggregateColumn.of("last", LAST_VALUE, "n"))
                .rows(in(0, 10, "a", 5), in(0, 10, "a", 6), in(0, 10, "a", 5), in(0, 10, null, 1))
                .run();
        assertEquals(List.of(result(0, 10, "a", 2L, 5), result(0, 10, null, 1L, 1)), result.rows());
    }

    @Test
    void manyRowsGiveWhatSortingThemGives() {
        Random random = new Random(3);
        List<Row> rows = new ArrayList<>();
        Map<String, long[]> expected = new TreeMap<>();
        for (int i = 0; i < 3000; i++) {
            long start = random.nextInt(40) * 10L;
            String key = "k" + random.nextInt(20);
            int number = random.nextInt(1000);
            rows.add(in(start, start + 50, key, number));
            long[] sums = expected.computeIfAbsent("%04d %s".formatted(start, key), absent -> new long[2]);
            sums[0]++;
            sums[1] = Math.max(sums[1], number);
        }
        var result = aggregate(List.of("k"), ROWS, AggregateColumn.of("most", MAX, "n"))
                .rows(rows)
                .run();
        List<String> sorted = result.rows().stream()
                .map(row -> row.values().subList(0, 5).toString())
                .sorted()
                .toList();
        assertEquals(
                expected.entrySet().stream()
                        .map(entry -> {
                            long start = Long.parseLong(entry.getKey().substring(0, 4));
                            String key = entry.getKey().substring(5);
                            return List.of(at(start), at(start + 50), key, entry.getValue()[0], entry.getValue()[1])
                                    .toString();
                        })
                        .sorted()
                        .toList(),
                sorted);
    }

    @Test
    void rowsInNoWindowsAreRefused() {
        Problem problem = OperatorHarness.of(
                        new WindowAggregate(), new Settings(List.of(), List.of(ROWS), ErrorPolicy.STOP))
                .input("in", StreamType.rows(SCHEMA))
                .problems()
                .get(0);
        assertEquals("operators.no-windows at in", problem.code() + " at " + problem.place());
    }
}
