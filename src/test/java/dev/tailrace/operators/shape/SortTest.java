package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SortTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("id", DataType.INT),
            Field.required("t", DataType.TIMESTAMP),
            Field.of("k", DataType.STRING),
            Field.of("v", DataType.decimal(20, 2)));

    private static OperatorHarness<Sort.Settings> sorting(Sort.SortColumn... columns) {
        return OperatorHarness.of(new Sort(), new Sort.Settings(List.of(columns)))
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .inOrder();
    }

    private static Sort.SortColumn by(String column, Sort.Direction direction, Sort.Nulls nulls) {
        return new Sort.SortColumn(column, direction, nulls);
    }

    private static Row row(int id, long millis, String key, Integer value) {
        return Row.of(
                id,
                LocalDateTime.ofEpochSecond(millis / 1000, (int) (millis % 1000) * 1_000_000, ZoneOffset.UTC),
                key,
                value == null ? null : BigDecimal.valueOf(value, 2));
    }

    private static List<Object> ids(List<Row> rows) {
        return rows.stream().map(row -> row.get(0)).toList();
    }

    @Test
    void rowsLeaveInTheOrderOfTheirTimes() {
        var result = sorting()
                .rows(row(1, 30, "a", 1), row(2, 10, "b", 2), row(3, 20, "c", 3), row(4, 10, "a", 4))
                .run();
        assertEquals(List.of(2, 4, 3, 1), ids(result.rows()));
        assertEquals("t", result.output().ports().get("out").eventTime());
    }

    @Test
    void rowsOfTheSameTimeAreSortedByColumns() {
        var result = sorting(
                        by("k", Sort.Direction.DESCENDING, Sort.Nulls.FIRST),
                        by("v", Sort.Direction.ASCENDING, Sort.Nulls.LAST))
                .rows(
                        row(1, 10, "a", 5),
                        row(2, 10, "b", null),
                        row(3, 10, "b", -7),
                        row(4, 10, null, 1),
                        row(5, 10, "a", 5),
                        row(6, 9, "", 5),
                        row(7, 10, "a", -5))
                .run();
        assertEquals(List.of(6, 4, 3, 2, 7, 1, 5), ids(result.rows()));
    }

    @Test
    void rowsWaitForTheWatermark() {
        var rows = sorting().endless().rows(row(1, 30, "a", 1), row(2, 10, "b", 2)).watermark(29);
        assertEquals(List.of(2), ids(rows.run().rows()));
        rows.watermark(30);
        assertEquals(List.of(2, 1), ids(rows.run().rows()));
    }

    @Test
    void aRowIsLateOnceTheWatermarkHasReachedIt() {
        var rows = sorting()
                .rows(row(1, 10, "a", 1), row(2, 40, "a", 1))
                .watermark(30)
                .rows(row(3, 32, "a", 1), row(4, 30, "a", 1), row(5, 5, "a", 1), row(6, 31, "a", 1));
        var result = rows.run();
        assertEquals(List.of(1, 6, 3, 2), ids(result.rows()));
        assertEquals(List.of(4, 5), ids(result.rows("late")));
        assertEquals(2, rows.wired("out").run().late());
    }

    @Test
    void eventTimeAndKnownColumnsAreNeeded() {
        List<Problem> problems = OperatorHarness.of(
                        new Sort(),
                        new Sort.Settings(List.of(by("x", Sort.Direction.ASCENDING, Sort.Nulls.LAST))))
                .input(SCHEMA)
                .problems();
        assertEquals(
                List.of("operators.needs-event-time", "operators.unknown-column-near"),
                problems.stream().map(Problem::code).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithSortingAllRowsByHand(long seed) {
        Random random = new Random(seed);
        OperatorHarness<Sort.Settings> harness = sorting(
                        by("v", Sort.Direction.DESCENDING, Sort.Nulls.LAST),
                        by("k", Sort.Direction.ASCENDING, Sort.Nulls.FIRST))
                .seed(seed);
        List<Row> waiting = new ArrayList<>();
        List<Row> expected = new ArrayList<>();
        List<Row> late = new ArrayList<>();
        Comparator<Row> order = Comparator.comparing((Row row) -> (LocalDateTime) row.get(1))
                .thenComparing(
                        row -> (BigDecimal) row.get(3), Comparator.nullsLast(Comparator.<BigDecimal>reverseOrder()))
                .thenComparing(row -> (String) row.get(2), Comparator.nullsFirst(Comparator.<String>naturalOrder()));
        LocalDateTime reached = LocalDateTime.MIN;
        for (int id = 0; id < 800; id++) {
            long millis = 1000 + id / 4 + random.nextInt(40);
            Row row = row(
                    id,
                    millis,
                    random.nextInt(4) == 0 ? null : "k" + random.nextInt(3),
                    random.nextInt(4) == 0 ? null : random.nextInt(5) - 2);
            harness.rows(row);
            if (((LocalDateTime) row.get(1)).isAfter(reached)) {
                waiting.add(row);
            } else {
                late.add(row);
            }
            if (random.nextInt(5) == 0) {
                long watermark = 1000 + id / 4 + 10;
                harness.watermark(watermark);
                reached = (LocalDateTime) row(0, watermark, null, null).get(1);
                LocalDateTime now = reached;
                List<Row> due = new ArrayList<>(waiting.stream()
                        .filter(one -> !((LocalDateTime) one.get(1)).isAfter(now))
                        .toList());
                due.sort(order);
                waiting.removeAll(due);
                expected.addAll(due);
            }
        }
        waiting.sort(order);
        expected.addAll(waiting);
        var result = harness.run();
        assertEquals(expected, result.rows());
        assertEquals(late, result.rows("late"));
        assertTrue(late.size() > 20, "some rows are late");
    }
}
