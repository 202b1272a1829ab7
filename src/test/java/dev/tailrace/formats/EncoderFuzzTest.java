package dev.tailrace.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.format.Encoder;
import dev.tailrace.operator.format.FormatChoice;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random rows of every type, written by our encoders and read by Jackson and FastCSV. {@code main} writes as many as
 * asked for, with a new seed.
 */
class EncoderFuzzTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("text", DataType.STRING),
            Field.of("flag", DataType.BOOLEAN),
            Field.of("tiny", DataType.TINYINT),
            Field.of("small", DataType.SMALLINT),
            Field.of("int", DataType.INT),
            Field.of("big", DataType.BIGINT),
            Field.of("single", DataType.FLOAT),
            Field.of("double", DataType.DOUBLE),
            Field.of("money", DataType.decimal(18, 2)),
            Field.of("wide", DataType.decimal(38, 6)),
            Field.of("day", DataType.DATE),
            Field.of("time", DataType.TIME),
            Field.of("at", DataType.TIMESTAMP),
            Field.of("instant", DataType.TIMESTAMP_LTZ),
            Field.of("bytes", DataType.BYTES),
            Field.of("odd, \"näme\"\n", DataType.STRING));
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String NULL_TEXT = "NULL";

    @Test
    void jacksonAndFastCsvReadWhatIsWritten() throws Exception {
        run(2001, 20_000);
    }

    public static void main(String[] arguments) throws Exception {
        run(System.nanoTime(), Integer.parseInt(arguments[0]));
    }

    private static void run(long seed, int rows) throws Exception {
        Random random = new Random(seed);
        for (int done = 0; done < rows; done += Batch.MAX_ROWS) {
            List<Row> some = new ArrayList<>();
            for (int i = 0; i < Batch.MAX_ROWS; i++) {
                some.add(row(random));
            }
            String message = "seed " + seed + ", row ";
            checkJson(some, message + done);
            checkCsv(some, message + done);
        }
    }

    private static void checkJson(List<Row> rows, String message) throws Exception {
        String text = write(
                new FormatChoice(new JsonFormat(), new JsonFormat.Settings(List.of(), TimestampFormat.ISO)), rows);
        String[] lines = text.split("\n");
        assertEquals(rows.size(), lines.length, message);
        for (int i = 0; i < lines.length; i++) {
            JsonNode node = MAPPER.readTree(lines[i]);
            assertEquals(SCHEMA.size(), node.size(), message);
            for (int c = 0; c < SCHEMA.size(); c++) {
                Object value = rows.get(i).get(c);
                JsonNode cell = node.get(SCHEMA.field(c).name());
                assertEquals(value == null, cell.isNull(), message);
                if (value != null) {
                    assertRead(value, cell.asText(), cell.isNumber() ? cell.decimalValue() : null, lines[i]);
                }
            }
        }
    }

    private static void checkCsv(List<Row> rows, String message) throws Exception {
        String text = write(
                new FormatChoice(
                        new CsvFormat(),
                        new CsvFormat.Settings(List.of(), true, ";", "\"", NULL_TEXT, TimestampFormat.ISO)),
                rows);
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(';').ofCsvRecord(text)) {
            int line = -1;
            for (CsvRecord record : reader) {
                assertEquals(SCHEMA.size(), record.getFieldCount(), message);
                for (int c = 0; c < SCHEMA.size(); c++) {
                    Object value =
                            line < 0 ? SCHEMA.field(c).name() : rows.get(line).get(c);
                    String cell = record.getField(c);
                    if (value == null) {
                        assertEquals(NULL_TEXT, cell, message);
                    } else {
                        assertRead(value, cell, null, message);
                    }
                }
                line++;
            }
            assertEquals(rows.size(), line, message);
        }
    }

    private static void assertRead(Object value, String text, @Nullable BigDecimal number, String message) {
        if (value instanceof Float single) {
            assertEquals(single, number == null ? Float.parseFloat(text) : number.floatValue(), message);
        } else if (value instanceof Double wide) {
            assertEquals(wide, number == null ? Double.parseDouble(text) : number.doubleValue(), message);
        } else if (value instanceof BigDecimal decimal) {
            assertEquals(0, decimal.compareTo(number == null ? new BigDecimal(text) : number), message);
        } else if (value instanceof LocalTime time) {
            assertEquals(time, LocalTime.parse(text), message);
        } else if (value instanceof LocalDateTime time) {
            assertEquals(time, LocalDateTime.parse(text), message);
        } else if (value instanceof Instant instant) {
            assertEquals(instant, Instant.parse(text), message);
        } else if (value instanceof byte[] bytes) {
            assertEquals(
                    Arrays.toString(bytes), Arrays.toString(Base64.getDecoder().decode(text)), message);
        } else {
            assertEquals(value.toString(), text, message);
        }
    }

    private static String write(FormatChoice format, List<Row> rows) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Encoder encoder = format.encoder(SCHEMA, bytes)) {
            encoder.write(BatchBuilder.batchOf(SCHEMA, rows));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Row row(Random random) {
        byte[] bytes = new byte[random.nextInt(9)];
        random.nextBytes(bytes);
        @Nullable
        Object[] values = {
            text(random),
            random.nextBoolean(),
            (byte) random.nextInt(),
            (short) random.nextInt(),
            random.nextInt() >> random.nextInt(32),
            random.nextLong() >> random.nextInt(64),
            finite(random, Float.intBitsToFloat(random.nextInt())),
            finite(random, Double.longBitsToDouble(random.nextLong())),
            BigDecimal.valueOf((random.nextLong() >> random.nextInt(64)) % 1_000_000_000_000_000_000L, 2),
            new BigDecimal(
                    new BigInteger(126, random)
                            .subtract(BigInteger.ONE.shiftLeft(125))
                            .shiftRight(random.nextInt(126)),
                    6),
            LocalDate.of(random.nextInt(10_000), 1 + random.nextInt(12), 1 + random.nextInt(28)),
            LocalTime.ofNanoOfDay(random.nextInt(86_400_000) * 1_000_000L),
            LocalDateTime.ofEpochSecond(random.nextInt(), random.nextInt(1000) * 1_000_000, ZoneOffset.UTC),
            Instant.ofEpochMilli(random.nextInt() * 1_000L + random.nextInt(1000)),
            bytes,
            text(random)
        };
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(10) == 0 ? null : values[i];
        }
        return new Row(RowKind.INSERT, Arrays.asList(values));
    }

    private static float finite(Random random, float value) {
        return Float.isFinite(value) ? value : random.nextFloat();
    }

    private static double finite(Random random, double value) {
        return random.nextBoolean() && Double.isFinite(value) ? value : random.nextInt(100_000) / 100.0;
    }

    private static String text(Random random) {
        String[] parts = {
            "a",
            "é",
            "😀",
            "\"",
            ";",
            ",",
            "\n",
            "\r",
            "\r\n",
            "\\",
            "\t",
            "\0",
            "\u001f",
            "\u007f",
            "NULLS",
            " ",
            "/",
            "a longer text without anything special in it"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
