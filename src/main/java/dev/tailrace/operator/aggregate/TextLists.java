package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * LISTAGG: texts one behind the other in the order of arrival, with a separator between them; NULL until there is one
 * that is not NULL. Where groups are merged, what the other one has comes behind.
 */
final class TextLists implements Accumulator {
    private static final byte[] EMPTY = {};
    private static final int NONE = -1;

    private final byte[] separator;
    /** UTF-8, with room at the end. */
    private byte[][] texts = new byte[0][];

    /** Bytes of each text, or {@link #NONE}. */
    private int[] lengths = new int[0];

    TextLists(String separator) {
        this.separator = separator.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void ensure(int limit) {
        int before = lengths.length;
        if (limit > before) {
            lengths = Arrays.copyOf(lengths, Accumulator.capacity(before, limit));
            texts = Arrays.copyOf(texts, lengths.length);
            Arrays.fill(texts, before, texts.length, EMPTY);
        }
    }

    @Override
    public void clear(int slot) {
        texts[slot] = EMPTY;
        lengths[slot] = NONE;
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column.Bytes column = (Column.Bytes) Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            int row = positions[i];
            if (!column.isNull(row)) {
                append(slots[i], column.buffer, column.starts[row], column.ends[row]);
            }
        }
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            int source = sources[i];
            if (lengths[source] != NONE) {
                append(targets[i], texts[source], 0, lengths[source]);
            }
        }
    }

    private void append(int slot, byte[] source, int start, int end) {
        if (lengths[slot] == NONE) {
            lengths[slot] = 0;
        } else {
            copy(slot, separator, 0, separator.length);
        }
        copy(slot, source, start, end);
    }

    private void copy(int slot, byte[] source, int start, int end) {
        int length = Math.addExact(lengths[slot], end - start);
        if (length > texts[slot].length) {
            texts[slot] = Arrays.copyOf(texts[slot], Accumulator.capacity(texts[slot].length, length));
        }
        System.arraycopy(source, start, texts[slot], lengths[slot], end - start);
        lengths[slot] = length;
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        if (lengths[slot] == NONE) {
            target.appendNull();
        } else {
            ((BytesBuilder) target).append(texts[slot], 0, lengths[slot]);
        }
    }

    @Override
    public List<Field> state() {
        return List.of(Field.of("list", DataType.STRING));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        result(slot, target.column(firstColumn));
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        clear(slot);
        add(new int[] {slot}, new int[] {index}, 1, batch.column(firstColumn));
    }
}
