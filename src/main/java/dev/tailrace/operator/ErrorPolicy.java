package dev.tailrace.operator;

/** What becomes of a row that cannot be read or computed while the error port is not wired. */
public enum ErrorPolicy {
    /** The run fails and shows the row. */
    STOP,
    /** The row is counted on the node and left out. */
    SKIP
}
