package dev.tailrace.flink;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Few rows of many types, of the values that operators trip over: nulls, few keys and empty ones, duplicates, extremes,
 * times on the edges of windows, together, too late. DOUBLE and FLOAT are multiples of a quarter, so that their sums do
 * not depend on the order of the values; the infinities, NaN and -0.0 are in a column of their own, for keys and orders.
 */
final class EdgeRows {
    static final Schema SCHEMA = Schema.of(
            Field.required("id", DataType.INT),
            Field.required("t", DataType.TIMESTAMP),
            Field.required("ltz", DataType.TIMESTAMP_LTZ),
            Field.of("k", DataType.STRING),
            Field.of("g", DataType.INT),
            Field.of("i", DataType.INT),
            Field.of("l", DataType.BIGINT),
            Field.of("d", DataType.DOUBLE),
            Field.of("x", DataType.DOUBLE),
            Field.of("f", DataType.FLOAT),
            Field.of("p", DataType.decimal(10, 2)),
            Field.of("q", DataType.decimal(38, 10)),
            Field.of("s", DataType.STRING),
            Field.of("b", DataType.BOOLEAN),
            Field.of("dt", DataType.DATE),
            Field.of("tm", DataType.time(3)),
            Field.of("ts", DataType.TIMESTAMP),
            Field.of("ti", DataType.TINYINT),
            Field.of("bs", DataType.BYTES));

    /** What lies near them: an ordinary day, a turn of the year, and where clocks are changed in Berlin and New York. */
    private static final List<Instant> STARTS = List.of(
            Instant.parse("2024-05-01T00:00:00Z"),
            Instant.parse("2023-12-31T23:59:50Z"),
            Instant.parse("2024-03-31T00:59:30Z"),
            Instant.parse("2024-10-27T00:59:30Z"),
            Instant.parse("2024-11-03T05:59:00Z"));

    private static final List<Long> STEPS = List.of(1L, 250L, 1000L, 1000L, 1000L, 60_000L, 1_200_000L);
    private static final List<String> KEYS = List.of("a", "a", "b", "c", "ü", "");
    private static final double[] STRANGE = {0.0, -0.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY, -1e308, 4.9e-324};

    private final Random random;

    /** From row to row, on average; windows are some of it long. */
    final long stepMillis;

    private final Instant start;

    /** @param random decides where the rows lie and what they hold */
    EdgeRows(Random random) {
        this.random = random;
        stepMillis = STEPS.get(random.nextInt(STEPS.size()));
        start = STARTS.get(random.nextInt(STARTS.size()));
    }

    /** Rows with {@code id} from 0 on, one in nine the same as the row before but for its id. */
    List<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            if (id > 0 && random.nextInt(9) == 0) {
                List<@Nullable Object> values = new ArrayList<>(rows.get(id - 1).values());
                values.set(0, id);
                rows.add(Row.of(values.toArray()));
            } else {
                rows.add(row(id));
            }
        }
        return rows;
    }

    private Row row(int id) {
        Instant time = time(id);
        return Row.of(
                id,
                LocalDateTime.ofInstant(time, ZoneOffset.UTC),
                time,
                sometimes(KEYS.get(random.nextInt(KEYS.size()))),
                sometimes(random.nextInt(3)),
                sometimes(random.nextInt(15) == 0 ? extreme() : random.nextInt(20) - 5),
                sometimes(random.nextInt(9) == 0 ? random.nextLong() : random.nextInt(10)),
                sometimes(random.nextInt(400) / 4.0 - 50),
                sometimes(STRANGE[random.nextInt(STRANGE.length)]),
                sometimes(random.nextInt(40) / 4f - 5),
                sometimes(BigDecimal.valueOf(random.nextInt(2_000) - 1_000, 2)),
                sometimes(
                        random.nextInt(5) == 0
                                ? new BigDecimal(new BigInteger(80, random), 10)
                                : BigDecimal.valueOf(random.nextInt(5), 10)),
                sometimes(random.nextInt(9) == 0 ? "" : "s" + random.nextInt(7)),
                sometimes(random.nextBoolean()),
                sometimes(LocalDate.of(2024, 2, 28).plusDays(random.nextInt(4))),
                sometimes(LocalTime.ofNanoOfDay(random.nextInt(4) * 21_600_000_000_000L)),
                sometimes(LocalDateTime.ofInstant(start.plusMillis(random.nextInt(9) * stepMillis), ZoneOffset.UTC)),
                sometimes((byte) (random.nextInt(7) - 3)),
                sometimes(KEYS.get(random.nextInt(KEYS.size())).getBytes(StandardCharsets.UTF_8)));
    }

    /** Two in three on a whole step, some of them a millisecond before; one in twelve much later than it should come. */
    private Instant time(int id) {
        long millis = (id + Math.round(random.nextGaussian() * 1.5)) * stepMillis;
        if (random.nextInt(12) == 0) {
            millis -= 15 * stepMillis;
        }
        if (random.nextInt(3) == 0) {
            millis += random.nextInt(5) == 0 ? -1 : (long) (random.nextDouble() * stepMillis);
        }
        return start.plusMillis(millis);
    }

    private int extreme() {
        return random.nextBoolean() ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    }

    private @Nullable Object sometimes(Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }
}
