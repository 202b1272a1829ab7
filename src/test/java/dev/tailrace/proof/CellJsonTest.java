package dev.tailrace.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.proof.CellJson.NotOfType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as tests write them in JSON. */
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
    @CsvSource(
            delimiter = '|',
            value = {
                "INT | 2147483648",
                "INT | 1.5",
                "INT | \"1\"",
                "TINYINT | 128",
                "DECIMAL | 1.005",
                "DECIMAL | 123456789",
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
                    case "DECIMAL" -> DataType.decimal(6, 2);
                    case "STRING" -> DataType.STRING;
                    case "BOOLEAN" -> DataType.BOOLEAN;
                    case "DATE" -> DataType.DATE;
                    case "TIMESTAMP" -> DataType.TIMESTAMP;
                    default -> DataType.BYTES;
                };

        assertThrows(NotOfType.class, () -> cells.value(JSON.readTree(json), known));
    }
}
