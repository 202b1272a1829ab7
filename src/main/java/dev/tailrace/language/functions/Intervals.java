package dev.tailrace.language.functions;

/** Intervals: numbers of milliseconds, and of months. */
public final class Intervals {
    private Intervals() {}

    public static long days(long millis) {
        return millis / Times.DAY;
    }

    public static long years(int months) {
        return months / 12;
    }

    /** Months beyond whole years. */
    public static long months(int months) {
        return months % 12;
    }

    /** {@code +1 02:03:04.005}: days and a time of day. */
    public static void print(long millis, Slice out) {
        long size = Math.abs(millis);
        byte[] time = out.scratch(40, 0);
        int at = sign(time, millis < 0, size / Times.DAY);
        time[at++] = ' ';
        at = Times.digits(time, at, (int) (size % Times.DAY / Times.HOUR), 2);
        time[at++] = ':';
        at = Times.digits(time, at, (int) (size % Times.HOUR / Times.MINUTE), 2);
        time[at++] = ':';
        at = Times.digits(time, at, (int) (size % Times.MINUTE / Times.SECOND), 2);
        time[at++] = '.';
        out.ofScratch(Times.digits(time, at, (int) (size % Times.SECOND), 3));
    }

    /** {@code +1-02}: years and months. */
    public static void print(int months, Slice out) {
        long size = Math.abs((long) months);
        byte[] room = out.scratch(40, 0);
        int at = sign(room, months < 0, size / 12);
        room[at++] = '-';
        out.ofScratch(Times.digits(room, at, (int) (size % 12), 2));
    }

    private static int sign(byte[] room, boolean isNegative, long number) {
        room[0] = (byte) (isNegative ? '-' : '+');
        int count = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            count++;
        }
        long rest = number;
        for (int i = count; i > 0; i--) {
            room[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return count + 1;
    }
}
