package dev.tailrace.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.formats.ExpectedValue;
import dev.tailrace.operator.format.ColumnDeclaration;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a column is to read from a line, by Jackson's tree of it. */
final class JsonOracle {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** What stands for bytes that are no UTF-8, which only matter where they are demanded. */
    private static final String NO_UTF8 = "\ufffd";

    private final @Nullable JsonNode object;

    private JsonOracle(@Nullable JsonNode object) {
        this.object = object;
    }

    /**
     * Null where Jackson cannot say: it makes no numbers of exponents with many digits, and takes no half of a surrogate
     * pair in a name, which does not matter to us, for no column has such a name.
     */
    static @Nullable JsonOracle of(byte[] line) {
        try {
            JsonNode node = MAPPER.readTree(new String(line, StandardCharsets.UTF_8));
            return new JsonOracle(node.isObject() ? node : null);
        } catch (NumberFormatException tooLarge) {
            return null;
        } catch (JsonProcessingException invalid) {
            return invalid.getMessage().contains("surrogate") ? null : new JsonOracle(null);
        }
    }

    /** Whether the line is one JSON object. */
    boolean isObject() {
        return object != null;
    }

    ExpectedValue value(ColumnDeclaration column) {
        JsonNode node = object;
        if (node == null) {
            return ExpectedValue.UNREADABLE;
        }
        for (JsonPath.Step step : JsonFormat.path(column).steps()) {
            boolean name = step instanceof JsonPath.Name;
            if (node.isNull()) {
                return ExpectedValue.NULL;
            }
            if (name ? !node.isObject() : !node.isArray()) {
                return ExpectedValue.UNREADABLE;
            }
            node = step instanceof JsonPath.Name field
                    ? node.get(field.name())
                    : node.get(((JsonPath.Index) step).index());
            if (node == null) {
                return ExpectedValue.NULL;
            }
        }
        return value(node, column);
    }

    private static ExpectedValue value(JsonNode node, ColumnDeclaration column) {
        if (node.isNull()) {
            return ExpectedValue.NULL;
        }
        if (node.isTextual()) {
            String text = node.textValue();
            boolean halfPair = text.codePoints().anyMatch(c -> c >= 0xd800 && c < 0xe000);
            boolean odd = halfPair || text.contains(NO_UTF8);
            return odd ? ExpectedValue.UNREADABLE : ExpectedValue.ofText(text, column.type());
        }
        boolean fits =
                switch (column.type().kind()) {
                    case STRING -> !node.toString().contains(NO_UTF8);
                    case BOOLEAN -> node.isBoolean();
                    case INT, BIGINT, DOUBLE, DECIMAL -> node.isNumber();
                    default -> false;
                };
        if (!fits) {
            return ExpectedValue.UNREADABLE;
        }
        return switch (column.type().kind()) {
            // Taken as it stands; a tree does not know any more how that was.
            case STRING -> ExpectedValue.ANY;
            case BOOLEAN -> ExpectedValue.of(node.booleanValue());
            // Trees have no negative zero.
            case DOUBLE -> node.decimalValue().signum() == 0 ? ExpectedValue.ANY : ofNumber(node, column);
            default -> ofNumber(node, column);
        };
    }

    private static ExpectedValue ofNumber(JsonNode node, ColumnDeclaration column) {
        return ExpectedValue.ofNumber(node.decimalValue(), column.type());
    }
}
