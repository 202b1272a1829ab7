package dev.tailrace.designer.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.watch.CellText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that somebody types: one JSON object a line, a column that is left out is NULL. Times are written as in tables,
 * {@code 2026-01-31 12:00:00}, bytes in hexadecimal digits. Safe on any thread.
 */
final class TypedRows {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Schema schema;
    private final ZoneId zone;

    /** @param problem what is wrong with the first wrong line, or null; rows are those before it */
    record Read(List<Row> rows, @Nullable Problem problem) {}

    /** Carries what is wrong with a value out to its line. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Unreadable(Problem problem) {
            this.problem = problem;
        }
    }

    /** @param zone of values with local time zone */
    TypedRows(Schema schema, ZoneId zone) {
        this.schema = schema;
        this.zone = zone;
    }

    Read read(String text) {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                rows.add(row(line));
            } catch (JsonProcessingException broken) {
                return new Read(rows, inLine(number, Problem.error("designer.preview.not-json")));
            } catch (Unreadable wrong) {
                return new Read(rows, inLine(number, wrong.problem));
            }
        }
        return new Read(rows, null);
    }

    /** The object that a line says; null if it says none. */
    static @Nullable ObjectNode object(String line) {
        try {
            return JSON.readTree(line) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException broken) {
            return null;
        }
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
        try {
            value(typed == null ? JsonNodeFactory.instance.missingNode() : typed, field, column);
            return null;
        } catch (Unreadable wrong) {
            return wrong.problem;
        }
    }

    private static Problem inLine(int number, Problem what) {
        return Problem.error("designer.preview.line", number, what);
    }

    private Row row(String line) throws JsonProcessingException, Unreadable {
        if (!(JSON.readTree(line) instanceof ObjectNode object)) {
            throw new Unreadable(Problem.error("designer.preview.not-json"));
        }
        return row(object, schema.fields());
    }

    private Row row(JsonNode object, List<Field> fields) throws Unreadable {
        List<String> unknown = new ArrayList<>();
        object.fieldNames().forEachRemaining(unknown::add);
        List<@Nullable Object> values = new ArrayList<>();
        for (Field field : fields) {
            unknown.remove(field.name());
            values.add(value(object.path(field.name()), field, field.name()));
        }
        if (!unknown.isEmpty()) {
            throw new Unreadable(Problem.error("designer.preview.no-column", unknown.get(0)));
        }
        return Row.of(values.toArray());
    }

    private @Nullable Object value(JsonNode json, Field field, String name) throws Unreadable {
        if (json.isMissingNode() || json.isNull()) {
            if (!field.nullable()) {
                throw new Unreadable(Problem.error("designer.preview.needs-value", name));
            }
            return null;
        }
        try {
            Object value = value(json, field.type(), name);
            if (value != null) {
                return value;
            }
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException unreadable) {
            throw wrong(json, field.type(), name);
        }
        throw wrong(json, field.type(), name);
    }

    private static Unreadable wrong(JsonNode json, DataType type, String name) {
        return new Unreadable(Problem.error("designer.preview.not-of-type", name, json.toString(), type));
    }

    /** Null if it is no such value. */
    private @Nullable Object value(JsonNode json, DataType type, String name) throws Unreadable {
        String text = json.asText().strip();
        return switch (type.kind()) {
            case BOOLEAN -> json.isBoolean() ? json.booleanValue() : null;
            case TINYINT -> whole(json).byteValueExact();
            case SMALLINT -> whole(json).shortValueExact();
            case INT -> whole(json).intValueExact();
            case BIGINT -> whole(json).longValueExact();
            case FLOAT -> json.isNumber() || isSpecial(text) ? Float.valueOf(text) : null;
            case DOUBLE -> json.isNumber() || isSpecial(text) ? Double.valueOf(text) : null;
            case DECIMAL -> decimal(text, type);
            case STRING -> json.isTextual() ? json.textValue() : null;
            case BYTES -> HexFormat.of().parseHex(text);
            case DATE -> LocalDate.parse(text);
            case TIME -> LocalTime.parse(text);
            case TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T'));
            case TIMESTAMP_LTZ -> instant(text.replace(' ', 'T'));
            case ARRAY -> json.isArray() ? list(json, type.element(), name) : null;
            case MAP -> json.isObject() ? map(json, type, name) : null;
            case ROW -> json.isObject() ? row(json, type.children()) : null;
        };
    }

    private static BigDecimal whole(JsonNode json) {
        if (!json.isNumber()) {
            throw new NumberFormatException(json.toString());
        }
        return json.decimalValue();
    }

    private static boolean isSpecial(String text) {
        return List.of("NaN", "Infinity", "-Infinity").contains(text);
    }

    /** Null where it has too many digits. */
    private static @Nullable BigDecimal decimal(String text, DataType type) {
        BigDecimal rounded = new BigDecimal(text).setScale(type.scale(), RoundingMode.HALF_UP);
        return rounded.precision() > type.precision() ? null : rounded;
    }

    private Instant instant(String text) {
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    private List<@Nullable Object> list(JsonNode json, Field element, String name) throws Unreadable {
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonNode each : json) {
            values.add(value(each, element, name));
        }
        return values;
    }

    /** Keys that are no texts are written as texts. */
    private Map<Object, @Nullable Object> map(JsonNode json, DataType type, String name) throws Unreadable {
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            Object key = value(
                    JsonNodeFactory.instance.textNode(entry.getKey()),
                    type.key().type(),
                    name);
            if (key == null) {
                throw wrong(json, type, name);
            }
            values.put(key, value(entry.getValue(), type.value(), name));
        }
        return values;
    }

    /** The rows as they would be typed. What is no value is left out. */
    String write(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            text.append(object(row, schema.fields())).append('\n');
        }
        return text.toString();
    }

    private ObjectNode object(Row row, List<Field> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < fields.size(); i++) {
            Object value = row.get(i);
            if (value != null && !(value instanceof NoValue)) {
                object.set(fields.get(i).name(), json(value, fields.get(i).type()));
            }
        }
        return object;
    }

    private JsonNode json(@Nullable Object value, DataType type) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value == null) {
            return nodes.nullNode();
        }
        if (value instanceof Boolean truth) {
            return nodes.booleanNode(truth);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            boolean isPlain = !Double.isNaN(number) && !Double.isInfinite(number);
            return isPlain ? nodes.numberNode(new BigDecimal(value.toString())) : nodes.textNode(value.toString());
        }
        if (value instanceof Number) {
            return nodes.numberNode(new BigDecimal(value.toString()));
        }
        if (value instanceof byte[] bytes) {
            return nodes.textNode(HexFormat.of().formatHex(bytes));
        }
        if (value instanceof List<?> list) {
            ArrayNode array = nodes.arrayNode();
            list.forEach(each -> array.add(json(each, type.element().type())));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = nodes.objectNode();
            map.forEach((key, each) ->
                    object.set(CellText.of(key, zone), json(each, type.value().type())));
            return object;
        }
        if (value instanceof Row row) {
            return object(row, type.children());
        }
        return nodes.textNode(CellText.of(value, zone));
    }
}
