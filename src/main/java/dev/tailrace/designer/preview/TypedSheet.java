package dev.tailrace.designer.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.data.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that somebody types, as a table has them: cells keep what was typed, right or wrong. Knows no toolkit.
 *
 * @param rows not to be changed
 */
record TypedSheet(List<ObjectNode> rows) {
    TypedSheet {
        rows = List.copyOf(rows);
    }

    /** Of one JSON object a line; null if a line is none, so that no table can show it. */
    static @Nullable TypedSheet of(String text) {
        List<ObjectNode> rows = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank()) {
                ObjectNode row = TypedRows.object(line);
                if (row == null) {
                    return null;
                }
                rows.add(row);
            }
        }
        return new TypedSheet(rows);
    }

    /** One JSON object a line. */
    String text() {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(JsonText.of(row)).append('\n'));
        return text.toString();
    }

    /** @param value null to say nothing of the column */
    TypedSheet with(int row, String column, @Nullable JsonNode value) {
        List<ObjectNode> changed = new ArrayList<>(rows);
        ObjectNode copy = rows.get(row).deepCopy();
        if (value == null) {
            copy.remove(column);
        } else {
            copy.set(column, value);
        }
        changed.set(row, copy);
        return new TypedSheet(changed);
    }

    /** @param more in place of empty rows at the end, as they are added to be filled */
    TypedSheet and(List<ObjectNode> more) {
        List<ObjectNode> all = new ArrayList<>(rows);
        while (!all.isEmpty() && all.get(all.size() - 1).isEmpty()) {
            all.remove(all.size() - 1);
        }
        all.addAll(more);
        return new TypedSheet(all);
    }

    TypedSheet withEmptyRow() {
        List<ObjectNode> all = new ArrayList<>(rows);
        all.add(JsonNodeFactory.instance.objectNode());
        return new TypedSheet(all);
    }

    TypedSheet without(Set<Integer> positions) {
        List<ObjectNode> left = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!positions.contains(i)) {
                left.add(rows.get(i));
            }
        }
        return new TypedSheet(left);
    }

    /** The columns, and those that rows name although there are none such, so that they are seen and can be emptied. */
    Schema columns(Schema known) {
        Set<String> others = new LinkedHashSet<>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(others::add));
        known.names().forEach(others::remove);
        List<Field> fields = new ArrayList<>(known.fields());
        others.forEach(name -> fields.add(Field.of(name, DataType.STRING)));
        return new Schema(fields);
    }
}
