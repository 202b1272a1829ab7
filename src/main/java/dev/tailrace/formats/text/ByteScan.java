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
    /** Letters, which are nothing special anywhere. */
    private static final long PLAIN = 0x7878787878787878L;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long NEWLINES = ONES * '\n';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long TWOS = ONES * 2;
    private static final long BEYOND_SPACES = ONES * (' ' + 1);
    private static final long ZERO_DIGITS = ONES * '0';
    private static final long SIXES = ONES * 6;
    private static final long HIGH_HALVES = ~(ONES * 0x0f);

    private ByteScan() {}

    /** The eight bytes from {@code at} on, the first the lowest. */
    public static long word(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Flags quotes, backslashes and control characters of a word: the lowest flag is right. */
    public static long specialJson(long word) {
        // With one bit turned the quote is a blank, and so less than what follows the blank, as control characters are.
        return ((word ^ TWOS) - BEYOND_SPACES | (word ^ BACKSLASHES) - ONES) & ~word & HIGHS;
    }

    /** Flags the bytes of a word that are not ASCII. */
    public static long notAscii(long word) {
        return word & HIGHS;
    }

    /** Which byte, 0 to 7, the lowest flag is at; 8 if there is none. */
    public static int first(long flags) {
        return Long.numberOfTrailingZeros(flags) >>> 3;
    }

    /** Each ASCII digit of a word as its value. */
    public static long digitValues(long word) {
        return word ^ ZERO_DIGITS;
    }

    /** Flags what has not become the value of a digit: the lowest flag is right. */
    public static long noDigits(long digitValues) {
        return (digitValues + SIXES | digitValues) & HIGH_HALVES;
    }

    /** The number of eight digits, the first the lowest byte. */
    public static long number(long digitValues) {
        long pairs = digitValues * 10 + (digitValues >>> 8);
        return ((pairs & 0xff000000ffL) * (100 + (1_000_000L << 32))
                        + (pairs >>> 16 & 0xff000000ffL) * (1 + (10_000L << 32)))
                >>> 32;
    }

    /** The position after the digits that begin at {@code from}. */
    public static int afterDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at + 8 <= to) {
            int digits = first(noDigits(digitValues(word(bytes, at))));
            at += digits;
            if (digits < 8) {
                return at;
            }
        }
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** The first of two ASCII characters in {@code [from, to)}, or {@code to}. */
    public static int either(byte[] bytes, int from, int to, byte one, byte other) {
        long ones = ONES * one;
        long others = ONES * other;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long word = (long) LONG.get(bytes, at);
            // Bytes with the high bit set are neither, so that both tests can share one mask.
            long found = ((word ^ ones) - ONES | (word ^ others) - ONES) & ~word & HIGHS;
            if (found != 0) {
                return at + first(found);
            }
        }
        while (at < to && bytes[at] != one && bytes[at] != other) {
            at++;
        }
        return at;
    }

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
            long found = specialJson(word(bytes, at));
            if (found != 0) {
                return at + first(found);
            }
        }
        return at == to ? to : Math.min(to, at + first(specialJson(rest(bytes, at, to))));
    }

    /** The first byte of {@code [from, to)} that is not ASCII, or {@code to}. */
    public static int endOfAscii(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long found = notAscii(word(bytes, at));
            if (found != 0) {
                return at + first(found);
            }
        }
        return at == to ? to : Math.min(to, at + first(notAscii(rest(bytes, at, to))));
    }

    /** Whether one of four ASCII characters stands in {@code [from, to)}. */
    public static boolean hasAny(byte[] bytes, int from, int to, long one, long two, long three, long four) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            if (any(word(bytes, at), one, two, three, four)) {
                return true;
            }
        }
        return at < to && any(rest(bytes, at, to), one, two, three, four);
    }

    private static boolean any(long word, long one, long two, long three, long four) {
        return (((word ^ one) - ONES | (word ^ two) - ONES | (word ^ three) - ONES | (word ^ four) - ONES)
                        & ~word
                        & HIGHS)
                != 0;
    }

    /** Eight times the same byte. */
    public static long eight(byte b) {
        return ONES * b;
    }

    /** Up to seven bytes as a word, with bytes behind them that no test flags. */
    private static long rest(byte[] bytes, int from, int to) {
        int missing = 8 - (to - from) << 3;
        if (to >= 8) {
            return word(bytes, to - 8) >>> missing | PLAIN << -missing;
        }
        long word = PLAIN;
        for (int at = to - 1; at >= from; at--) {
            word = word << 8 | bytes[at] & 0xff;
        }
        return word;
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
