package dev.tailrace.operator.flink;

import java.time.Duration;

/** Durations as Flink SQL writes them. */
public final class SqlInterval {
    private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000};
    private static final String[] UNITS = {"DAY", "HOUR", "MINUTE", "SECOND"};

    private SqlInterval() {}

    /** The duration in its largest whole unit, such as {@code INTERVAL '90' MINUTE}; whole milliseconds. */
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        for (int unit = 0; unit < UNITS.length; unit++) {
            if (millis != 0 && millis % UNIT_MILLIS[unit] == 0) {
                String count = Long.toString(millis / UNIT_MILLIS[unit]);
                return "INTERVAL '" + count + "' " + UNITS[unit] + precision(count);
            }
        }
        String seconds = Long.toString(millis / 1000);
        String fraction = String.format("%03d", millis % 1000);
        String digits = seconds.length() > 2 ? "(" + seconds.length() + ", 3)" : "";
        return "INTERVAL '" + seconds + "." + fraction + "' SECOND" + digits;
    }

    /** SQL takes two digits unless more are announced. */
    private static String precision(String count) {
        return count.length() > 2 ? "(" + count.length() + ")" : "";
    }
}
