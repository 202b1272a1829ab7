package dev.tailrace.operator;

import dev.tailrace.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What flows on a wire.
 *
 * @param changes whether rows may be updates and deletes
 * @param eventTime the column whose values the watermark speaks of, or null before event time is assigned
 */
public record StreamType(Schema schema, boolean changes, @Nullable String eventTime) {
    public static StreamType rows(Schema schema) {
        return new StreamType(schema, false, null);
    }

    public StreamType withSchema(Schema newSchema) {
        return new StreamType(newSchema, changes, eventTime);
    }

    public StreamType withEventTime(@Nullable String column) {
        return new StreamType(schema, changes, column);
    }
}
