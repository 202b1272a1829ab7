package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operators.analyse.TopN.Direction;
import dev.tailrace.operators.analyse.TopN.Nulls;
import dev.tailrace.operators.analyse.TopN.OrderColumn;
import dev.tailrace.operators.analyse.WindowTopN.Settings;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WindowTopNTest {
    private static final Schema SCHEMA = Schema.of(
            Field.required("s", DataType.TIMESTAMP),
            Field.required("e", DataType.TIMESTAMP),
            Field.of("k", DataType.STRING),
            Field.of("n", DataType.INT),
            Field.of("id", DataType.INT));
    private static final WindowColumns WINDOWS = new WindowColumns("s", "e", DataType.TIMESTAMP, "HOP");
    private static final StreamType INPUT = new StreamType(SCHEMA, false, null, WINDOWS);
    private static final List<OrderColumn> GREATEST = List.of(new OrderColumn("n", Direction.DESCENDING, Nulls.LAST));

    private static OperatorHarness<Settings> top(int n, List<String> keys, @Nullable String rank) {
        return OperatorHarness.of(new WindowTopN(), new Settings(n, keys, GREATEST, rank))
                .input("in", INPUT)
                .inOrder();
    }

    private static LocalDateTime at(long millis) {
        return LocalDateTime.ofEpochSecond(millis / 1000, (int) (millis % 1000) * 1_000_000, ZoneOffset.UTC);
    }

    private static Row in(long start, long end, @Nullable String key, @Nullable Integer number, int id) {
        return Row.of(at(start), at(end), key, number, id);
    }

    private static Row ranked(Row row, long rank) {
        List<@Nullable Object> values = new ArrayList<>(row.values());
        values.add(rank);
        return Row.of(values.toArray());
    }

    @Test
    void theFirstRowsOfEachWindowAndKeyLeaveInTheirOrder() {
        var result = top(2, List.of("k"), "rank")
                .rows(
                        in(0, 10, "a", 1, 1),
                        in(0, 10, "b", 5, 2),
                        in(0, 10, "a", 3, 3),
                        in(0, 10, "a", 2, 4),
                        in(5, 15, "a", 0, 5))
                .run();
        assertEquals(
                List.of(
                        ranked(in(0, 10, "a", 3, 3), 1),
                        ranked(in(0, 10, "a", 2, 4), 2),
                        ranked(in(0, 10, "b", 5, 2), 1),
                        ranked(in(5, 15, "a", 0, 5), 1)),
                result.rows());
    }

    @Test
    void ofEqualRowsTheOneThatCameFirstIsFirst() {
        var result = top(2, List.of(), null)
                .rows(in(0, 10, "a", 1, 1), in(0, 10, "b", 1, 2), in(0, 10, "c", 1, 3), in(0, 10, null, null, 4))
                .run();
        assertEquals(List.of(in(0, 10, "a", 1, 1), in(0, 10, "b", 1, 2)), result.rows());
    }

    @Test
    void aWindowLeavesOnceTheWatermarkHasPassedItsLastMillisecond() {
        var result = top(1, List.of(), null)
                .rows(in(0, 10, "a", 1, 1), in(5, 15, "a", 1, 2))
                .watermark(8)
                .rows(in(0, 10, "a", 2, 3))
                .watermark(9)
                .endless()
                .run();
        assertEquals(List.of(in(0, 10, "a", 2, 3)), result.rows());
    }

    @Test
    void aRowOfAWindowThatHasFiredIsLate() {
        var result = top(1, List.of(), null)
                .watermark(9)
                .rows(in(0, 10, "a", 1, 1), in(1, 11, "a", 1, 2))
                .run();
        assertEquals(List.of(in(0, 10, "a", 1, 1)), result.rows("late"));
        assertEquals(List.of(in(1, 11, "a", 1, 2)), result.rows());
    }

    @Test
    void lateRowsAreCountedWhereTheirPortIsNotWired() {
        var result = top(1, List.of(), null)
                .wired("out")
                .watermark(9)
                .rows(in(0, 10, "a", 1, 1))
                .run();
        assertEquals(1, result.late());
    }

    /** As DuckDB numbers the rows of each window and key. */
    @Test
    void manyRowsAreRankedAsDuckDbDoes() throws Exception {
        Random random = new Random(11);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            long start = random.nextInt(12) * 1000L;
            Integer number = random.nextInt(8) == 0 ? null : random.nextInt(60);
            rows.add(in(start, start + 3000, "k" + random.nextInt(9), number, i));
        }
        List<Row> expected = DuckTable.query(
                SCHEMA,
                rows,
                List.of(),
                """
                SELECT s, e, k, n, id,
                  ROW_NUMBER() OVER (PARTITION BY s, e, k ORDER BY n DESC NULLS LAST, arrival) AS place
                FROM r QUALIFY place <= 4""");
        var result = top(4, List.of("k"), "r").rows(rows).run();
        assertEquals(sorted(expected), sorted(result.rows()));
    }

    private static List<String> sorted(List<Row> rows) {
        return rows.stream().map(row -> row.values().toString()).sorted().toList();
    }

    @Test
    void rowsInNoWindowsAreRefused() {
        List<Problem> problems = OperatorHarness.of(new WindowTopN(), new Settings(1, List.of(), GREATEST, null))
                .input("in", StreamType.rows(SCHEMA))
                .problems();
        assertEquals(
                List.of("operators.no-windows"),
                problems.stream().map(Problem::code).toList());
    }

    @Test
    void theWindowsOfTheRowsStayKnown() {
        assertEquals(
                WINDOWS,
                top(1, List.of(), "rank").run().output().ports().get("out").windows());
        assertEquals(
                Arrays.asList("s", "e", "k", "n", "id", "rank"),
                top(1, List.of(), "rank")
                        .run()
                        .output()
                        .ports()
                        .get("out")
                        .schema()
                        .names());
    }
}
