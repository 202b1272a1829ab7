package dev.tailrace.formats.text;

/**
 * Dates and times as text, in the proleptic Gregorian calendar from year 0000 to 9999: {@code yyyy-MM-dd},
 * {@code HH:mm[:ss[.fraction]]} and both with a blank or a T between. Fractions have 1 to 9 digits, of which the first
 * three are kept. A closing Z is allowed after a timestamp.
 */
final class TimeText {
    static final long INVALID = Long.MIN_VALUE;
    private static final int MILLIS_PER_DAY = 86_400_000;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    private TimeText() {}

    /** Days since 1970-01-01, or {@link #INVALID}. */
    static long date(byte[] b, int from, int to) {
        if (to - from != 10 || b[from + 4] != '-' || b[from + 7] != '-') {
            return INVALID;
        }
        int century = twoDigits(b, from);
        int yearOfCentury = twoDigits(b, from + 2);
        int month = twoDigits(b, from + 5);
        int day = twoDigits(b, from + 8);
        if ((century | yearOfCentury) < 0 || month < 1 || month > 12 || day < 1) {
            return INVALID;
        }
        int year = century * 100 + yearOfCentury;
        boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
        int length = month == 2 ? leap ? 29 : 28 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        if (day > length) {
            return INVALID;
        }
        // Leap days before this year, year 0 being one.
        int leapDays = year == 0 ? 0 : (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1;
        int dayOfYear = DAYS_BEFORE_MONTH[month - 1] + day - 1 + (leap && month > 2 ? 1 : 0);
        return 365L * year + leapDays + dayOfYear - 719_528;
    }

    /** Milliseconds since midnight, or {@link #INVALID}. */
    static long time(byte[] b, int from, int to) {
        int length = to - from;
        if (length < 5 || b[from + 2] != ':') {
            return INVALID;
        }
        int hour = twoDigits(b, from);
        int minute = twoDigits(b, from + 3);
        int second = 0;
        int millis = 0;
        if (length > 5) {
            if (length < 8 || b[from + 5] != ':') {
                return INVALID;
            }
            second = twoDigits(b, from + 6);
            if (length > 8) {
                millis = fraction(b, from + 8, to);
            }
        }
        if ((hour | minute | second | millis) < 0 || hour > 23 || minute > 59 || second > 59) {
            return INVALID;
        }
        return ((hour * 60L + minute) * 60 + second) * 1000 + millis;
    }

    /** Milliseconds since 1970-01-01T00:00 of the wall clock that the text shows, or {@link #INVALID}. */
    static long timestamp(byte[] b, int from, int to) {
        if (to - from < 16 || b[from + 10] != ' ' && b[from + 10] != 'T') {
            return INVALID;
        }
        long days = date(b, from, from + 10);
        long millis = time(b, from + 11, b[to - 1] == 'Z' ? to - 1 : to);
        return days == INVALID || millis == INVALID ? INVALID : days * MILLIS_PER_DAY + millis;
    }

    /** The thousandths of {@code .ddd}, or -1. */
    private static int fraction(byte[] b, int from, int to) {
        if (b[from] != '.' || to - from < 2 || to - from > 10) {
            return -1;
        }
        int millis = 0;
        for (int i = 1; i <= 3 || from + i < to; i++) {
            int digit = from + i < to ? b[from + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            millis = i <= 3 ? millis * 10 + digit : millis;
        }
        return millis;
    }

    /** The number, or something negative. */
    private static int twoDigits(byte[] b, int at) {
        int tens = b[at] - '0';
        int ones = b[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
