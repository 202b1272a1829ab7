package dev.tailrace.flink;

import dev.tailrace.data.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nested values as Flink's connectors have them, and as ours are described in {@link Row}. */
final class FlinkValues {
    private FlinkValues() {}

    static @Nullable Object theirs(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(FlinkValues::theirs).toArray();
        }
        if (value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, one) -> copy.put(theirs(key), theirs(one)));
            return copy;
        }
        if (value instanceof Row row) {
            return org.apache.flink.types.Row.of(
                    row.values().stream().map(FlinkValues::theirs).toArray());
        }
        return value;
    }

    static @Nullable Object ours(@Nullable Object value) {
        if (value instanceof Object[] array) {
            List<@Nullable Object> list = new ArrayList<>();
            Arrays.stream(array).forEach(element -> list.add(ours(element)));
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, one) -> copy.put(ours(key), ours(one)));
            return copy;
        }
        if (value instanceof org.apache.flink.types.Row row) {
            @Nullable Object[] values = new Object[row.getArity()];
            Arrays.setAll(values, i -> ours(row.getField(i)));
            return Row.of(values);
        }
        return value;
    }
}
