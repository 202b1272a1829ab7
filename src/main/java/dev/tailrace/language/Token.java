package dev.tailrace.language;

/**
 * A piece of an expression's text.
 *
 * @param start offset of its first character
 * @param end offset after its last
 */
record Token(Kind kind, int start, int end) {
    enum Kind {
        /** Keyword, function or column. */
        WORD,
        /** A name in backticks. */
        QUOTED,
        NUMBER,
        /** A text in single quotes, with its prefix if it has one. */
        STRING,
        /** {@code :name}. */
        PARAMETER,
        SYMBOL,
        COMMENT,
        SPACE,
        /** A quote or comment that is not closed, up to the end of the text. */
        UNCLOSED,
        /** A character that expressions do not know. */
        UNKNOWN;

        boolean isBlank() {
            return this == SPACE || this == COMMENT;
        }
    }

    String of(String text) {
        return text.substring(start, end);
    }
}
