package dev.tailrace.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Nearest;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.data.json.CellJson;
import dev.tailrace.data.json.CellJson.NotOfType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON objects by column name, and back. In rows that are put into a changelog, {@value #KIND} says what a row does
 * ({@code +I}, which it is unless said, {@code -U}, {@code +U} or {@code -D}). Immutable; safe on any thread.
 */
public final class RowJson {
    /** What stands beside the columns of a row of a changelog. */
    public static final String KIND = "$kind";

    private final CellJson cells;

    /** @param zone of the pipeline */
    public RowJson(ZoneId zone) {
        cells = new CellJson(zone);
    }

    public CellJson cells() {
        return cells;
    }

    /**
     * Reads the rows of one port.
     *
     * @param changes whether rows may say what they do
     * @param problems hears of rows that cannot be read, which are left out; the first argument of each is the number of
     *     the row, from 1
     */
    List<TestedRow> read(List<ObjectNode> rows, Schema schema, boolean changes, Consumer<Problem> problems) {
        List<TestedRow> read = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            TestedRow row = read(rows.get(i), i + 1, schema, changes, problems);
            if (row != null) {
                read.add(row);
            }
        }
        return read;
    }

    private @Nullable TestedRow read(
            ObjectNode object, int number, Schema schema, boolean changes, Consumer<Problem> problems) {
        List<@Nullable Object> values = new ArrayList<>(Collections.nCopies(schema.size(), null));
        BitSet said = new BitSet();
        RowKind kind = RowKind.INSERT;
        for (Map.Entry<String, JsonNode> cell : object.properties()) {
            String name = cell.getKey();
            int column = schema.indexOf(name);
            if (column < 0 && changes && name.equals(KIND)) {
                kind = kind(cell.getValue());
                if (kind == null) {
                    problems.accept(
                            Problem.error("proof.kind", number, cell.getValue().asText()));
                    return null;
                }
                continue;
            }
            Problem problem = column < 0
                    ? unknown(number, name, schema)
                    : set(values, column, cell.getValue(), number, schema.field(column));
            if (problem != null) {
                problems.accept(problem);
                return null;
            }
            said.set(column);
        }
        return new TestedRow(new Row(kind, values), said);
    }

    private @Nullable Problem set(List<@Nullable Object> values, int column, JsonNode json, int number, Field field) {
        if (json.isNull() && !field.nullable()) {
            return Problem.error("proof.null", number, field.name());
        }
        try {
            values.set(column, cells.value(json, field.type()));
            return null;
        } catch (NotOfType wrong) {
            return Problem.error("proof.not-of-type", number, field.name(), json.toString(), field.type());
        }
    }

    private static Problem unknown(int number, String name, Schema schema) {
        return Nearest.to(name, schema.names())
                .map(near -> Problem.error("proof.unknown-column-near", number, name, near))
                .orElseGet(
                        () -> Problem.error("proof.unknown-column", number, name, String.join(", ", schema.names())));
    }

    private static @Nullable RowKind kind(JsonNode json) {
        for (RowKind kind : RowKind.values()) {
            if (kind.shortText().equals(json.asText())) {
                return kind;
            }
        }
        return null;
    }

    /** A row that was seen on a wire, as a test has it; cells without a value are left out. */
    public ObjectNode write(Row row, Schema schema) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (row.kind() != RowKind.INSERT) {
            object.put(KIND, row.kind().shortText());
        }
        return object.setAll(cells.object(row, schema.fields()));
    }
}
