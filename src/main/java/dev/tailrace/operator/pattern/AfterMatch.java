package dev.tailrace.operator.pattern;

/** Which matches there can be beside or after one that is found: those that begin ... */
public enum AfterMatch {
    /** ... after its last row. */
    PAST_LAST_ROW,
    /** ... after its first row. */
    TO_NEXT_ROW,
    /** ... with the first row of a variable or later. */
    TO_FIRST,
    /** ... with the last row of a variable or later. */
    TO_LAST;

    /** Whether it names a variable. */
    public boolean hasVariable() {
        return this == TO_FIRST || this == TO_LAST;
    }
}
