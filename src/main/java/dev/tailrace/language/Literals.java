package dev.tailrace.language;

import dev.tailrace.data.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as SQL text that both runtimes read back as the same value of the same type. */
final class Literals {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Literals() {}

    /** @throws IllegalArgumentException for types that have no literals */
    static String of(DataType type, @Nullable Object value) {
        if (value == null) {
            return "CAST(NULL AS " + type + ")";
        }
        return switch (type.kind()) {
            case BOOLEAN -> (Boolean) value ? "TRUE" : "FALSE";
            case INT -> {
                int number = ((Number) value).intValue();
                // 2147483648 is a BIGINT before the minus gets to it.
                yield number == Integer.MIN_VALUE ? "CAST('" + number + "' AS INT)" : signed(Integer.toString(number));
            }
            case TINYINT, SMALLINT, BIGINT -> "CAST('" + ((Number) value).longValue() + "' AS " + type + ")";
            case FLOAT -> "CAST('" + ((Number) value).floatValue() + "' AS FLOAT)";
            case DOUBLE -> approximate(((Number) value).doubleValue());
            case DECIMAL -> "CAST(" + decimal((BigDecimal) value) + " AS " + type + ")";
            case STRING -> text((String) value);
            case BYTES -> "x'" + HexFormat.of().formatHex((byte[]) value) + "'";
            case TIME -> "CAST('" + TIME.format((LocalTime) value) + "' AS " + type + ")";
            case DATE -> "DATE '" + (LocalDate) value + "'";
            case TIMESTAMP -> "TIMESTAMP '" + TIMESTAMP.format((LocalDateTime) value) + "'";
            case TIMESTAMP_LTZ -> "TO_TIMESTAMP_LTZ(" + ((Instant) value).toEpochMilli() + ", 3)";
            default -> throw new IllegalArgumentException("no literals of " + type);
        };
    }

    /** Number literals end where a long does; beyond that a text is read as a decimal. */
    private static String decimal(BigDecimal value) {
        String digits = value.toPlainString();
        return value.unscaledValue().bitLength() > 63 ? "'" + digits + "'" : signed(digits);
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String approximate(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value) || Double.doubleToRawLongBits(value) == Long.MIN_VALUE) {
            return "CAST('" + value + "' AS DOUBLE)";
        }
        String text = Double.toString(value);
        return signed(text.indexOf('E') < 0 ? text + "E0" : text);
    }

    /** In parentheses if negative, so that it can stand after a minus. */
    private static String signed(String number) {
        return number.startsWith("-") ? "(" + number + ")" : number;
    }
}
