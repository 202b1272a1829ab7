package dev.tailrace.operators.time;

import static dev.tailrace.operator.aggregate.AggregateFunction.COUNT;
import static dev.tailrace.operator.aggregate.AggregateFunction.LISTAGG;
import static dev.tailrace.operator.aggregate.AggregateFunction.MAX;
import static dev.tailrace.operator.aggregate.AggregateFunction.SUM;
import static dev.tailrace.operators.time.Timed.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tailrace.data.Row;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operators.time.CountWindow.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CountWindowTest {
    private static final AggregateColumn LIST = AggregateColumn.of("list", LISTAGG, "CAST(n AS STRING)");

    private static Settings settings(
            int size, @Nullable Integer slide, boolean partial, AggregateColumn... aggregates) {
        return new Settings(size, slide, List.of("k"), List.of(aggregates), partial, ErrorPolicy.STOP);
    }

    private static OperatorHarness<Settings> windows(Settings settings) {
        return Timed.harness(new CountWindow(), settings);
    }

    @Test
    void everySoManyRowsOfAGroupHaveAResult() {
        var result = windows(settings(2, null, false, LIST, AggregateColumn.of("sum", SUM, "n")))
                .rows(row(1, "a", 1), row(2, "b", 2), row(0, "a", 3), row(4, "a", 4), row(5, "b", null), row(6, "a", 5))
                .run();
        assertEquals(List.of(Row.of("a", "1,3", 4), Row.of("b", "2", 2), Row.of("a", "4,5", 9)), result.rows());
    }

    @Test
    void withASlideResultsAreOverTheLastRows() {
        var result = windows(settings(4, 2, false, LIST)).rows(numbers(7)).run();
        assertEquals(List.of(Row.of("a", "1,2"), Row.of("a", "1,2,3,4"), Row.of("a", "3,4,5,6")), result.rows());
    }

    @Test
    void aSlideBeyondTheSizeLeavesRowsOut() {
        var result = windows(settings(2, 3, false, LIST)).rows(numbers(7)).run();
        assertEquals(List.of(Row.of("a", "2,3"), Row.of("a", "5,6")), result.rows());
    }

    @Test
    void rowsThatAreLeftAtTheEndHaveAResultWhereTheSettingSaysSo() {
        assertEquals(
                List.of(Row.of("a", "1,2"), Row.of("a", "3")),
                windows(settings(2, null, true, LIST)).rows(numbers(3)).run().rows());
        assertEquals(
                List.of(Row.of("a", "1,2"), Row.of("a", "1,2,3,4"), Row.of("a", "3,4,5")),
                windows(settings(4, 2, true, LIST)).rows(numbers(5)).run().rows());
    }

    private static Row[] numbers(int count) {
        Row[] rows = new Row[count];
        for (int i = 0; i < count; i++) {
            rows[i] = row(i, "a", i + 1);
        }
        return rows;
    }

    @Test
    void rowsWhoseArgumentsFailAreNotCounted() {
        var result = windows(settings(2, null, false, AggregateColumn.of("sum", SUM, "10 / n")))
                .rows(row(1, "a", 10), row(2, "a", 0), row(3, "a", 5))
                .run();
        assertEquals(1, result.rows("error").size());
        assertEquals(List.of(Row.of("a", 3)), result.rows());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "6, 4", "12, 3", "3, 7", "10, 1"})
    void manyRowsGiveWhatListsOfThemGive(int size, int slide) {
        Random random = new Random(size * 31L + slide);
        List<Row> rows = new ArrayList<>();
        Map<String, List<Integer>> seen = new HashMap<>();
        List<Row> expected = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            String key = "k" + random.nextInt(7);
            int number = random.nextInt(50);
            rows.add(row(i, key, number));
            List<Integer> numbers = seen.computeIfAbsent(key, absent -> new ArrayList<>());
            numbers.add(number);
            if (numbers.size() % slide == 0) {
                List<Integer> last = numbers.subList(Math.max(0, numbers.size() - size), numbers.size());
                expected.add(Row.of(
                        key,
                        last.stream().mapToInt(n -> n).sum(),
                        last.stream().mapToInt(n -> n).max().orElseThrow(),
                        last.stream().distinct().count()));
            }
        }
        var result = windows(settings(
                        size,
                        slide,
                        false,
                        AggregateColumn.of("sum", SUM, "n"),
                        AggregateColumn.of("most", MAX, "n"),
                        AggregateColumn.of("kinds", COUNT, "n").distinctly()))
                .rows(rows)
                .run();
        assertEquals(expected, result.rows());
    }

    @Test
    void flinkSqlHasNoCountWindows() {
        Placement<Settings> placement = new Placement<>(
                "node",
                settings(2, null, false, LIST),
                Map.of("in", List.of(StreamType.rows(Timed.SCHEMA))),
                Set.of("out"),
                Environment.UTC,
                Path.of(""));
        FlinkNode.Refused refused =
                assertInstanceOf(FlinkNode.Refused.class, new CountWindow().flink(placement, port -> List.of("`v`")));
        assertEquals("operators.count-window.flink", refused.reason().code());
    }
}
