package dev.tailrace.language.functions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands at one place of JSON texts. The text is read from start to end without building a tree of it, since a
 * mistake behind the place counts too; of several members of one name the last one counts; what follows the first value
 * does not. Keeps the last value found. Single-threaded.
 */
public final class JsonPath {
    /** The value is there, see the getters. */
    public static final int FOUND = 0;

    /** There is nothing, which is no error for a lax path. */
    public static final int EMPTY = 1;

    /** The text cannot be read, there is no such place, or NULL stands there. */
    public static final int ERROR = 2;

    private static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactory())
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .configure(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, true);

    private final JsonSteps steps;
    private @Nullable Object found;

    /** @throws IllegalArgumentException if it is no path that is offered */
    public JsonPath(String path) {
        steps = JsonSteps.of(path);
    }

    /** Looks for anything. */
    public int exists(byte[] b, int s, int e) {
        try {
            boolean isNull = read(b, s, e);
            return found != null ? FOUND : steps.isLax() && !isNull ? EMPTY : ERROR;
        } catch (IOException | RuntimeException unreadable) {
            return steps.isLax() ? EMPTY : ERROR;
        }
    }

    /** Looks for a text, a number, TRUE or FALSE. */
    public int value(byte[] b, int s, int e) {
        int outcome = exists(b, s, e);
        return outcome != FOUND || !isContainer() ? outcome : steps.isLax() ? EMPTY : ERROR;
    }

    /**
     * Looks for an object or an array.
     *
     * @param wrapper 0 for none; 1 puts an array around what is no array; 2 around everything
     */
    public int query(byte[] b, int s, int e, int wrapper) {
        int outcome = exists(b, s, e);
        if (outcome == FOUND && (wrapper == 2 || wrapper == 1 && !(found instanceof List))) {
            found = Collections.singletonList(found);
        }
        return outcome != FOUND || isContainer() ? outcome : steps.isLax() ? EMPTY : ERROR;
    }

    private boolean isContainer() {
        return found instanceof Map || found instanceof List;
    }

    /** The value as a text, numbers as Java writes them. */
    public void text(Slice out) {
        out.of(String.valueOf(found));
    }

    /** The object or array, its members in the order of their names. */
    public void json(Slice out) {
        try {
            // As a String: written as bytes, characters beyond the basic plane would be escaped.
            out.of(MAPPER.writeValueAsString(found));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException if the value is no whole number of 32 bits */
    public int toInt() {
        return required(Integer.class, "INT");
    }

    /** @throws IllegalArgumentException if the value is no number with a fraction or an exponent */
    public double toDouble() {
        return required(BigDecimal.class, "DOUBLE").doubleValue();
    }

    /** @throws IllegalArgumentException if the value is neither TRUE nor FALSE */
    public boolean toBoolean() {
        return required(Boolean.class, "BOOLEAN");
    }

    private <T> T required(Class<T> type, String name) {
        if (!type.isInstance(found)) {
            throw new IllegalArgumentException("the JSON value " + found + " is no " + name);
        }
        return type.cast(found);
    }

    /** Fails because of what {@link #value} or another has answered. */
    public static void fail(int outcome) {
        throw new IllegalArgumentException(
                outcome == EMPTY ? "there is no value at the JSON path" : "the JSON path leads to no value");
    }

    /** What kind of value the text begins with: 0 none, 1 an object, 2 an array, 3 another. */
    public static int kind(byte[] b, int s, int e) {
        try (JsonParser parser = parser(b, s, e)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return 0;
            }
            skip(parser);
            return token == JsonToken.START_OBJECT ? 1 : token == JsonToken.START_ARRAY ? 2 : 3;
        } catch (IOException | RuntimeException unreadable) {
            return 0;
        }
    }

    public static boolean isValue(byte[] b, int s, int e) {
        return kind(b, s, e) != 0;
    }

    /**
     * Texts of ASCII are read where they lie. Others become Strings, so that no bytes are taken for another encoding.
     */
    private static JsonParser parser(byte[] b, int s, int e) throws IOException {
        boolean isPlain = TextParts.isAscii(b, s, e) && (e == s || b[s] != 0) && (e - s < 2 || b[s + 1] != 0);
        return isPlain
                ? MAPPER.getFactory().createParser(b, s, e - s)
                : MAPPER.getFactory().createParser(Text.string(b, s, e));
    }

    /** @return whether the text is NULL in JSON, which no path leads into */
    private boolean read(byte[] b, int s, int e) throws IOException {
        found = null;
        try (JsonParser parser = parser(b, s, e)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IllegalArgumentException("an empty text");
            }
            find(parser, 0);
            return token == JsonToken.VALUE_NULL;
        }
    }

    /** From the first token of a value to its last one. */
    private void find(JsonParser parser, int step) throws IOException {
        found = null;
        if (step == steps.names().size()) {
            found = take(parser);
            return;
        }
        String name = steps.names().get(step);
        JsonToken token = parser.currentToken();
        if (name != null && token == JsonToken.START_OBJECT) {
            Object last = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean isWanted = name.equals(parser.currentName());
                parser.nextToken();
                if (isWanted) {
                    find(parser, step + 1);
                    last = found;
                } else {
                    skip(parser);
                }
            }
            found = last;
        } else if (name == null && token == JsonToken.START_ARRAY) {
            int wanted = steps.indexes().get(step);
            Object element = null;
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (i == wanted) {
                    find(parser, step + 1);
                    element = found;
                } else {
                    skip(parser);
                }
            }
            found = element;
        } else {
            skip(parser);
        }
    }

    private static @Nullable Object take(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            default -> MAPPER.readValue(parser, Object.class);
        };
    }

    /** Past a value, looking only at what makes a text unreadable. */
    private static void skip(JsonParser parser) throws IOException {
        int depth = 0;
        while (true) {
            JsonToken token = parser.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                checkExponent(parser);
            }
            if (depth == 0) {
                // A text is read to its end only when it is asked for.
                parser.finishToken();
                return;
            }
            parser.nextToken();
        }
    }

    /** A number is read when it is asked for; one whose exponent is too great for Java cannot be. */
    private static void checkExponent(JsonParser parser) throws IOException {
        char[] text = parser.getTextCharacters();
        int end = parser.getTextOffset() + parser.getTextLength();
        for (int i = parser.getTextOffset(); i < end; i++) {
            if ((text[i] | 0x20) == 'e' && end - i > 9) {
                parser.getDecimalValue();
            }
        }
    }
}
