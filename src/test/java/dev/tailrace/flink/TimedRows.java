package dev.tailrace.flink;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Rows with a time that runs on, mostly, and values some of which are null; the same on every run. */
final class TimedRows {
    private static final long SEED = 42;
    private static final List<String> KEYS = List.of("a", "b", "c", "ü", "");

    static final Schema SCHEMA = Schema.of(
            Field.required("id", DataType.INT),
            Field.required("t", DataType.TIMESTAMP),
            Field.required("ltz", DataType.TIMESTAMP_LTZ),
            Field.required("ms", DataType.BIGINT),
            Field.of("k", DataType.STRING),
            Field.of("k2", DataType.INT),
            Field.of("i", DataType.INT),
            Field.of("l", DataType.BIGINT),
            Field.of("d", DataType.DOUBLE),
            Field.of("p", DataType.decimal(10, 2)),
            Field.of("q", DataType.decimal(30, 10)),
            Field.of("s", DataType.STRING),
            Field.of("b", DataType.BOOLEAN),
            Field.of("dt", DataType.DATE));

    private TimedRows() {}

    /**
     * Rows about one second apart, each up to some seconds too early or too late, one in twenty much later than it should
     * be.
     *
     * @param stepMillis from row to row, on average
     */
    static List<Row> of(int count, Instant start, long stepMillis) {
        Random random = new Random(SEED);
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            long jitter =
                    (long) (random.nextGaussian() * 2 * stepMillis) - (random.nextInt(20) == 0 ? 20 * stepMillis : 0);
            Instant time = start.plusMillis(id * stepMillis + jitter);
            rows.add(Row.of(
                    id,
                    LocalDateTime.ofInstant(time, ZoneOffset.UTC),
                    time,
                    time.toEpochMilli(),
                    sometimes(random, KEYS.get(random.nextInt(KEYS.size()))),
                    sometimes(random, random.nextInt(3)),
                    sometimes(random, random.nextInt(20) - 5),
                    sometimes(random, random.nextLong()),
                    sometimes(random, random.nextGaussian() * 1000),
                    sometimes(random, BigDecimal.valueOf(random.nextInt(20_000) - 10_000, 2)),
                    sometimes(random, BigDecimal.valueOf(random.nextLong(), 10)),
                    sometimes(random, "s" + random.nextInt(100)),
                    sometimes(random, random.nextBoolean()),
                    sometimes(random, LocalDate.ofEpochDay(random.nextInt(40_000) - 5_000))));
        }
        return rows;
    }

    private static @Nullable Object sometimes(Random random, Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }
}
