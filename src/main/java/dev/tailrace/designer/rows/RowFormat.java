package dev.tailrace.designer.rows;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.designer.watch.CellText;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms in which rows leave the table: on the clipboard, or in a file. What was not read is written as null. */
enum RowFormat {
    /** A line of names, then a line each; what would break a line or a cell is a space. Null is nothing. */
    TSV {
        @Override
        void begin(List<Field> columns, Appendable out) throws IOException {
            out.append(columns.stream().map(field -> oneLine(field.name())).collect(Collectors.joining("\t")));
            out.append('\n');
        }

        @Override
        void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException {
            out.append(row.values().stream()
                    .map(value -> value == null ? "" : oneLine(CellText.whole(value, zone)))
                    .collect(Collectors.joining("\t")));
            out.append('\n');
        }
    },

    /** RFC 4180 with a line of names. Null is nothing, an empty text is {@code ""}. */
    CSV {
        @Override
        void begin(List<Field> columns, Appendable out) throws IOException {
            out.append(columns.stream().map(field -> quoted(field.name())).collect(Collectors.joining(",")));
            out.append("\r\n");
        }

        @Override
        void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException {
            out.append(row.values().stream()
                    .map(value -> value == null ? "" : quoted(CellText.whole(value, zone)))
                    .collect(Collectors.joining(",")));
            out.append("\r\n");
        }
    },

    /** An array of objects. */
    JSON {
        @Override
        void begin(List<Field> columns, Appendable out) throws IOException {
            out.append('[');
        }

        @Override
        void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException {
            out.append(first ? "\n  " : ",\n  ").append(json(columns, row));
        }

        @Override
        void end(List<Field> columns, Appendable out) throws IOException {
            out.append("\n]\n");
        }
    },

    /** An object a line. */
    JSON_LINES {
        @Override
        void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException {
            out.append(json(columns, row)).append('\n');
        }
    },

    /** A table of literals that stands in a FROM. */
    SQL_VALUES {
        @Override
        void begin(List<Field> columns, Appendable out) throws IOException {
            out.append("(VALUES");
        }

        @Override
        void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException {
            out.append(first ? "\n  (" : ",\n  (");
            for (int i = 0; i < columns.size(); i++) {
                out.append(i == 0 ? "" : ", ")
                        .append(SqlLiteral.of(columns.get(i).type(), row.get(i)));
            }
            out.append(')');
        }

        @Override
        void end(List<Field> columns, Appendable out) throws IOException {
            out.append("\n) AS t (");
            out.append(
                    columns.stream().map(field -> SqlLiteral.name(field.name())).collect(Collectors.joining(", ")));
            out.append(")\n");
        }
    };

    private static final JsonNodeFactory NODES = new JsonNodeFactory(true);
    private static final ObjectWriter JSON_WRITER =
            new ObjectMapper().writer().with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);

    /** What stands before the rows. */
    void begin(List<Field> columns, Appendable out) throws IOException {}

    /**
     * One row.
     *
     * @param row with one value per column
     * @param zone in which an Instant has its wall clock, where it is written without a zone
     */
    abstract void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException;

    /** What stands behind the rows. */
    void end(List<Field> columns, Appendable out) throws IOException {}

    /** Whole rows as one text. */
    String text(CopiedRows rows) {
        StringBuilder text = new StringBuilder();
        try {
            begin(rows.columns(), text);
            for (int i = 0; i < rows.size(); i++) {
                write(rows.columns(), rows.row(i), i == 0, rows.zone(), text);
            }
            end(rows.columns(), text);
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringBuilder does not fail", impossible);
        }
        return text.toString();
    }

    private static String oneLine(String text) {
        return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }

    private static String quoted(String text) {
        boolean plain = !text.isEmpty()
                && text.chars().noneMatch(letter -> letter == '"' || letter == ',' || letter == '\n' || letter == '\r')
                && text.strip().length() == text.length();
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String json(List<Field> columns, Row row) throws IOException {
        return JSON_WRITER.writeValueAsString(object(columns, row));
    }

    private static ObjectNode object(List<Field> columns, Row row) {
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < columns.size(); i++) {
            object.set(columns.get(i).name(), node(columns.get(i).type(), row.get(i)));
        }
        return object;
    }

    /** Times as ISO 8601 writes them, bytes as hexadecimal digits, a MAP as an object whose keys are texts. */
    private static JsonNode node(DataType type, @Nullable Object value) {
        if (value == null || value instanceof NoValue) {
            return NullNode.instance;
        } else if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        } else if (value instanceof BigDecimal decimal) {
            return NODES.numberNode(decimal);
        } else if (value instanceof Double number) {
            return Double.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(number.toString());
        } else if (value instanceof Float number) {
            return Float.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(number.toString());
        } else if (value instanceof Number number) {
            return NODES.numberNode(number.longValue());
        } else if (value instanceof byte[] bytes) {
            return NODES.textNode(HexFormat.of().formatHex(bytes));
        } else if (!type.isNested()) {
            return NODES.textNode(value.toString());
        } else if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(element -> array.add(node(type.element().type(), element)));
            return array;
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, part) ->
                    object.set(String.valueOf(key), node(type.value().type(), part)));
            return object;
        }
        return object(type.children(), (Row) value);
    }
}
