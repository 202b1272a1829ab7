package dev.tailrace.data;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads types as Flink SQL writes them: {@code INT}, {@code decimal(10, 2)}, {@code TIMESTAMP_LTZ(3)}. */
public final class TypeParser {
    private static final Pattern FORM =
            Pattern.compile("\\s*([A-Za-z_]+)\\s*(?:\\(\\s*(\\d{1,4})\\s*(?:,\\s*(\\d{1,4})\\s*)?\\))?\\s*");
    private static final int MAX_TIME_PRECISION = 9;
    private static final int DEFAULT_TIME_PRECISION = 3;

    private TypeParser() {}

    /** The type, or empty if the text is none. TIMESTAMP without a precision has three digits. */
    public static Optional<DataType> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String name = form.group(1).toUpperCase(Locale.ROOT);
        Integer first = form.group(2) == null ? null : Integer.valueOf(form.group(2));
        Integer second = form.group(3) == null ? null : Integer.valueOf(form.group(3));
        switch (name) {
            case "DECIMAL", "NUMERIC", "DEC":
                return decimal(first == null ? 10 : first, second == null ? 0 : second);
            case "TIME":
                // As in Flink, and other than that of timestamps, which are event times here.
                return time(first == null ? 0 : first, second).map(DataType::time);
            case "TIMESTAMP":
                return time(first, second).map(DataType::timestamp);
            case "TIMESTAMP_LTZ":
                return time(first, second).map(DataType::timestampLtz);
            default:
                return first == null ? plain(name) : Optional.empty();
        }
    }

    private static Optional<DataType> decimal(int precision, int scale) {
        boolean valid = precision >= 1 && precision <= DataType.MAX_DECIMAL_PRECISION && scale <= precision;
        return valid ? Optional.of(DataType.decimal(precision, scale)) : Optional.empty();
    }

    private static Optional<Integer> time(@Nullable Integer precision, @Nullable Integer second) {
        if (second != null) {
            return Optional.empty();
        }
        int digits = precision == null ? DEFAULT_TIME_PRECISION : precision;
        return digits <= MAX_TIME_PRECISION ? Optional.of(digits) : Optional.empty();
    }

    private static Optional<DataType> plain(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "BOOLEAN" -> DataType.BOOLEAN;
                    case "TINYINT" -> DataType.TINYINT;
                    case "SMALLINT" -> DataType.SMALLINT;
                    case "INT", "INTEGER" -> DataType.INT;
                    case "BIGINT" -> DataType.BIGINT;
                    case "FLOAT" -> DataType.FLOAT;
                    case "DOUBLE" -> DataType.DOUBLE;
                    case "STRING", "VARCHAR" -> DataType.STRING;
                    case "BYTES" -> DataType.BYTES;
                    case "DATE" -> DataType.DATE;
                    default -> null;
                });
    }
}
