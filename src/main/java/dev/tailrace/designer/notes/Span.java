package dev.tailrace.designer.notes;

import dev.tailrace.designer.pen.Face;
import org.jspecify.annotations.Nullable;

/**
 * Words in a row that look alike.
 *
 * @param link where they lead, or null
 */
record Span(String text, Face face, double size, @Nullable String link) {
    /** A new line whatever the width. */
    static final Span BREAK = new Span("\n", Face.TEXT, 0, null);

    boolean isCode() {
        return face == Face.CODE;
    }
}
