package dev.tailrace.formats.json;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.formats.text.FlinkText;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FlinkFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON Lines as Flink 2.3's format reads and writes them, measured against Flink itself. Paths become rows and arrays
 * with computed columns over them; timestamps are read as STRING and cast, for Flink reads one form only.
 *
 * <p>Where it differs from ours, on data that is odd or bad: of a repeated name the first counts; an object in a STRING
 * column is written anew, without blanks; text behind the object is passed over; a fraction in an integer column is cut
 * off; a BOOLEAN that is none is false; a DECIMAL out of range is null. An array that is read by index must have elements
 * of one type.
 */
final class JsonFlink {
    private JsonFlink() {}

    static FlinkFormat source(JsonFormat.Settings settings) {
        Shape root = new Shape();
        for (ColumnDeclaration column : settings.columns()) {
            if (column.type().isNested() && holdsTimestamp(column.type())) {
                return FlinkFormat.refused(
                        Problem.error("formats.json.flink-nested-time", column.name(), column.type()));
            }
            Shape clash = root.add(JsonFormat.path(column).steps(), readAs(column.type()));
            if (clash != null) {
                return FlinkFormat.refused(Problem.error(
                        "formats.json.flink-two-types",
                        column.name(),
                        JsonFormat.path(column).toString()));
            }
        }
        List<FlinkNode.ColumnText> physical = new ArrayList<>();
        root.fields.forEach((name, shape) -> physical.add(new FlinkNode.ColumnText(name, shape.typeText())));
        List<FlinkNode.Computed> computed = new ArrayList<>();
        for (ColumnDeclaration column : settings.columns()) {
            String value = access(JsonFormat.path(column));
            String sql = FlinkText.needsCast(column.type()) ? FlinkText.cast(value, column.type()) : value;
            computed.add(new FlinkNode.Computed(column.field(), sql));
        }
        return new FlinkFormat(physical, computed, Map.of("format", "json"), null, null);
    }

    /** Flink reads one form of them only; where a column is one, it is cast. */
    private static boolean holdsTimestamp(DataType type) {
        return FlinkText.needsCast(type)
                || type.children().stream().anyMatch(child -> holdsTimestamp(child.type()));
    }

    private static DataType readAs(DataType type) {
        return FlinkText.needsCast(type) ? DataType.STRING : type;
    }

    private static String access(JsonPath path) {
        StringBuilder sql = new StringBuilder();
        for (JsonPath.Step step : path.steps()) {
            if (step instanceof JsonPath.Name name) {
                sql.append(sql.isEmpty() ? "" : ".").append(FlinkScript.quote(name.name()));
            } else if (step instanceof JsonPath.Index index) {
                sql.append('[').append(index.index() + 1).append(']');
            }
        }
        return sql.toString();
    }

    static FlinkFormat sink(JsonFormat.Settings settings) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("format", "json");
        options.put(
                "json.timestamp-format.standard",
                settings.timestampFormat() == TimestampFormat.ISO ? "ISO-8601" : "SQL");
        options.put("json.encode.decimal-as-plain-number", "true");
        options.put("json.map-null-key.mode", "LITERAL");
        return FlinkFormat.written(options);
    }

    /** The type that the paths say a value has: a row, an array, or what its column is. */
    private static final class Shape {
        private final Map<String, Shape> fields = new LinkedHashMap<>();
        private @Nullable Shape element;
        private @Nullable DataType type;

        /** Puts a path into it; the shape where it cannot be, or null if it could. */
        @Nullable
        Shape add(List<JsonPath.Step> steps, DataType leaf) {
            if (steps.isEmpty()) {
                boolean fits = fields.isEmpty() && element == null && (type == null || type.equals(leaf));
                type = leaf;
                return fits ? null : this;
            }
            if (type != null) {
                return this;
            }
            List<JsonPath.Step> rest = steps.subList(1, steps.size());
            if (steps.get(0) instanceof JsonPath.Name name) {
                return element != null
                        ? this
                        : fields.computeIfAbsent(name.name(), absent -> new Shape())
                                .add(rest, leaf);
            }
            Shape inner = element == null ? new Shape() : element;
            element = inner;
            return fields.isEmpty() ? inner.add(rest, leaf) : this;
        }

        String typeText() {
            if (type != null) {
                return type.toString();
            }
            if (element != null) {
                return "ARRAY<" + element.typeText() + ">";
            }
            List<String> texts = new ArrayList<>();
            fields.forEach((name, shape) -> texts.add(FlinkScript.quote(name) + " " + shape.typeText()));
            return "ROW<" + String.join(", ", texts) + ">";
        }
    }
}
