package dev.tailrace.formats.csv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Makes files: fields of every kind, quoted and not, with delimiters, quotes, line ends and odd bytes in them, too many or
 * too few in some records; blank lines, both line ends, with a byte order mark or not, the last line ended or not.
 *
 * <p>What our decoder and FastCSV are meant to read differently is left out: a lone CR, which ends a line there; the
 * null text in quotes, which FastCSV cannot tell from the plain one.
 */
record CsvFiles(Random random, String nullText) {
    byte[] file(int lines, int width, boolean header) {
        StringBuilder text = new StringBuilder();
        if (header) {
            for (int c = 0; c < width; c++) {
                text.append(c > 0 ? "," : "").append(random.nextBoolean() ? "c" + c : "\"c" + c + '"');
            }
            lineEnd(text);
        }
        for (int line = 0; line < lines; line++) {
            if (random.nextInt(10) > 0) {
                record(text, random.nextInt(15) == 0 ? 1 + random.nextInt(width + 2) : width);
            }
            lineEnd(text);
        }
        int body = header ? text.indexOf("\n") + 1 : 0;
        if (random.nextInt(4) == 0) {
            text.setCharAt(body + random.nextInt(text.length() - body), ",\"\nx".charAt(random.nextInt(4)));
        }
        if (random.nextInt(3) == 0) {
            text.setLength(text.length() - 1);
        }
        String whole = text.toString().replaceAll("\r(?!\n)", "");
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (random.nextInt(6) == 0) {
            file.writeBytes("\ufeff".getBytes(StandardCharsets.UTF_8));
        }
        int odd = random.nextInt(8) == 0 ? body + random.nextInt(bytes.length - body + 1) : bytes.length;
        while (odd < bytes.length && (odd == 0 || bytes[odd - 1] < 'a')) {
            // FastCSV drops them behind a closing quote.
            odd++;
        }
        file.write(bytes, 0, odd);
        if (odd < bytes.length) {
            // A byte that continues nothing, one that is none, a beginning, half a surrogate pair.
            String[] some = {"\u0080", "\u00ff", "\u00c3", "\u00ed\u00a0\u0080"};
            file.writeBytes(some[random.nextInt(some.length)].getBytes(StandardCharsets.ISO_8859_1));
        }
        file.write(bytes, odd, bytes.length - odd);
        return file.toByteArray();
    }

    private void lineEnd(StringBuilder text) {
        text.append(random.nextInt(4) == 0 ? "\r\n" : "\n");
    }

    private void record(StringBuilder text, int fields) {
        int from = text.length();
        for (int f = 0; f < fields; f++) {
            text.append(f > 0 ? "," : "");
            if (random.nextInt(8) == 0) {
                anyField(text);
            } else {
                fitting(text, f);
            }
        }
        if (text.length() == from) {
            // It would be a blank line, which is no record.
            text.append("\"\"");
        }
    }

    /** A value that the column at this place is likely to take. */
    private void fitting(StringBuilder text, int column) {
        String value =
                switch (column) {
                    case 1 -> String.valueOf(random.nextLong() >> random.nextInt(64));
                    case 3 -> String.valueOf(Double.longBitsToDouble(random.nextLong()));
                    case 4 -> random.nextInt(1_000_000) / Math.pow(10, random.nextInt(4)) + "";
                    case 5 -> random.nextBoolean() ? "TRUE" : "false";
                    case 6 -> " " + random.nextInt() + " ";
                    default -> null;
                };
        switch (random.nextInt(value == null ? 1 : 6)) {
            case 0 -> anyText(text);
            case 1 -> text.append(nullText);
            case 2 -> text.append('"').append(value).append('"');
            default -> text.append(value);
        }
    }

    private void anyText(StringBuilder text) {
        if (random.nextInt(3) == 0) {
            anyField(text);
        } else {
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append((char) ('a' + random.nextInt(26)));
            }
        }
    }

    private void anyField(StringBuilder text) {
        boolean quoted = random.nextInt(3) == 0;
        text.append(quoted ? "\"" : "");
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            int sign = random.nextInt(16);
            switch (quoted ? sign : Math.max(sign, 4)) {
                case 0 -> text.append(',');
                case 1 -> text.append("\"\"");
                case 2 -> text.append('\n');
                case 3 -> text.append("\r\n");
                case 4 -> text.append(i > 0 && !quoted ? "\"" : "é");
                case 5 -> text.append(' ');
                case 6 -> text.append("😀");
                default -> text.append((char) ('a' + sign));
            }
        }
        text.append(quoted ? "\"" : "");
    }
}
