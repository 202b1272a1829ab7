package dev.tailrace.operators.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operator.join.ColumnPair;
import dev.tailrace.operator.join.JoinType;
import dev.tailrace.operators.combine.WindowJoin.Settings;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowJoinTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("k", DataType.STRING),
            Field.required("window_start", DataType.TIMESTAMP),
            Field.required("window_end", DataType.TIMESTAMP),
            Field.required("window_time", DataType.TIMESTAMP),
            Field.of("v", DataType.INT));
    private static final int SIZE = 10;

    private static StreamType stream(String function) {
        return StreamType.rows(SCHEMA)
                .withEventTime("window_time")
                .withWindows(new WindowColumns("window_start", "window_end", DataType.TIMESTAMP, function));
    }

    private static OperatorHarness<Settings> join(JoinType type, @Nullable String condition, String... keys) {
        List<ColumnPair> on = new ArrayList<>();
        for (String key : keys) {
            on.add(new ColumnPair(key, key));
        }
        return OperatorHarness.of(new WindowJoin(), new Settings(type, on, condition, null, "r_"))
                .input("left", stream("TUMBLE(10 s)"))
                .input("right", stream("TUMBLE(10 s)"));
    }

    private static LocalDateTime second(double second) {
        return LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plusNanos((long) (second * 1e9));
    }

    private static Row row(@Nullable String key, int start, @Nullable Integer value) {
        return Row.of(key, second(start), second(start + SIZE), second(start + SIZE - 0.001), value);
    }

    private static Row pair(@Nullable Row left, @Nullable Row right) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Row side : new Row[] {left, right}) {
            for (int i = 0; i < SCHEMA.size(); i++) {
                values.add(side == null ? null : side.get(i));
            }
        }
        return Row.of(values.toArray());
    }

    @Test
    void rowsOfTheSameWindowAndKeyLeaveTogetherOnceBothSidesHavePassedIt() {
        var harness = join(JoinType.INNER, null, "k")
                .rows("left", row("a", 0, 1), row("b", 0, 2), row("a", 10, 3))
                .rows("right", row("a", 10, 4), row("a", 0, 5), row("a", 0, 6))
                .watermark("left", 20_000)
                .endless();
        assertEquals(List.of(), harness.run().rows());
        harness.watermark("right", 9_998);
        assertEquals(List.of(), harness.run().rows());
        harness.watermark("right", 9_999);
        var pairs = List.of(pair(row("a", 0, 1), row("a", 0, 5)), pair(row("a", 0, 1), row("a", 0, 6)));
        assertEquals(pairs, harness.run().rows());
        harness.watermark("right", 30_000);
        assertEquals(
                pair(row("a", 10, 3), row("a", 10, 4)), harness.run().rows().get(2));
    }

    @Test
    void rowsWhoseWindowHasLeftAreLateAndDropped() {
        var result = join(JoinType.LEFT, null, "k")
                .rows("left", row("a", 0, 1))
                .watermark(9_999)
                .rows("left", row("a", 0, 2), row("a", 10, 3))
                .rows("right", row("a", 0, 4))
                .run();
        assertEquals(List.of(pair(row("a", 0, 1), null), pair(row("a", 10, 3), null)), result.rows());
        assertEquals(2, result.late());
    }

    @Test
    void windowsAndEventTimeOfTheOutputAreThoseOfASideThatIsAlwaysThere() {
        for (JoinType type : JoinType.values()) {
            StreamType out = Objects.requireNonNull(
                    join(type, null, "k").run().output().ports().get("out"));
            String expected =
                    switch (type) {
                        case FULL -> null;
                        case RIGHT -> "r_window_";
                        default -> "window_";
                    };
            assertEquals(expected == null ? null : expected + "time", out.eventTime(), type.toString());
            WindowColumns windows = out.windows();
            assertEquals(expected == null ? null : expected + "end", windows == null ? null : windows.end());
        }
    }

    @Test
    void bothSidesNeedTheSameWindows() {
        List<Problem> none = OperatorHarness.of(
                        new WindowJoin(), new Settings(JoinType.INNER, List.of(), null, null, "r_"))
                .input("left", stream("TUMBLE(10 s)"))
                .input("right", StreamType.rows(SCHEMA))
                .problems();
        assertEquals(
                List.of("operators.window-join.no-windows"),
                none.stream().map(Problem::code).toList());
        List<Problem> other = OperatorHarness.of(
                        new WindowJoin(), new Settings(JoinType.INNER, List.of(), null, null, "r_"))
                .input("left", stream("TUMBLE(10 s)"))
                .input("right", stream("TUMBLE(5 s)"))
                .problems();
        assertEquals(
                List.of("operators.window-join.other-windows"),
                other.stream().map(Problem::code).toList());
        assertEquals("right", other.get(0).place());
    }

    @Test
    void withoutAKeyEveryRowOfAWindowMeetsEveryOther() {
        var result = join(JoinType.INNER, "v < r_v")
                .rows("left", row("a", 0, 1), row(null, 0, 2), row("c", 10, 1))
                .rows("right", row("x", 0, 2), row(null, 0, 3))
                .run();
        assertEquals(
                List.of(
                        pair(row("a", 0, 1), row("x", 0, 2)),
                        pair(row("a", 0, 1), row(null, 0, 3)),
                        pair(row(null, 0, 2), row(null, 0, 3))),
                result.rows());
    }

    @Test
    void manyRowsOfAWindowAreJoinedAsFewAre() {
        Random random = new Random(1);
        List<Row> left = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            // Whole batches of a window, some with a few rows of another, and some with rows of very many.
            int window = i < 3_000 ? i / 1_500 - (random.nextInt(40) == 0 ? 1 : 0) : random.nextInt(i < 4_000 ? 2 : 60);
            left.add(row("k" + random.nextInt(300), window * SIZE, i));
        }
        List<Row> right = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            right.add(row("k" + random.nextInt(300), random.nextInt(60) * SIZE, i));
        }
        var result = join(JoinType.INNER, null, "k")
                .rows("left", left.toArray(Row[]::new))
                .rows("right", right.toArray(Row[]::new))
                .run();
        new RowComparison(false, false)
                .assertSame(expected(JoinType.INNER, false, left, right), result.rows(), "many rows");
    }

    @ParameterizedTest
    @CsvSource({"1, INNER", "2, LEFT", "3, RIGHT", "4, FULL", "5, SEMI", "6, ANTI", "7, FULL", "8, ANTI", "9, SEMI"})
    void agreesWithComparingEveryRowOfAWindowWithEveryOther(long seed, JoinType type) {
        Random random = new Random(seed);
        String condition = seed % 2 == 0 ? null : "v + 2 > r_v";
        OperatorHarness<Settings> harness = join(type, condition, "k").seed(seed);
        List<List<Row>> sides = List.of(new ArrayList<>(), new ArrayList<>());
        long[] watermarks = {Long.MIN_VALUE, Long.MIN_VALUE};
        long late = 0;
        for (int i = 0; i < 600; i++) {
            int side = random.nextInt(2);
            String port = side == 0 ? "left" : "right";
            int start = (i / 30 + random.nextInt(4)) * SIZE;
            Row row = row(
                    random.nextInt(8) == 0 ? null : "k" + random.nextInt(6),
                    start,
                    random.nextInt(8) == 0 ? null : (Integer) random.nextInt(8));
            harness.rows(port, row);
            if ((start + SIZE) * 1000L - 1 <= Math.min(watermarks[0], watermarks[1])) {
                late++;
            } else {
                sides.get(side).add(row);
            }
            if (random.nextInt(10) == 0) {
                long millis = (i / 30 + 1) * SIZE * 1000L + random.nextInt(3) - 1;
                if (millis > watermarks[side]) {
                    watermarks[side] = millis;
                    harness.watermark(port, millis);
                }
            }
        }
        var result = harness.run();
        assertTrue(late > 5, "some rows are late");
        assertEquals(late, result.late());
        new RowComparison(false, false)
                .assertSame(
                        expected(type, condition != null, sides.get(0), sides.get(1)),
                        result.rows(),
                        type + ", seed " + seed);
    }

    private static List<Row> expected(JoinType type, boolean compares, List<Row> left, List<Row> right) {
        List<Row> expected = new ArrayList<>();
        for (Row row : left) {
            List<Row> partners =
                    right.stream().filter(other -> belong(row, other, compares)).toList();
            switch (type) {
                case SEMI -> expected.addAll(partners.isEmpty() ? List.of() : List.of(row));
                case ANTI -> expected.addAll(partners.isEmpty() ? List.of(row) : List.of());
                default -> {
                    partners.forEach(other -> expected.add(pair(row, other)));
                    if (partners.isEmpty() && type.padsLeft()) {
                        expected.add(pair(row, null));
                    }
                }
            }
        }
        if (type.padsRight()) {
            for (Row other : right) {
                if (left.stream().noneMatch(row -> belong(row, other, compares))) {
                    expected.add(pair(null, other));
                }
            }
        }
        return expected;
    }

    private static boolean belong(Row left, Row right, boolean compares) {
        Integer ofLeft = (Integer) left.get(4);
        Integer ofRight = (Integer) right.get(4);
        return left.get(0) != null
                && left.get(0).equals(right.get(0))
                && Objects.equals(left.get(1), right.get(1))
                && (!compares || (ofLeft != null && ofRight != null && ofLeft + 2 > ofRight));
    }

    @Test
    void aLeftRowWhoseConditionCannotBeComputedGoesToTheErrorPortAndIsNobodysPartner() {
        var result = join(JoinType.FULL, "10 / (v - r_v) < 100", "k")
                .rows("left", row("a", 0, 1), row("a", 0, 2), row("b", 0, 3))
                .rows("right", row("a", 0, 1), row("b", 0, 3), row("a", 0, 5))
                .run();
        new RowComparison(false, false)
                .assertSame(
                        List.of(
                                pair(row("a", 0, 2), row("a", 0, 1)),
                                pair(row("a", 0, 2), row("a", 0, 5)),
                                pair(null, row("b", 0, 3))),
                        result.rows(),
                        "what leaves");
        assertEquals(
                Set.of(row("a", 0, 1).values(), row("b", 0, 3).values()),
                result.rows("error").stream()
                        .map(row -> row.values().subList(0, SCHEMA.size()))
                        .collect(Collectors.toSet()));
    }
}
