package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SUM: NULL until there is a value that is not NULL. */
final class Sums implements Accumulator {
    private final Totals totals;

    Sums(DataType argument) {
        totals = Totals.ofWidth(argument);
    }

    @Override
    public void ensure(int limit) {
        totals.ensure(limit);
    }

    @Override
    public void clear(int slot) {
        totals.clear(slot);
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        totals.add(slots, positions, count, Accumulator.required(argument));
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        totals.merge(targets, sources, count);
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        if (totals.counts[slot] > 0) {
            totals.append(slot, target);
        } else {
            target.appendNull();
        }
    }

    @Override
    public List<Field> state() {
        return List.of(Field.of("sum", totals.type()));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        result(slot, target.column(firstColumn));
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        Column sums = batch.column(firstColumn);
        totals.load(slot, sums, index, sums.isNull(index) ? 0 : 1);
    }
}
