package dev.tailrace.language;

import java.util.List;
import java.util.Locale;

/** Words that people write in expressions, to be suggested. */
final class Keywords {
    /** Between operands. */
    static final List<String> INFIX = List.of("AND", "OR", "BETWEEN", "IN", "IS", "LIKE", "NOT", "ESCAPE", "SIMILAR");

    /** Where a value begins. */
    static final List<String> PREFIX = List.of("CASE", "DATE", "FALSE", "INTERVAL", "NOT", "NULL", "TIMESTAMP", "TRUE");

    /** Within CASE. */
    static final List<String> CASE = List.of("WHEN", "THEN", "ELSE", "END");

    /** After AS in a cast. */
    static final List<String> TYPES = List.of(
            "BIGINT",
            "BOOLEAN",
            "DATE",
            "DECIMAL(10, 2)",
            "DOUBLE",
            "INT",
            "STRING",
            "TIMESTAMP(3)",
            "TIMESTAMP_LTZ(3)");

    /** Of time. */
    static final List<String> UNITS =
            List.of("SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "DOW", "DOY", "EPOCH");

    /** Of functions that are written with words between their arguments; others of these are reserved. */
    private static final List<String> WITHIN_CALLS = List.of(
            "ABSENT",
            "CONDITIONAL",
            "ERROR",
            "JSON",
            "KEY",
            "OBJECT",
            "PLACING",
            "RETURNING",
            "SCALAR",
            "UNCONDITIONAL",
            "WRAPPER");

    private Keywords() {}

    /** Whether it is a word of SQL that need not be reserved. */
    static boolean contains(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return UNITS.contains(upper)
                || WITHIN_CALLS.contains(upper)
                || TYPES.stream().anyMatch(type -> type.startsWith(upper + "(") || type.equals(upper));
    }
}
