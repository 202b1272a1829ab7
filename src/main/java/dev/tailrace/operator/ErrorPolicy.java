package dev.tailrace.operator;

/** What becomes of a row that cannot be computed, where the error port is not wired. */
public enum ErrorPolicy {
    /** The run ends with the row shown. */
    STOP,
    /** The row is left out and counted on the node. */
    SKIP
}
