package dev.tailrace.designer.rows;

import java.nio.charset.StandardCharsets;

/**
 * Bytes as hexadecimal digits with the text beside them, sixteen a line, each line beginning with its position in
 * hexadecimal. A byte that is no printable ASCII character is a dot in the text.
 */
final class HexText {
    private static final int PER_LINE = 16;
    private static final int MOST_BYTES = 64 * 1024;

    private HexText() {}

    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** At most the first 64 KiB. */
    static String of(byte[] bytes) {
        StringBuilder lines = new StringBuilder();
        int end = Math.min(bytes.length, MOST_BYTES);
        for (int at = 0; at < end; at += PER_LINE) {
            if (at > 0) {
                lines.append('\n');
            }
            lines.append(String.format("%04x  ", at));
            StringBuilder letters = new StringBuilder();
            for (int i = at; i < at + PER_LINE; i++) {
                if (i < end) {
                    lines.append(String.format("%02x ", bytes[i]));
                    letters.append(bytes[i] >= ' ' && bytes[i] < 127 ? (char) bytes[i] : '.');
                } else {
                    lines.append("   ");
                }
                if (i == at + PER_LINE / 2 - 1) {
                    lines.append(' ');
                }
            }
            lines.append(' ').append(letters);
        }
        return lines.toString();
    }
}
