package dev.tailrace.formats.json;

import dev.tailrace.formats.text.Utf8;
import java.util.Arrays;

/** The text of a JSON string with escapes. One object is filled again and again; used by one thread. */
final class JsonString {
    private byte[] bytes = new byte[256];
    private int length;

    /** The text as UTF-8, {@code [0, length())}; valid until the next {@link #decode}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /**
     * Decodes what stands between the quotes, which {@link JsonScan#string} has accepted.
     *
     * @return false if an escape is half of a surrogate pair, which is no character
     */
    boolean decode(byte[] b, int from, int to) {
        // No escape is shorter than the UTF-8 it stands for.
        if (bytes.length < to - from) {
            bytes = Arrays.copyOf(bytes, Math.max(to - from, bytes.length * 2));
        }
        byte[] target = bytes;
        int out = 0;
        int at = from;
        while (at < to) {
            if (b[at] != '\\') {
                target[out++] = b[at++];
                continue;
            }
            char kind = (char) b[at + 1];
            at += 2;
            if (kind != 'u') {
                target[out++] = plain(kind);
                continue;
            }
            int code = hex(b, at);
            at += 4;
            if (code >= 0xd800 && code < 0xe000) {
                boolean paired = code < 0xdc00 && at + 6 <= to && b[at] == '\\' && b[at + 1] == 'u';
                int low = paired ? hex(b, at + 2) : 0;
                if (low < 0xdc00 || low >= 0xe000) {
                    return false;
                }
                code = Character.toCodePoint((char) code, (char) low);
                at += 6;
            }
            out = Utf8.put(target, out, code);
        }
        length = out;
        return true;
    }

    private static byte plain(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (byte) kind;
        };
    }

    /** The value of four hexadecimal digits, or something negative. */
    static int hex(byte[] b, int at) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            // Character.digit on other than ASCII could take digits of other scripts; bytes above 127 are negative
            // here.
            int digit = b[at + i] < 0 ? -1 : Character.digit(b[at + i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
