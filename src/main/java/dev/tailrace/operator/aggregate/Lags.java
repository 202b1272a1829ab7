package dev.tailrace.operator.aggregate;

import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.RowColumn;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.KeyCodec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * LAG, as in Flink 2.3: the value, NULL or not, so many rows before the one that came last, or where there are not so many
 * what that row says instead, NULL unless it says something. Of rows that come together all get what the last of them
 * gets. With something to say it takes rows of a value and that.
 *
 * <p>Values are kept as bytes in a ring.
 */
final class Lags implements Accumulator {
    private static final byte[] NONE = {};

    private final DataType type;
    private final int kept;
    private final boolean saysInstead;
    private final KeyCodec codec;
    private final KeyCodec insteadCodec;

    // By slot: a ring of the latest values, which has all that there are until it is full, and what the last row says.
    private byte[][][] rings = new byte[0][][];
    private int[] sizes = new int[0];
    private int[] oldest = new int[0];
    private byte[][] instead = new byte[0][];

    /**
     * @param offset how many rows before
     * @param saysInstead whether rows say what is given where there are not so many
     */
    Lags(DataType type, int offset, boolean saysInstead) {
        this.type = type;
        this.kept = offset + 1;
        this.saysInstead = saysInstead;
        this.codec = new KeyCodec(Schema.of(Field.of("value", type)));
        this.insteadCodec = new KeyCodec(Schema.of(Field.of("instead", type)));
    }

    @Override
    public void ensure(int limit) {
        int before = sizes.length;
        if (limit > before) {
            int capacity = Accumulator.capacity(before, limit);
            rings = Arrays.copyOf(rings, capacity);
            Arrays.fill(rings, before, capacity, new byte[0][]);
            sizes = Arrays.copyOf(sizes, capacity);
            oldest = Arrays.copyOf(oldest, capacity);
            instead = Arrays.copyOf(instead, capacity);
            Arrays.fill(instead, before, capacity, NONE);
        }
    }

    @Override
    public void clear(int slot) {
        rings[slot] = new byte[0][];
        sizes[slot] = 0;
        oldest[slot] = 0;
        instead[slot] = NONE;
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column values = Accumulator.required(argument);
        if (saysInstead) {
            RowColumn rows = (RowColumn) values;
            values = rows.field(0);
            insteadCodec.begin(rows.field(1));
        }
        codec.begin(values);
        for (int i = 0; i < count; i++) {
            codec.encode(positions[i]);
            add(slots[i], Arrays.copyOf(codec.bytes(), codec.length()));
            if (saysInstead) {
                insteadCodec.encode(positions[i]);
                instead[slots[i]] = Arrays.copyOf(insteadCodec.bytes(), insteadCodec.length());
            }
        }
    }

    private void add(int slot, byte[] value) {
        if (sizes[slot] == kept) {
            rings[slot][oldest[slot]] = value;
            oldest[slot] = (oldest[slot] + 1) % kept;
            return;
        }
        if (sizes[slot] == rings[slot].length) {
            // It begins at 0 until it is full.
            rings[slot] = Arrays.copyOf(rings[slot], Math.min(kept, Math.max(2, sizes[slot] * 2)));
        }
        rings[slot][sizes[slot]++] = value;
    }

    /** Never: what is put together has no order. */
    @Override
    public void merge(int[] targets, int[] sources, int count) {
        throw new UnsupportedOperationException("rows before a row are not put together");
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        if (sizes[slot] == kept) {
            KeyCodec.decode(rings[slot][oldest[slot]], 0, target);
        } else if (instead[slot].length > 0) {
            KeyCodec.decode(instead[slot], 0, target);
        } else {
            target.appendNull();
        }
    }

    @Override
    public List<Field> state() {
        return List.of(Field.required("values", DataType.array(Field.of("value", type))), Field.of("instead", type));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        ArrayColumn.Builder values = (ArrayColumn.Builder) target.column(firstColumn);
        for (int i = 0; i < sizes[slot]; i++) {
            KeyCodec.decode(rings[slot][(oldest[slot] + i) % kept], 0, values.elements());
        }
        values.endArray();
        ColumnBuilder other = target.column(firstColumn + 1);
        if (instead[slot].length > 0) {
            KeyCodec.decode(instead[slot], 0, other);
        } else {
            other.appendNull();
        }
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        clear(slot);
        ArrayColumn values = (ArrayColumn) batch.column(firstColumn);
        codec.begin(values.elements);
        for (int at = values.starts[index]; at < values.ends[index]; at++) {
            codec.encode(at);
            add(slot, Arrays.copyOf(codec.bytes(), codec.length()));
        }
        if (saysInstead) {
            insteadCodec.begin(batch.column(firstColumn + 1));
            insteadCodec.encode(index);
            instead[slot] = Arrays.copyOf(insteadCodec.bytes(), insteadCodec.length());
        }
    }
}
