package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MIN and MAX. A value replaces the one before only if it is strictly beyond it; a NaN never is, and is never replaced,
 * as comparisons with it are false.
 */
final class Extremes implements Accumulator {
    /** 1 for MAX, -1 for MIN. */
    private final int sign;

    private final DataType type;
    private final SlotValues values;
    private boolean[] known = new boolean[0];

    Extremes(DataType type, boolean greatest) {
        this.type = type;
        this.sign = greatest ? 1 : -1;
        this.values = SlotValues.of(type);
    }

    @Override
    public void ensure(int limit) {
        if (limit > known.length) {
            known = Arrays.copyOf(known, Accumulator.capacity(known.length, limit));
            values.grow(known.length);
        }
    }

    @Override
    public void clear(int slot) {
        known[slot] = false;
        values.free(slot);
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column column = Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            int row = positions[i];
            if (!column.isNull(row)) {
                int slot = slots[i];
                if (!known[slot] || values.compare(column, row, slot) * sign > 0) {
                    known[slot] = true;
                    values.take(slot, column, row);
                }
            }
        }
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            int target = targets[i];
            int source = sources[i];
            if (known[source] && (!known[target] || values.compare(source, target) * sign > 0)) {
                known[target] = true;
                values.copy(target, source);
            }
        }
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        if (known[slot]) {
            values.append(slot, target);
        } else {
            target.appendNull();
        }
    }

    @Override
    public List<Field> state() {
        return List.of(Field.of(sign > 0 ? "max" : "min", type));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        result(slot, target.column(firstColumn));
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        Column column = batch.column(firstColumn);
        known[slot] = !column.isNull(index);
        if (known[slot]) {
            values.take(slot, column, index);
        }
    }
}
