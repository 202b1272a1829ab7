package dev.tailrace.sdk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a function sends rows; only during a call. */
public interface RowOutput {
    /**
     * Sends a row.
     *
     * @param values one for each column of the output, in order: of the classes that {@link InputRow} names; a whole number
     *     of any class that fits; texts as any CharSequence; parts of a millisecond are cut off
     * @throws IllegalArgumentException if a value does not fit its column
     */
    void emit(@Nullable Object... values);

    /** Sends a row, by the names of its columns; the others are NULL. */
    void emit(Map<String, ? extends @Nullable Object> values);
}
