package dev.tailrace.designer.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.format.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowFormatTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Schema PLAIN = Schema.of(
            Field.of("n", DataType.INT), Field.of("price", DataType.decimal(10, 2)), Field.of("who", DataType.STRING));
    private static final List<Row> ROWS = List.of(
            Row.of(1, new BigDecimal("7250.00"), "Ann \"A\", it's"), Row.of(null, null, "two\nlines\tand a tab"));

    private static final Schema TIMES = Schema.of(
            Field.of("d", DataType.DATE),
            Field.of("t", DataType.TIME),
            Field.of("ts", DataType.TIMESTAMP),
            Field.of("ltz", DataType.TIMESTAMP_LTZ));
    private static final Row TIME_ROW = Row.of(
            LocalDate.of(2026, 11, 21),
            LocalTime.of(14, 3, 10),
            LocalDateTime.of(2026, 11, 21, 14, 3, 10, 912_000_000),
            Instant.parse("2026-11-21T14:03:10.912Z"));

    private static final DataType PLACE =
            DataType.row(List.of(Field.of("lat", DataType.DOUBLE), Field.of("name", DataType.STRING)));
    private static final Schema NESTED = Schema.of(
            Field.of("tags", DataType.array(DataType.STRING)),
            Field.of("seen", DataType.map(DataType.STRING, DataType.BIGINT)),
            Field.of("at", PLACE),
            Field.of("raw", DataType.BYTES));
    private static final Row NESTED_ROW = Row.of(
            Arrays.asList("felt", null), Map.of("alice", 2L), Row.of(45.5, "Kuril"), new byte[] {1, (byte) 0xff});

    @Test
    void tabSeparatedRowsHaveNoTabsAndLinesInThem() {
        assertEquals(
                "n\tprice\twho\n1\t7250.00\tAnn \"A\", it's\n\t\ttwo lines and a tab\n",
                text(RowFormat.TSV, PLAIN, ROWS));
    }

    @Test
    void commaSeparatedValuesAreQuotedWhereTheyMustBe() {
        assertEquals(
                "n,price,who\r\n1,7250.00,\"Ann \"\"A\"\", it's\"\r\n,,\"two\nlines\tand a tab\"\r\n",
                text(RowFormat.CSV, PLAIN, ROWS));
        assertEquals(
                "who\r\n\"\"\r\n\" x\"\r\n",
                text(RowFormat.CSV, Schema.of(Field.of("who", DataType.STRING)), List.of(Row.of(""), Row.of(" x"))));
    }

    @Test
    void jsonIsAnArrayOfObjects() {
        assertEquals(
                """
                [
                  {"n":1,"price":7250.00,"who":"Ann \\"A\\", it's"},
                  {"n":null,"price":null,"who":"two\\nlines\\tand a tab"}
                ]
                """,
                text(RowFormat.JSON, PLAIN, ROWS));
    }

    @Test
    void jsonLinesAreAnObjectALine() {
        assertEquals(
                "{\"d\":\"2026-11-21\",\"t\":\"14:03:10\",\"ts\":\"2026-11-21T14:03:10.912\",\"ltz\":\"2026-11-21T14:03:10.912Z\"}\n",
                text(RowFormat.JSON_LINES, TIMES, List.of(TIME_ROW)));
        assertEquals(
                "{\"tags\":[\"felt\",null],\"seen\":{\"alice\":2},\"at\":{\"lat\":45.5,\"name\":\"Kuril\"},\"raw\":\"Af8=\"}\n",
                text(RowFormat.JSON_LINES, NESTED, List.of(NESTED_ROW)));
    }

    @Test
    void rowsLeaveAsTheJsonFormatWritesThem() throws IOException {
        Schema schema = Schema.of(
                Field.of("truth", DataType.BOOLEAN),
                Field.of("big", DataType.BIGINT),
                Field.of("single", DataType.FLOAT),
                Field.of("small", DataType.DOUBLE),
                Field.of("large", DataType.DOUBLE),
                Field.of("none", DataType.DOUBLE),
                Field.of("money", DataType.decimal(38, 20)),
                Field.of("odd \"name\"\n", DataType.STRING),
                Field.of("half", DataType.time(3)),
                Field.of("midnight", DataType.TIMESTAMP),
                Field.of("instant", DataType.TIMESTAMP_LTZ),
                Field.of("list", DataType.array(DataType.TIMESTAMP)),
                Field.of("map", DataType.map(DataType.STRING, DataType.FLOAT)),
                Field.of("at", PLACE),
                Field.of("raw", DataType.BYTES));
        List<Row> rows = List.of(
                Row.of(
                        true,
                        Long.MIN_VALUE,
                        1e-5f,
                        -1.25e-7,
                        1e10,
                        Double.NEGATIVE_INFINITY,
                        new BigDecimal("0.00000000000000000001"),
                        "\u00e9\b\f\t\u0001\u001f\"\\",
                        LocalTime.of(9, 30, 0, 500_000_000),
                        LocalDateTime.of(2026, 3, 1, 0, 0),
                        Instant.parse("1969-12-31T23:59:59.990Z"),
                        List.of(LocalDateTime.of(2026, 3, 1, 0, 0, 0, 20_000_000)),
                        Map.of("a", Float.NaN),
                        Row.of(0.1, null),
                        new byte[] {0, -1}),
                Row.of(new @Nullable Object[schema.size()]));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        JsonFormat format = new JsonFormat();
        try (Encoder encoder =
                format.encoder(new JsonFormat.Settings(List.of(), TimestampFormat.ISO), schema, written)) {
            encoder.write(BatchBuilder.batchOf(schema, rows));
        }

        assertEquals(written.toString(StandardCharsets.UTF_8), text(RowFormat.JSON_LINES, schema, rows));
    }

    @Test
    void sqlValuesStandInAFrom() {
        assertEquals(
                """
                (VALUES
                  (1, 7250.00, 'Ann "A", it''s'),
                  (CAST(NULL AS INT), CAST(NULL AS DECIMAL(10, 2)), 'two\nlines\tand a tab')
                ) AS t (`n`, `price`, `who`)
                """,
                text(RowFormat.SQL_VALUES, PLAIN, ROWS));
        assertEquals(
                """
                (VALUES
                  (DATE '2026-11-21', TIME '14:03:10.000', TIMESTAMP '2026-11-21 14:03:10.912', TO_TIMESTAMP_LTZ(1795269790912, 3))
                ) AS t (`d`, `t`, `ts`, `ltz`)
                """,
                text(RowFormat.SQL_VALUES, TIMES, List.of(TIME_ROW)));
        assertEquals(
                """
                (VALUES
                  (ARRAY['felt', CAST(NULL AS STRING)], MAP['alice', 2], ROW(45.5E0, 'Kuril'), X'01ff')
                ) AS t (`tags`, `seen`, `at`, `raw`)
                """,
                text(RowFormat.SQL_VALUES, NESTED, List.of(NESTED_ROW)));
    }

    @Test
    void timesWithAZoneHaveTheWallClockOfThePipelineInText() {
        assertEquals(
                "d,t,ts,ltz\r\n2026-11-21,14:03:10.000,2026-11-21 14:03:10.912,2026-11-21 22:03:10.912\r\n",
                text(RowFormat.CSV, TIMES, List.of(TIME_ROW)));
    }

    @Test
    void onlyShownColumnsLeaveInTheirOrderAndWhatWasNotReadIsNull() {
        CopiedRows rows = new CopiedRows(
                PLAIN, new int[] {2, 0}, false, List.of(Row.of(NoValue.Unread.UNREAD, null, "Ann")), ZONE);
        assertEquals("who\tn\nAnn\t\n", RowFormat.TSV.text(rows));
    }

    @Test
    void changesLeaveWithTheirKind() {
        Schema schema = Schema.of(Field.of("kind", DataType.STRING));
        CopiedRows rows =
                new CopiedRows(schema, new int[] {0}, true, List.of(new Row(RowKind.DELETE, List.of("quake"))), ZONE);
        assertEquals("kind_2,kind\r\n-D,quake\r\n", RowFormat.CSV.text(rows));
    }

    private static String text(RowFormat format, Schema schema, List<Row> rows) {
        int[] all = java.util.stream.IntStream.range(0, schema.size()).toArray();
        return format.text(new CopiedRows(schema, all, false, rows, ZONE));
    }
}
