package dev.tailrace.runtime;

/**
 * Where a run is to hold: before rows of a wire for which a condition is TRUE.
 *
 * @param condition an SQL expression of type BOOLEAN over the wire's columns; blank for every row
 * @param everyHits at which of these rows: 1 for each, n for the n-th counted from the last time it held here
 */
public record Breakpoint(String condition, long everyHits) {
    /** Holds at every row. */
    public static final Breakpoint ALWAYS = new Breakpoint("", 1);

    public Breakpoint {
        if (everyHits < 1) {
            throw new IllegalArgumentException("every " + everyHits + " hits");
        }
    }

    public boolean hasCondition() {
        return !condition.isBlank();
    }
}
