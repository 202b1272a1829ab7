package dev.tailrace.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.Encoder;
import dev.tailrace.operator.format.FormatChoice;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the encoders write, as text and as the decoders read it again. */
class RoundTripTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("text", DataType.STRING),
            Field.of("flag", DataType.BOOLEAN),
            Field.of("tiny", DataType.TINYINT),
            Field.of("small", DataType.SMALLINT),
            Field.of("int", DataType.INT),
            Field.of("big", DataType.BIGINT),
            Field.of("single", DataType.FLOAT),
            Field.of("double", DataType.DOUBLE),
            Field.of("money", DataType.decimal(12, 2)),
            Field.of("wide", DataType.decimal(38, 6)),
            Field.of("day", DataType.DATE),
            Field.of("time", DataType.TIME),
            Field.of("at", DataType.TIMESTAMP),
            Field.of("instant", DataType.TIMESTAMP_LTZ),
            Field.of("odd, \"name\"", DataType.STRING));
    private static final List<ColumnDeclaration> COLUMNS = SCHEMA.fields().stream()
            .map(field -> new ColumnDeclaration(field.name(), field.type(), null))
            .toList();
    private static final Row FULL = Row.of(
            "é\"\n\\,",
            true,
            (byte) -1,
            (short) 300,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            1.5f,
            -1.25e-7,
            new BigDecimal("-1234567890.05"),
            new BigDecimal("12345678901234567890123456789012.000001"),
            LocalDate.of(2024, 2, 29),
            LocalTime.of(9, 30),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 7_000_000),
            Instant.parse("2001-01-01T00:00:00Z"),
            "");
    private static final Row EMPTY = Row.of(new @Nullable Object[15]);

    private static FormatChoice json(TimestampFormat timestamps) {
        // The last column's name is no plain path.
        return new FormatChoice(new JsonFormat(), new JsonFormat.Settings(COLUMNS, timestamps));
    }

    private static FormatChoice csv(TimestampFormat timestamps, @Nullable String nullText) {
        return new FormatChoice(
                new CsvFormat(), new CsvFormat.Settings(COLUMNS, true, ",", "\"", nullText, timestamps));
    }

    private static String write(FormatChoice format, List<Row> rows) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Encoder encoder = format.encoder(SCHEMA, bytes)) {
            encoder.write(BatchBuilder.batchOf(SCHEMA, rows));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void csvIsWrittenWithQuotesOnlyWhereNeeded() throws Exception {
        assertEquals(
                """
                text,flag,tiny,small,int,big,single,double,money,wide,day,time,at,instant,"odd, ""name""\"
                "é""
                \\,",true,-1,300,-2147483648,-9223372036854775808,1.5,-1.25E-7,-1234567890.05,\
                12345678901234567890123456789012.000001,2024-02-29,09:30:00,1969-12-31T23:59:59.007,2001-01-01T00:00:00Z,
                ,,,,,,,,,,,,,,
                """,
                write(csv(TimestampFormat.ISO, null), List.of(FULL, EMPTY)));
    }

    @Test
    void jsonIsWrittenInTheOrderOfTheSchema() throws Exception {
        assertEquals(
                """
                {"text":"é\\"\\n\\\\,","flag":true,"tiny":-1,"small":300,"int":-2147483648,\
                "big":-9223372036854775808,"single":1.5,"double":-1.25E-7,"money":-1234567890.05,\
                "wide":12345678901234567890123456789012.000001,"day":"2024-02-29","time":"09:30:00",\
                "at":"1969-12-31 23:59:59.007","instant":"2001-01-01 00:00:00Z","odd, \\"name\\"":""}
                {"text":null,"flag":null,"tiny":null,"small":null,"int":null,"big":null,"single":null,\
                "double":null,"money":null,"wide":null,"day":null,"time":null,"at":null,"instant":null,\
                "odd, \\"name\\"":null}
                """,
                write(json(TimestampFormat.SQL), List.of(FULL, EMPTY)));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        List<Row> rows = new ArrayList<>(List.of(FULL, EMPTY));
        Random random = new Random(99);
        for (int i = 0; i < 2_000; i++) {
            rows.add(random(random));
        }
        for (TimestampFormat timestamps : TimestampFormat.values()) {
            assertRead(json(timestamps), rows);
            assertRead(csv(timestamps, "NULL"), rows);
            assertRead(csv(timestamps, ""), rows);
        }
    }

    private static void assertRead(FormatChoice format, List<Row> rows) throws Exception {
        // Batches end at 1,024 rows, a builder for tests does not.
        for (int from = 0; from < rows.size(); from += 1_000) {
            List<Row> some = rows.subList(from, Math.min(from + 1_000, rows.size()));
            Decoding read = Decoding.of(format, write(format, some));
            assertEquals(List.of(), read.unreadable);
            assertEquals(some, read.rows);
        }
    }

    private static Row random(Random random) {
        @Nullable
        Object[] values = {
            text(random),
            random.nextBoolean(),
            (byte) random.nextInt(),
            (short) random.nextInt(),
            random.nextInt(),
            random.nextLong(),
            random.nextInt(20) == 0 ? Float.NEGATIVE_INFINITY : random.nextFloat() * 1e10f,
            random.nextInt(20) == 0 ? Double.NaN : finite(random),
            BigDecimal.valueOf(random.nextLong() % 1_000_000_000_000L, 2),
            new BigDecimal(new java.math.BigInteger(120, random), 6),
            LocalDate.ofEpochDay(random.nextInt(20_000_00) - 700_000),
            LocalTime.ofNanoOfDay(random.nextInt(86_400_000) * 1_000_000L),
            LocalDateTime.ofEpochSecond(random.nextInt(), random.nextInt(1000) * 1_000_000, java.time.ZoneOffset.UTC),
            Instant.ofEpochMilli(random.nextInt() * 1_000L + random.nextInt(1000)),
            text(random)
        };
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(6) == 0 ? null : values[i];
        }
        return new Row(dev.tailrace.data.RowKind.INSERT, Arrays.asList(values));
    }

    private static double finite(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : 0.1;
    }

    private static String text(Random random) {
        String[] parts = {"a", "é", "😀", "\"", ",", "\n", "\r", "\\", "\t", "\0", "NULL", " ", "/"};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
