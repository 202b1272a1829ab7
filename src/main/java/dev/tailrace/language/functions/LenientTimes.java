package dev.tailrace.language.functions;

import java.time.LocalDateTime;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code java.sql.Timestamp.valueOf} and {@code java.sql.Date.valueOf} read, to which Flink falls back where
 * a text does not follow a pattern: {@code 2024-3-31 2:30:0} and {@code 2024-02-31}, the 2nd of March. They cannot be
 * called, because they take a detour through the time zone of the machine.
 */
final class LenientTimes {
    private static final Pattern DATE = Pattern.compile("([^-]{4})-([^-]{1,2})-(.{1,2})", Pattern.DOTALL);
    private static final Pattern TIME =
            Pattern.compile("([^:]*):([^:]*):([^.]*)(?:\\.(\\p{Nd}.{0,8}))?", Pattern.DOTALL);
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private LenientTimes() {}

    /**
     * Milliseconds since 1970-01-01T00:00 of a wall clock.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static long millis(String untrimmed) {
        String text = untrimmed.trim();
        int blank = text.indexOf(' ');
        Matcher date = matched(DATE, blank < 0 ? text : text.substring(0, blank));
        int year = number(date.group(1));
        int month = number(date.group(2));
        int day = number(date.group(3));
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            throw new IllegalArgumentException(text);
        }
        if (blank < 0) {
            return millis(year, month, day, 0, 0, 0);
        }
        Matcher time = matched(TIME, text.substring(blank + 1));
        long whole = millis(year, month, day, number(time.group(1)), number(time.group(2)), number(time.group(3)));
        String fraction = time.group(4);
        // Read as a whole first: it must be a number to its end, even where it is cut.
        return fraction == null ? whole : whole + nanos(fraction) / 1_000_000;
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return matcher;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static int nanos(String fraction) {
        int nanos = Integer.parseInt(fraction);
        for (int digits = fraction.length(); digits < 9; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /**
     * What is too great goes into the next greater unit, by the Julian calendar before 1582-10-15; the result has the
     * date that this gives, as it is written, in the calendar of java.time.
     */
    private static long millis(int year, int month, int day, int hour, int minute, int second) {
        GregorianCalendar calendar = new GregorianCalendar(UTC, Locale.ROOT);
        calendar.clear();
        calendar.set(year, month - 1, day, hour, minute, second);
        int yearOfEra = calendar.get(GregorianCalendar.YEAR);
        return Times.millis(LocalDateTime.of(
                calendar.get(GregorianCalendar.ERA) == GregorianCalendar.BC ? 1 - yearOfEra : yearOfEra,
                calendar.get(GregorianCalendar.MONTH) + 1,
                calendar.get(GregorianCalendar.DAY_OF_MONTH),
                calendar.get(GregorianCalendar.HOUR_OF_DAY),
                calendar.get(GregorianCalendar.MINUTE),
                calendar.get(GregorianCalendar.SECOND)));
    }
}
