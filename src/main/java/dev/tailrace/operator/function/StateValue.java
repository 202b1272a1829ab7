package dev.tailrace.operator.function;

import dev.tailrace.data.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;

/**
 * A class of values that functions keep, and the column in which they are saved. What has no column of its own that holds
 * every value exactly is saved as text.
 */
record StateValue(
        Class<?> type, DataType column, Function<Object, Object> toColumn, Function<Object, Object> ofColumn) {
    private static final List<StateValue> ALL = List.of(
            plain(Boolean.class, DataType.BOOLEAN),
            plain(Integer.class, DataType.INT),
            plain(Long.class, DataType.BIGINT),
            plain(Float.class, DataType.FLOAT),
            plain(Double.class, DataType.DOUBLE),
            plain(String.class, DataType.STRING),
            plain(byte[].class, DataType.BYTES),
            plain(LocalDate.class, DataType.DATE),
            text(BigDecimal.class, BigDecimal::new),
            text(LocalDateTime.class, LocalDateTime::parse),
            text(Instant.class, Instant::parse));

    private static StateValue plain(Class<?> type, DataType column) {
        return new StateValue(type, column, value -> value, value -> value);
    }

    private static StateValue text(Class<?> type, Function<String, Object> parse) {
        return new StateValue(type, DataType.STRING, Object::toString, value -> parse.apply((String) value));
    }

    /** @throws IllegalArgumentException if values of the class cannot be kept */
    static StateValue of(Class<?> type) {
        return ALL.stream()
                .filter(value -> value.type == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("state of " + type.getName() + " is not offered; use "
                        + ALL.stream().map(value -> value.type.getSimpleName()).toList()));
    }

    /** The value itself, if it is of the class; code compiled without generics may give any. */
    Object checked(Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("this state keeps " + type.getSimpleName() + ", not "
                    + value.getClass().getSimpleName());
        }
        return value;
    }
}
