package dev.tailrace.launcher;

/** Text in the columns of a terminal, where a Chinese character takes two and a combining mark none. */
final class Columns {
    private static final String ELLIPSIS = "\u2026";

    /** Code points from the first to the second of each pair are two columns wide (Unicode's East Asian Width). */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE4F, 0xFF00, 0xFF60,
        0xFFE0, 0xFFE6, 0x1F300, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private Columns() {}

    /** How many columns the text takes. */
    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    private static int of(int character) {
        if (Character.getType(character) == Character.NON_SPACING_MARK) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (character >= WIDE[i] && character <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    /** The text, or as much of it as fits with an ellipsis. */
    static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        int room = width - 1;
        int end = 0;
        while (end < text.length() && room >= of(text.codePointAt(end))) {
            room -= of(text.codePointAt(end));
            end = text.offsetByCodePoints(end, 1);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    /** Exactly as wide, from the left; what is too long is cut. */
    static String left(String text, int width) {
        String fitting = cut(text, width);
        return fitting + " ".repeat(width - of(fitting));
    }

    /** As wide at least, to the right; what is too long stays whole, after a blank. */
    static String right(String text, int width) {
        return " ".repeat(Math.max(of(text) >= width ? 1 : 0, width - of(text))) + text;
    }
}
