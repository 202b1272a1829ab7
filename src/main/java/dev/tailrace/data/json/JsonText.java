package dev.tailrace.data.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Map;

/**
 * JSON as text. Numbers keep the text they were made of, so that what is read and written again has not changed: a DOUBLE
 * has an exponent where Java writes one, a DECIMAL has all its digits and none. Safe on any thread.
 */
public final class JsonText {
    /** More digits behind the point than a DECIMAL has are not written out: the number would be too long to be read. */
    private static final int MOST_PLACES = 40;

    private JsonText() {}

    /**
     * The node of a number, the same whoever makes it of the same text. {@link #of} writes it as the text, but for what is
     * neither how Java writes a double nor plain.
     */
    public static JsonNode number(String text) {
        if (text.chars().allMatch(letter -> letter == '-' || letter >= '0' && letter <= '9')) {
            return whole(new BigInteger(text));
        }
        double nearest = Double.parseDouble(text);
        return Double.toString(nearest).equals(text)
                ? DoubleNode.valueOf(nearest)
                : DecimalNode.valueOf(new BigDecimal(text));
    }

    private static JsonNode whole(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? LongNode.valueOf(number.longValue()) : BigIntegerNode.valueOf(number);
    }

    /** The text as a JSON string, with its quotes. */
    public static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** On one line, without blanks. */
    public static String of(JsonNode json) {
        StringBuilder text = new StringBuilder();
        append(json, "", text);
        return text.toString();
    }

    /** On one line, with a blank behind commas and colons. */
    public static String spaced(JsonNode json) {
        StringBuilder text = new StringBuilder();
        append(json, " ", text);
        return text.toString();
    }

    private static void append(JsonNode json, String blank, StringBuilder text) {
        if (json.isBigDecimal()) {
            text.append(digits(json.decimalValue()));
            return;
        } else if (!json.isContainerNode()) {
            text.append(json);
            return;
        }
        text.append(json.isObject() ? '{' : '[');
        Iterator<Map.Entry<String, JsonNode>> fields = json.properties().iterator();
        boolean first = true;
        for (JsonNode element : json) {
            text.append(first ? "" : "," + blank);
            first = false;
            if (json.isObject()) {
                text.append(quoted(fields.next().getKey())).append(':').append(blank);
            }
            append(element, blank, text);
        }
        text.append(json.isObject() ? '}' : ']');
    }

    private static String digits(BigDecimal number) {
        return number.scale() >= 0 && number.scale() <= MOST_PLACES ? number.toPlainString() : number.toString();
    }

    /** A field or an element a line, those inside of others behind two blanks more. */
    public static String lines(JsonNode json) {
        StringBuilder text = new StringBuilder();
        appendLines(json, "\n", text);
        return text.toString();
    }

    private static void appendLines(JsonNode json, String lineStart, StringBuilder text) {
        if (!json.isContainerNode() || json.isEmpty()) {
            append(json, "", text);
            return;
        }
        text.append(json.isObject() ? '{' : '[');
        String inside = lineStart + "  ";
        Iterator<Map.Entry<String, JsonNode>> fields = json.properties().iterator();
        boolean first = true;
        for (JsonNode element : json) {
            text.append(first ? "" : ",").append(inside);
            first = false;
            if (json.isObject()) {
                text.append(quoted(fields.next().getKey())).append(": ");
            }
            appendLines(element, inside, text);
        }
        text.append(lineStart).append(json.isObject() ? '}' : ']');
    }
}
