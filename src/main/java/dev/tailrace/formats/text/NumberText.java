package dev.tailrace.formats.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A decimal number as written: {@code [+-] digits [. digits] [e [+-] digits]}. One object is scanned into again and
 * again; it holds up to 19 significant digits itself, which is all of nearly every number, and goes back to the text
 * where there are more.
 */
final class NumberText {
    /** What {@link #shortInteger} gives for other texts. */
    static final long NOT_SHORT = Long.MIN_VALUE;

    private static final int MAX_DIGITS = 19;
    private static final int WORD = 8;
    private static final long[] POWERS = new long[19];
    private static final double[] DOUBLE_POWERS = new double[23];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
        DOUBLE_POWERS[0] = 1;
        for (int i = 1; i < DOUBLE_POWERS.length; i++) {
            // Exact up to 10^22.
            DOUBLE_POWERS[i] = DOUBLE_POWERS[i - 1] * 10;
        }
    }

    private byte[] bytes = {};
    private int from;
    private int to;
    private boolean negative;
    private boolean integral;

    /** The first significant digits as an unsigned number, and how many there are in all. */
    private long digits;

    private int digitCount;

    /** The number is {@code digits * 10^exponent} if {@code digitCount <= MAX_DIGITS}. */
    private long exponent;

    /** An optional sign and up to 18 digits, eight at a time; {@link #NOT_SHORT} for anything else. */
    static long shortInteger(byte[] bytes, int from, int to) {
        int at = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        int left = to - at;
        if (left <= 0 || left > 18) {
            return NOT_SHORT;
        }
        if (to < WORD) {
            return NOT_SHORT;
        }
        // The digits that do not fill a word first: they are the end of a word that begins before them.
        int head = left & WORD - 1;
        long value = 0;
        long wrong = 0;
        if (head > 0) {
            at += head;
            if (at < WORD) {
                return NOT_SHORT;
            }
            long digits = ByteScan.digitValues(ByteScan.word(bytes, at - WORD)) & -1L << (WORD - head << 3);
            wrong = ByteScan.noDigits(digits);
            value = ByteScan.number(digits);
        }
        for (; at < to; at += WORD) {
            long digits = ByteScan.digitValues(ByteScan.word(bytes, at));
            wrong |= ByteScan.noDigits(digits);
            value = value * 100_000_000 + ByteScan.number(digits);
        }
        return wrong != 0 ? NOT_SHORT : bytes[from] == '-' ? -value : value;
    }

    /** Reads {@code [from, to)}; false if it is not a number. */
    boolean scan(byte[] newBytes, int newFrom, int newTo) {
        return scanShort(newBytes, newFrom, newTo) || scanAny(newBytes, newFrom, newTo);
    }

    /** Digits with or without a point, up to 18 in all; false for anything else. */
    private boolean scanShort(byte[] newBytes, int newFrom, int newTo) {
        boolean minus = newFrom < newTo && newBytes[newFrom] == '-';
        int start = minus ? newFrom + 1 : newFrom;
        int point = ByteScan.afterDigits(newBytes, start, newTo);
        int whole = point - start;
        if (point == newTo) {
            long value = shortInteger(newBytes, start, newTo);
            return value >= 0 && note(newBytes, newFrom, newTo, minus, value, whole, 0);
        }
        int fraction = newTo - point - 1;
        if (newBytes[point] != '.' || fraction == 0 || whole + fraction > 18) {
            return false;
        }
        long before = whole == 0 ? 0 : shortInteger(newBytes, start, point);
        byte first = newBytes[point + 1];
        long after = first < '0' ? NOT_SHORT : shortInteger(newBytes, point + 1, newTo);
        return before >= 0
                && after >= 0
                && note(newBytes, newFrom, newTo, minus, before * POWERS[fraction] + after, whole + fraction, fraction);
    }

    private boolean note(byte[] newBytes, int newFrom, int newTo, boolean minus, long value, int count, int fraction) {
        bytes = newBytes;
        from = newFrom;
        to = newTo;
        negative = minus;
        integral = fraction == 0;
        digits = value;
        // Leading zeros count here; it is never more than 18, so that it makes no difference.
        digitCount = value == 0 ? 0 : count;
        exponent = -fraction;
        return true;
    }

    private boolean scanAny(byte[] newBytes, int newFrom, int newTo) {
        bytes = newBytes;
        from = newFrom;
        to = newTo;
        int at = newFrom;
        negative = at < newTo && newBytes[at] == '-';
        if (negative || at < newTo && newBytes[at] == '+') {
            at++;
        }
        long value = 0;
        int count = 0;
        int start = at;
        int digit;
        while (at < newTo && (digit = newBytes[at] - '0') >= 0 && digit <= 9) {
            if (count < MAX_DIGITS) {
                value = value * 10 + digit;
            }
            // Leading zeros do not count.
            count += count > 0 || digit != 0 ? 1 : 0;
            at++;
        }
        int written = at - start;
        long power = 0;
        integral = at == newTo;
        if (at < newTo && newBytes[at] == '.') {
            int fraction = ++at;
            while (at < newTo && (digit = newBytes[at] - '0') >= 0 && digit <= 9) {
                if (count < MAX_DIGITS) {
                    value = value * 10 + digit;
                }
                count += count > 0 || digit != 0 ? 1 : 0;
                at++;
            }
            power = fraction - at;
            written -= (int) power;
        }
        digits = value;
        digitCount = count;
        exponent = power;
        if (written == 0) {
            return false;
        }
        return at == newTo || scanExponent(at);
    }

    private boolean scanExponent(int mark) {
        int at = mark;
        if ((bytes[at] | 0x20) != 'e') {
            return false;
        }
        at++;
        boolean down = at < to && bytes[at] == '-';
        if (down || at < to && bytes[at] == '+') {
            at++;
        }
        if (at == to) {
            return false;
        }
        long power = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            // Beyond this every number is zero or out of range; the sum with the fraction must not overflow.
            power = Math.min(power * 10 + digit, Integer.MAX_VALUE);
        }
        exponent += down ? -power : power;
        return true;
    }

    boolean isIntegral() {
        return integral;
    }

    /** Whether an integral number fits 64 bits. */
    boolean fitsLong() {
        if (digitCount < MAX_DIGITS) {
            return true;
        }
        return digitCount == MAX_DIGITS && (digits >= 0 || negative && digits == Long.MIN_VALUE);
    }

    /** An integral number that fits. */
    long toLong() {
        return negative ? -digits : digits;
    }

    /** The nearest double, as {@link Double#parseDouble} gives it; infinite beyond the range. */
    double toDouble() {
        // Both factors are exact doubles, so the one rounding of the operation is the right one.
        if (digitCount < MAX_DIGITS && digits >>> 53 == 0 && exponent >= -22 && exponent <= 22) {
            double value =
                    exponent < 0 ? digits / DOUBLE_POWERS[(int) -exponent] : digits * DOUBLE_POWERS[(int) exponent];
            return negative ? -value : value;
        }
        return Double.parseDouble(text());
    }

    float toFloat() {
        return Float.parseFloat(text());
    }

    /**
     * Whether {@link #unscaled} can be used for this precision and scale: all numbers that need no more than 18 digits
     * on the way.
     */
    boolean isShort(int scale) {
        long shift = exponent + scale;
        return digitCount < MAX_DIGITS
                && (shift >= 0 ? digitCount + shift < MAX_DIGITS || digitCount == 0 : shift > -MAX_DIGITS);
    }

    /** The unscaled value, rounded half away from zero to the scale. */
    long unscaled(int scale) {
        long shift = exponent + scale;
        long value;
        if (digitCount == 0) {
            value = 0;
        } else if (shift >= 0) {
            value = digits * POWERS[(int) shift];
        } else {
            long divisor = POWERS[(int) -shift];
            value = digits / divisor;
            value += digits % divisor >= divisor - divisor / 2 ? 1 : 0;
        }
        return negative ? -value : value;
    }

    static boolean hasAtMostDigits(long unscaled, int precision) {
        return precision >= POWERS.length || Math.abs(unscaled) < POWERS[precision];
    }

    /** Whether the number has more digits before the point than any DECIMAL, so that it must not be expanded. */
    boolean isHuge() {
        return digitCount > 0 && digitCount + exponent > 40;
    }

    /** Whether the number rounds to zero at every scale, so that it must not be expanded either. */
    boolean isTiny() {
        return digitCount + exponent < -40;
    }

    BigDecimal toDecimal(int scale) {
        return isTiny()
                ? BigDecimal.ZERO.setScale(scale)
                : new BigDecimal(text()).setScale(scale, RoundingMode.HALF_UP);
    }

    /** The number, which is not {@link #isHuge}, if it is whole; else null. */
    @Nullable
    BigInteger toWhole() {
        if (digitCount == 0) {
            return BigInteger.ZERO;
        }
        if (isTiny()) {
            return null;
        }
        BigDecimal value = new BigDecimal(text()).stripTrailingZeros();
        return value.scale() > 0 ? null : value.toBigIntegerExact();
    }

    private String text() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
