package dev.tailrace.language.functions;

/** Decimals read and written digit by digit. */
final class DecimalText {
    private static final int MAX_DIGITS = 18;

    /** Sign, 38 digits, a point, and a zero before it. */
    private static final int ROOM = 42;

    private DecimalText() {}

    /**
     * Reads digits with an optional sign and point. The places behind the point, with the unscaled value in {@code out};
     * -1 for what is not written like that or has more than 18 digits.
     */
    static int plain(byte[] b, int s, int e, Wide out) {
        int at = s < e && (b[s] == '-' || b[s] == '+') ? s + 1 : s;
        if (e - at > MAX_DIGITS + 1) {
            return -1;
        }
        long value = 0;
        int point = -1;
        int first = at;
        for (; at < e; at++) {
            int digit = b[at] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (b[at] == '.' && point < 0) {
                point = at;
            } else {
                return -1;
            }
        }
        int digits = e - first - (point < 0 ? 0 : 1);
        if (digits == 0 || digits > MAX_DIGITS) {
            return -1;
        }
        out.set(b[s] == '-' ? -value : value);
        return point < 0 ? 0 : e - point - 1;
    }

    /** Writes a decimal with all its places; {@code number} is used up. */
    static void print(Wide number, int scale, Slice out) {
        boolean isNegative = number.high < 0;
        if (isNegative) {
            number.negate();
        }
        byte[] room = out.scratch(ROOM, 0);
        int at = ROOM;
        int places = scale;
        int part = 0;
        int left = 0;
        while (left > 0 || places >= 0 || number.high != 0 || number.low != 0) {
            if (left == 0) {
                part = number.divide(1_000_000_000);
                left = 9;
            }
            // Zeros in front end with the one before the point.
            if (part == 0 && places < 0 && number.high == 0 && number.low == 0) {
                break;
            }
            room[--at] = (byte) ('0' + part % 10);
            part /= 10;
            left--;
            if (--places == 0) {
                room[--at] = '.';
            }
        }
        if (isNegative) {
            room[--at] = '-';
        }
        out.of(room, at, ROOM);
    }
}
