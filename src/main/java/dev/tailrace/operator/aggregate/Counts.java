package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COUNT: of rows, or of values that are not NULL. */
final class Counts implements Accumulator {
    private long[] counts = new long[0];

    @Override
    public void ensure(int limit) {
        if (limit > counts.length) {
            counts = Arrays.copyOf(counts, Accumulator.capacity(counts.length, limit));
        }
    }

    @Override
    public void clear(int slot) {
        counts[slot] = 0;
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        if (argument == null || argument.nulls == null) {
            for (int i = 0; i < count; i++) {
                counts[slots[i]]++;
            }
        } else {
            for (int i = 0; i < count; i++) {
                counts[slots[i]] += argument.isNull(positions[i]) ? 0 : 1;
            }
        }
    }

    /** Counts rows that pass, without a branch, which could not be foretold; parameters otherwise as for {@link #add}. */
    void addPassing(int[] slots, int[] positions, int count, boolean[] passing) {
        for (int i = 0; i < count; i++) {
            counts[slots[i]] += passing[positions[i]] ? 1 : 0;
        }
    }

    @Override
    public boolean retracts() {
        return true;
    }

    @Override
    public void retract(int[] slots, int[] positions, int count, @Nullable Column argument) {
        for (int i = 0; i < count; i++) {
            counts[slots[i]] -= argument != null && argument.isNull(positions[i]) ? 0 : 1;
        }
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            counts[targets[i]] += counts[sources[i]];
        }
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        ((LongsBuilder) target).append(counts[slot]);
    }

    @Override
    public void results(int[] slots, int count, ColumnBuilder target) {
        ((LongsBuilder) target).append(counts, slots, count);
    }

    @Override
    public List<Field> state() {
        return List.of(Field.required("count", DataType.BIGINT));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        result(slot, target.column(firstColumn));
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        counts[slot] = ((Column.Longs) batch.column(firstColumn)).values[index];
    }
}
