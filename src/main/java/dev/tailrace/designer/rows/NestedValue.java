package dev.tailrace.designer.rows;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.designer.watch.CellText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value unfolded: what it is called within its parent, its type, how it is shown, and its parts. Immutable.
 *
 * @param name of a ROW's field, the key of a MAP, or {@code [1]}, counted from 1 as in SQL, of an ARRAY
 * @param text all of it, on one line
 */
record NestedValue(String name, DataType type, String text, boolean isNull, List<NestedValue> parts) {
    NestedValue {
        parts = List.copyOf(parts);
    }

    static NestedValue of(String name, DataType type, @Nullable Object value, ZoneId zone) {
        List<NestedValue> parts = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                parts.add(of("[" + (i + 1) + "]", type.element().type(), list.get(i), zone));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, part) ->
                    parts.add(of(CellText.of(key, zone), type.value().type(), part, zone)));
        } else if (value instanceof Row row) {
            List<Field> fields = type.children();
            for (int i = 0; i < fields.size(); i++) {
                parts.add(of(fields.get(i).name(), fields.get(i).type(), row.get(i), zone));
            }
        }
        return new NestedValue(name, type, CellText.of(value, zone), value == null, parts);
    }
}
