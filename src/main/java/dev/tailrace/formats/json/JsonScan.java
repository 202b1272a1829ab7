package dev.tailrace.formats.json;

import dev.tailrace.data.Problem;
import dev.tailrace.formats.text.ByteScan;
import dev.tailrace.formats.text.Utf8;

/**
 * Finds where JSON values end, and that they are JSON (RFC 8259), without making anything of them. Every method takes
 * the position where something begins and gives the one after it, or -1 after {@link #fail}. Bytes in strings are not
 * checked to be UTF-8. Used by one thread.
 */
final class JsonScan {
    /** Deeper nesting is refused; also Jackson's limit, and so Flink's. */
    static final int MAX_DEPTH = 1000;

    private final long[] objects = new long[(MAX_DEPTH >> 6) + 1];
    private int failedAt;
    private String failure = "";

    /** Whether the last string had a backslash, and whether it was all ASCII. */
    private boolean escaped;

    private boolean ascii;

    boolean wasEscaped() {
        return escaped;
    }

    boolean wasAscii() {
        return ascii;
    }

    int fail(int at, String what) {
        failedAt = at;
        failure = what;
        return -1;
    }

    /** What is wrong with the record that begins at {@code from}. */
    Problem problem(byte[] b, int from, int to) {
        String found = failedAt < to ? Utf8.shown(b, failedAt, to, 20) : "";
        return Problem.error("formats.json." + failure, Integer.toString(failedAt - from + 1), found, MAX_DEPTH);
    }

    /** After blanks. A line feed is none: it ends a record wherever it stands, so that no value goes beyond one. */
    static int blanks(byte[] b, int from, int to) {
        int at = from;
        while (at < to && b[at] <= ' ' && (b[at] == ' ' || b[at] == '\t' || b[at] == '\r')) {
            at++;
        }
        return at;
    }

    /**
     * @param from of the first byte of a value, no blank
     * @param depth how many objects and arrays are open around it
     */
    int value(byte[] b, int from, int to, int depth) {
        if (from >= to) {
            return fail(from, "ends");
        }
        return switch (b[from]) {
            case '"' -> string(b, from, to);
            case '{', '[' -> nested(b, from, to, depth);
            case 't' -> literal(b, from, to, "true");
            case 'f' -> literal(b, from, to, "false");
            case 'n' -> literal(b, from, to, "null");
            default -> number(b, from, to);
        };
    }

    int string(byte[] b, int from, int to) {
        escaped = false;
        long seen = 0;
        int at = from + 1;
        while (true) {
            long special = 0;
            while (at + 8 <= to) {
                long word = ByteScan.word(b, at);
                special = ByteScan.specialJson(word);
                if (special != 0) {
                    int plain = ByteScan.first(special);
                    seen |= word & (1L << (plain << 3)) - 1;
                    at += plain;
                    break;
                }
                seen |= word;
                at += 8;
            }
            if (special == 0) {
                while (at < to && b[at] != '"' && b[at] != '\\' && (b[at] < 0 || b[at] >= ' ')) {
                    seen |= b[at++];
                }
            }
            if (at == to) {
                return fail(from, "string-ends");
            }
            if (b[at] == '"') {
                ascii = ByteScan.notAscii(seen) == 0;
                return at + 1;
            }
            if (b[at] != '\\') {
                return fail(at, "control");
            }
            escaped = true;
            at = escape(b, at, to);
            if (at < 0) {
                return at;
            }
        }
    }

    private int escape(byte[] b, int from, int to) {
        if (from + 1 >= to) {
            return fail(from, "string-ends");
        }
        switch (b[from + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return from + 2;
            }
            case 'u' -> {
                if (from + 6 > to || JsonString.hex(b, from + 2) < 0) {
                    return fail(from, "escape");
                }
                return from + 6;
            }
            default -> {
                return fail(from, "escape");
            }
        }
    }

    private int literal(byte[] b, int from, int to, String word) {
        int length = word.length();
        for (int i = 1; i < length; i++) {
            if (from + i >= to || b[from + i] != word.charAt(i)) {
                return fail(from, "value");
            }
        }
        return from + length;
    }

    private int number(byte[] b, int from, int to) {
        int at = from;
        if (b[at] == '-') {
            at++;
        }
        int digits = at;
        at = ByteScan.afterDigits(b, at, to);
        if (at == digits || at > digits + 1 && b[digits] == '0') {
            return fail(from, "value");
        }
        if (at < to && b[at] == '.') {
            int fraction = at + 1;
            at = ByteScan.afterDigits(b, fraction, to);
            if (at == fraction) {
                return fail(from, "value");
            }
        }
        if (at < to && (b[at] | 0x20) == 'e') {
            int power = at + 1;
            power += power < to && (b[power] == '+' || b[power] == '-') ? 1 : 0;
            at = ByteScan.afterDigits(b, power, to);
            if (at == power) {
                return fail(from, "value");
            }
        }
        return at;
    }

    /** An object or array of which nothing is wanted: without recursion, one bit per level. */
    private int nested(byte[] b, int from, int to, int outerDepth) {
        int depth = 0;
        int at = from;
        while (true) {
            // A value begins here.
            if (at >= to) {
                return fail(at, "ends");
            }
            boolean opened = false;
            if (b[at] == '{' || b[at] == '[') {
                if (++depth + outerDepth > MAX_DEPTH) {
                    return fail(at, "depth");
                }
                boolean object = b[at] == '{';
                setObject(depth, object);
                at = blanks(b, at + 1, to);
                if (at < to && b[at] == (object ? '}' : ']')) {
                    at++;
                    depth--;
                } else {
                    opened = true;
                }
            } else {
                at = value(b, at, to, 0);
                if (at < 0) {
                    return at;
                }
            }
            if (!opened) {
                at = closings(b, at, to, depth);
                if (at < 0) {
                    return at;
                }
                depth -= closed;
                if (depth == 0) {
                    return at;
                }
            }
            if (isObject(depth)) {
                at = key(b, at, to);
                if (at < 0) {
                    return at;
                }
            }
        }
    }

    /** How many levels the last {@link #closings} ended. */
    private int closed;

    /** After a value: the brackets that close, then, unless all are closed, the comma before the next value or key. */
    private int closings(byte[] b, int from, int to, int depth) {
        closed = 0;
        int at = from;
        for (int level = depth; level > 0; level--) {
            at = blanks(b, at, to);
            if (at >= to) {
                return fail(at, "ends");
            }
            if (b[at] == ',') {
                return blanks(b, at + 1, to);
            }
            if (b[at] != (isObject(level) ? '}' : ']')) {
                return fail(at, isObject(level) ? "object-comma" : "array-comma");
            }
            at++;
            closed++;
        }
        return at;
    }

    /** A key and its colon: the position of the value. */
    int key(byte[] b, int from, int to) {
        if (from >= to || b[from] != '"') {
            return fail(from, from >= to ? "ends" : "key");
        }
        int at = string(b, from, to);
        return at < 0 ? at : colon(b, at, to);
    }

    /** The position of the value after the colon. */
    int colon(byte[] b, int from, int to) {
        int at = from;
        if (at < to && b[at] != ':') {
            at = blanks(b, at, to);
        }
        if (at >= to || b[at] != ':') {
            return fail(at, at >= to ? "ends" : "colon");
        }
        at++;
        return at < to && b[at] <= ' ' ? blanks(b, at, to) : at;
    }

    private boolean isObject(int level) {
        return (objects[level >> 6] >>> level & 1) != 0;
    }

    private void setObject(int level, boolean object) {
        long bit = 1L << level;
        objects[level >> 6] = object ? objects[level >> 6] | bit : objects[level >> 6] & ~bit;
    }
}
