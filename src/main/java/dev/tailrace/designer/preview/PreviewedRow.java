package dev.tailrace.designer.preview;

import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.runtime.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows that the preview shows at the inputs of a node, and which of them expressions are computed for. Knows no
 * toolkit; used on the JavaFX thread.
 */
public final class PreviewedRow {
    private static final int MOST_KEYS = 50;

    private Map<String, Sample> inputs = Map.of();
    private final Map<String, Integer> chosen = new LinkedHashMap<>();

    /** The first row of each input is the one that is computed, until another one is chosen. */
    public void show(Map<String, Sample> newInputs) {
        if (!newInputs.equals(inputs)) {
            inputs = newInputs;
            chosen.clear();
        }
    }

    public void choose(String port, int row) {
        chosen.put(port, row);
    }

    public int chosen(String port) {
        return chosen.getOrDefault(port, 0);
    }

    /** The chosen row of a port in these columns, or null if it has not all of them. */
    public @Nullable Row row(String port, Schema columns) {
        return columns.size() == 0 ? null : row(values(port, ""), columns);
    }

    /** The chosen rows of both sides of a join in these columns; of columns with the same name the left one. */
    public @Nullable Row rowOfSides(String leftPrefix, String rightPrefix, Schema columns) {
        Map<String, @Nullable Object> values = values("right", rightPrefix);
        values.putAll(values("left", leftPrefix));
        return columns.size() == 0 ? null : row(values, columns);
    }

    private Map<String, @Nullable Object> values(String port, String prefix) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Sample sample = inputs.get(port);
        int index = chosen(port);
        if (sample != null && index < sample.rows().size()) {
            Row row = sample.rows().get(index);
            for (int i = 0; i < sample.schema().size(); i++) {
                values.put(prefix + sample.schema().field(i).name(), row.get(i));
            }
        }
        return values;
    }

    private static @Nullable Row row(Map<String, @Nullable Object> byName, Schema columns) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Field field : columns.fields()) {
            Object value = byName.get(field.name());
            if (!byName.containsKey(field.name()) || value instanceof NoValue) {
                return null;
            }
            values.add(value);
        }
        return Row.of(values.toArray());
    }

    /** The keys that the rows have in columns of maps, by column. */
    public Map<String, List<String>> mapKeys() {
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        for (Sample sample : inputs.values()) {
            for (int i = 0; i < sample.schema().size(); i++) {
                Field field = sample.schema().field(i);
                if (field.type().is(TypeKind.MAP)) {
                    Set<String> seen = keys.computeIfAbsent(field.name(), name -> new LinkedHashSet<>());
                    for (Row row : sample.rows()) {
                        add(row.get(i), seen);
                    }
                }
            }
        }
        Map<String, List<String>> all = new LinkedHashMap<>();
        keys.forEach((column, seen) -> all.put(column, List.copyOf(seen)));
        return all;
    }

    private static void add(@Nullable Object value, Set<String> seen) {
        if (value instanceof Map<?, ?> map) {
            map.keySet().stream()
                    .filter(String.class::isInstance)
                    .limit(MOST_KEYS - Math.min(MOST_KEYS, seen.size()))
                    .forEach(key -> seen.add((String) key));
        }
    }
}
