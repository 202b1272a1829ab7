package dev.tailrace.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads types as Flink SQL writes them: {@code INT}, {@code decimal(10, 2)}, {@code TIMESTAMP_LTZ(3)},
 * {@code MAP<STRING, ARRAY<INT NOT NULL>>}, {@code ROW<x INT, `a b` STRING>}.
 */
public final class TypeParser {
    private static final Pattern WORD = Pattern.compile("\\s*([A-Za-z_][A-Za-z_0-9]*)");
    private static final Pattern QUOTED = Pattern.compile("\\s*`((?:[^`]|``)+)`");
    private static final Pattern DIGITS = Pattern.compile("\\s*\\(\\s*(\\d{1,4})\\s*(?:,\\s*(\\d{1,4})\\s*)?\\)");
    private static final Pattern NOT_NULL = Pattern.compile("\\s+NOT\\s+NULL\\b", Pattern.CASE_INSENSITIVE);
    private static final int MAX_TIME_PRECISION = 9;
    private static final int DEFAULT_TIME_PRECISION = 3;
    /** Deeper ones are nobody's, and parsing calls itself. */
    private static final int MAX_DEPTH = 32;

    private final String text;
    private int at;
    private int depth;

    private TypeParser(String text) {
        this.text = text;
    }

    /** The type, or empty if the text is none. TIMESTAMP without a precision has three digits. */
    public static Optional<DataType> parse(String text) {
        TypeParser parser = new TypeParser(text);
        Optional<DataType> type = parser.type();
        return parser.text.substring(parser.at).isBlank() ? type : Optional.empty();
    }

    private Optional<DataType> type() {
        Matcher word = take(WORD);
        if (word == null || depth >= MAX_DEPTH) {
            return Optional.empty();
        }
        String name = word.group(1).toUpperCase(Locale.ROOT);
        depth++;
        Optional<DataType> type =
                switch (name) {
                    case "ARRAY" -> elements(1).map(fields -> DataType.array(fields.get(0)));
                    case "MAP" -> elements(2).map(fields -> DataType.map(fields.get(0), fields.get(1)));
                    case "ROW" -> row();
                    default -> scalar(name);
                };
        depth--;
        return type;
    }

    /** So many types between angle brackets. */
    private Optional<List<Field>> elements(int count) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Optional<Field> field = takes(i == 0 ? '<' : ',') ? field("element") : Optional.empty();
            if (field.isEmpty()) {
                return Optional.empty();
            }
            fields.add(field.get());
        }
        return takes('>') ? Optional.of(fields) : Optional.empty();
    }

    private Optional<DataType> row() {
        boolean isRound = takes('(');
        if (!isRound && !takes('<')) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        do {
            Matcher quoted = take(QUOTED);
            Matcher plain = quoted == null ? take(WORD) : null;
            String name = quoted != null
                    ? quoted.group(1).replace("``", "`")
                    : plain == null ? null : plain.group(1);
            Optional<Field> field = name == null || !names.add(name) ? Optional.empty() : field(name);
            if (field.isEmpty()) {
                return Optional.empty();
            }
            fields.add(field.get());
        } while (takes(','));
        return takes(isRound ? ')' : '>') ? Optional.of(DataType.row(fields)) : Optional.empty();
    }

    private Optional<Field> field(String name) {
        Optional<DataType> type = type();
        boolean nullable = take(NOT_NULL) == null;
        return type.map(known -> new Field(name, known, nullable));
    }

    private Optional<DataType> scalar(String name) {
        Matcher digits = take(DIGITS);
        Integer first = digits == null ? null : Integer.valueOf(digits.group(1));
        Integer second = digits == null || digits.group(2) == null ? null : Integer.valueOf(digits.group(2));
        return switch (name) {
            case "DECIMAL", "NUMERIC", "DEC" -> decimal(first == null ? 10 : first, second == null ? 0 : second);
            // As in Flink, and other than that of timestamps, which are event times here.
            case "TIME" -> time(first == null ? 0 : first, second).map(DataType::time);
            case "TIMESTAMP" -> time(first, second).map(DataType::timestamp);
            case "TIMESTAMP_LTZ" -> time(first, second).map(DataType::timestampLtz);
            default -> first == null ? plain(name) : Optional.empty();
        };
    }

    private @Nullable Matcher take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }

    private boolean takes(char sign) {
        int next = at;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        boolean isThere = next < text.length() && text.charAt(next) == sign;
        at = isThere ? next + 1 : at;
        return isThere;
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
