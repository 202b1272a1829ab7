package dev.tailrace.data.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values of columns in JSON, as the JSON format writes them with ISO times, and wherever else a value is JSON: in rows of
 * tests, typed, copied, exported and shown.
 *
 * <p>Times are written as ISO 8601 has them, to the second or the millisecond, TIMESTAMP_LTZ in UTC; BYTES in Base64;
 * what is no finite number as text; a MAP, with keys of text, and a ROW as objects. Read are also times with a blank in
 * place of the {@code T}, and TIMESTAMP_LTZ without an offset, which is in the pipeline's time zone. What does not fit the
 * type exactly is refused, not rounded. Immutable; safe on any thread.
 */
public final class CellJson {
    /** Milliseconds: what the engine keeps of a time of day. */
    private static final int MAX_FRACTION = 3;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter ZONED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter();

    private final ZoneId zone;

    /** @param zone of the pipeline */
    public CellJson(ZoneId zone) {
        this.zone = zone;
    }

    /** The JSON is no value of the type. */
    public static final class NotOfType extends Exception {
        private static final long serialVersionUID = 1L;

        NotOfType(String text, DataType type) {
            super(text + " is no " + type, null, false, false);
        }
    }

    /**
     * The value that the JSON stands for, as {@link Row} has it.
     *
     * @throws NotOfType if it stands for none of the type; whether null may be is left to the caller
     */
    public @Nullable Object value(JsonNode json, DataType type) throws NotOfType {
        if (json.isNull()) {
            return null;
        }
        try {
            return present(json, type);
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException wrong) {
            throw new NotOfType(json.toString(), type);
        }
    }

    private Object present(JsonNode json, DataType type) throws NotOfType {
        switch (type.kind()) {
            case BOOLEAN -> {
                require(json.isBoolean(), json, type);
                return json.booleanValue();
            }
            case TINYINT -> {
                return integer(json, type).byteValueExact();
            }
            case SMALLINT -> {
                return integer(json, type).shortValueExact();
            }
            case INT -> {
                return integer(json, type).intValueExact();
            }
            case BIGINT -> {
                return integer(json, type).longValueExact();
            }
            case FLOAT -> {
                float number = Float.parseFloat(real(json, type));
                require(json.isTextual() || Float.isFinite(number), json, type);
                return number;
            }
            case DOUBLE -> {
                double number = Double.parseDouble(real(json, type));
                require(json.isTextual() || Double.isFinite(number), json, type);
                return number;
            }
            case DECIMAL -> {
                return decimal(json, type);
            }
            case STRING -> {
                return text(json, type);
            }
            case BYTES -> {
                return Base64.getDecoder().decode(text(json, type));
            }
            case DATE -> {
                return LocalDate.parse(text(json, type));
            }
            case TIME -> {
                LocalTime time = LocalTime.parse(text(json, type));
                requireFraction(time.getNano(), json, type);
                return time;
            }
            case TIMESTAMP -> {
                LocalDateTime time = LocalDateTime.parse(iso(json, type));
                requireFraction(time.getNano(), json, type);
                return time;
            }
            case TIMESTAMP_LTZ -> {
                TemporalAccessor time = ZONED.parseBest(iso(json, type), Instant::from, LocalDateTime::from);
                Instant instant =
                        time instanceof LocalDateTime local ? local.atZone(zone).toInstant() : (Instant) time;
                requireFraction(instant.getNano(), json, type);
                return instant;
            }
            case ARRAY -> {
                require(json.isArray(), json, type);
                List<@Nullable Object> elements = new ArrayList<>();
                for (JsonNode element : json) {
                    elements.add(inner(element, type.element()));
                }
                return elements;
            }
            case MAP -> {
                require(json.isObject(), json, type);
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> entry : json.properties()) {
                    map.put(
                            value(
                                    typed(entry.getKey(), type.key().type()),
                                    type.key().type()),
                            inner(entry.getValue(), type.value()));
                }
                return map;
            }
            case ROW -> {
                require(json.isObject(), json, type);
                List<@Nullable Object> fields = new ArrayList<>();
                int said = 0;
                for (Field field : type.children()) {
                    fields.add(inner(json.path(field.name()), field));
                    said += json.has(field.name()) ? 1 : 0;
                }
                // What is said of no field of the type would be lost.
                require(said == json.size(), json, type);
                return new Row(RowKind.INSERT, fields);
            }
        }
        throw new IllegalStateException(type.toString());
    }

    private @Nullable Object inner(JsonNode json, Field field) throws NotOfType {
        JsonNode present = json.isMissingNode() ? JSON.nullNode() : json;
        require(field.nullable() || !present.isNull(), present, field.type());
        return value(present, field.type());
    }

    private static BigInteger integer(JsonNode json, DataType type) throws NotOfType {
        require(json.isIntegralNumber(), json, type);
        return json.bigIntegerValue();
    }

    /** The text of the number; JSON has none for what is no finite one, so that is written as text. */
    private static String real(JsonNode json, DataType type) throws NotOfType {
        boolean isNone =
                json.isTextual() && List.of("NaN", "Infinity", "-Infinity").contains(json.textValue());
        require(json.isNumber() || isNone, json, type);
        return json.asText();
    }

    private static BigDecimal decimal(JsonNode json, DataType type) throws NotOfType {
        require(json.isNumber(), json, type);
        BigDecimal number = type.exact(json.decimalValue());
        if (number == null) {
            throw new NotOfType(json.toString(), type);
        }
        return number;
    }

    private static String text(JsonNode json, DataType type) throws NotOfType {
        require(json.isTextual(), json, type);
        return json.textValue();
    }

    private static String iso(JsonNode json, DataType type) throws NotOfType {
        return text(json, type).trim().replace(' ', 'T');
    }

    private static void requireFraction(int nanos, JsonNode json, DataType type) throws NotOfType {
        int unit = 1_000_000_000;
        for (int i = 0; i < Math.min(MAX_FRACTION, type.precision()); i++) {
            unit /= 10;
        }
        require(nanos % unit == 0, json, type);
    }

    private static void require(boolean holds, JsonNode json, DataType type) throws NotOfType {
        if (!holds) {
            throw new NotOfType(json.toString(), type);
        }
    }

    /** A value, as {@link Row} has it, in the JSON from which {@link #value} makes it again. */
    public JsonNode json(@Nullable Object value, DataType type) {
        if (value == null) {
            return JSON.nullNode();
        }
        return switch (type.kind()) {
            case BOOLEAN -> JSON.booleanNode((Boolean) value);
            case TINYINT, SMALLINT, INT, BIGINT -> JsonText.number(value.toString());
            case FLOAT, DOUBLE ->
                Double.isFinite(((Number) value).doubleValue())
                        ? JsonText.number(value.toString())
                        : JSON.textNode(value.toString());
            case DECIMAL -> JsonText.number(((BigDecimal) value).toPlainString());
            case STRING -> JSON.textNode((String) value);
            case BYTES -> JSON.textNode(Base64.getEncoder().encodeToString((byte[]) value));
            case DATE -> JSON.textNode(value.toString());
            case TIME -> JSON.textNode(time((LocalTime) value));
            case TIMESTAMP -> JSON.textNode(timestamp((LocalDateTime) value));
            case TIMESTAMP_LTZ ->
                JSON.textNode(timestamp(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC)) + "Z");
            case ARRAY -> {
                ArrayNode array = JSON.arrayNode();
                ((List<?>) value)
                        .forEach(element ->
                                array.add(json(element, type.element().type())));
                yield array;
            }
            case MAP -> {
                ObjectNode object = JSON.objectNode();
                ((Map<?, ?>) value)
                        .forEach((key, held) -> object.set(
                                text(json(key, type.key().type())),
                                json(held, type.value().type())));
                yield object;
            }
            case ROW -> object((Row) value, type.children());
        };
    }

    private static String timestamp(LocalDateTime value) {
        return value.toLocalDate() + "T" + time(value.toLocalTime());
    }

    private static String time(LocalTime value) {
        return value.getNano() == 0 ? SECONDS.format(value) : MILLIS.format(value);
    }

    /** A row as an object, with what {@link NoValue} stands for left out. */
    public ObjectNode object(Row row, List<Field> fields) {
        ObjectNode object = JSON.objectNode();
        for (int i = 0; i < fields.size(); i++) {
            Object value = row.get(i);
            if (!(value instanceof NoValue)) {
                object.set(fields.get(i).name(), json(value, fields.get(i).type()));
            }
        }
        return object;
    }

    /** A value as it stands in the cell of a table: text without quotes, everything else as JSON has it. */
    public static String text(JsonNode json) {
        return json.isTextual() ? json.textValue() : JsonText.of(json);
    }

    /** A value of a row as it stands in the cell of a table; nothing where {@link NoValue} stands for what was not read. */
    public String text(@Nullable Object value, DataType type) {
        if (value instanceof NoValue none) {
            return none instanceof NoValue.Unreadable unreadable ? unreadable.raw() : "";
        }
        return text(json(value, type));
    }

    /**
     * What was typed into a cell of a table, as JSON: {@code null} stands for no value, except where it may be text; a
     * text that is not all JSON stays a text. Not checked: {@link #value} says whether it is of the type.
     */
    public static JsonNode typed(String text, DataType type) {
        String trimmed = text.trim();
        return switch (type.kind()) {
            case STRING -> JSON.textNode(text);
            case BYTES, DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ ->
                trimmed.equals("null") || trimmed.isEmpty() ? JSON.nullNode() : JSON.textNode(trimmed);
            default ->
                trimmed.isEmpty()
                        ? JSON.nullNode()
                        : Objects.requireNonNullElse(JsonReading.parse(trimmed), JSON.textNode(text));
        };
    }
}
