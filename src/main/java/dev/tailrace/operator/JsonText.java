package dev.tailrace.operator;

import com.fasterxml.jackson.databind.node.TextNode;

/** Pieces of JSON that fixes put into settings. */
public final class JsonText {
    private JsonText() {}

    /** The text as a JSON string, with its quotes. */
    public static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
