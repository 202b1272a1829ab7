package dev.tailrace.language.functions;

import java.math.BigDecimal;

/** Texts as numbers and numbers as texts, as Flink's CAST reads and writes them. */
public final class Numbers {
    private static final String OUT_OF_RANGE = "is out of range";

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
            number = new BigDecimal(Text.string(b, s, e).strip());
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
