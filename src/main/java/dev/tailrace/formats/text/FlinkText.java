package dev.tailrace.formats.text;

import dev.tailrace.data.DataType;

/** SQL that makes of a text what {@link TextColumn} makes of it. */
public final class FlinkText {
    /** Before any event time: what a row that is not one (a header) has, for Flink wants no null there. */
    public static final String NO_TIME = "0001-01-01 00:00:00";

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

    private static String wallClock(String text) {
        return "CAST(REPLACE(REPLACE(" + text + ", 'T', ' '), 'Z', '')";
    }
}
