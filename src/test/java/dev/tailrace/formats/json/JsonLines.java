package dev.tailrace.formats.json;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Makes lines: objects with names that columns ask for, mostly in one order, values of every kind, odd blanks, repeated
 * names; half of the lines are damaged, some so that they are no UTF-8.
 */
record JsonLines(Random random) {
    private static final String[] NAMES = {"a", "b", "c", "long name", "é", "x\"y", "", "a name of many letters"};

    /** A line without its end; not blank. */
    byte[] line() {
        byte[] line = text().getBytes(StandardCharsets.UTF_8);
        return random.nextInt(12) == 0 ? withOddBytes(line) : line;
    }

    private byte[] withOddBytes(byte[] line) {
        // A byte that continues nothing, one that is none, a beginning, half a surrogate pair, half a character.
        String[] odd = {"\u0080", "\u00ff", "\u00c3", "\u00ed\u00a0\u0080", "\u00f0\u009f"};
        byte[] some = odd[random.nextInt(odd.length)].getBytes(StandardCharsets.ISO_8859_1);
        int at = random.nextInt(line.length + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(line, 0, at);
        bytes.writeBytes(some);
        bytes.write(line, at, line.length - at);
        return bytes.toByteArray();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        object(text, 0);
        while (random.nextInt(3) == 0) {
            damage(text);
        }
        // A line has no line ends, and a blank one is no record.
        String line = text.toString().replace('\n', ' ');
        return line.isBlank() ? "{}" : line;
    }

    private void damage(StringBuilder text) {
        if (text.isEmpty()) {
            return;
        }
        int at = random.nextInt(text.length());
        String signs = "{}[]\",:\\0123456789eE+-.tfnu \tx";
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, signs.charAt(random.nextInt(signs.length())));
            default -> text.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
        }
    }

    private void blank(StringBuilder text) {
        while (random.nextInt(8) == 0) {
            text.append(" \t\r".charAt(random.nextInt(3)));
        }
    }

    private void object(StringBuilder text, int depth) {
        text.append('{');
        blank(text);
        int fields = random.nextInt(depth == 0 ? NAMES.length + 1 : 4);
        for (int i = 0; i < fields; i++) {
            if (i > 0) {
                text.append(',');
            }
            blank(text);
            boolean inOrder = random.nextInt(4) > 0;
            String name = NAMES[inOrder ? i : random.nextInt(NAMES.length)];
            string(text, name);
            blank(text);
            text.append(':');
            blank(text);
            if (random.nextInt(4) == 0) {
                value(text, depth + 1);
            } else {
                fitting(text, name);
            }
            blank(text);
        }
        text.append('}');
    }

    /** A value that the columns of the name are likely to take. */
    private void fitting(StringBuilder text, String name) {
        switch (name) {
            case "a" -> text.append("{\"b\":").append(number()).append('}');
            case "b" -> text.append(number());
            case "c" -> text.append(random.nextBoolean() ? "null" : "[0, " + random.nextInt() + "]");
            case "é" -> text.append("{\"a\":true}");
            case "long name" -> text.append("[{\"b\":\"x\"}]");
            default -> string(text, randomText());
        }
    }

    private void value(StringBuilder text, int depth) {
        switch (random.nextInt(depth > 4 ? 6 : 8)) {
            case 0 -> text.append("null");
            case 1 -> text.append(random.nextBoolean());
            case 2 -> text.append(random.nextInt(2000) - 1000);
            case 3 -> text.append(number());
            case 4 -> string(text, random.nextBoolean() ? number() : String.valueOf(random.nextInt()));
            case 5 -> string(text, randomText());
            case 6 -> object(text, depth);
            default -> {
                text.append('[');
                int elements = random.nextInt(4);
                for (int i = 0; i < elements; i++) {
                    text.append(i > 0 ? "," : "");
                    blank(text);
                    value(text, depth + 1);
                    blank(text);
                }
                text.append(']');
            }
        }
    }

    private String number() {
        return switch (random.nextInt(5)) {
            case 0 -> String.valueOf(random.nextLong());
            case 1 -> String.valueOf(Double.longBitsToDouble(random.nextLong()));
            case 2 -> BigDecimal.valueOf(random.nextInt(), random.nextInt(8)).toPlainString();
            case 3 -> random.nextInt(100) + "." + Math.abs(random.nextLong()) + Math.abs(random.nextLong());
            default -> random.nextInt(1000) + "e" + (random.nextInt(60) - 30);
        };
    }

    private String randomText() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(20);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    random.nextInt(3) == 0
                            ? "\"\\/\n\t\0é€😀ß"
                                    .codePointAt(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 10}[random.nextInt(10)])
                            : 'a' + random.nextInt(26));
        }
        return text.toString();
    }

    private void string(StringBuilder text, String value) {
        text.append('"');
        if (random.nextInt(100) == 0) {
            text.append(random.nextBoolean() ? "\\ud83d" : "\\udc00");
        }
        int plain = random.nextBoolean() ? 1 : 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int style = random.nextInt(10) + plain;
            if (style == 0 || c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else if (c == '"' || c == '\\' || c == '/' && style < 5) {
                text.append('\\').append(c);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
