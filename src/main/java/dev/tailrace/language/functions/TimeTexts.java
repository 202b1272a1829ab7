package dev.tailrace.language.functions;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Reading dates and timestamps from text, and writing them by a pattern of java.time. */
public final class TimeTexts {
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-[MM][M]-[dd][d]")
            .optionalStart()
            .appendPattern(" [HH][H]:[mm][m]:[ss][s]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private static final int MAX_YEAR = 9999;
    private static final String NO_DATE = "is not a date like 2026-01-31";

    private TimeTexts() {}

    public static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /**
     * {@code yyyy-MM-dd HH:mm:ss.SSS}; zeros in front, the fraction and the time may be left out, a day beyond the end
     * of its month (up to 31) is its last.
     *
     * @param precision fraction digits that are kept
     */
    public static long toTimestamp(byte[] b, int s, int e, int precision) {
        long fast = canonical(b, s, e);
        if (fast != Long.MIN_VALUE) {
            return truncate(fast, precision);
        }
        try {
            return truncate(millis(TIMESTAMP.parse(Text.string(b, s, e))), precision);
        } catch (DateTimeException cause) {
            throw Numbers.failure(b, s, e, "is not a timestamp like 2026-01-31 12:34:56.789");
        }
    }

    public static long truncate(long millis, int precision) {
        return precision >= 3 ? millis : Units.floor(millis, precision == 0 ? 1000 : precision == 1 ? 100 : 10);
    }

    /** TO_TIMESTAMP: false, for NULL, where {@link #toTimestamp} fails. */
    public static boolean toTimestampOrNull(byte[] b, int s, int e, Wide out) {
        long fast = canonical(b, s, e);
        try {
            out.low = fast != Long.MIN_VALUE ? fast : millis(TIMESTAMP.parse(Text.string(b, s, e)));
            return true;
        } catch (DateTimeException cause) {
            return false;
        }
    }

    /** A text that does not follow the pattern is read as {@code yyyy-M-d} with or without {@code H:m:s.SSS}. */
    public static boolean toTimestampOrNull(byte[] b, int s, int e, DateTimeFormatter pattern, Wide out) {
        String text = Text.string(b, s, e);
        try {
            out.low = millis(pattern.parse(text));
            return true;
        } catch (DateTimeParseException other) {
            try {
                out.low = LenientTimes.millis(text);
                return true;
            } catch (IllegalArgumentException neither) {
                return false;
            }
        } catch (DateTimeException cause) {
            return false;
        }
    }

    /** What a pattern does not read is as at 1970-01-01 00:00:00. */
    private static long millis(TemporalAccessor read) {
        return Times.millis(LocalDateTime.of(
                get(read, ChronoField.YEAR, 1970),
                get(read, ChronoField.MONTH_OF_YEAR, 1),
                get(read, ChronoField.DAY_OF_MONTH, 1),
                get(read, ChronoField.HOUR_OF_DAY, 0),
                get(read, ChronoField.MINUTE_OF_HOUR, 0),
                get(read, ChronoField.SECOND_OF_MINUTE, 0),
                get(read, ChronoField.NANO_OF_SECOND, 0)));
    }

    private static int get(TemporalAccessor read, ChronoField field, int absent) {
        return read.isSupported(field) ? read.get(field) : absent;
    }

    /**
     * The milliseconds of {@code yyyy-MM-dd HH:mm:ss} with up to three fraction digits, or {@link Long#MIN_VALUE} for
     * what is not written like that or has a day that needs clamping.
     */
    private static long canonical(byte[] b, int s, int e) {
        int length = e - s;
        if (length < 19 || length == 20 || length > 23) {
            return Long.MIN_VALUE;
        }
        if (b[s + 4] != '-' || b[s + 7] != '-' || b[s + 10] != ' ' || b[s + 13] != ':' || b[s + 16] != ':') {
            return Long.MIN_VALUE;
        }
        int year = number(b, s, 4);
        int month = number(b, s + 5, 2);
        int day = number(b, s + 8, 2);
        int hour = number(b, s + 11, 2);
        int minute = number(b, s + 14, 2);
        int second = number(b, s + 17, 2);
        int fraction = 0;
        if (length > 19) {
            fraction = b[s + 19] == '.' ? number(b, s + 20, length - 20) : -1;
            for (int digits = length - 20; digits < 3; digits++) {
                fraction *= 10;
            }
        }
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > 28) {
            return Long.MIN_VALUE;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0) {
            return Long.MIN_VALUE;
        }
        return LocalDate.of(year, month, day).toEpochDay() * Times.DAY
                + hour * Times.HOUR
                + minute * Times.MINUTE
                + second * Times.SECOND
                + fraction;
    }

    private static int number(byte[] b, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            if (b[i] < '0' || b[i] > '9') {
                return Integer.MIN_VALUE;
            }
            number = number * 10 + b[i] - '0';
        }
        return number;
    }

    /**
     * {@code yyyy-MM-dd}; zeros in front may be left out, as may the day, and the month with it. The day must exist.
     * What follows a blank is not read.
     *
     * @throws NumberFormatException for anything else
     */
    public static int toDate(byte[] b, int s, int e) {
        try {
            return date(b, s, e);
        } catch (ArithmeticException tooGreat) {
            throw Numbers.failure(b, s, e, NO_DATE);
        }
    }

    /** @throws ArithmeticException where a part is beyond INT, at which Flink's TO_DATE fails too */
    private static int date(byte[] b, int s, int e) {
        String text = Text.string(b, s, e);
        int blank = text.indexOf(' ');
        String[] parts = (blank > 0 ? text.substring(0, blank) : text).split("-", 3);
        try {
            int year = dateField(parts, 0);
            int month = dateField(parts, 1);
            int day = dateField(parts, 2);
            if (year <= MAX_YEAR) {
                return (int) LocalDate.of(year, month, day).toEpochDay();
            }
        } catch (NumberFormatException | DateTimeException cause) {
            throw Numbers.failure(b, s, e, NO_DATE);
        }
        throw Numbers.failure(b, s, e, NO_DATE);
    }

    /** TO_DATE: false, for NULL, where {@link #toDate} fails, but for numbers beyond INT, at which this fails too. */
    public static boolean toDateOrNull(byte[] b, int s, int e, Wide out) {
        try {
            out.low = date(b, s, e);
            return true;
        } catch (NumberFormatException unreadable) {
            return false;
        }
    }

    private static int dateField(String[] parts, int index) {
        if (index >= parts.length) {
            return 1;
        }
        String digits = parts[index].trim();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NumberFormatException(digits);
        }
        return new BigInteger(digits).intValueExact();
    }
}
