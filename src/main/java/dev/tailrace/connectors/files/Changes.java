package dev.tailrace.connectors.files;

/** What becomes of a changelog, whose rows are not only added. */
public enum Changes {
    /** It is a problem of the drawing. */
    REFUSE,
    /** The file holds the rows that are left in the end. */
    TABLE,
    /** The file holds every change, with its kind in a column before the others. */
    CHANGELOG
}
