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
import dev.tailrace.data.LongsBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * COLLECT: each different text that is not NULL and how often it came, as a JSON object such as {@code {"a":2,"b":1}}, in
 * the order of UTF-16 code units as Flink 2.3 writes it; {} where there is none. A text may be taken back before it comes.
 */
final class Bags implements Accumulator {
    private final CountedValues<String> counted = new CountedValues<>();

    /** Nothing: a map is made when something comes. */
    @Override
    public void ensure(int limit) {}

    @Override
    public void clear(int slot) {
        counted.clear(slot);
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        change(slots, positions, count, argument, 1);
    }

    @Override
    public boolean retracts() {
        return true;
    }

    @Override
    public void retract(int[] slots, int[] positions, int count, @Nullable Column argument) {
        change(slots, positions, count, argument, -1);
    }

    private void change(int[] slots, int[] positions, int count, @Nullable Column argument, long by) {
        Column.Bytes texts = (Column.Bytes) Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            if (!texts.isNull(positions[i])) {
                counted.change(slots[i], text(texts, positions[i]), by);
            }
        }
    }

    private static String text(Column.Bytes texts, int row) {
        return new String(texts.buffer, texts.starts[row], texts.ends[row] - texts.starts[row], StandardCharsets.UTF_8);
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        counted.merge(targets, sources, count);
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        Map<String, Long> group = counted.at(slot);
        StringBuilder json = new StringBuilder("{");
        if (group != null) {
            group.forEach((text, times) -> {
                json.append(json.length() == 1 ? "\"" : ",\"");
                json.append(JsonStringEncoder.getInstance().quoteAsString(text));
                json.append("\":").append(times.longValue());
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
        return List.of(
                Field.required("values", DataType.array(Field.required("value", DataType.STRING))),
                Field.required("counts", DataType.array(Field.required("count", DataType.BIGINT))));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        ArrayColumn.Builder values = (ArrayColumn.Builder) target.column(firstColumn);
        ArrayColumn.Builder counts = (ArrayColumn.Builder) target.column(firstColumn + 1);
        Map<String, Long> group = counted.at(slot);
        if (group != null) {
            group.forEach((text, times) -> {
                append(text, values.elements());
                ((LongsBuilder) counts.elements()).append(times);
            });
        }
        values.endArray();
        counts.endArray();
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        clear(slot);
        ArrayColumn values = (ArrayColumn) batch.column(firstColumn);
        ArrayColumn counts = (ArrayColumn) batch.column(firstColumn + 1);
        for (int i = 0; i < values.length(index); i++) {
            String text = text((Column.Bytes) values.elements, values.starts[index] + i);
            counted.change(slot, text, ((Column.Longs) counts.elements).values[counts.starts[index] + i]);
        }
    }
}
