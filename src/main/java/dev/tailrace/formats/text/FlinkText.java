package dev.tailrace.formats.text;

import dev.tailrace.data.DataType;
import dev.tailrace.data.TypeKind;

/** SQL that makes of a text what {@link TextColumn} makes of it. */
public final class FlinkText {
    private FlinkText() {}

    /** Whether Flink's own formats read values of the type differently, so that they are to be read as STRING. */
    public static boolean needsCast(DataType type) {
        return type.kind().isTimestamp();
    }

    /** An expression of the type over a STRING expression; fails, as reading does, where the text is no such value. */
    public static String cast(String text, DataType type) {
        return switch (type.kind()) {
            case STRING -> text;
            case TIMESTAMP -> wallClock(text) + " AS " + type + ")";
            case TIMESTAMP_LTZ -> {
                String millis = "TRY_CAST(" + text + " AS BIGINT)";
                String pattern = "'yyyy-MM-dd HH:mm:ss.SSS'";
                // Without a zone it is UTC, whatever the zone of the session.
                String instant = "TO_TIMESTAMP_LTZ(DATE_FORMAT(" + wallClock(text) + " AS TIMESTAMP(3)), " + pattern
                        + "), " + pattern + ", 'UTC')";
                yield "CAST(CASE WHEN " + millis + " IS NOT NULL THEN TO_TIMESTAMP_LTZ(" + millis + ", 3) ELSE "
                        + instant + " END AS " + type + ")";
            }
            default -> "CAST(" + text + " AS " + type + ")";
        };
    }

    /** A time before any other: what a row that is not one (a header) has, for Flink wants no null as event time. */
    public static String beforeAllTime(DataType type) {
        return type.is(TypeKind.TIMESTAMP_LTZ)
                ? "TO_TIMESTAMP_LTZ(-62135596800000, 3)"
                : "TIMESTAMP '0001-01-01 00:00:00.000'";
    }

    private static String wallClock(String text) {
        return "CAST(REPLACE(REPLACE(" + text + ", 'T', ' '), 'Z', '')";
    }
}
