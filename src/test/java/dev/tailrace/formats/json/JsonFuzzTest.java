package dev.tailrace.formats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.data.DataType;
import dev.tailrace.formats.Decoding;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random lines, half of them damaged, read as Jackson's trees say they are. {@code main} runs as many as asked for. */
class JsonFuzzTest {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String[] NAMES = {"a", "b", "c", "long name", "é", "x\"y", ""};

    private static final List<ColumnDeclaration> COLUMNS = List.of(
            new ColumnDeclaration("a", DataType.STRING, null),
            new ColumnDeclaration("b", DataType.DOUBLE, null),
            new ColumnDeclaration("c", DataType.BIGINT, null),
            new ColumnDeclaration("d", DataType.decimal(12, 3), "$.a.b"),
            new ColumnDeclaration("e", DataType.INT, "$.c[1]"),
            new ColumnDeclaration("f", DataType.BOOLEAN, "$['é'].a"),
            new ColumnDeclaration("g", DataType.STRING, "$['long name'][0].b"));

    @Test
    void readsWhatJacksonReads() {
        run(4711, 20_000);
    }

    public static void main(String[] arguments) {
        run(System.nanoTime(), Integer.parseInt(arguments[0]));
    }

    private static void run(long seed, int lines) {
        Random random = new Random(seed);
        int readable = 0;
        for (int i = 0; i < lines; i++) {
            String line = new Lines(random).line();
            for (ColumnDeclaration column : COLUMNS) {
                readable += check(line, column, "seed " + seed + ", line " + i + ": " + line) ? 1 : 0;
            }
        }
        if (readable < lines) {
            fail("only " + readable + " values of " + lines + " lines were readable");
        }
    }

    private static boolean check(String line, ColumnDeclaration column, String message) {
        FormatChoice format = new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(List.of(column)));
        Decoding found = Decoding.of(format, line.getBytes(StandardCharsets.UTF_8));
        Expected expected = expect(line, column);
        if (expected == null) {
            return false;
        }
        assertEquals(expected.readable ? 1 : 0, found.rows.size(), () -> message + " " + column + found.unreadable);
        assertEquals(expected.readable ? 0 : 1, found.unreadable.size(), message);
        if (expected.readable && !expected.anyText) {
            assertEquals(expected.value, found.rows.get(0).get(0), () -> message + " " + column);
        }
        return expected.readable;
    }

    /** @param anyText the value is an object or array, whose text is taken as it stands */
    private record Expected(boolean readable, @Nullable Object value, boolean anyText) {
        static final Expected UNREADABLE = new Expected(false, null, false);
        static final Expected NULL = new Expected(true, null, false);
    }

    /** Null where Jackson cannot say: it makes no numbers of exponents with many digits. */
    private static @Nullable Expected expect(String line, ColumnDeclaration column) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException invalid) {
            return Expected.UNREADABLE;
        } catch (NumberFormatException tooLarge) {
            return null;
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
        if (!node.isObject()) {
            return Expected.UNREADABLE;
        }
        for (JsonPath.Step step : JsonFormat.path(column).steps()) {
            boolean name = step instanceof JsonPath.Name;
            if (node.isNull()) {
                return Expected.NULL;
            }
            if (name ? !node.isObject() : !node.isArray()) {
                return Expected.UNREADABLE;
            }
            JsonNode next = step instanceof JsonPath.Name field
                    ? node.get(field.name())
                    : node.get(((JsonPath.Index) step).index());
            if (next == null) {
                return Expected.NULL;
            }
            node = next;
        }
        return value(node, column.type());
    }

    private static Expected value(JsonNode node, DataType type) {
        if (node.isNull()) {
            return Expected.NULL;
        }
        if (node.isContainerNode()) {
            return type.equals(DataType.STRING) ? new Expected(true, null, true) : Expected.UNREADABLE;
        }
        boolean text = node.isTextual();
        try {
            return switch (type.kind()) {
                case STRING -> string(node);
                case BOOLEAN ->
                    text ? bool(node.textValue()) : node.isBoolean() ? of(node.booleanValue()) : Expected.UNREADABLE;
                case INT -> text || node.isIntegralNumber() ? of(Integer.parseInt(trim(node))) : Expected.UNREADABLE;
                case BIGINT -> text || node.isIntegralNumber() ? of(Long.parseLong(trim(node))) : Expected.UNREADABLE;
                case DOUBLE -> text || node.isNumber() ? floating(node) : Expected.UNREADABLE;
                default -> text || node.isNumber() ? decimal(node, type) : Expected.UNREADABLE;
            };
        } catch (NumberFormatException none) {
            return Expected.UNREADABLE;
        }
    }

    private static String trim(JsonNode node) {
        return ascii(node.asText().replaceAll("^ +| +$", ""));
    }

    private static String ascii(String text) {
        if (!text.chars().allMatch(c -> c < 128)) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    private static Expected of(Object value) {
        return new Expected(true, value, false);
    }

    private static Expected string(JsonNode node) {
        // A number's text is taken as it stands; Jackson may write it in another way.
        if (!node.isTextual()) {
            return new Expected(true, null, true);
        }
        boolean halfPair = node.textValue().codePoints().anyMatch(c -> c >= 0xd800 && c < 0xe000);
        return halfPair ? Expected.UNREADABLE : of(node.textValue());
    }

    private static Expected bool(String text) {
        String trimmed = text.replaceAll("^ +| +$", "");
        return trimmed.equalsIgnoreCase("true")
                ? of(true)
                : trimmed.equalsIgnoreCase("false") ? of(false) : Expected.UNREADABLE;
    }

    private static Expected floating(JsonNode node) {
        String text = node.isTextual() ? trim(node) : node.decimalValue().toString();
        if (text.matches("[+-]?Infinity|NaN")) {
            return of(Double.parseDouble(text));
        }
        // Java also takes 1f and 0x1p3.
        if (!text.matches("[-+0-9.eE]*")) {
            return Expected.UNREADABLE;
        }
        double value = Double.parseDouble(text);
        // Trees of big decimals have no negative zero.
        return Double.isInfinite(value) ? Expected.UNREADABLE : value == 0 ? new Expected(true, null, true) : of(value);
    }

    private static Expected decimal(JsonNode node, DataType type) {
        BigDecimal value = node.isTextual() ? new BigDecimal(trim(node)) : node.decimalValue();
        if (value.signum() != 0 && (long) value.precision() - value.scale() > 100) {
            return Expected.UNREADABLE;
        }
        BigDecimal rounded = (value.precision() - (long) value.scale() < -100 ? BigDecimal.ZERO : value)
                .setScale(type.scale(), RoundingMode.HALF_UP);
        return rounded.precision() > type.precision() ? Expected.UNREADABLE : of(rounded);
    }

    /** Makes lines: objects with names that columns ask for, values of every kind, odd blanks, repeated names; damage. */
    private record Lines(Random random) {
        String line() {
            StringBuilder text = new StringBuilder();
            object(text, 0);
            while (random.nextInt(2) == 0) {
                damage(text);
            }
            // A line has no line ends, and a blank one is no record.
            String line = text.toString().replace('\n', ' ');
            return line.isBlank() ? "{}" : line;
        }

        private void damage(StringBuilder text) {
            if (text.isEmpty()) {
                return;
            }
            int at = random.nextInt(text.length());
            String signs = "{}[]\",:\\0123456789eE+-.tfnu \tx";
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, signs.charAt(random.nextInt(signs.length())));
                default -> text.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
            }
        }

        private void blank(StringBuilder text) {
            while (random.nextInt(8) == 0) {
                text.append(" \t\r".charAt(random.nextInt(3)));
            }
        }

        private void object(StringBuilder text, int depth) {
            text.append('{');
            blank(text);
            int fields = random.nextInt(5);
            for (int i = 0; i < fields; i++) {
                if (i > 0) {
                    text.append(',');
                }
                blank(text);
                string(text, NAMES[random.nextInt(NAMES.length)]);
                blank(text);
                text.append(':');
                blank(text);
                value(text, depth + 1);
                blank(text);
            }
            text.append('}');
        }

        private void value(StringBuilder text, int depth) {
            switch (random.nextInt(depth > 4 ? 6 : 8)) {
                case 0 -> text.append("null");
                case 1 -> text.append(random.nextBoolean());
                case 2 -> text.append(random.nextInt(2000) - 1000);
                case 3 -> text.append(number());
                case 4 -> string(text, random.nextBoolean() ? number() : String.valueOf(random.nextInt()));
                case 5 -> string(text, randomText());
                case 6 -> object(text, depth);
                default -> {
                    text.append('[');
                    int elements = random.nextInt(4);
                    for (int i = 0; i < elements; i++) {
                        text.append(i > 0 ? "," : "");
                        blank(text);
                        value(text, depth + 1);
                        blank(text);
                    }
                    text.append(']');
                }
            }
        }

        private String number() {
            return switch (random.nextInt(5)) {
                case 0 -> String.valueOf(random.nextLong());
                case 1 -> String.valueOf(Double.longBitsToDouble(random.nextLong()));
                case 2 ->
                    BigDecimal.valueOf(random.nextInt(), random.nextInt(8)).toPlainString();
                case 3 -> random.nextInt(100) + "." + Math.abs(random.nextLong()) + Math.abs(random.nextLong());
                default -> random.nextInt(1000) + "e" + (random.nextInt(60) - 30);
            };
        }

        private String randomText() {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(20);
            for (int i = 0; i < length; i++) {
                text.appendCodePoint(
                        random.nextInt(3) == 0
                                ? "\"\\/\n\t\0é€😀ß"
                                        .codePointAt(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 10}[random.nextInt(10)])
                                : 'a' + random.nextInt(26));
            }
            return text.toString();
        }

        private void string(StringBuilder text, String value) {
            text.append('"');
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                int style = random.nextInt(10);
                if (style == 0 || c < ' ') {
                    text.append(String.format("\\u%04x", (int) c));
                } else if (c == '"' || c == '\\' || c == '/' && style < 5) {
                    text.append('\\').append(c);
                } else {
                    text.append(c);
                }
            }
            text.append('"');
        }
    }
}
