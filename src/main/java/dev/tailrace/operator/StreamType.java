package dev.tailrace.operator;

import dev.tailrace.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What flows on a wire.
 *
 * @param changes whether rows may be updates and deletes
 * @param eventTime the column whose values the watermark speaks of, or null before event time is assigned; where rows are
 *     in windows it is the last millisecond of the window
 * @param windows where rows say which window they are in, or null if they are in none
 */
public record StreamType(Schema schema, boolean changes, @Nullable String eventTime, @Nullable WindowColumns windows) {
    /** A stream whose rows are in no windows. */
    public StreamType(Schema schema, boolean changes, @Nullable String eventTime) {
        this(schema, changes, eventTime, null);
    }

    public static StreamType rows(Schema schema) {
        return new StreamType(schema, false, null);
    }

    /** The same stream with further columns, or with columns of other types; event time and windows stay. */
    public StreamType withSchema(Schema newSchema) {
        return new StreamType(newSchema, changes, eventTime, windows);
    }

    /** The same rows under a watermark of another column, of which the windows so far know nothing. */
    public StreamType withEventTime(@Nullable String column) {
        return new StreamType(schema, changes, column);
    }

    /** The same stream, whose rows say in these columns which window they are in. */
    public StreamType withWindows(@Nullable WindowColumns columns) {
        return new StreamType(schema, changes, eventTime, columns);
    }
}
