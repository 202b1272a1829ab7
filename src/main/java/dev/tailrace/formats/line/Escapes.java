package dev.tailrace.formats.line;

import java.util.Arrays;

/** Signs behind a backslash in quoted texts. */
final class Escapes {
    private Escapes() {}

    /** The bytes with {@code \"}, {@code \\} and {@code \]} as the signs themselves; other backslashes stay. */
    static byte[] plain(byte[] b, int from, int to) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            if (b[at] == '\\' && at + 1 < to && (b[at + 1] == '"' || b[at + 1] == '\\' || b[at + 1] == ']')) {
                at++;
            }
            plain[length++] = b[at];
        }
        return Arrays.copyOf(plain, length);
    }

    /** As {@link #plain}, with {@code \n}, {@code \r} and {@code \t} as control characters too. */
    static byte[] lines(byte[] b, int from, int to) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            byte sign = b[at];
            if (sign == '\\' && at + 1 < to) {
                byte next = b[at + 1];
                byte meant = (byte) (next == 'n' ? '\n' : next == 'r' ? '\r' : next == 't' ? '\t' : next);
                if (meant != next || next == '"' || next == '\\') {
                    sign = meant;
                    at++;
                }
            }
            plain[length++] = sign;
        }
        return Arrays.copyOf(plain, length);
    }
}
