package dev.tailrace.formats.text;

import java.nio.charset.StandardCharsets;

/** Well-formed UTF-8 as the Unicode standard has it: no surrogates, no overlong forms, nothing above U+10FFFF. */
public final class Utf8 {
    private Utf8() {}

    /** The position of the first byte of {@code [from, to)} that is not part of a well-formed character, or -1. */
    public static int firstInvalid(byte[] bytes, int from, int to) {
        int at = ByteScan.endOfAscii(bytes, from, to);
        while (at < to) {
            int lead = bytes[at] & 0xff;
            int length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
            if (length == 0 || at + length > to) {
                return at;
            }
            if (length > 1) {
                int second = bytes[at + 1] & 0xff;
                int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
                int greatest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
                if (second < least || second > greatest) {
                    return at;
                }
                for (int i = 2; i < length; i++) {
                    if ((bytes[at + i] & 0xc0) != 0x80) {
                        return at;
                    }
                }
                at += length;
            } else {
                at = ByteScan.endOfAscii(bytes, at + 1, to);
            }
        }
        return -1;
    }

    /**
     * Writes a character.
     *
     * @return the position after it
     */
    public static int put(byte[] target, int at, int codePoint) {
        if (codePoint < 0x80) {
            target[at] = (byte) codePoint;
            return at + 1;
        }
        if (codePoint < 0x800) {
            target[at] = (byte) (0xc0 | codePoint >> 6);
            target[at + 1] = (byte) (0x80 | codePoint & 0x3f);
            return at + 2;
        }
        if (codePoint < 0x10000) {
            target[at] = (byte) (0xe0 | codePoint >> 12);
            target[at + 1] = (byte) (0x80 | codePoint >> 6 & 0x3f);
            target[at + 2] = (byte) (0x80 | codePoint & 0x3f);
            return at + 3;
        }
        target[at] = (byte) (0xf0 | codePoint >> 18);
        target[at + 1] = (byte) (0x80 | codePoint >> 12 & 0x3f);
        target[at + 2] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        target[at + 3] = (byte) (0x80 | codePoint & 0x3f);
        return at + 4;
    }

    /** At most {@code maxBytes} of the bytes as text that people see: what is not UTF-8 shows as U+FFFD. */
    public static String shown(byte[] bytes, int from, int to, int maxBytes) {
        String text = new String(bytes, from, Math.min(to - from, maxBytes), StandardCharsets.UTF_8);
        return to - from > maxBytes ? text + "…" : text;
    }
}
