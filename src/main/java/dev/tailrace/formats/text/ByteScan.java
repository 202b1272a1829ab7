package dev.tailrace.formats.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for bytes eight at a time. A word is read little-endian, so that its lowest byte is the first; the test for a
 * zero byte may flag bytes above a true one by borrow, never below, so that the lowest flag is always right.
 */
public final class ByteScan {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long NEWLINES = ONES * '\n';
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private ByteScan() {}

    /** The position of the first line feed in {@code [from, to)}, or -1. */
    public static int newline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long found = zeroBytes((long) LONG.get(bytes, at) ^ NEWLINES);
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** The first quote, backslash or control character in {@code [from, to)}, or {@code to}. */
    public static int endOfPlainJson(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long word = (long) LONG.get(bytes, at);
            long found = zeroBytes(word ^ QUOTES) | zeroBytes(word ^ BACKSLASHES) | (word - SPACES) & ~word & HIGHS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        for (; at < to; at++) {
            byte b = bytes[at];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                return at;
            }
        }
        return to;
    }

    /** The first byte of {@code [from, to)} that is not ASCII, or {@code to}. */
    public static int endOfAscii(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long found = (long) LONG.get(bytes, at) & HIGHS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** The position after UTF-8's byte order mark, if there is one, or -1 if that cannot be told yet. */
    public static int afterByteOrderMark(byte[] bytes, int from, int to, boolean end) {
        if (to - from < 3 && !end) {
            return -1;
        }
        boolean marked = to - from >= 3
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf;
        return marked ? from + 3 : from;
    }

    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
