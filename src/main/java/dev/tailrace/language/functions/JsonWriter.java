package dev.tailrace.language.functions;

import java.math.BigDecimal;

/** Values as JSON, put behind what a slice holds; quoting and its opposite. */
public final class JsonWriter {
    private static final byte[] QUOTE = {'"'};

    private JsonWriter() {}

    /** What is JSON already. */
    public static void raw(byte[] b, int s, int e, Slice out) {
        out.append(b, s, e);
    }

    /** Escapes quotes, backslashes and control characters. */
    public static void value(byte[] b, int s, int e, Slice out) {
        out.append(QUOTE, 0, 1);
        int from = s;
        for (int i = s; i < e; i++) {
            byte c = b[i];
            if (c >= 0 && c < ' ' || c == '"' || c == '\\') {
                out.append(b, from, i);
                from = i + 1;
                append(escape(c), out);
            }
        }
        out.append(b, from, e);
        out.append(QUOTE, 0, 1);
    }

    private static String escape(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04X", c);
        };
    }

    public static void value(boolean value, Slice out) {
        append(Boolean.toString(value), out);
    }

    public static void value(long value, Slice out) {
        append(Long.toString(value), out);
    }

    /** As a decimal with an exponent where it needs one; NaN and the infinities as texts. */
    public static void value(double value, Slice out) {
        append(
                Double.isFinite(value)
                        ? new BigDecimal(Double.toString(value)).toString()
                        : '"' + Double.toString(value) + '"',
                out);
    }

    public static void value(BigDecimal value, Slice out) {
        append(value.toString(), out);
    }

    private static void append(String ascii, Slice out) {
        byte[] bytes = Text.utf8(ascii);
        out.append(bytes, 0, bytes.length);
    }

    /** A text as a JSON string of ASCII; also escapes slashes. */
    public static void quote(byte[] b, int s, int e, Slice out) {
        String text = Text.string(b, s, e);
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\', '/' -> quoted.append('\\').append(c);
                case '\b', '\f', '\n', '\r', '\t' -> quoted.append(escape(c));
                default -> {
                    if (c < 128) {
                        quoted.append(c);
                    } else {
                        // Beyond the basic plane Flink writes the code point, then the second half of its pair.
                        quoted.append(String.format("\\u%04x", text.codePointAt(i)));
                    }
                }
            }
        }
        out.of(quoted.append('"').toString());
    }

    /** The text of a JSON string; anything that is none stays as it is. */
    public static void unquote(byte[] b, int s, int e, Slice out) {
        boolean isQuoted = e - s > 1 && b[s] == '"' && b[e - 1] == '"' && JsonPath.isValue(b, s, e);
        if (!isQuoted) {
            out.of(b, s, e);
            return;
        }
        String text = Text.string(b, s + 1, e - 1);
        if (text.indexOf('\\') < 0) {
            out.of(b, s + 1, e - 1);
            return;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            i++;
            if (text.charAt(i) == 'u') {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                plain.append(unescaped(text.charAt(i)));
            }
        }
        out.of(plain.toString());
    }

    private static char unescaped(char c) {
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new IllegalArgumentException("\\" + c + " is no escape of JSON");
        };
    }
}
