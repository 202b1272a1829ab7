package dev.tailrace.language;

import dev.tailrace.data.DataType;

/** Types that stand for each other where somebody looks for a value that fits. */
public enum TypeGroup {
    BOOLEAN,
    NUMBER,
    TEXT,
    /** Dates, times of day and timestamps. */
    TIME,
    BYTES,
    ARRAY,
    MAP,
    ROW,
    /** Nothing is known, or everything fits. */
    ANY;

    public static TypeGroup of(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> BOOLEAN;
            case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL -> NUMBER;
            case STRING -> TEXT;
            case BYTES -> BYTES;
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> TIME;
            case ARRAY -> ARRAY;
            case MAP -> MAP;
            case ROW -> ROW;
        };
    }

    static TypeGroup of(Parameter.Kind kind) {
        return switch (kind) {
            case TEXT -> TEXT;
            case BOOLEAN -> BOOLEAN;
            case INT, INTEGER, WIDE_INTEGER, NUMBER -> NUMBER;
            case TIMESTAMP -> TIME;
            case BYTES -> BYTES;
            case ARRAY -> ARRAY;
            case MAP -> MAP;
            case JSON, ANY -> ANY;
        };
    }

    /** As the words of a signature say it, where the validator knows the types better than the catalogue. */
    static TypeGroup ofWord(String parameter) {
        return switch (parameter) {
            case "number", "count", "start", "length" -> NUMBER;
            case "text", "characters", "new" -> TEXT;
            case "date", "timestamp" -> TIME;
            default -> ANY;
        };
    }

    /** What calls of a function give, as far as that does not depend on the arguments. */
    static TypeGroup given(Builtin function) {
        Object result = function.result();
        if (result == Result.TEXT || result == Result.TEXT_OR_NULL || result == Result.TEXT_NOT_NULL) {
            return TEXT;
        }
        if (result == Result.BOOLEAN || result == Result.BOOLEAN_OR_NULL || result == Result.TRUTH) {
            return BOOLEAN;
        }
        if (result == Result.INT || result == Result.INT_OR_NULL || result == Result.DOUBLE) {
            return NUMBER;
        }
        if (result == Result.BIGINT || result == Result.BIGINT_OR_NULL) {
            return NUMBER;
        }
        if (result == Result.BYTES || result == Result.BYTES_OR_NULL) {
            return BYTES;
        }
        return result == Result.DATE_OR_NULL ? TIME : givenBy(function.name());
    }

    private static TypeGroup givenBy(String function) {
        return switch (function) {
            case "LOWER", "UPPER", "TRIM" -> TEXT;
            case "ABS", "MOD", "SIGN", "ROUND", "TRUNCATE" -> NUMBER;
            case "CHAR_LENGTH", "CHARACTER_LENGTH", "POSITION" -> NUMBER;
            case "DAYOFMONTH", "DAYOFWEEK", "DAYOFYEAR", "EXTRACT", "HOUR", "MINUTE", "MONTH", "QUARTER", "SECOND" ->
                NUMBER;
            case "TIMESTAMPDIFF", "WEEK", "YEAR" -> NUMBER;
            case "TIMESTAMPADD", "TO_TIMESTAMP", "TO_TIMESTAMP_LTZ" -> TIME;
            case "ARRAY_CONTAINS" -> BOOLEAN;
            case "ARRAY", "ARRAY_APPEND", "ARRAY_CONCAT", "ARRAY_DISTINCT", "ARRAY_EXCEPT", "ARRAY_INTERSECT" -> ARRAY;
            case "ARRAY_PREPEND", "ARRAY_REMOVE", "ARRAY_REVERSE", "ARRAY_SLICE", "ARRAY_SORT", "ARRAY_UNION" -> ARRAY;
            case "MAP_ENTRIES", "MAP_KEYS", "MAP_VALUES", "REGEXP_EXTRACT_ALL", "SPLIT" -> ARRAY;
            case "MAP", "MAP_FROM_ARRAYS", "MAP_UNION", "STR_TO_MAP" -> MAP;
            case "ROW" -> ROW;
            default -> ANY;
        };
    }

    /** Whether a value of the other group may stand where this one is wanted; true where either is not known. */
    boolean accepts(TypeGroup other) {
        return this == ANY || other == ANY || this == other;
    }
}
