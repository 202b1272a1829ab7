package dev.tailrace.operator;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250 ms}, {@code 5 s}, {@code 10 min}, {@code 1 h}, {@code 7 d}. */
public final class DurationText {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,12})\\s*([A-Za-z]+)\\s*");

    private DurationText() {}

    /** The duration, or empty if the text has no such form. */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(form.group(1));
        Duration unit =
                switch (form.group(2).toLowerCase(Locale.ROOT)) {
                    case "ms", "millisecond", "milliseconds" -> Duration.ofMillis(1);
                    case "s", "sec", "second", "seconds" -> Duration.ofSeconds(1);
                    case "min", "m", "minute", "minutes" -> Duration.ofMinutes(1);
                    case "h", "hour", "hours" -> Duration.ofHours(1);
                    case "d", "day", "days" -> Duration.ofDays(1);
                    default -> Duration.ZERO;
                };
        try {
            return unit.isZero()
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(Math.multiplyExact(unit.toMillis(), count)));
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
    }

    /** As {@link #parse}, also with a sign before it, such as {@code -10 min}. */
    public static Optional<Duration> parseSigned(String text) {
        String stripped = text.strip();
        return stripped.startsWith("-") ? parse(stripped.substring(1)).map(Duration::negated) : parse(stripped);
    }

    /** The shortest such text that says exactly this. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis != 0 && millis % 86_400_000 == 0) {
            return millis / 86_400_000 + " d";
        } else if (millis != 0 && millis % 3_600_000 == 0) {
            return millis / 3_600_000 + " h";
        } else if (millis != 0 && millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        } else if (millis % 1000 == 0) {
            return millis / 1000 + " s";
        }
        return millis + " ms";
    }
}
