package dev.tailrace.data.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads JSON into trees, numbers with all their digits: see {@link JsonText#number}. Safe on any thread. */
public final class JsonReading {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Hears of each value before it is read. */
    public interface Seen {
        /**
         * @param pointer as RFC 6901 has it, but that names are not escaped
         * @param line from 1
         */
        void value(String pointer, int line);
    }

    private JsonReading() {}

    /** The one value that the text is; null if it is none, or more than one. */
    public static @Nullable JsonNode parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return null;
            }
            JsonNode value = value(parser, (pointer, line) -> {});
            return parser.nextToken() == null ? value : null;
        } catch (JsonProcessingException notJson) {
            return null;
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
    }

    /** The value at whose first token the parser stands; it stands at the last one then. */
    public static JsonNode value(JsonParser parser, Seen seen) throws IOException {
        return value(parser, "", seen);
    }

    private static JsonNode value(JsonParser parser, String pointer, Seen seen) throws IOException {
        seen.value(pointer, parser.currentTokenLocation().getLineNr());
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = nodes.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.set(name, value(parser, pointer + "/" + name, seen));
                }
                return object;
            }
            case START_ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser, pointer + "/" + array.size(), seen));
                }
                return array;
            }
            case VALUE_STRING -> {
                return nodes.textNode(parser.getText());
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return JsonText.number(parser.getText());
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return nodes.booleanNode(parser.getBooleanValue());
            }
            default -> {
                return nodes.nullNode();
            }
        }
    }
}
