package dev.tailrace.formats.text;

/**
 * How timestamps are written; both are read. The fraction is left out where it is zero, otherwise it has three digits.
 * TIMESTAMP_LTZ is written in UTC with a Z behind.
 */
public enum TimestampFormat {
    /** {@code 2001-01-31 09:30:00} */
    SQL,
    /** {@code 2001-01-31T09:30:00} */
    ISO
}
