package dev.tailrace.designer.breakpoints;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as people read it in JSON: times as ISO writes them, bytes in Base64, nested rows as arrays. */
final class RowJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RowJson() {}

    static String of(Schema schema, Row row) {
        ObjectNode tree = MAPPER.createObjectNode();
        for (int i = 0; i < schema.size(); i++) {
            Object value = row.get(i);
            if (!(value instanceof NoValue)) {
                tree.set(schema.field(i).name(), node(value));
            }
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return NullNode.getInstance();
        } else if (value instanceof Boolean bool) {
            return BooleanNode.valueOf(bool);
        } else if (value instanceof BigDecimal decimal) {
            return DecimalNode.valueOf(decimal);
        } else if (value instanceof Float || value instanceof Double) {
            return DoubleNode.valueOf(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            return LongNode.valueOf(number.longValue());
        } else if (value instanceof byte[] bytes) {
            return BinaryNode.valueOf(bytes);
        } else if (value instanceof List<?> list) {
            return array(list);
        } else if (value instanceof Row nested) {
            return array(nested.values());
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode tree = MAPPER.createObjectNode();
            map.forEach((key, element) -> tree.set(String.valueOf(key), node(element)));
            return tree;
        }
        return TextNode.valueOf(value.toString());
    }

    private static ArrayNode array(List<? extends @Nullable Object> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(node(value)));
        return array;
    }
}
