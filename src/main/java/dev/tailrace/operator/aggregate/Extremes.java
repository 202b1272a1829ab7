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
 *
 * <p>Where values are taken back, all of them are remembered with how often they are there. Once the extreme itself has
 * gone, it is sought among the others when it is asked for.
 */
final class Extremes implements Accumulator {
    /** 1 for MAX, -1 for MIN. */
    private final int sign;

    private final DataType type;
    private final SlotValues values;
    private final @Nullable DistinctValues remembered;
    private boolean[] known = new boolean[0];
    /** Whether the slot's extreme has gone and has not been sought again, where values are taken back. */
    private boolean[] stale = new boolean[0];

    Extremes(DataType type, boolean greatest, boolean retracting) {
        this.remembered = retracting ? new DistinctValues(Field.required("value", type), true) : null;
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
        if (remembered != null) {
            stale = stale.length < known.length ? Arrays.copyOf(stale, known.length) : stale;
            remembered.ensure(limit);
        }
    }

    @Override
    public void clear(int slot) {
        known[slot] = false;
        values.beginExtreme(slot, sign > 0);
        if (remembered != null) {
            stale[slot] = false;
            remembered.clear(slot);
        }
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column column = Accumulator.required(argument);
        if (remembered != null) {
            remembered.begin(column);
        } else if (column.nulls == null && values.takeExtremes(sign > 0, known, slots, positions, count, column)) {
            return;
        }
        for (int i = 0; i < count; i++) {
            int row = positions[i];
            if (!column.isNull(row)) {
                if (remembered != null) {
                    remembered.isNew(slots[i], row);
                }
                consider(slots[i], column, row);
            }
        }
    }

    private void consider(int slot, Column column, int row) {
        if (!known[slot] || values.compare(column, row, slot) * sign > 0) {
            known[slot] = true;
            values.take(slot, column, row);
        }
    }

    @Override
    public boolean retracts() {
        return remembered != null;
    }

    @Override
    public @Nullable DistinctValues remembered() {
        return remembered;
    }

    @Override
    public void retract(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column column = Accumulator.required(argument);
        DistinctValues seen = remembered;
        if (seen == null) {
            throw new UnsupportedOperationException("values are not remembered");
        }
        seen.begin(column);
        for (int i = 0; i < count; i++) {
            int row = positions[i];
            // With a NaN the comparison is 0 as well.
            if (!column.isNull(row)
                    && seen.isGone(slots[i], row)
                    && known[slots[i]]
                    && values.compare(column, row, slots[i]) == 0) {
                stale[slots[i]] = true;
            }
        }
    }

    /** Seeks the extreme among the values that are there, if it has gone. */
    private void refresh(int slot) {
        DistinctValues seen = remembered;
        if (seen != null && stale[slot]) {
            stale[slot] = false;
            known[slot] = false;
            values.free(slot);
            Batch there = seen.values(slot);
            for (int row = 0; row < there.rows(); row++) {
                consider(slot, there.column(0), row);
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
        refresh(slot);
        if (known[slot]) {
            values.append(slot, target);
        } else {
            target.appendNull();
        }
    }

    @Override
    public void results(int[] slots, int count, ColumnBuilder target) {
        boolean have = remembered == null;
        for (int i = 0; i < count && have; i++) {
            have = known[slots[i]];
        }
        if (have && values.append(slots, count, target)) {
            return;
        }
        for (int i = 0; i < count; i++) {
            result(slots[i], target);
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
