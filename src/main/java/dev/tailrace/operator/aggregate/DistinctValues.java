package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
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
    private final Schema schema;
    private final KeyCodec codec;
    private @Nullable KeySlots[] seen = new KeySlots[0];

    DistinctValues(Field value) {
        this.schema = Schema.of(value);
        this.codec = new KeyCodec(schema);
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
        KeySlots values = values(slot);
        int before = values.size();
        values.findOrAdd(codec.bytes(), codec.length(), codec.hash());
        return values.size() > before;
    }

    private KeySlots values(int slot) {
        KeySlots values = seen[slot];
        if (values == null) {
            values = new KeySlots();
            seen[slot] = values;
        }
        return values;
    }

    /** The values of a slot that another has not seen, in the order of arrival; from now on it has. */
    Batch unseen(int target, int source) {
        BatchBuilder rows = new BatchBuilder(schema);
        KeySlots added = seen[source];
        if (added != null) {
            KeySlots values = values(target);
            for (int number = 0; number < added.size(); number++) {
                int before = values.size();
                values.findOrAdd(added, number);
                if (values.size() > before) {
                    codec.decode(added.keys(), added.start(number), rows, 0);
                    rows.endRow();
                }
            }
        }
        return rows.build();
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
