package dev.tailrace.language.functions;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;

/**
 * Writes timestamps by a pattern of java.time. Patterns of years, months, days and so on with all their digits are
 * written here, and only if the finest of them has changed since the last time; others are java.time's to write.
 * Single-threaded.
 */
public final class TimePattern {
    private static final int MAX_YEAR = 9999;

    private final DateTimeFormatter formatter;
    private final boolean isPlain;
    /** The pattern, in which the letters are overwritten with digits. */
    private final byte[] pattern;

    private final byte[] text;
    /** Milliseconds of the finest field: times of one such span look the same. */
    private final long spanMillis;

    private long lastSpan = Long.MIN_VALUE;

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
        long span = Math.floorDiv(local, spanMillis);
        if (!isPlain) {
            out.of(formatter.format(Times.dateTime(local)));
        } else if (span == lastSpan) {
            out.of(text, 0, text.length);
        } else if (Times.year(local) < 1 || Times.year(local) > MAX_YEAR) {
            out.of(formatter.format(Times.dateTime(local)));
        } else {
            write(local);
            lastSpan = span;
            out.of(text, 0, text.length);
        }
    }

    private void write(long local) {
        for (int i = 0; i < pattern.length; ) {
            int end = i + 1;
            while (end < pattern.length && pattern[end] == pattern[i]) {
                end++;
            }
            long number =
                    switch (pattern[i]) {
                        case 'y' -> Times.year(local);
                        case 'M' -> Times.month(local);
                        case 'd' -> Times.dayOfMonth(local);
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
