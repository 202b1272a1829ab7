package dev.tailrace.sdk;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A row that comes in. Values are Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String, byte[],
 * LocalDate, LocalTime, LocalDateTime (TIMESTAMP), Instant (TIMESTAMP_LTZ), or null. All methods throw
 * IllegalArgumentException if there is no such column.
 */
public interface InputRow {
    @Nullable
    Object get(String column);

    /** @param column position, from 0 */
    @Nullable
    Object get(int column);

    boolean isNull(String column);

    /** The text of a STRING, or null. */
    default @Nullable String getString(String column) {
        Object value = get(column);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException(
                column + " is not text but " + value.getClass().getSimpleName());
    }

    /** A whole number; one that is not null. */
    long getLong(String column);

    /** A number as a double; one that is not null. */
    double getDouble(String column);

    /** A truth value; one that is not null. */
    boolean getBoolean(String column);

    /** A number as a decimal, or null. */
    default @Nullable BigDecimal getDecimal(String column) {
        Object value = get(column);
        if (value == null || value instanceof BigDecimal) {
            return (BigDecimal) value;
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString());
        }
        throw new IllegalArgumentException(
                column + " is not a number but " + value.getClass().getSimpleName());
    }
}
