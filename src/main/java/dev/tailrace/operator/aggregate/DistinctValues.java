package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeySlots;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values that one aggregate has seen, by slot, and how often if they may be taken back. A value may be taken back
 * before it comes: its number is below 0 until then.
 */
final class DistinctValues implements SeenValues {
    private static final long[] NO_COUNTS = {};
    /** Below so many values that have gone a slot is not worth tidying up. */
    private static final int FEW = 32;

    private final Schema schema;
    private final KeyCodec codec;
    private final boolean counting;
    private @Nullable KeySlots[] seen = new KeySlots[0];
    /** How often, by slot and the value's number; of length 0 unless counting. */
    private long[][] counts = new long[0][];
    /** Of how many values of a slot there are none. */
    private int[] gone = new int[0];

    DistinctValues(Field value) {
        this(value, false);
    }

    /** @param counting whether values may be taken back */
    DistinctValues(Field value, boolean counting) {
        this.counting = counting;
        this.schema = Schema.of(value);
        this.codec = new KeyCodec(schema);
    }

    @Override
    public void ensure(int limit) {
        if (limit > seen.length) {
            seen = Arrays.copyOf(seen, Accumulator.capacity(seen.length, limit));
            if (counting) {
                counts = Arrays.copyOf(counts, seen.length);
                gone = Arrays.copyOf(gone, seen.length);
            }
        }
    }

    @Override
    public void clear(int slot) {
        seen[slot] = null;
        if (counting) {
            counts[slot] = NO_COUNTS;
            gone[slot] = 0;
        }
    }

    @Override
    public boolean isCounting() {
        return counting;
    }

    @Override
    public void begin(Column column) {
        codec.begin(column);
    }

    @Override
    public boolean isNew(int slot, int row) {
        if (counting) {
            return change(slot, row, 1) == 1;
        }
        codec.encode(row);
        KeySlots values = valuesOf(slot);
        int before = values.size();
        values.findOrAdd(codec.bytes(), codec.length(), codec.hash());
        return values.size() > before;
    }

    @Override
    public boolean isGone(int slot, int row) {
        return change(slot, row, -1) == 0;
    }

    /** @return how often the value is there now */
    private long change(int slot, int row, long by) {
        codec.encode(row);
        KeySlots values = valuesOf(slot);
        int before = values.size();
        int number = values.findOrAdd(codec.bytes(), codec.length(), codec.hash());
        if (number >= counts[slot].length) {
            counts[slot] = Arrays.copyOf(counts[slot], Math.max(4, number * 2));
        }
        if (counts[slot][number] == 0 && number < before) {
            gone[slot]--;
        }
        counts[slot][number] += by;
        long count = counts[slot][number];
        if (count == 0 && ++gone[slot] > FEW && gone[slot] > values.size() / 2) {
            tidyUp(slot);
        }
        return count;
    }

    /** Forgets the values of which there are none. */
    private void tidyUp(int slot) {
        KeySlots values = seen[slot];
        long[] before = counts[slot];
        if (values != null && gone[slot] > 0) {
            seen[slot] = values.only(number -> before[number] != 0);
            counts[slot] = Arrays.stream(before, 0, values.size())
                    .filter(count -> count != 0)
                    .toArray();
            gone[slot] = 0;
        }
    }

    /** The values that are there, once each. Only if counting. */
    Batch values(int slot) {
        BatchBuilder rows = new BatchBuilder(schema);
        KeySlots values = seen[slot];
        for (int number = 0; values != null && number < values.size(); number++) {
            if (counts[slot][number] > 0) {
                codec.decode(values.keys(), values.start(number), rows, 0);
                rows.endRow();
            }
        }
        return rows.build();
    }

    private KeySlots valuesOf(int slot) {
        KeySlots values = seen[slot];
        if (values == null) {
            values = new KeySlots();
            seen[slot] = values;
        }
        return values;
    }

    @Override
    public Batch unseen(int target, int source) {
        BatchBuilder rows = new BatchBuilder(schema);
        KeySlots added = seen[source];
        if (added != null) {
            KeySlots values = valuesOf(target);
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

    @Override
    public int count(int slot) {
        if (counting) {
            tidyUp(slot);
        }
        KeySlots values = seen[slot];
        return values == null ? 0 : values.size();
    }

    @Override
    public void save(int slot, int number, BatchBuilder target, int column) {
        KeySlots values = seen[slot];
        if (values != null) {
            codec.decode(values.keys(), values.start(number), target, column);
        }
        if (counting) {
            ((LongsBuilder) target.column(column + 1)).append(counts[slot][number]);
        }
    }

    @Override
    public void load(int slot, int row, long count) {
        change(slot, row, count);
    }
}
