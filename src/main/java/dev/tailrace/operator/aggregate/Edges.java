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

/**
 * FIRST_VALUE and LAST_VALUE, by arrival; NULL values are left out. Each value is kept with its place in the order of
 * arrival over all groups, so that groups can be merged whatever the order of their rows.
 */
final class Edges implements Accumulator {
    private static final long NONE = -1;

    private final DataType type;
    private final boolean last;
    private final SlotValues values;
    /** Place of the slot's value in the order of arrival, or {@link #NONE}. */
    private long[] places = new long[0];

    private long arrived;

    Edges(DataType type, boolean last) {
        this.type = type;
        this.last = last;
        this.values = SlotValues.of(type);
    }

    @Override
    public void ensure(int limit) {
        if (limit > places.length) {
            places = Arrays.copyOf(places, Accumulator.capacity(places.length, limit));
            values.grow(places.length);
        }
    }

    @Override
    public void clear(int slot) {
        places[slot] = NONE;
        values.free(slot);
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column column = Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            int row = positions[i];
            int slot = slots[i];
            if (!column.isNull(row) && (last || places[slot] == NONE)) {
                values.take(slot, column, row);
                places[slot] = arrived + i;
            }
        }
        arrived += count;
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            int target = targets[i];
            int source = sources[i];
            if (places[source] != NONE && (places[target] == NONE || places[source] > places[target] == last)) {
                values.copy(target, source);
                places[target] = places[source];
            }
        }
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        if (places[slot] == NONE) {
            target.appendNull();
        } else {
            values.append(slot, target);
        }
    }

    @Override
    public List<Field> state() {
        return List.of(Field.of(last ? "last" : "first", type), Field.required("place", DataType.BIGINT));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        result(slot, target.column(firstColumn));
        ((LongsBuilder) target.column(firstColumn + 1)).append(places[slot]);
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        Column column = batch.column(firstColumn);
        places[slot] = ((Column.Longs) batch.column(firstColumn + 1)).values[index];
        if (places[slot] != NONE) {
            values.take(slot, column, index);
            arrived = Math.max(arrived, places[slot] + 1);
        }
    }
}
