package dev.tailrace.language.functions;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as numbers and numbers as texts, as Flink's CAST reads and writes them. */
public final class Numbers {
    private static final String OUT_OF_RANGE = "is out of range";

    /** Digits of a decimal, and bytes of a text, that Flink reads in a way of its own. */
    private static final int MAX_SHORT = 18;

    private static final Pattern MARKED = Pattern.compile("([+-]?+(?!$)[0-9]*\\.?[0-9]*)[\\x00-\\x7F&&[^0-9.]]?");

    private Numbers() {}

    /**
     * Digits with an optional sign, and an optional fraction that is dropped; blanks around are ignored.
     *
     * @throws NumberFormatException for anything else, and beyond the range
     */
    public static long toInteger(byte[] b, int s, int e, long min, long max) {
        int start = s;
        int end = e;
        while (start < end && b[start] == ' ') {
            start++;
        }
        while (end > start && b[end - 1] == ' ') {
            end--;
        }
        if (start == end) {
            throw failure(b, s, e, "is empty");
        }
        boolean negative = b[start] == '-';
        if (negative || b[start] == '+') {
            start++;
            if (start == end) {
                throw failure(b, s, e, "is not a whole number");
            }
        }
        long value = 0;
        int i = start;
        // Counts down, since there is one negative number more.
        for (; i < end && b[i] != '.'; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                throw failure(b, s, e, "is not a whole number");
            }
            if (value < (Long.MIN_VALUE + digit) / 10) {
                throw failure(b, s, e, OUT_OF_RANGE);
            }
            value = value * 10 - digit;
        }
        for (i++; i < end; i++) {
            if (b[i] < '0' || b[i] > '9') {
                throw failure(b, s, e, "is not a whole number");
            }
        }
        if (value < (negative ? min : -max)) {
            throw failure(b, s, e, OUT_OF_RANGE);
        }
        return negative ? value : -value;
    }

    public static double toDouble(byte[] b, int s, int e) {
        try {
            return Double.parseDouble(Text.string(b, s, e));
        } catch (NumberFormatException cause) {
            throw failure(b, s, e, "is not a number");
        }
    }

    public static float toFloat(byte[] b, int s, int e) {
        try {
            return Float.parseFloat(Text.string(b, s, e));
        } catch (NumberFormatException cause) {
            throw failure(b, s, e, "is not a number");
        }
    }

    /** @throws NumberFormatException if it is not a number or has more digits than the type */
    public static boolean toDecimal(byte[] b, int s, int e, int precision, int scale, Wide out) {
        int places = DecimalText.plain(b, s, e, out);
        if (places >= 0) {
            if (!out.fit(places, precision, scale)) {
                throw failure(b, s, e, OUT_OF_RANGE);
            }
            return true;
        }
        BigDecimal number;
        try {
            String text = Text.string(b, s, e).strip();
            boolean isShort = precision <= MAX_SHORT && e - s <= MAX_SHORT;
            number = isShort ? shortDecimal(text) : new BigDecimal(text);
        } catch (NumberFormatException cause) {
            throw failure(b, s, e, "is not a number");
        }
        // Far exponents would make setScale build a number of that many digits.
        boolean isFar = (long) number.precision() - number.scale() > 100;
        if (isFar && number.signum() != 0 || !Decimals.fit(isFar ? BigDecimal.ZERO : number, precision, scale, out)) {
            throw failure(b, s, e, OUT_OF_RANGE);
        }
        return true;
    }

    /**
     * As Flink reads a short text into a short decimal: whatever stands behind the digits counts as the mark of an
     * exponent, which may be missing, as may the digits.
     */
    private static BigDecimal shortDecimal(String text) {
        Matcher marked = MARKED.matcher(text);
        if (!marked.matches()) {
            return new BigDecimal(text);
        }
        String number = marked.group(1);
        return number.chars().anyMatch(Character::isDigit) ? new BigDecimal(number) : BigDecimal.ZERO;
    }

    public static boolean toBoolean(byte[] b, int s, int e) {
        switch (Text.string(b, s, e).toLowerCase(java.util.Locale.ROOT)) {
            case "t", "true", "y", "yes", "1":
                return true;
            case "f", "false", "n", "no", "0":
                return false;
            default:
                throw failure(b, s, e, "is neither true nor false");
        }
    }

    static RuntimeException failure(byte[] b, int s, int e, String what) {
        return new NumberFormatException("\"" + Text.string(b, s, e) + "\" " + what);
    }

    public static void print(long number, Slice out) {
        out.ofAscii(Long.toString(number));
    }

    public static void print(double number, Slice out) {
        out.ofAscii(Double.toString(number));
    }

    public static void print(float number, Slice out) {
        out.ofAscii(Float.toString(number));
    }

    /** A decimal with all places of its scale. */
    public static void print(long high, long low, int scale, Wide room, Slice out) {
        room.set(high, low);
        DecimalText.print(room, scale, out);
    }

    public static void print(boolean value, Slice out) {
        out.ofAscii(value ? "TRUE" : "FALSE");
    }
}
