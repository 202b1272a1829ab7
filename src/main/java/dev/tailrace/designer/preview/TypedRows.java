package dev.tailrace.designer.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.json.CellJson;
import dev.tailrace.data.json.CellJson.NotOfType;
import dev.tailrace.data.json.JsonReading;
import dev.tailrace.data.json.JsonText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that somebody types: one JSON object a line, values as {@link CellJson} has them, a column that is left out is
 * NULL. Safe on any thread.
 */
final class TypedRows {
    private final Schema schema;
    private final CellJson cells;

    /** @param problem what is wrong with the first wrong line, or null; rows are those before it */
    record Read(List<Row> rows, @Nullable Problem problem) {}

    /** @param zone of values with local time zone */
    TypedRows(Schema schema, ZoneId zone) {
        this.schema = schema;
        this.cells = new CellJson(zone);
    }

    Read read(String text) {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Problem problem = line.isBlank() ? null : take(line, rows);
            if (problem != null) {
                return new Read(rows, Problem.error("designer.preview.line", number, problem));
            }
        }
        return new Read(rows, null);
    }

    /** Adds the row of a line, or says what is wrong with it. */
    private @Nullable Problem take(String line, List<Row> rows) {
        ObjectNode object = object(line);
        if (object == null) {
            return Problem.error("designer.preview.not-json");
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (Field field : schema.fields()) {
            Problem problem = take(object.get(field.name()), field, values);
            if (problem != null) {
                return problem;
            }
        }
        for (var cell : object.properties()) {
            if (!schema.contains(cell.getKey())) {
                return Problem.error("designer.preview.no-column", cell.getKey());
            }
        }
        rows.add(Row.of(values.toArray()));
        return null;
    }

    private @Nullable Problem take(@Nullable JsonNode typed, Field field, List<@Nullable Object> values) {
        boolean isNull = typed == null || typed.isNull();
        if (isNull && !field.nullable()) {
            return Problem.error("designer.preview.needs-value", field.name());
        }
        try {
            values.add(typed == null ? null : cells.value(typed, field.type()));
            return null;
        } catch (NotOfType wrong) {
            String said = typed == null ? "" : JsonText.of(typed);
            return Problem.error("designer.preview.not-of-type", field.name(), said, field.type());
        }
    }

    /** The object that a line says; null if it says none. */
    static @Nullable ObjectNode object(String line) {
        return JsonReading.parse(line) instanceof ObjectNode object ? object : null;
    }

    /**
     * What is wrong with one cell, or null.
     *
     * @param typed null if nothing is said of the column
     */
    @Nullable
    Problem problem(@Nullable JsonNode typed, String column) {
        Field field = schema.field(column);
        if (field == null) {
            return typed == null ? null : Problem.error("designer.preview.no-column", column);
        }
        return take(typed, field, new ArrayList<>());
    }

    /** The rows as they would be typed. What is no value is left out. */
    String write(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            ObjectNode object = cells.object(row, schema.fields());
            schema.names().stream().filter(name -> object.path(name).isNull()).forEach(object::remove);
            text.append(JsonText.of(object)).append('\n');
        }
        return text.toString();
    }
}
