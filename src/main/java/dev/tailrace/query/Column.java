package dev.tailrace.query;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column as SQL knows it.
 *
 * @param name in SQL; a field of a row that the drawing has as a column of its own is written {@code row.field}
 * @param drawn its name in the drawing's stream, or null where it is not there (yet)
 * @param promise what a column that is not drawn will be, or null
 */
record Column(String name, @Nullable String drawn, @Nullable Promise promise) {
    /** Columns that exist only once somebody uses them in a way that can be drawn. */
    enum Promise {
        PROCESSING_TIME,
        WINDOW_START,
        WINDOW_END,
        WINDOW_TIME,
        ROW_NUMBER;

        boolean isOfWindow() {
            return this == WINDOW_START || this == WINDOW_END || this == WINDOW_TIME;
        }

        /** The name that windows give it. */
        String windowColumn() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Column of(String name, String drawn) {
        return new Column(name, drawn, null);
    }

    static Column promised(String name, Promise promise) {
        return new Column(name, null, promise);
    }

    Column renamed(String newName) {
        return new Column(newName, drawn, promise);
    }
}
