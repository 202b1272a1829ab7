package dev.tailrace.operator.aggregate;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowColumn;
import dev.tailrace.operator.aggregate.AggregateColumn.JsonNulls;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON_OBJECTAGG: keys with their values, in the order of their UTF-16 code units as Flink 2.3 writes them; {} where there
 * is none. It takes rows of a key and a value that is JSON already.
 *
 * <p>A key that is there already ends the run, as does one that is NULL: {@link AggregateFailure}. As on Flink, a key whose
 * NULL is left out is not there, but must not have been before.
 */
final class JsonObjects implements Accumulator {
    private static final String NULL = "null";

    private final boolean writesNulls;
    /** By slot; none where nothing has come. */
    private final Map<Integer, TreeMap<String, String>> groups = new HashMap<>();

    JsonObjects(JsonNulls nulls) {
        this.writesNulls = nulls == JsonNulls.NULL;
    }

    /** Nothing: a map is made when something comes. */
    @Override
    public void ensure(int limit) {}

    @Override
    public void clear(int slot) {
        groups.remove(slot);
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        RowColumn rows = (RowColumn) Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            String key = text(rows.field(0), positions[i]);
            if (key == null) {
                throw new AggregateFailure(Problem.error("operators.json-key-null"));
            }
            add(slots[i], key, text(rows.field(1), positions[i]));
        }
    }

    private static @Nullable String text(Column column, int row) {
        Column.Bytes texts = (Column.Bytes) column;
        return texts.isNull(row)
                ? null
                : new String(
                        texts.buffer, texts.starts[row], texts.ends[row] - texts.starts[row], StandardCharsets.UTF_8);
    }

    private void add(int slot, String key, @Nullable String value) {
        TreeMap<String, String> group = group(slot);
        if (group.containsKey(key)) {
            throw new AggregateFailure(Problem.error("operators.json-key-twice", key));
        }
        if (value != null) {
            group.put(key, value);
        } else if (writesNulls) {
            group.put(key, NULL);
        }
    }

    private TreeMap<String, String> group(int slot) {
        return groups.computeIfAbsent(slot, absent -> new TreeMap<>());
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            int target = targets[i];
            Map<String, String> source = groups.get(sources[i]);
            if (source != null) {
                source.forEach((key, value) -> add(target, key, value));
            }
        }
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        Map<String, String> group = groups.get(slot);
        StringBuilder json = new StringBuilder("{");
        if (group != null) {
            group.forEach((key, value) -> {
                json.append(json.length() == 1 ? "\"" : ",\"");
                json.append(JsonStringEncoder.getInstance().quoteAsString(key));
                json.append("\":").append(value);
            });
        }
        append(json.append('}').toString(), target);
    }

    private static void append(String text, ColumnBuilder target) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ((BytesBuilder) target).append(bytes, 0, bytes.length);
    }

    @Override
    public List<Field> state() {
        DataType texts = DataType.array(Field.required("text", DataType.STRING));
        return List.of(Field.required("keys", texts), Field.required("values", texts));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        ArrayColumn.Builder keys = (ArrayColumn.Builder) target.column(firstColumn);
        ArrayColumn.Builder values = (ArrayColumn.Builder) target.column(firstColumn + 1);
        Map<String, String> group = groups.get(slot);
        if (group != null) {
            group.forEach((key, value) -> {
                append(key, keys.elements());
                append(value, values.elements());
            });
        }
        keys.endArray();
        values.endArray();
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        clear(slot);
        ArrayColumn keys = (ArrayColumn) batch.column(firstColumn);
        ArrayColumn values = (ArrayColumn) batch.column(firstColumn + 1);
        for (int i = 0; i < keys.length(index); i++) {
            String key = text(keys.elements, keys.starts[index] + i);
            String value = text(values.elements, values.starts[index] + i);
            if (key != null && value != null) {
                group(slot).put(key, value);
            }
        }
    }
}
