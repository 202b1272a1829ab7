package dev.tailrace.connectors.files;

/** Whether a file is read on as it grows. */
public enum Follow {
    /** It is read once, to its end. */
    NO,
    /** From its beginning, and then what is written to it. */
    WHOLE,
    /** Only what is written to it from now on. */
    NEW
}
