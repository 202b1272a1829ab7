package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * APPROX_TOP_K: the most frequent texts of a group and how often they came, as JSON:
 * {@code [{"value":"a","count":12},{"value":"b","count":7}]}. Texts that are equally frequent stand in the order of their
 * UTF-8 bytes. See {@link FrequentValues}.
 */
final class FrequentSketches implements Accumulator {
    /** Counters per text of the result, and the least of them: the more, the more exact. */
    private static final int COUNTERS = 20;

    private static final int LEAST_COUNTERS = 200;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final int top;
    private @Nullable FrequentValues[] groups = new FrequentValues[0];

    /** @param top how many texts are given */
    FrequentSketches(int top) {
        this.top = top;
    }

    @Override
    public void ensure(int limit) {
        if (limit > groups.length) {
            groups = Arrays.copyOf(groups, Accumulator.capacity(groups.length, limit));
        }
    }

    @Override
    public void clear(int slot) {
        groups[slot] = null;
    }

    private FrequentValues group(int slot) {
        FrequentValues group = groups[slot];
        if (group == null) {
            group = new FrequentValues(Math.max(LEAST_COUNTERS, COUNTERS * top));
            groups[slot] = group;
        }
        return group;
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column.Bytes texts = (Column.Bytes) Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            int row = positions[i];
            if (!texts.isNull(row)) {
                group(slots[i]).add(texts.buffer, texts.starts[row], texts.ends[row], 1);
            }
        }
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            FrequentValues source = groups[sources[i]];
            if (source != null) {
                groups[targets[i]] = FrequentValues.merged(group(targets[i]), source);
            }
        }
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        FrequentValues group = groups[slot];
        if (group == null) {
            target.appendNull();
            return;
        }
        int[] ranked = group.ranked();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        for (int i = 0; i < Math.min(top, ranked.length); i++) {
            ascii(i == 0 ? "[{\"value\":\"" : ",{\"value\":\"", json);
            escape(group.value(ranked[i]), json);
            ascii("\",\"count\":" + group.count(ranked[i]) + "}", json);
        }
        ascii("]", json);
        ((BytesBuilder) target).append(json.toByteArray(), 0, json.size());
    }

    private static void ascii(String text, ByteArrayOutputStream json) {
        json.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void escape(byte[] text, ByteArrayOutputStream json) {
        for (byte each : text) {
            if (each == '"' || each == '\\') {
                json.write('\\');
                json.write(each);
            } else if (each >= 0 && each < ' ') {
                ascii("\\u00" + HEX[each >> 4] + HEX[each & 15], json);
            } else {
                json.write(each);
            }
        }
    }

    @Override
    public List<Field> state() {
        return List.of(Field.of("values", DataType.BYTES));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        FrequentValues group = groups[slot];
        if (group == null) {
            target.column(firstColumn).appendNull();
            return;
        }
        int length = 0;
        for (int i = 0; i < group.size(); i++) {
            length += Long.BYTES + Integer.BYTES + group.value(i).length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int i = 0; i < group.size(); i++) {
            byte[] value = group.value(i);
            bytes.putLong(group.count(i)).putInt(value.length).put(value);
        }
        ((BytesBuilder) target.column(firstColumn)).append(bytes.array(), 0, length);
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        clear(slot);
        Column.Bytes column = (Column.Bytes) batch.column(firstColumn);
        if (column.isNull(index)) {
            return;
        }
        FrequentValues group = group(slot);
        ByteBuffer bytes =
                ByteBuffer.wrap(column.buffer, column.starts[index], column.ends[index] - column.starts[index]);
        while (bytes.hasRemaining()) {
            long count = bytes.getLong();
            byte[] value = new byte[bytes.getInt()];
            bytes.get(value);
            group.add(value, 0, value.length, count);
        }
    }
}
