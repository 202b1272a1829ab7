package dev.tailrace.designer.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.data.json.CellJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as spreadsheets and tables put them on the clipboard: a line each, tabs between the cells. A first line of names of
 * columns says which cell is which; without it, cells go to the columns in their order.
 */
public final class PastedRows {
    private PastedRows() {}

    /** @param schema whose columns the cells belong to; others are left out */
    public static List<ObjectNode> of(String text, Schema schema) {
        List<String> lines = text.lines().filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        List<String> head = cells(lines.get(0));
        boolean hasHead = head.stream().allMatch(name -> schema.contains(name.strip()));
        List<String> columns = hasHead ? head.stream().map(String::strip).toList() : schema.names();
        List<ObjectNode> rows = new ArrayList<>();
        for (String line : hasHead ? lines.subList(1, lines.size()) : lines) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            List<String> cells = cells(line);
            for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
                Field field = schema.field(columns.get(i));
                JsonNode value = field == null ? null : cell(cells.get(i), field);
                if (value != null) {
                    row.set(columns.get(i), value);
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return List.of(line.split("\t", -1));
    }

    /**
     * What was put into a cell: nothing said of the column, {@code null}, or a value; text in quotes where it would be one
     * of these otherwise.
     */
    public static @Nullable JsonNode cell(String text, Field field) {
        if (text.isEmpty()) {
            return null;
        } else if (text.equals("null")) {
            return NullNode.getInstance();
        }
        boolean isQuoted = field.type().is(TypeKind.STRING) && text.length() > 1 && text.startsWith("\"");
        if (isQuoted && text.endsWith("\"")) {
            return JsonNodeFactory.instance.textNode(text.substring(1, text.length() - 1));
        }
        return CellJson.typed(text, field.type());
    }

    /** What stands in a cell, so that {@link #cell} reads it again. */
    public static String text(@Nullable JsonNode value) {
        if (value == null) {
            return "";
        }
        String text = CellJson.text(value);
        boolean isMistakable = value.isTextual() && (text.isEmpty() || text.equals("null") || text.startsWith("\""));
        return isMistakable ? "\"" + text + "\"" : text;
    }

    /** The rows as a spreadsheet takes them, and {@link #of} reads them again: the names of the columns, then a line each. */
    public static String text(List<ObjectNode> rows, Schema schema) {
        StringBuilder text = new StringBuilder(String.join("\t", schema.names())).append('\n');
        for (ObjectNode row : rows) {
            text.append(schema.names().stream()
                            // What breaks lines or cells would be other cells when it is read.
                            .map(name -> text(row.get(name)).replaceAll("[\\t\\r\\n]+", " "))
                            .collect(Collectors.joining("\t")))
                    .append('\n');
        }
        return text.toString();
    }
}
