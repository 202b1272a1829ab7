package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Rows of columns of every type: nulls, edges, values near each other and values of any size. */
public final class RandomTable {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "A",
            "abc",
            "Apple",
            "apple pie",
            " padded ",
            "straße",
            "äÖx",
            "ΣΑΣ",
            "日本語",
            "\uD83D\uDE00x",
            "a_b%c",
            "x,y,,z",
            "0",
            "1",
            "42",
            " 42 ",
            "-7.5",
            "1e3",
            "300",
            "2147483648",
            "99999999999999999999",
            "NaN",
            "true",
            "F",
            "2024-02-29",
            "2024-03-31 02:30:00",
            "2024-10-27 02:30:00.5",
            "1969-12-31 23:59:59",
            "12:34:56",
            "yyyy-MM-dd",
            "{\"a\":1}",
            "https://example.com/a/b?k=v",
            "one\ntwo\tthree");

    public static final Schema SCHEMA = Schema.of(
            Field.required("id", DataType.INT),
            Field.of("t1", DataType.TINYINT),
            Field.of("t2", DataType.TINYINT),
            Field.of("s1", DataType.SMALLINT),
            Field.of("i1", DataType.INT),
            Field.of("i2", DataType.INT),
            Field.required("i3", DataType.INT),
            Field.of("l1", DataType.BIGINT),
            Field.of("l2", DataType.BIGINT),
            Field.of("f1", DataType.FLOAT),
            Field.of("f2", DataType.FLOAT),
            Field.of("d1", DataType.DOUBLE),
            Field.of("d2", DataType.DOUBLE),
            Field.required("d3", DataType.DOUBLE),
            Field.of("p1", DataType.decimal(10, 2)),
            Field.of("p2", DataType.decimal(18, 4)),
            Field.required("p3", DataType.decimal(5, 3)),
            Field.of("q1", DataType.decimal(20, 4)),
            Field.of("q2", DataType.decimal(38, 18)),
            Field.of("x1", DataType.STRING),
            Field.of("x2", DataType.STRING),
            Field.required("x3", DataType.STRING),
            Field.of("b1", DataType.BOOLEAN),
            Field.of("b2", DataType.BOOLEAN),
            Field.required("b3", DataType.BOOLEAN),
            Field.of("dt1", DataType.DATE),
            Field.of("dt2", DataType.DATE),
            Field.of("ts1", DataType.TIMESTAMP),
            Field.of("ts2", DataType.TIMESTAMP),
            Field.required("ts3", DataType.TIMESTAMP),
            Field.of("z1", DataType.TIMESTAMP_LTZ),
            Field.of("z2", DataType.TIMESTAMP_LTZ),
            Field.of("tm1", DataType.TIME),
            Field.of("byt1", DataType.BYTES));

    private final Random random;

    private RandomTable(long seed) {
        random = new Random(seed);
    }

    /** Rows with {@code id} from 0 on, the same for the same seed. */
    public static List<Row> rows(long seed, int count) {
        RandomTable table = new RandomTable(seed);
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            List<@Nullable Object> values = new ArrayList<>(List.of(id));
            for (Field field : SCHEMA.fields().subList(1, SCHEMA.size())) {
                boolean isNull = field.nullable() && table.random.nextInt(8) == 0;
                values.add(isNull ? null : table.value(field.type()));
            }
            rows.add(Row.of(values.toArray()));
        }
        return rows;
    }

    private Object value(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case TINYINT -> (byte) integer(8);
            case SMALLINT -> (short) integer(16);
            case INT -> (int) integer(32);
            case BIGINT -> integer(64);
            case FLOAT -> (float) approximate();
            case DOUBLE -> approximate();
            case DECIMAL -> decimal(type);
            case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(5)];
                random.nextBytes(bytes);
                yield bytes;
            }
            case DATE -> LocalDate.ofEpochDay(seconds() / 86_400);
            case TIME -> LocalTime.ofSecondOfDay(random.nextInt(86_400));
            case TIMESTAMP -> LocalDateTime.ofEpochSecond(seconds(), millis() * 1_000_000, ZoneOffset.UTC);
            case TIMESTAMP_LTZ -> Instant.ofEpochSecond(seconds(), millis() * 1_000_000L);
            case ARRAY, MAP, ROW -> throw new IllegalArgumentException(type.toString());
        };
    }

    /** Small ones, edges, and any. */
    private long integer(int bits) {
        long max = (1L << (bits - 1)) - 1;
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> max - random.nextInt(2);
            case 2 -> -max - random.nextInt(2);
            case 3 -> random.nextLong() >> (64 - bits);
            default -> random.nextInt(41) - 20;
        };
    }

    private double approximate() {
        return switch (random.nextInt(10)) {
            case 0 -> random.nextBoolean() ? 0.0 : -0.0;
            case 1 -> Double.NaN;
            case 2 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 3 -> Math.scalb(random.nextGaussian(), random.nextInt(200) - 100);
            case 4 -> random.nextInt(2001) / 1000.0 - 1;
            case 5 -> Math.round(random.nextGaussian() * 1e6) / 1e3;
            default -> random.nextInt(201) / 8.0 - 12;
        };
    }

    private BigDecimal decimal(DataType type) {
        BigInteger unscaled =
                switch (random.nextInt(6)) {
                    case 0 -> BigInteger.ZERO;
                    case 1 -> BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
                    case 2 -> BigInteger.TEN.pow(type.scale()).multiply(BigInteger.valueOf(random.nextInt(9) - 4));
                    case 3 -> new BigInteger(3 * type.precision(), random);
                    default -> BigInteger.valueOf(random.nextInt(20_001) - 10_000);
                };
        BigInteger signed = random.nextInt(3) == 0 ? unscaled.negate() : unscaled;
        return new BigDecimal(signed.remainder(BigInteger.TEN.pow(type.precision())), type.scale());
    }

    /** Around the changes of the clocks and the ends of years, before 1970, and any. */
    private long seconds() {
        return switch (random.nextInt(6)) {
            case 0 -> Instant.parse("2024-03-30T22:00:00Z").getEpochSecond() + random.nextInt(36 * 3600);
            case 1 -> Instant.parse("2024-10-26T22:00:00Z").getEpochSecond() + random.nextInt(36 * 3600);
            case 2 -> Instant.parse("2020-12-31T00:00:00Z").getEpochSecond() + random.nextInt(72 * 3600);
            case 3 -> random.nextInt(2 * 86_400) - 86_400L;
            case 4 -> Instant.parse("2024-02-28T12:00:00Z").getEpochSecond() + random.nextInt(48) * 3600L;
            default -> random.nextInt();
        };
    }

    private int millis() {
        return random.nextInt(3) == 0 ? random.nextInt(1000) : 0;
    }
}
