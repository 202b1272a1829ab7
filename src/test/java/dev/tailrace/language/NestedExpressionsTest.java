package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays, maps and rows over many rows; what single values give is {@link ProbesTest}'s. */
class NestedExpressionsTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("i", DataType.INT),
            Field.of("s", DataType.STRING),
            Field.of("a", type("ARRAY<INT>")),
            Field.of("t", type("ARRAY<STRING>")),
            Field.of("m", type("MAP<STRING, INT>")),
            Field.of("r", type("ROW<x INT, y ROW<z STRING>>")));

    private static DataType type(String text) {
        return TypeParser.parse(text).orElseThrow();
    }

    /** A room is written to again and again, and positions that are not selected stay empty. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a[i]",
                "m[s]",
                "r.y.z",
                "CARDINALITY(t) + CARDINALITY(m)",
                "ARRAY[i, r.x]",
                "MAP[s, i, 'b', 2]",
                "ROW(a, s)",
                "ARRAY_APPEND(a, i)",
                "ARRAY_SORT(t, FALSE)",
                "ARRAY_SLICE(ARRAY_CONCAT(a, ARRAY[i]), 2)",
                "MAP_KEYS(m)",
                "SPLIT(s, 'b')",
                "CASE WHEN i > 2 THEN a WHEN i > 1 THEN ARRAY_REVERSE(a) END",
                "COALESCE(r.y, CAST(ROW(s) AS ROW<z STRING>))",
                "CAST(a AS ARRAY<STRING>)",
                "CAST(r AS STRING)",
                "CAST(CAST(m AS MAP<STRING, DOUBLE>) AS STRING)",
                "TRY_CAST(t AS ARRAY<INT>)",
                "ARRAY_CONTAINS(a, i) OR ARRAY_POSITION(t, s) > 1",
                "ARRAY[r, r][2].y"
            })
    void aBatchGivesWhatItsRowsGiveOneByOne(String text) {
        Random random = new Random(text.hashCode());
        Projection together = projection(text);
        ColumnRoom room = new ColumnRoom();
        for (int round = 0; round < 5; round++) {
            List<Row> rows = random(random, 1 + random.nextInt(60));
            int[] positions = new int[rows.size()];
            int count = 0;
            for (int i = 0; i < rows.size(); i++) {
                positions[count] = i;
                count += round == 0 || random.nextBoolean() ? 1 : 0;
            }
            Batch batch = BatchBuilder.batchOf(SCHEMA, rows).select(positions, count);
            Column column = together.evaluate(batch, room)[0];
            for (int i = 0; i < count; i++) {
                Batch alone = BatchBuilder.batchOf(SCHEMA, List.of(rows.get(positions[i])));
                assertEquals(
                        projection(text).evaluate(alone)[0].value(0),
                        column.value(positions[i]),
                        () -> text + " of " + alone.toRows());
            }
        }
    }

    @Test
    void aRowThatFailsHalfwayLeavesNothingToTheNext() {
        Projection casts = projection("CAST(t AS ARRAY<INT>)");
        Batch good = BatchBuilder.batchOf(SCHEMA, List.of(row(List.of("1", "2"))));
        Batch bad = BatchBuilder.batchOf(SCHEMA, List.of(row(List.of("1", "x"))));
        ColumnRoom room = new ColumnRoom();
        assertEquals(List.of(1, 2), casts.evaluate(good, room)[0].value(0));
        assertThrows(EvaluationException.class, () -> casts.evaluate(bad, room));
        assertEquals(List.of(1, 2), casts.evaluate(good, room)[0].value(0));
    }

    private static Row row(List<String> texts) {
        return Row.of(1, "s", null, texts, null, null);
    }

    private static Projection projection(String text) {
        Checked checked = Language.check(text, SCHEMA, Environment.UTC);
        assertEquals(List.of(), checked.problems());
        Expression expression = checked.expression();
        if (expression == null) {
            throw new IllegalStateException(text);
        }
        return Language.compileProjection(List.of(expression), SCHEMA);
    }

    private static List<Row> random(Random random, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            for (int k = random.nextInt(3); k > 0; k--) {
                map.put(text(random), number(random));
            }
            @Nullable Object[] numbers = new Object[random.nextInt(4)];
            Arrays.setAll(numbers, k -> number(random));
            @Nullable Object[] texts = new Object[random.nextInt(4)];
            Arrays.setAll(texts, k -> text(random));
            rows.add(Row.of(
                    random.nextInt(5),
                    text(random),
                    or(random, Arrays.asList(numbers)),
                    or(random, Arrays.asList(texts)),
                    or(random, map),
                    or(random, Row.of(number(random), or(random, Row.of(text(random)))))));
        }
        return rows;
    }

    private static @Nullable Object number(Random random) {
        return or(random, random.nextInt(5));
    }

    private static @Nullable Object text(Random random) {
        return or(random, "abäb3".substring(random.nextInt(5)));
    }

    private static @Nullable Object or(Random random, Object value) {
        return random.nextInt(5) == 0 ? null : value;
    }
}
