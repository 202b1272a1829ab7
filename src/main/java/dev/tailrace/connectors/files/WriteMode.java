package dev.tailrace.connectors.files;

/** What becomes of a file that is there already. */
public enum WriteMode {
    /** It is replaced when the new one is whole. */
    OVERWRITE,
    /** The run fails and leaves it as it is. */
    FAIL
}
