package dev.tailrace.designer.rows;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as Flink SQL writes them. */
final class SqlLiteral {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private SqlLiteral() {}

    /** A name in backticks. */
    static String name(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    static String of(DataType type, @Nullable Object value) {
        if (value == null || value instanceof NoValue) {
            return "CAST(NULL AS " + type + ")";
        } else if (value instanceof String text) {
            return quoted(text);
        } else if (value instanceof Boolean flag) {
            return flag ? "TRUE" : "FALSE";
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof Double || value instanceof Float) {
            return floating(type, (Number) value);
        } else if (value instanceof Number number) {
            return number.toString();
        } else if (value instanceof byte[] bytes) {
            return "X'" + HexFormat.of().formatHex(bytes) + "'";
        } else if (value instanceof LocalDateTime time) {
            return "TIMESTAMP '" + DATE_TIME.format(time) + "'";
        } else if (value instanceof LocalTime time) {
            return "TIME '" + TIME.format(time) + "'";
        } else if (value instanceof Instant instant) {
            return "TO_TIMESTAMP_LTZ(" + instant.toEpochMilli() + ", 3)";
        } else if (value instanceof List<?> list) {
            return all("ARRAY[", list, type.element().type(), "]");
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(type.key().type(), entry.getKey()) + ", "
                            + of(type.value().type(), entry.getValue()))
                    .collect(Collectors.joining(", ", "MAP[", "]"));
        } else if (value instanceof Row row) {
            List<String> parts = new ArrayList<>();
            List<Field> fields = type.children();
            for (int i = 0; i < fields.size(); i++) {
                parts.add(of(fields.get(i).type(), row.get(i)));
            }
            return "ROW(" + String.join(", ", parts) + ")";
        }
        return "DATE '" + value + "'";
    }

    /** With an exponent, without which SQL reads a DECIMAL. */
    private static String floating(DataType type, Number number) {
        String text = number.toString();
        if (!Double.isFinite(number.doubleValue())) {
            return "CAST('" + text + "' AS " + type + ")";
        }
        return text.contains("E") ? text : text + "E0";
    }

    private static String all(String begin, List<?> values, DataType type, String end) {
        return values.stream().map(value -> of(type, value)).collect(Collectors.joining(", ", begin, end));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
