package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.HarnessResult;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Rows of a key, a time and a number, and what is learned from them. */
final class Series {
    static final Schema SCHEMA = Schema.of(
            Field.of("k", DataType.STRING), Field.required("t", DataType.TIMESTAMP), Field.of("v", DataType.DOUBLE));

    private static final double TOLERANCE = 1e-9;

    private Series() {}

    static <S extends Record> OperatorHarness<S> harness(TransformOperator<S> operator, S settings) {
        return OperatorHarness.of(operator, settings)
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .inOrder();
    }

    static Row row(@Nullable String key, long millis, @Nullable Double value) {
        return Row.of(key, at(millis), value);
    }

    static LocalDateTime at(long millis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000, ZoneOffset.UTC);
    }

    static long millis(Row row) {
        return ((LocalDateTime) row.values().get(1)).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** Rows of one key, a minute apart. */
    static List<Row> of(double... values) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            rows.add(row("a", i * 60_000L, values[i]));
        }
        return rows;
    }

    /** Some keys, NULL among them, with values of which some are missing, and times out of order. */
    static List<Row> random(long seed, int count) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String key = random.nextInt(8) == 0 ? null : "k" + random.nextInt(3);
            Double value =
                    switch (random.nextInt(20)) {
                        case 0 -> null;
                        case 1 -> Double.NaN;
                        case 2 -> Double.POSITIVE_INFINITY;
                        case 3 -> 1e6 * random.nextGaussian();
                        default -> 100 + Math.rint(1000 * random.nextGaussian()) / 100;
                    };
            rows.add(row(key, 10_000_000 + 1000L * i + random.nextInt(5000), value));
        }
        return rows;
    }

    /** Runs rows in all ways of the harness. */
    static <S extends Record> HarnessResult run(TransformOperator<S> operator, S settings, List<Row> rows) {
        return harness(operator, settings).rows(rows).run();
    }

    /** What is expected of one key after the other; NaN for NULL. */
    interface Oracle {
        /**
         * @param before the rows of the key with a finite value that came before this one
         * @return the added columns
         */
        double[] expect(List<Row> before, Row row);
    }

    /** Makes sure that each row comes out with what the oracle computes from scratch. */
    static void assertAgrees(HarnessResult result, List<Row> rows, Oracle oracle) {
        assertNull(result.failure());
        assertEquals(rows.size(), result.rows().size());
        Map<String, List<Row>> byKey = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Row found = result.rows().get(i);
            assertEquals(row.values(), found.values().subList(0, row.values().size()));
            List<Row> before = byKey.computeIfAbsent(String.valueOf(row.get(0)), key -> new ArrayList<>());
            Double value = (Double) row.get(2);
            boolean counts = value != null && Double.isFinite(value);
            double[] expected = counts ? oracle.expect(before, row) : null;
            for (int column = 3; column < found.values().size(); column++) {
                double wanted = expected == null ? Double.NaN : expected[column - 3];
                assertNumber(wanted, found.get(column), "column " + column + " of row " + i + ", " + found);
            }
            if (counts) {
                before.add(row);
            }
        }
    }

    static void assertNumber(double expected, @Nullable Object actual, String what) {
        if (Double.isNaN(expected)) {
            assertNull(actual, what);
        } else {
            assertNotNull(actual, what);
            double number = actual instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) actual).doubleValue();
            double tolerance = TOLERANCE * Math.max(1, Math.abs(expected));
            assertTrue(Math.abs(number - expected) <= tolerance, () -> what + ": " + number + ", not " + expected);
        }
    }

    static double[] values(List<Row> rows) {
        return rows.stream().mapToDouble(row -> (Double) row.get(2)).toArray();
    }
}
