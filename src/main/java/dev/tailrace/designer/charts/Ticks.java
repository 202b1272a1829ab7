package dev.tailrace.designer.charts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round values along an axis, and their labels. */
final class Ticks {
    /** One tick. */
    record Tick(double value, String label) {}

    /** A step of a time axis: so many of a unit, counted from the beginning of the day or year. */
    private record Step(int count, ChronoUnit unit) {
        double millis() {
            return count * (double) unit.getDuration().toMillis();
        }
    }

    private static final List<Step> STEPS = List.of(
            new Step(1, ChronoUnit.MILLIS),
            new Step(10, ChronoUnit.MILLIS),
            new Step(100, ChronoUnit.MILLIS),
            new Step(1, ChronoUnit.SECONDS),
            new Step(5, ChronoUnit.SECONDS),
            new Step(15, ChronoUnit.SECONDS),
            new Step(30, ChronoUnit.SECONDS),
            new Step(1, ChronoUnit.MINUTES),
            new Step(5, ChronoUnit.MINUTES),
            new Step(15, ChronoUnit.MINUTES),
            new Step(30, ChronoUnit.MINUTES),
            new Step(1, ChronoUnit.HOURS),
            new Step(2, ChronoUnit.HOURS),
            new Step(4, ChronoUnit.HOURS),
            new Step(6, ChronoUnit.HOURS),
            new Step(12, ChronoUnit.HOURS),
            new Step(1, ChronoUnit.DAYS),
            new Step(2, ChronoUnit.DAYS),
            new Step(7, ChronoUnit.DAYS),
            new Step(14, ChronoUnit.DAYS),
            new Step(1, ChronoUnit.MONTHS),
            new Step(3, ChronoUnit.MONTHS),
            new Step(6, ChronoUnit.MONTHS),
            new Step(1, ChronoUnit.YEARS),
            new Step(5, ChronoUnit.YEARS),
            new Step(10, ChronoUnit.YEARS));

    private Ticks() {}

    /** The lengths of the steps of time axes in milliseconds, ascending. */
    static double[] timeSteps() {
        return STEPS.stream().mapToDouble(Step::millis).toArray();
    }

    /** The step 1, 2 or 5 times a power of ten that gives at most so many steps in the range. */
    static double niceStep(double range, int atMost) {
        double raw = range / Math.max(1, atMost);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double lead = raw / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }

    /** Ticks of a number axis in {@code [from, to]}. */
    static List<Tick> numbers(double from, double to, int atMost, Locale locale) {
        if (!(to > from)) {
            return List.of(new Tick(from, number(from, 1, locale)));
        }
        double step = niceStep(to - from, atMost);
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
            ticks.add(new Tick(i * step, number(i * step, step, locale)));
        }
        return ticks;
    }

    /** With as many decimals as the step needs, and large numbers with a unit. */
    static String number(double value, double step, Locale locale) {
        double size = Math.max(Math.abs(value), step);
        String[] units = {"", "k", "M", "G", "T"};
        int unit = 0;
        // Four digits are still read at a glance: 5000, then 10k.
        while (value != 0 && size >= (unit == 0 ? 10_000 : 1000) && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        double scale = Math.pow(1000, unit);
        int decimals = (int) Math.max(0, Math.min(6, -Math.floor(Math.log10(step / scale) + 1e-9)));
        return String.format(locale, "%." + decimals + "f", value == 0 ? 0.0 : value / scale) + units[unit];
    }

    /**
     * Ticks of a time axis in {@code [from, to]}.
     *
     * @param from milliseconds of the epoch
     * @param zone in which steps begin and labels are written
     */
    static List<Tick> times(double from, double to, int atMost, ZoneId zone) {
        Step step = STEPS.get(STEPS.size() - 1);
        for (Step candidate : STEPS) {
            if ((to - from) / candidate.millis() <= Math.max(1, atMost)) {
                step = candidate;
                break;
            }
        }
        List<Tick> ticks = new ArrayList<>();
        ZonedDateTime at = begin(Instant.ofEpochMilli((long) Math.floor(from)).atZone(zone), step);
        DateTimeFormatter format = format(step, to - from);
        while (at.toInstant().toEpochMilli() <= to) {
            long millis = at.toInstant().toEpochMilli();
            if (millis >= from) {
                ticks.add(new Tick(millis, format.format(at)));
            }
            at = at.plus(step.count, step.unit);
        }
        return ticks;
    }

    /** The last round time at or before this one. */
    private static ZonedDateTime begin(ZonedDateTime time, Step step) {
        return switch (step.unit) {
            case YEARS ->
                time.truncatedTo(ChronoUnit.DAYS)
                        .withDayOfYear(1)
                        .withYear(Math.floorDiv(time.getYear(), step.count) * step.count);
            case MONTHS ->
                time.truncatedTo(ChronoUnit.DAYS)
                        .withDayOfMonth(1)
                        .withMonth((time.getMonthValue() - 1) / step.count * step.count + 1);
            case DAYS ->
                time.truncatedTo(ChronoUnit.DAYS)
                        .minusDays(Math.floorMod(time.toLocalDate().toEpochDay(), (long) step.count));
            default -> {
                ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
                long passed = Duration.between(day, time).toMillis();
                long length = (long) step.millis();
                yield day.plus(passed / length * length, ChronoUnit.MILLIS);
            }
        };
    }

    private static DateTimeFormatter format(Step step, double rangeMillis) {
        boolean days = rangeMillis > Duration.ofDays(1).toMillis();
        return DateTimeFormatter.ofPattern(
                switch (step.unit) {
                    case MILLIS -> "HH:mm:ss.SSS";
                    case SECONDS -> "HH:mm:ss";
                    case MINUTES, HOURS -> days ? "MM-dd HH:mm" : "HH:mm";
                    case DAYS -> "MM-dd";
                    case MONTHS -> "yyyy-MM";
                    default -> "yyyy";
                });
    }
}
