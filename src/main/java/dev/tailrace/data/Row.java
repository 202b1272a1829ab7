package dev.tailrace.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row as objects, for samples, previews and tests; never on the hot path.
 *
 * <p>Values: Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String, byte[], LocalDate, LocalTime,
 * LocalDateTime (TIMESTAMP), Instant (TIMESTAMP_LTZ), List (ARRAY), Map (MAP), Row (ROW), or null. In rows that
 * people look at, {@link NoValue} too.
 */
public record Row(RowKind kind, List<@Nullable Object> values) {
    public Row {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    public static Row of(@Nullable Object... values) {
        return new Row(RowKind.INSERT, Arrays.asList(values));
    }

    public @Nullable Object get(int index) {
        return values.get(index);
    }

    @Override
    public String toString() {
        return kind == RowKind.INSERT ? values.toString() : kind.shortText() + values;
    }
}
