package dev.tailrace.formats.json;

import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.MapColumn;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowColumn;
import dev.tailrace.data.TypeKind;
import dev.tailrace.formats.text.TextColumn;
import dev.tailrace.formats.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values into a column of any type: arrays into ARRAY, objects into ROW by the names of its fields and into MAP,
 * whose keys are texts, and all else as {@link JsonValue} does. A field that is missing or null is null; of a repeated
 * name the last counts. What was appended of a value with a problem is left to the caller to take away. Used by one
 * thread.
 */
abstract sealed class JsonNested {
    private static final int MAX_SHOWN_BYTES = 80;

    private final Field field;

    private JsonNested(Field field) {
        this.field = field;
    }

    /** @param builder of the field's type */
    static JsonNested of(Field field, ColumnBuilder builder) {
        JsonScan scan = new JsonScan();
        return reader(field, builder, new Tools(scan, new JsonValue(), new JsonString()));
    }

    private static JsonNested reader(Field field, ColumnBuilder builder, Tools tools) {
        return switch (field.type().kind()) {
            case ARRAY -> new Elements(field, (ArrayColumn.Builder) builder, tools);
            case MAP -> new Entries(field, (MapColumn.Builder) builder, tools);
            case ROW -> new Fields(field, (RowColumn.Builder) builder, tools);
            default -> new Leaf(field, builder, tools);
        };
    }

    /** Whether JSON can be read as the type and written from it: texts are the only keys that objects have. */
    static boolean supports(DataType type) {
        boolean isReadable = type.isNested() || TextColumn.supports(type);
        boolean isKeyed = !type.is(TypeKind.MAP) || type.key().type().is(TypeKind.STRING);
        return isReadable && isKeyed && type.children().stream().allMatch(child -> supports(child.type()));
    }

    /** What all readers of a column share. */
    private record Tools(JsonScan scan, JsonValue value, JsonString string) {
        /** Where a value ends that begins here; it is known to be one. */
        int end(byte[] b, int from, int to) {
            return scan.value(b, from, to, 0);
        }
    }

    /**
     * Appends a value, or null.
     *
     * @param kind of the slot, see {@link JsonRecord}
     * @param record where the record begins, from which positions in problems count
     * @return null if it was taken
     */
    @Nullable
    Problem append(byte kind, byte[] b, int start, int end, int record) {
        if (kind == JsonRecord.NESTED) {
            return append(b, start, end, record);
        }
        if (kind == JsonRecord.BLOCKED) {
            return Problem.error("formats.json.blocked", field.name(), Utf8.shown(b, start, end, MAX_SHOWN_BYTES));
        }
        return kind == JsonRecord.ABSENT ? nothing() : unfit(b, start, end);
    }

    /** Appends the value {@code [start, end)}. */
    abstract @Nullable Problem append(byte[] b, int start, int end, int record);

    /** Appends null. */
    abstract @Nullable Problem nothing();

    /** What is wrong with null. */
    final @Nullable Problem missing() {
        return field.nullable() ? null : Problem.error("formats.json.null", field.name(), field.type());
    }

    Problem unfit(byte[] b, int start, int end) {
        return Problem.error(
                field.type().is(TypeKind.ARRAY) ? "formats.json.no-array" : "formats.json.no-object-value",
                field.name(),
                Utf8.shown(b, start, end, MAX_SHOWN_BYTES),
                field.type());
    }

    private static boolean isNull(byte[] b, int start) {
        return b[start] == 'n';
    }

    private static int blanks(byte[] b, int from, int to) {
        return JsonScan.blanks(b, from, to);
    }

    private static final class Leaf extends JsonNested {
        private final TextColumn column;
        private final Tools tools;
        private final ColumnBuilder builder;

        Leaf(Field field, ColumnBuilder builder, Tools tools) {
            super(field);
            this.column = new TextColumn(field, builder);
            this.builder = builder;
            this.tools = tools;
        }

        @Override
        @Nullable
        Problem append(byte[] b, int start, int end, int record) {
            switch (b[start]) {
                case 'n':
                    return nothing();
                case '"':
                    tools.end(b, start, end);
                    byte kind = tools.scan.wasEscaped()
                            ? JsonRecord.ESCAPED_STRING
                            : tools.scan.wasAscii() ? JsonRecord.ASCII_STRING : JsonRecord.STRING;
                    return tools.value.append(column, kind, b, start + 1, end - 1, record);
                case '{', '[':
                    return tools.value.append(column, JsonRecord.NESTED, b, start, end, record);
                default:
                    return tools.value.append(column, JsonRecord.SCALAR, b, start, end, record);
            }
        }

        @Override
        @Nullable
        Problem nothing() {
            builder.appendNull();
            return missing();
        }
    }

    private static final class Elements extends JsonNested {
        private final ArrayColumn.Builder builder;
        private final JsonNested element;
        private final Tools tools;

        Elements(Field field, ArrayColumn.Builder builder, Tools tools) {
            super(field);
            this.builder = builder;
            this.tools = tools;
            Field inner = field.type().element().renamed(field.name() + "[]");
            this.element = reader(inner, builder.elements(), tools);
        }

        @Override
        @Nullable
        Problem append(byte[] b, int start, int end, int record) {
            if (b[start] != '[') {
                return isNull(b, start) ? nothing() : unfit(b, start, end);
            }
            int at = blanks(b, start + 1, end);
            while (b[at] != ']') {
                int after = tools.end(b, at, end);
                Problem problem = element.append(b, at, after, record);
                if (problem != null) {
                    return problem;
                }
                at = blanks(b, after, end);
                at = b[at] == ',' ? blanks(b, at + 1, end) : at;
            }
            builder.endArray();
            return null;
        }

        @Override
        @Nullable
        Problem nothing() {
            builder.appendNull();
            return missing();
        }
    }

    /** Finds the names and values of an object. */
    private abstract static sealed class Members extends JsonNested {
        private final Tools tools;
        private final ColumnBuilder builder;

        Members(Field field, ColumnBuilder builder, Tools tools) {
            super(field);
            this.builder = builder;
            this.tools = tools;
        }

        @Override
        @Nullable
        Problem append(byte[] b, int start, int end, int record) {
            if (b[start] != '{') {
                return isNull(b, start) ? nothing() : unfit(b, start, end);
            }
            begin();
            int at = blanks(b, start + 1, end);
            while (b[at] != '}') {
                int name = at + 1;
                int nameEnd = tools.scan.string(b, at, end);
                boolean isEscaped = tools.scan.wasEscaped();
                int value = blanks(b, blanks(b, nameEnd, end) + 1, end);
                int after = tools.end(b, value, end);
                if (!isEscaped) {
                    member(b, name, nameEnd - 1, value, after);
                } else if (tools.string.decode(b, name, nameEnd - 1)) {
                    member(tools.string.bytes(), 0, tools.string.length(), value, after);
                } else {
                    return Problem.error("formats.json.surrogate", super.field.name());
                }
                at = blanks(b, after, end);
                at = b[at] == ',' ? blanks(b, at + 1, end) : at;
            }
            return end(b, record);
        }

        abstract void begin();

        /** Takes note of a member: its name in any array, its value in that of the record. */
        abstract void member(byte[] b, int name, int nameEnd, int value, int valueEnd);

        /** Appends what was noted. */
        abstract @Nullable Problem end(byte[] b, int record);

        @Override
        @Nullable
        Problem nothing() {
            builder.appendNull();
            return missing();
        }
    }

    private static final class Fields extends Members {
        private final RowColumn.Builder builder;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final JsonNested[] fields;
        private final int[] starts;
        private final int[] ends;

        Fields(Field field, RowColumn.Builder builder, Tools tools) {
            super(field, builder, tools);
            this.builder = builder;
            this.fields = new JsonNested[field.type().children().size()];
            this.starts = new int[fields.length];
            this.ends = new int[fields.length];
            for (int i = 0; i < fields.length; i++) {
                Field child = field.type().children().get(i);
                numbers.put(child.name(), i);
                fields[i] = reader(child.renamed(field.name() + "." + child.name()), builder.field(i), tools);
            }
        }

        @Override
        void begin() {
            Arrays.fill(starts, -1);
        }

        @Override
        void member(byte[] b, int name, int nameEnd, int value, int valueEnd) {
            Integer number = numbers.get(new String(b, name, nameEnd - name, StandardCharsets.UTF_8));
            if (number != null) {
                starts[number] = value;
                ends[number] = valueEnd;
            }
        }

        @Override
        @Nullable
        Problem end(byte[] b, int record) {
            // A row in this one, of the same reader, cannot be: types do not hold themselves.
            for (int i = 0; i < fields.length; i++) {
                Problem problem =
                        starts[i] < 0 ? fields[i].nothing() : fields[i].append(b, starts[i], ends[i], record);
                if (problem != null) {
                    return problem;
                }
            }
            builder.endRow();
            return null;
        }
    }

    private static final class Entries extends Members {
        private final MapColumn.Builder builder;
        private final JsonNested value;
        private final Map<String, int[]> entries = new LinkedHashMap<>();

        Entries(Field field, MapColumn.Builder builder, Tools tools) {
            super(field, builder, tools);
            this.builder = builder;
            Field inner = field.type().value().renamed(field.name() + "{}");
            this.value = reader(inner, builder.values(), tools);
        }

        @Override
        void begin() {
            entries.clear();
        }

        @Override
        void member(byte[] b, int name, int nameEnd, int valueStart, int valueEnd) {
            entries.put(
                    new String(b, name, nameEnd - name, StandardCharsets.UTF_8), new int[] {valueStart, valueEnd});
        }

        @Override
        @Nullable
        Problem end(byte[] b, int record) {
            for (Map.Entry<String, int[]> entry : entries.entrySet()) {
                builder.keys().append(entry.getKey());
                Problem problem = value.append(b, entry.getValue()[0], entry.getValue()[1], record);
                if (problem != null) {
                    return problem;
                }
            }
            builder.endMap();
            return null;
        }
    }
}
