package dev.tailrace.designer.pins;

/** What a pin shows. */
public record PinValue(String text, Kind kind) {
    /** Where the value comes from, or why there is none. */
    public enum Kind {
        /** The newest row of the run. */
        LIVE,
        /** The last row of a preview, while nothing has been run. */
        SAMPLE,
        /** There is no row yet, or its columns were not read. */
        NONE,
        /** The expression is wrong, or cannot be computed for the row. */
        WRONG
    }
}
