package dev.tailrace.language.functions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Dates as days and timestamps as milliseconds since 1970-01-01. A timestamp without a zone counts as if its wall clock
 * showed UTC.
 */
public final class Times {
    /** 0000-01-01T00:00 and the last millisecond of 9999, between which Flink has its instants. */
    private static final long MIN_EPOCH_MILLIS = -62_167_219_200_000L;

    private static final long MAX_EPOCH_MILLIS = 253_402_300_799_999L;

    public static final long SECOND = 1000L;
    public static final long MINUTE = 60 * SECOND;
    public static final long HOUR = 60 * MINUTE;
    public static final long DAY = 24 * HOUR;

    private Times() {}

    public static ZoneRules rules(String zone) {
        return ZoneId.of(zone).getRules();
    }

    /** What the wall clock of the zone shows at an instant. */
    public static long toLocal(long instant, ZoneRules zone) {
        return instant + zone.getOffset(Instant.ofEpochMilli(instant)).getTotalSeconds() * SECOND;
    }

    /** When the wall clock shows it: the first time of two; in a gap, as far after it as the time is within it. */
    public static long toInstant(long local, ZoneRules zone) {
        if (zone.isFixedOffset()) {
            return local - zone.getOffset(Instant.EPOCH).getTotalSeconds() * SECOND;
        }
        LocalDateTime time = dateTime(local);
        ZoneOffsetTransition transition = zone.getTransition(time);
        ZoneOffset offset = transition == null ? zone.getOffset(time) : transition.getOffsetBefore();
        return local - offset.getTotalSeconds() * SECOND;
    }

    static LocalDateTime dateTime(long local) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(local, SECOND), (int) Math.floorMod(local, SECOND) * 1_000_000, ZoneOffset.UTC);
    }

    static long millis(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * SECOND + time.getNano() / 1_000_000;
    }

    /** The date of a timestamp; like Flink's, the day after for one before 1970 that is not midnight. */
    public static int day(long local) {
        return (int) (local / DAY);
    }

    /** The date that the parts of a timestamp are of. Before 1970 they count back from zero, as in Flink. */
    private static LocalDate date(long local) {
        return LocalDate.ofEpochDay(day(local));
    }

    /** The date of a timestamp. */
    public static int floorDay(long local) {
        return (int) Math.floorDiv(local, DAY);
    }

    /**
     * Fewer fraction digits; like Flink's, towards 1970, so that one before it becomes later.
     *
     * @param precision fraction digits that are kept
     */
    public static long truncate(long millis, int precision) {
        long unit = precision == 0 ? 1000 : precision == 1 ? 100 : precision == 2 ? 10 : 1;
        return millis / unit * unit;
    }

    public static long year(long local) {
        return date(local).getYear();
    }

    public static long quarter(long local) {
        return date(local).get(IsoFields.QUARTER_OF_YEAR);
    }

    public static long month(long local) {
        return date(local).getMonthValue();
    }

    /** The ISO week of the year. */
    public static long week(long local) {
        return date(local).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    public static long dayOfMonth(long local) {
        return date(local).getDayOfMonth();
    }

    public static long dayOfYear(long local) {
        return date(local).getDayOfYear();
    }

    /** Sunday is 1. */
    public static long dayOfWeek(long local) {
        return Math.floorMod(local / DAY + 4, 7L) + 1;
    }

    public static long hour(long local) {
        return local % DAY / HOUR;
    }

    public static long minute(long local) {
        return local % HOUR / MINUTE;
    }

    public static long second(long local) {
        return local % MINUTE / SECOND;
    }

    public static long millisecond(long local) {
        return local % SECOND;
    }

    public static long microsecond(long local) {
        return local % SECOND * 1000;
    }

    public static long nanosecond(long local) {
        return local % SECOND * 1_000_000;
    }

    public static long millennium(long local) {
        return (year(local) + 999) / 1000;
    }

    public static long century(long local) {
        return (year(local) + 99) / 100;
    }

    public static long decade(long local) {
        return year(local) / 10;
    }

    /** The year that the ISO week belongs to. */
    public static long isoYear(long local) {
        return date(local).get(IsoFields.WEEK_BASED_YEAR);
    }

    /** Monday is 1. */
    public static long isoDayOfWeek(long local) {
        return Math.floorMod(local / DAY + 3, 7L) + 1;
    }

    public static long epoch(long local) {
        return local / SECOND;
    }

    /** Clamped to the end of the month. */
    public static long addMonths(long local, long months) {
        long day = Math.floorDiv(local, DAY);
        return LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay() * DAY + Math.floorMod(local, DAY);
    }

    public static int addMonthsToDate(int day, long months) {
        return (int) LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay();
    }

    /**
     * Whole months from one to the other, as Flink counts them: the greatest number of months that, added to the
     * earlier date, does not lie after the later one, or reaches it by clamping to the end of a month; one less if that
     * meets the date {@code to} exactly and its time of day is the earlier one.
     */
    public static int monthsBetween(long from, long to) {
        int months = monthsBetween(floorDay(from), floorDay(to));
        boolean meets = addMonthsToDate(floorDay(from), months) == floorDay(to);
        return meets && Math.floorMod(to, DAY) < Math.floorMod(from, DAY) ? months - 1 : months;
    }

    private static int monthsBetween(int from, int to) {
        if (to < from) {
            return -monthsBetween(to, from);
        }
        int months = (int) ChronoUnit.MONTHS.between(LocalDate.ofEpochDay(from), LocalDate.ofEpochDay(to));
        return addMonthsToDate(from, months + 1) <= to ? months + 1 : months;
    }

    /** ISO date with a year of at least four digits. */
    public static void printDate(int day, Slice out) {
        out.ofAscii(LocalDate.ofEpochDay(day).toString());
    }

    /** {@code yyyy-MM-dd HH:mm:ss} and as many fraction digits as the precision. */
    public static void printTimestamp(long local, int precision, Slice out) {
        LocalDateTime time = dateTime(local);
        byte[] room = out.scratch(32, 0);
        int year = time.getYear();
        if (year < 0 || year > 9999) {
            throw new ArithmeticException("the year " + year + " has no text");
        }
        int at = digits(room, 0, year, 4);
        room[at++] = '-';
        at = digits(room, at, time.getMonthValue(), 2);
        room[at++] = '-';
        at = digits(room, at, time.getDayOfMonth(), 2);
        room[at++] = ' ';
        at = digits(room, at, time.getHour(), 2);
        room[at++] = ':';
        at = digits(room, at, time.getMinute(), 2);
        room[at++] = ':';
        at = digits(room, at, time.getSecond(), 2);
        if (precision > 0) {
            room[at++] = '.';
            digits(room, at, time.get(ChronoField.MILLI_OF_SECOND), 3);
            at += precision;
        }
        out.ofScratch(at);
    }

    static int digits(byte[] room, int at, int number, int count) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            room[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + count;
    }

    /**
     * TO_TIMESTAMP_LTZ: false, for NULL, outside the years 0000 to 9999.
     *
     * @param unitMillis 1 or 1000
     */
    public static boolean fromEpoch(long number, long unitMillis, Wide out) {
        out.low = number * unitMillis;
        return number >= MIN_EPOCH_MILLIS / unitMillis && number <= MAX_EPOCH_MILLIS / unitMillis;
    }

    /** What a wall clock of the zone shows as an instant, if anything was read. */
    public static boolean inZone(boolean isRead, ZoneRules zone, Wide out) {
        if (isRead) {
            out.low = toInstant(out.low, zone);
        }
        return isRead;
    }
}
