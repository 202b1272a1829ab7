package dev.tailrace.operator.aggregate;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeySlots;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values that one DISTINCT aggregate has seen, by slot. */
final class DistinctValues {
    private final KeyCodec codec;
    private @Nullable KeySlots[] seen = new KeySlots[0];

    DistinctValues(Field value) {
        this.codec = new KeyCodec(Schema.of(value));
    }

    void ensure(int limit) {
        if (limit > seen.length) {
            seen = Arrays.copyOf(seen, Accumulator.capacity(seen.length, limit));
        }
    }

    void clear(int slot) {
        seen[slot] = null;
    }

    /** Takes the column that {@link #isNew} reads. */
    void begin(Column column) {
        codec.begin(column);
    }

    /** Whether the value has not been seen in the slot; from now on it has. */
    boolean isNew(int slot, int row) {
        codec.encode(row);
        KeySlots values = seen[slot];
        if (values == null) {
            values = new KeySlots();
            seen[slot] = values;
        }
        int before = values.size();
        values.findOrAdd(codec.bytes(), codec.length(), codec.hash());
        return values.size() > before;
    }

    /** Values seen in the slot, numbered from 0. */
    int count(int slot) {
        KeySlots values = seen[slot];
        return values == null ? 0 : values.size();
    }

    /** Appends a value seen in the slot. */
    void save(int slot, int number, BatchBuilder target, int column) {
        KeySlots values = seen[slot];
        if (values != null) {
            codec.decode(values.keys(), values.start(number), target, column);
        }
    }
}
