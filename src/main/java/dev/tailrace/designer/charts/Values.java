package dev.tailrace.designer.charts;

import dev.tailrace.operator.view.ChartView.Axis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** How single values are written beside a chart and in files: as they are, not rounded to ticks. */
final class Values {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MILLISECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final double WHOLE = 1e15;

    private Values() {}

    /** A place on an axis. */
    static String place(Axis axis, double value, List<String> labels, ZoneId zone) {
        return switch (axis) {
            case TIME -> time(value, zone);
            case NUMBER -> number(value);
            case LABEL -> ChartReader.label(labels, value);
        };
    }

    /** With milliseconds only where there are any. */
    static String time(double millis, ZoneId zone) {
        Instant instant = Instant.ofEpochMilli((long) millis);
        return (instant.getNano() == 0 ? SECOND : MILLISECOND).format(instant.atZone(zone));
    }

    /** At most six decimals. */
    static String number(double value) {
        return Math.abs(value) < 1e9 && value != Math.rint(value) ? exact(Math.round(value * 1e6) / 1e6) : exact(value);
    }

    /** To three digits, for the ends of scales. */
    static String about(double value) {
        return Math.abs(value) >= 1000 || value == 0 || !Double.isFinite(value)
                ? exact(Math.rint(value))
                : exact(new BigDecimal(value).round(new MathContext(3)).doubleValue());
    }

    /** As it is, without an exponent. */
    static String exact(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < WHOLE
                ? Long.toString((long) value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** For files: times as in SQL, always with milliseconds, in the zone. */
    static String inFile(Axis axis, double value, List<String> labels, ZoneId zone) {
        return switch (axis) {
            case TIME -> MILLISECOND.format(Instant.ofEpochMilli((long) value).atZone(zone));
            case NUMBER -> exact(value);
            case LABEL -> ChartReader.label(labels, value);
        };
    }
}
