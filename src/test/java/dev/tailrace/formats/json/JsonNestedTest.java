package dev.tailrace.formats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeParser;
import dev.tailrace.formats.Decoding;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.Encoder;
import dev.tailrace.operator.format.FormatChoice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNestedTest {
    private static DataType type(String text) {
        return TypeParser.parse(text).orElseThrow();
    }

    private static FormatChoice format(String type) {
        return new FormatChoice(
                new JsonFormat(), JsonFormat.Settings.of(List.of(new ColumnDeclaration("v", type(type), null))));
    }

    private static @Nullable Object read(String type, String value) {
        String line = "{\"before\":[{}],\"v\":" + value + ",\"after\":1}";
        Decoding decoding = Decoding.of(format(type), line);
        assertEquals(List.of(), decoding.unreadable);
        assertEquals(decoding.rows, Decoding.of(format(type), line.getBytes(StandardCharsets.UTF_8), 1).rows);
        return decoding.rows.get(0).get(0);
    }

    @Test
    void arraysAreRead() {
        assertEquals(Arrays.asList(1, null, 3), read("ARRAY<INT>", "[1 , null,3]"));
        assertEquals(List.of(), read("ARRAY<INT>", "[ ]"));
        assertEquals(null, read("ARRAY<INT>", "null"));
        assertEquals(List.of("a", "é", "q\"", "{}", "[1]"), read("ARRAY<STRING>", "[\"a\",\"é\",\"q\\\"\",{},[1]]"));
        assertEquals(Arrays.asList(List.of(1L), null, List.of()), read("ARRAY<ARRAY<BIGINT>>", "[[1],null,[]]"));
    }

    @Test
    void rowsAreReadByTheNamesOfTheirFields() {
        String type = "ROW<x INT, `a b` ROW<y ARRAY<STRING>>>";
        assertEquals(
                Row.of(1, Row.of(List.of("q"))),
                read(type, "{\"other\":{\"x\":9},\"a b\":{\"y\":[\"q\"]},\"x\":1}"));
        assertEquals(Row.of(null, null), read(type, "{}"));
        assertEquals(Row.of(null, Row.of((Object) null)), read(type, "{\"x\":null,\"a b\":{}}"));
        assertEquals(null, read(type, "null"));
    }

    @Test
    void ofARepeatedNameTheLastCounts() {
        assertEquals(Row.of(2), read("ROW<x INT>", "{\"x\":1,\"x\":2}"));
        assertEquals(Row.of((Object) null), read("ROW<x INT>", "{\"x\":1,\"x\":null}"));
        assertEquals(Map.of("a", 2, "b", 3), read("MAP<STRING, INT>", "{\"a\":1,\"b\":3,\"\\u0061\":2}"));
    }

    @Test
    void mapsAreReadWithAnyKeys() {
        Map<String, @Nullable Integer> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("", null);
        assertEquals(map, read("MAP<STRING, INT>", "{\"a\":1,\"\":null}"));
        assertEquals(Map.of(), read("MAP<STRING, INT>", "{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            ARRAY<INT>              | [1,"x"]          | formats.value.integer
            ARRAY<INT>              | {"a":1}          | formats.json.no-array
            ARRAY<INT>              | 1                | formats.json.no-array
            ARRAY<ROW<x INT>>       | [{"x":1},2]      | formats.json.no-object-value
            ROW<x INT>              | [1]              | formats.json.no-object-value
            ROW<x INT>              | "x"              | formats.json.no-object-value
            ROW<x INT>              | {"x":{}}         | formats.value.integer
            MAP<STRING, INT>        | []               | formats.json.no-object-value
            MAP<STRING, INT>        | {"a":"b"}        | formats.value.integer
            ARRAY<INT NOT NULL>     | [1,null]         | formats.json.null
            ROW<x INT NOT NULL>     | {}               | formats.json.null
            """)
    void whatIsNoSuchValueMakesTheRecordUnreadable(String type, String value, String code) {
        String good = "{\"v\":null}\n";
        Decoding decoding = Decoding.of(format(type), good + "{\"v\":" + value + "}\n" + good);
        assertEquals(List.of(Row.of((Object) null), Row.of((Object) null)), decoding.rows);
        assertEquals(code, decoding.problems.get(0).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAP<INT, STRING>", "ARRAY<TIMESTAMP(6)>", "ROW<m MAP<ARRAY<INT>, INT>>"})
    void whatJsonHasNoFormForIsRefused(String type) {
        assertEquals(
                "formats.columns.type", format(type).schema().problems().get(0).code());
        assertFalse(format(type).writes(type(type)));
    }

    @Test
    void csvHasNoFormForThem() {
        FormatChoice csv = new FormatChoice(
                new CsvFormat(),
                new CsvFormat.Settings(
                        List.of(new ColumnDeclaration("v", type("ARRAY<INT>"), null)),
                        true,
                        ",",
                        "\"",
                        null,
                        TimestampFormat.SQL));
        assertEquals("formats.columns.type", csv.schema().problems().get(0).code());
        assertFalse(csv.writes(type("ROW<x INT>")));
        assertTrue(csv.writes(DataType.INT));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Schema schema = Schema.of(new ColumnDeclaration(
                        "v", type("ARRAY<ROW<m MAP<STRING, DECIMAL(10, 2)>, t TIMESTAMP(3), b BYTES>>"), null)
                .field());
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("k\"", new BigDecimal("1.50"));
        map.put("n", null);
        Row row = Row.of(Arrays.asList(
                Row.of(map, LocalDateTime.parse("2024-02-29T12:00:00.500"), null),
                null,
                Row.of(Map.of(), null, null)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FormatChoice format = format(schema.field(0).type().toString());
        try (Encoder encoder = format.encoder(schema, bytes)) {
            encoder.write(BatchBuilder.batchOf(schema, List.of(row, Row.of((Object) null))));
        }
        assertEquals(
                "{\"v\":[{\"m\":{\"k\\\"\":1.50,\"n\":null},\"t\":\"2024-02-29 12:00:00.500\",\"b\":null},null,"
                        + "{\"m\":{},\"t\":null,\"b\":null}]}\n{\"v\":null}\n",
                bytes.toString(StandardCharsets.UTF_8));
        assertEquals(
                List.of(row, Row.of((Object) null)), Decoding.of(format, bytes.toByteArray()).rows);
    }
}
