package dev.tailrace.language.functions;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;

/**
 * Writes timestamps by a pattern of java.time. Patterns of years, months, days and so on with all their digits are
 * written here, and only if the finest of them has changed since the last time; others are java.time's to write.
 * Single-threaded.
 */
public final class TimePattern {
    /** The first and the last millisecond of the years 1 to 9999, whose numbers have four digits. */
    private static final long FIRST_MILLIS = -62_135_596_800_000L;

    private static final long LAST_MILLIS = 253_402_300_799_999L;

    private final DateTimeFormatter formatter;
    private final boolean isPlain;
    /** The pattern, in which the letters are overwritten with digits. */
    private final byte[] pattern;

    private final byte[] text;
    /** Milliseconds of the finest field: times of one such span look the same. */
    private final long spanMillis;

    /** The span of the text; none yet while its end is before its start. */
    private long spanFrom = 1;

    private long spanTo;

    public TimePattern(String pattern) {
        this.formatter = TimeTexts.pattern(pattern);
        this.pattern = pattern.getBytes(StandardCharsets.UTF_8);
        this.text = this.pattern.clone();
        this.isPlain = isPlain(pattern);
        this.spanMillis = pattern.indexOf('S') >= 0
                ? 1
                : pattern.indexOf('s') >= 0
                        ? Times.SECOND
                        : pattern.indexOf('m') >= 0 ? Times.MINUTE : pattern.indexOf('H') >= 0 ? Times.HOUR : Times.DAY;
    }

    private static boolean isPlain(String pattern) {
        String signs = pattern.replaceFirst("yyyy", "")
                .replaceFirst("MM", "")
                .replaceFirst("dd", "")
                .replaceFirst("HH", "")
                .replaceFirst("mm", "")
                .replaceFirst("ss", "")
                .replaceFirst("SSS", "");
        return signs.chars().allMatch(c -> " -/.:,;_".indexOf(c) >= 0);
    }

    /** @param local milliseconds of the wall clock since 1970 */
    public void format(long local, Slice out) {
        if (local >= spanFrom && local < spanTo) {
            out.of(text, 0, text.length);
        } else if (!isPlain) {
            out.of(formatter.format(Times.dateTime(local)));
        } else if (local < FIRST_MILLIS || local > LAST_MILLIS) {
            out.of(formatter.format(Times.dateTime(local)));
        } else {
            write(local);
            spanFrom = local - Math.floorMod(local, spanMillis);
            spanTo = spanFrom + spanMillis;
            out.of(text, 0, text.length);
        }
    }

    private void write(long local) {
        // The parts that Times gives count back from 1970 before it; those of midnight do not.
        long day = Math.floorDiv(local, Times.DAY) * Times.DAY;
        for (int i = 0; i < pattern.length; ) {
            int end = i + 1;
            while (end < pattern.length && pattern[end] == pattern[i]) {
                end++;
            }
            long number =
                    switch (pattern[i]) {
                        case 'y' -> Times.year(day);
                        case 'M' -> Times.month(day);
                        case 'd' -> Times.dayOfMonth(day);
                        case 'H' -> Math.floorMod(local, Times.DAY) / Times.HOUR;
                        case 'm' -> Math.floorMod(local, Times.HOUR) / Times.MINUTE;
                        case 's' -> Math.floorMod(local, Times.MINUTE) / Times.SECOND;
                        case 'S' -> Math.floorMod(local, Times.SECOND);
                        default -> -1;
                    };
            for (int at = end - 1; at >= i && number >= 0; at--) {
                text[at] = (byte) ('0' + number % 10);
                number /= 10;
            }
            i = end;
        }
    }
}
