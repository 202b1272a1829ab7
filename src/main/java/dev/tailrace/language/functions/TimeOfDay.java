package dev.tailrace.language.functions;

/** TIME: milliseconds since midnight. */
public final class TimeOfDay {
    private static final int[] UNITS = {1000, 100, 10};

    private TimeOfDay() {}

    /**
     * The time of day that a wall clock shows.
     *
     * @throws ArithmeticException before 1970 but at midnight, where Flink's time of day is negative and no time
     */
    public static int of(long local) {
        int millis = (int) (local % Times.DAY);
        if (millis < 0) {
            throw new ArithmeticException("the time of day before 1970 is not defined");
        }
        return millis;
    }

    /** @param precision fraction digits that are kept */
    public static int truncate(int millis, int precision) {
        return precision >= UNITS.length ? millis : millis - millis % UNITS[precision];
    }

    public static int floorOf(long local) {
        return (int) Math.floorMod(local, Times.DAY);
    }

    /**
     * {@code HH:mm:ss} with an optional fraction, blanks around; zeros in front may be left out, as may the seconds, and
     * the minutes with them.
     *
     * @param precision fraction digits that are kept
     * @throws NumberFormatException for anything else
     */
    public static int parse(byte[] b, int s, int e, int precision) {
        int at = s;
        int end = e;
        while (at < end && b[at] == ' ') {
            at++;
        }
        while (end > at && b[end - 1] == ' ') {
            end--;
        }
        int millis = 0;
        int unit = (int) Times.HOUR;
        int most = 23;
        while (true) {
            int number = 0;
            int first = at;
            for (; at < end && b[at] >= '0' && b[at] <= '9'; at++) {
                number = Math.min(number * 10 + b[at] - '0', 100);
            }
            if (at == first || number > most) {
                throw failure(b, s, e);
            }
            millis += number * unit;
            if (at == end || unit == Times.SECOND || b[at] != ':') {
                break;
            }
            at++;
            unit /= 60;
            most = 59;
        }
        if (at < end) {
            millis += fraction(b, at, end, unit == Times.SECOND);
        }
        if (millis < 0) {
            throw failure(b, s, e);
        }
        return truncate(millis, precision);
    }

    private static RuntimeException failure(byte[] b, int s, int e) {
        return Numbers.failure(b, s, e, "is not a time of day like 12:34:56.789");
    }

    /** The thousandths of a point and digits, or far below zero for anything else. */
    private static int fraction(byte[] b, int from, int end, boolean isAllowed) {
        int millis = 0;
        int unit = 100;
        for (int i = from + 1; i < end; i++) {
            if (b[i] < '0' || b[i] > '9') {
                return Integer.MIN_VALUE;
            }
            millis += (b[i] - '0') * unit;
            unit /= 10;
        }
        return isAllowed && b[from] == '.' ? millis : Integer.MIN_VALUE;
    }

    /** {@code HH:mm:ss} and a fraction without zeros at its end, of one digit at least if the precision is not 0. */
    public static void print(int millis, int precision, Slice out) {
        byte[] room = out.scratch(12, 0);
        int at = Times.digits(room, 0, millis / (int) Times.HOUR, 2);
        room[at++] = ':';
        at = Times.digits(room, at, millis / (int) Times.MINUTE % 60, 2);
        room[at++] = ':';
        at = Times.digits(room, at, millis / (int) Times.SECOND % 60, 2);
        if (precision > 0) {
            room[at++] = '.';
            int fraction = millis % 1000;
            do {
                room[at++] = (byte) ('0' + fraction / 100);
                fraction = fraction % 100 * 10;
            } while (fraction > 0);
        }
        out.ofScratch(at);
    }
}
