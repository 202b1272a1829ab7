package dev.tailrace.operator.aggregate;

import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.KeyCodec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ARRAY_AGG: the values in the order of arrival, NULL among them; NULL where there is none. Where groups are
 * merged, what the other one has comes behind.
 */
final class ArrayLists implements Accumulator {
    private static final byte[] EMPTY = {};

    private final DataType type;
    private final KeyCodec codec;
    /** Values as the codec writes them, one behind the other, with room at the end. */
    private byte[][] values = new byte[0][];

    private int[] lengths = new int[0];

    /** @param type of the result */
    ArrayLists(DataType type) {
        this.type = type;
        this.codec = new KeyCodec(Schema.of(type.element()));
    }

    @Override
    public void ensure(int limit) {
        int before = lengths.length;
        if (limit > before) {
            lengths = Arrays.copyOf(lengths, Accumulator.capacity(before, limit));
            values = Arrays.copyOf(values, lengths.length);
            Arrays.fill(values, before, values.length, EMPTY);
        }
    }

    @Override
    public void clear(int slot) {
        values[slot] = EMPTY;
        lengths[slot] = 0;
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        codec.begin(Accumulator.required(argument));
        for (int i = 0; i < count; i++) {
            codec.encode(positions[i]);
            append(slots[i], codec.bytes(), codec.length());
        }
    }

    private void append(int slot, byte[] bytes, int count) {
        int length = Math.addExact(lengths[slot], count);
        if (length > values[slot].length) {
            values[slot] = Arrays.copyOf(values[slot], Accumulator.capacity(values[slot].length, length));
        }
        System.arraycopy(bytes, 0, values[slot], lengths[slot], count);
        lengths[slot] = length;
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            append(targets[i], values[sources[i]], lengths[sources[i]]);
        }
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        if (lengths[slot] == 0) {
            target.appendNull();
            return;
        }
        ArrayColumn.Builder array = (ArrayColumn.Builder) target;
        for (int at = 0; at < lengths[slot]; ) {
            at = KeyCodec.decode(values[slot], at, array.elements());
        }
        array.endArray();
    }

    @Override
    public List<Field> state() {
        return List.of(Field.of("list", type));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        result(slot, target.column(firstColumn));
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        clear(slot);
        ArrayColumn arrays = (ArrayColumn) batch.column(firstColumn);
        if (!arrays.isNull(index)) {
            codec.begin(arrays.elements);
            for (int at = arrays.starts[index]; at < arrays.ends[index]; at++) {
                codec.encode(at);
                append(slot, codec.bytes(), codec.length());
            }
        }
    }
}
