package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Conditions that are kept are those of Java's comparisons, at the ends of the range too. */
class KeptConditionTest {
    private static final Schema SCHEMA = Schema.of(
            Field.required("a", DataType.BIGINT),
            Field.required("b", DataType.BIGINT),
            Field.required("i", DataType.INT),
            Field.of("n", DataType.BIGINT));

    private interface Expected {
        boolean of(long a, long b, int i, Long n);
    }

    private static final Map<String, Expected> CONDITIONS = Map.of(
            "a < b", (a, b, i, n) -> a < b,
            "a <= b", (a, b, i, n) -> a <= b,
            "a > b", (a, b, i, n) -> a > b,
            "a >= i", (a, b, i, n) -> a >= i,
            "i < 2147483648", (a, b, i, n) -> true,
            "a > -9223372036854775807", (a, b, i, n) -> a > -Long.MAX_VALUE,
            "a >= 0 AND a < 1000 AND b < a", (a, b, i, n) -> a >= 0 && a < 1000 && b < a,
            "a < b OR i <= 7", (a, b, i, n) -> a < b || i <= 7,
            "n IS NOT NULL AND n < a", (a, b, i, n) -> n != null && n < a,
            "a < b AND a <> 3", (a, b, i, n) -> a < b && a != 3);

    private static final long[] ENDS = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, 3, 999, 1000, Long.MAX_VALUE};

    @Test
    void keptConditionsAreThoseOfTheirRows() {
        Random random = new Random(5);
        BatchBuilder rows = new BatchBuilder(SCHEMA);
        List<Row> all = new ArrayList<>();
        for (int row = 0; row < 1000; row++) {
            Long n = random.nextInt(3) == 0 ? null : (Long) number(random);
            all.add(Row.of(number(random), number(random), (int) number(random), n));
            rows.append(all.get(row));
        }
        Batch batch = rows.build();
        CONDITIONS.forEach((condition, expected) -> {
            Expression expression = Objects.requireNonNull(
                    Language.check(condition, SCHEMA, Environment.UTC).expression(), condition);
            Column.Booleans kept = (Column.Booleans)
                    Language.compileProjection(List.of(expression), SCHEMA).evaluate(batch)[0];
            for (int row = 0; row < batch.rows(); row++) {
                Row values = all.get(row);
                boolean wanted = expected.of(
                        (Long) values.get(0), (Long) values.get(1), (Integer) values.get(2), (Long) values.get(3));
                assertEquals(wanted, !kept.isNull(row) && kept.values[row], condition + " of " + values);
            }
        });
    }

    private static long number(Random random) {
        return random.nextBoolean() ? ENDS[random.nextInt(ENDS.length)] : random.nextLong() >> random.nextInt(64);
    }
}
