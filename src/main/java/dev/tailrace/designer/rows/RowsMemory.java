package dev.tailrace.designer.rows;

import java.util.HashMap;
import java.util.Map;

/** What was done to the rows of each wire and sink while the pipeline is open. On the JavaFX thread. */
final class RowsMemory {
    /**
     * Of one wire or sink.
     *
     * @param condition text of the filter, also while it is wrong
     * @param folded whether changes are shown as a table
     */
    record Remembered(ColumnLayout columns, String condition, boolean folded) {
        static final Remembered NOTHING = new Remembered(ColumnLayout.NONE, "", false);
    }

    private final Map<RowOrigin, Remembered> byOrigin = new HashMap<>();

    Remembered of(RowOrigin origin) {
        return byOrigin.getOrDefault(origin, Remembered.NOTHING);
    }

    void keep(RowOrigin origin, Remembered remembered) {
        byOrigin.put(origin, remembered);
    }
}
