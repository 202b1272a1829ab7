package dev.tailrace.language.functions;

import java.time.LocalDate;

/** FLOOR and CEIL to units of time: of milliseconds to parts of a day, of days since 1970 to weeks and longer. */
public final class Units {
    private Units() {}

    public static long floor(long millis, long unitMillis) {
        return millis - Math.floorMod(millis, unitMillis);
    }

    public static long ceil(long millis, long unitMillis) {
        return floor(millis + unitMillis - 1, unitMillis);
    }

    /** Weeks begin on Sunday. */
    public static int floorWeek(int day) {
        return day - Math.floorMod(day + 4, 7);
    }

    public static int ceilWeek(int day) {
        return floorWeek(day + 6);
    }

    public static int floorMonth(int day) {
        return day - LocalDate.ofEpochDay(day).getDayOfMonth() + 1;
    }

    /** The day itself if it is the first of its month. */
    public static int ceilMonth(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getDayOfMonth() == 1 ? day : day(date.withDayOfMonth(1).plusMonths(1));
    }

    private static LocalDate quarter(LocalDate date) {
        return LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
    }

    public static int floorQuarter(int day) {
        return day(quarter(LocalDate.ofEpochDay(day)));
    }

    /** The first day of the next quarter, also for the first of one; but 1 January is kept, as in Flink. */
    public static int ceilQuarter(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getDayOfYear() == 1 ? day : day(quarter(date).plusMonths(3));
    }

    public static int floorYear(int day) {
        return day - LocalDate.ofEpochDay(day).getDayOfYear() + 1;
    }

    public static int ceilYear(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getDayOfYear() == 1 ? day : day(LocalDate.of(date.getYear() + 1, 1, 1));
    }

    /** @param first year that such spans begin at: 0 for decades, 1 for centuries and millennia */
    public static int floorYears(int day, int years, int first) {
        int year = LocalDate.ofEpochDay(day).getYear();
        int begin = Math.floorDiv(year - first, years) * years + first;
        if (begin < 1) {
            throw new ArithmeticException("the year " + begin + " is out of range");
        }
        return day(LocalDate.of(begin, 1, 1));
    }

    /** The next one, also for the first day of one, as in Flink. */
    public static int ceilYears(int day, int years, int first) {
        return day(LocalDate.ofEpochDay(floorYears(day, years, first)).plusYears(years));
    }

    private static int day(LocalDate date) {
        return (int) date.toEpochDay();
    }
}
