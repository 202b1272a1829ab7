package dev.tailrace.data.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.json.CellJson.NotOfType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as they are in JSON wherever people meet them. */
class CellJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<DataType, Object> VALUES = Map.ofEntries(
            Map.entry(DataType.BOOLEAN, true),
            Map.entry(DataType.TINYINT, (byte) -7),
            Map.entry(DataType.SMALLINT, (short) 300),
            Map.entry(DataType.INT, 70_000),
            Map.entry(DataType.BIGINT, Long.MIN_VALUE),
            Map.entry(DataType.FLOAT, 0.1f),
            Map.entry(DataType.DOUBLE, 1e-300),
            Map.entry(DataType.decimal(38, 2), new BigDecimal("123456789012345678901234567890123456.78")),
            Map.entry(DataType.STRING, "a \"b\"\t\n"),
            Map.entry(DataType.DATE, LocalDate.of(2024, 2, 29)),
            Map.entry(DataType.time(3), LocalTime.of(23, 59, 59, 999_000_000)),
            Map.entry(DataType.TIMESTAMP, LocalDateTime.of(1969, 12, 31, 23, 0)),
            Map.entry(DataType.TIMESTAMP_LTZ, Instant.ofEpochMilli(-1)),
            Map.entry(DataType.array(DataType.INT), List.of(1, 2)),
            Map.entry(DataType.map(DataType.INT, DataType.STRING), Map.of(1, "one")),
            Map.entry(
                    DataType.row(List.of(Field.of("x", DataType.INT), Field.of("y", DataType.DATE))),
                    Row.of(1, LocalDate.EPOCH)));

    private final CellJson cells = new CellJson(ZoneId.of("Asia/Shanghai"));

    @Test
    void valuesComeBackFromTheirJson() throws NotOfType {
        for (Map.Entry<DataType, Object> entry : VALUES.entrySet()) {
            JsonNode json = cells.json(entry.getValue(), entry.getKey());

            assertEquals(entry.getValue(), cells.value(json, entry.getKey()), json::toString);
        }
    }

    @Test
    void whatIsNoNumberIsWrittenAsText() throws NotOfType {
        JsonNode json = cells.json(Double.NaN, DataType.DOUBLE);

        assertTrue(json.isTextual());
        assertEquals(Double.NaN, cells.value(json, DataType.DOUBLE));
    }

    @Test
    void aTimeWithoutAnOffsetIsThePipelinesOwn() throws NotOfType, JsonProcessingException {
        assertEquals(
                Instant.parse("2026-01-01T02:00:00Z"),
                cells.value(JSON.readTree("\"2026-01-01 10:00:00\""), DataType.TIMESTAMP_LTZ));
    }

    @ParameterizedTest
    @CsvSource({
        "0.10000000000000000001",
        "123456789012345.678901234567890123456",
        "99999999999999999",
        "-0.000000000000000000001",
        "12"
    })
    void typedDecimalsKeepAllTheirDigits(String text) throws NotOfType {
        DataType type = DataType.decimal(38, 21);

        assertEquals(new BigDecimal(text).setScale(21), cells.value(CellJson.typed(text, type), type));
    }

    @Test
    void decimalsInsideOfTypedRowsKeepAllTheirDigits() throws NotOfType {
        DataType type = DataType.array(DataType.decimal(38, 20));

        assertEquals(
                List.of(new BigDecimal("0.10000000000000000001")),
                cells.value(CellJson.typed("[0.10000000000000000001]", type), type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,5", "12 000", "1 2", "[1] 2", "1.", "1_0"})
    void whatIsMoreThanOneValueIsNotCutToItsBeginning(String text) {
        JsonNode typed = CellJson.typed(text, DataType.DOUBLE);

        assertEquals(text, typed.textValue());
        assertThrows(NotOfType.class, () -> cells.value(typed, DataType.DOUBLE));
    }

    @Test
    void whatIsWrittenIsTheSameWhenItIsReadFromAFile() {
        for (Map.Entry<DataType, Object> entry : VALUES.entrySet()) {
            JsonNode json = cells.json(entry.getValue(), entry.getKey());

            assertEquals(json, JsonReading.parse(JsonText.of(json)));
        }
    }

    @Test
    void minusZeroKeepsItsSign() throws NotOfType {
        JsonNode read = JsonReading.parse(JsonText.of(cells.json(-0.0, DataType.DOUBLE)));

        assertEquals(-0.0, cells.value(Objects.requireNonNull(read), DataType.DOUBLE));
    }

    @Test
    void whatWasNotReadIsLeftOutOfRowsAndEmptyInCells() {
        assertEquals(
                "{\"b\":1}",
                JsonText.of(cells.object(
                        Row.of(NoValue.Unread.UNREAD, 1),
                        List.of(Field.of("a", DataType.INT), Field.of("b", DataType.INT)))));
        assertEquals("", cells.text(NoValue.Unread.UNREAD, DataType.INT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INT | 2147483648",
                "INT | 1.5",
                "INT | \"1\"",
                "TINYINT | 128",
                "DECIMAL | 1.005",
                "DECIMAL | 123456789",
                "DECIMAL | 1e999999999",
                "DECIMAL | 1e-999999999",
                "DOUBLE | 1e999",
                "DOUBLE | \"1\"",
                "FLOAT | 1e39",
                "ROW | {\"x\": 1, \"z\": 2}",
                "STRING | 1",
                "BOOLEAN | \"true\"",
                "DATE | \"2023-02-29\"",
                "TIMESTAMP | \"2026-01-01T10:00:00.0001\"",
                "BYTES | \"???\""
            })
    void whatDoesNotFitExactlyIsRefused(String type, String json) {
        DataType known =
                switch (type) {
                    case "INT" -> DataType.INT;
                    case "TINYINT" -> DataType.TINYINT;
                    case "DOUBLE" -> DataType.DOUBLE;
                    case "FLOAT" -> DataType.FLOAT;
                    case "ROW" -> DataType.row(List.of(Field.of("x", DataType.INT)));
                    case "DECIMAL" -> DataType.decimal(6, 2);
                    case "STRING" -> DataType.STRING;
                    case "BOOLEAN" -> DataType.BOOLEAN;
                    case "DATE" -> DataType.DATE;
                    case "TIMESTAMP" -> DataType.TIMESTAMP;
                    default -> DataType.BYTES;
                };

        JsonNode read = Objects.requireNonNull(JsonReading.parse(json));

        assertThrows(NotOfType.class, () -> cells.value(read, known));
    }
}
