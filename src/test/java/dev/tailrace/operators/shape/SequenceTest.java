package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequenceTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("k", DataType.STRING), Field.of("j", DataType.INT), Field.required("t", DataType.TIMESTAMP));
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 5, 1, 12, 0);

    private static OperatorHarness<Sequence.Settings> sequence(long start, long step, String... keys) {
        return OperatorHarness.of(new Sequence(), new Sequence.Settings("number", List.of(keys), start, step))
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .inOrder();
    }

    private static Row row(Object key, Object j, Object... number) {
        return number.length == 0 ? Row.of(key, j, NOON) : Row.of(key, j, NOON, number[0]);
    }

    @Test
    void rowsAreNumberedAsTheyCome() {
        var result = sequence(1, 1).rows(row("a", 1), row("b", 1), row(null, null)).run();
        assertEquals(List.of(row("a", 1, 1L), row("b", 1, 2L), row(null, null, 3L)), result.rows());
        assertEquals("t", result.output().ports().get("out").eventTime());
    }

    @Test
    void eachKeyIsNumberedForItself() {
        var result = sequence(10, -5, "k", "j")
                .rows(row("a", 1), row("a", 2), row("a", 1), row(null, 1), row("a", 1), row(null, 1))
                .run();
        assertEquals(
                List.of(
                        row("a", 1, 10L),
                        row("a", 2, 10L),
                        row("a", 1, 5L),
                        row(null, 1, 10L),
                        row("a", 1, 0L),
                        row(null, 1, 5L)),
                result.rows());
    }

    @Test
    void theNameMustBeFree() {
        List<Problem> problems = OperatorHarness.of(new Sequence(), new Sequence.Settings("k", List.of("x"), 1, 1))
                .input(SCHEMA)
                .problems();
        assertEquals(
                List.of(
                        "operators.unknown-column-near",
                        "operators.sequence.unbounded",
                        "operators.duplicate-name"),
                problems.stream().map(Problem::code).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void agreesWithCountingByHand(long seed) {
        Random random = new Random(seed);
        Map<List<Object>, Long> counts = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        List<Row> expected = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            String key = random.nextInt(5) == 0 ? null : "k" + random.nextInt(200);
            int j = random.nextInt(3);
            long number = counts.merge(Arrays.asList(key, j), 1L, Long::sum);
            rows.add(row(key, j));
            expected.add(row(key, j, 100 + (number - 1) * 3));
        }
        assertEquals(
                expected,
                sequence(100, 3, "k", "j").seed(seed).rows(rows).run().rows());
    }
}
