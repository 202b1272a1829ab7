package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import java.util.List;

/** SUM: NULL until there is a value that is not NULL. */
final class Sums extends OfTotals {
    private final boolean retracting;

    /**
     * @param retracting whether it is known how many values are in a sum, so that it is NULL again without any
     * @param adds whether values are added up here; else the totals are those of another aggregate
     */
    Sums(Totals totals, boolean retracting, boolean adds) {
        super(totals, adds);
        this.retracting = retracting;
    }

    @Override
    public boolean retracts() {
        return retracting;
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
    public void results(int[] slots, int count, ColumnBuilder target) {
        if (totals instanceof Totals.OfIntegers integers
                && target instanceof LongsBuilder longs
                && Accumulator.haveValues(totals.counts, slots, count)) {
            longs.append(integers.sums, slots, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            result(slots[i], target);
        }
    }

    @Override
    public List<Field> state() {
        Field sum = Field.of("sum", totals.type());
        return retracting ? List.of(sum, Field.required("count", DataType.BIGINT)) : List.of(sum);
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        result(slot, target.column(firstColumn));
        if (retracting) {
            ((LongsBuilder) target.column(firstColumn + 1)).append(totals.counts[slot]);
        }
    }

    /** Where the totals are another's, that one knows more of them: an AVG how many values there are. */
    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        if (!adds) {
            return;
        }
        Column sums = batch.column(firstColumn);
        long count = sums.isNull(index) ? 0 : 1;
        if (retracting) {
            count = ((Column.Longs) batch.column(firstColumn + 1)).values[index];
        }
        totals.load(slot, sums, index, count);
    }
}
