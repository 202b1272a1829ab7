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

/** Rows of every type, some of their values null, the same on every run. */
final class RandomRows {
    private static final long SEED = 20240331;
    private static final Instant BEFORE_SUMMER_TIME = Instant.parse("2024-03-30T12:00:00Z");
    private static final List<String> WORDS = List.of(
            "Apple",
            "banana",
            "",
            " padded ",
            "straße",
            "äÖx",
            "ΣΑΣ",
            "日本",
            "a_b%c",
            "x,y,,z",
            "42",
            "-7.5",
            "2024-02-29",
            "2024-03-31 02:30:00",
            "true",
            "https://example.com/a/b?k=v",
            "tab\there");

    static final Schema SCHEMA = Schema.of(
            Field.required("id", DataType.INT),
            Field.of("i", DataType.INT),
            Field.of("j", DataType.INT),
            Field.of("l", DataType.BIGINT),
            Field.of("d", DataType.DOUBLE),
            Field.of("e", DataType.DOUBLE),
            Field.of("p", DataType.decimal(10, 2)),
            Field.of("q", DataType.decimal(20, 4)),
            Field.of("s", DataType.STRING),
            Field.of("u", DataType.STRING),
            Field.of("b", DataType.BOOLEAN),
            Field.of("c", DataType.BOOLEAN),
            Field.of("dt", DataType.DATE),
            Field.of("ts", DataType.TIMESTAMP),
            Field.of("ltz", DataType.TIMESTAMP_LTZ),
            Field.of("ti", DataType.TINYINT),
            Field.of("si", DataType.SMALLINT),
            Field.of("f", DataType.FLOAT),
            Field.of("tm", DataType.time(3)),
            Field.of("bs", DataType.BYTES),
            Field.of("w", DataType.decimal(38, 10)));

    private RandomRows() {}

    /** Rows with {@code id} from 0 on. */
    static List<Row> of(int count) {
        Random random = new Random(SEED);
        Random further = new Random(SEED);
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            rows.add(Row.of(
                    id,
                    sometimes(random, random.nextInt(200) - 100),
                    sometimes(random, random.nextInt(9) - 4),
                    sometimes(random, random.nextLong() >> random.nextInt(60)),
                    sometimes(random, Math.round(random.nextGaussian() * 1e6) / 1e3),
                    sometimes(random, random.nextGaussian()),
                    sometimes(random, BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, 2)),
                    sometimes(random, BigDecimal.valueOf(random.nextLong() >> 12, 4)),
                    sometimes(random, WORDS.get(random.nextInt(WORDS.size()))),
                    sometimes(random, WORDS.get(random.nextInt(WORDS.size())) + random.nextInt(10)),
                    sometimes(random, random.nextBoolean()),
                    sometimes(random, random.nextBoolean()),
                    sometimes(random, LocalDate.of(2024, 2, 27).plusDays(random.nextInt(800) - 400)),
                    sometimes(
                            random,
                            LocalDateTime.ofInstant(
                                    BEFORE_SUMMER_TIME.plusMillis(random.nextInt(86_400_000)), ZoneOffset.UTC)),
                    sometimes(random, BEFORE_SUMMER_TIME.plusMillis(random.nextInt(86_400_000))),
                    sometimes(further, (byte) further.nextInt()),
                    sometimes(further, (short) further.nextInt()),
                    sometimes(further, (float) Math.round(further.nextGaussian() * 1e4) / 100),
                    sometimes(further, LocalTime.ofNanoOfDay(further.nextInt(86_400_000) * 1_000_000L)),
                    sometimes(further, WORDS.get(further.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8)),
                    sometimes(further, new BigDecimal(new BigInteger(further.nextInt(126), further), 10))));
        }
        return rows;
    }

    private static @Nullable Object sometimes(Random random, Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }
}
