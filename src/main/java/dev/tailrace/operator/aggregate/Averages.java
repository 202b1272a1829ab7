package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.FloatsBuilder;
import dev.tailrace.data.LongsBuilder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** AVG: a sum and a count, divided when asked; NULL where the count is 0. Integers are divided as integers. */
final class Averages extends OfTotals {
    /** Flink divides to 38 digits first and then rounds to the scale of the result. */
    private static final MathContext DIVISION = new MathContext(DataType.MAX_DECIMAL_PRECISION, RoundingMode.HALF_UP);

    /** @param adds whether values are added up here; else the totals are those of another aggregate */
    Averages(Totals totals, boolean adds) {
        super(totals, adds);
    }

    @Override
    public boolean retracts() {
        return true;
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        long count = totals.counts[slot];
        if (count == 0) {
            target.appendNull();
        } else if (totals instanceof Totals.OfIntegers integers) {
            Totals.OfIntegers.append(integers.sums[slot] / count, target);
        } else if (totals instanceof Totals.OfDoubles doubles) {
            append(doubles.sums[slot] / count, target);
        } else {
            target.append(
                    average((Totals.OfDecimals) totals, slot, target.type().scale()));
        }
    }

    private static void append(double average, ColumnBuilder target) {
        if (target instanceof DoublesBuilder doubles) {
            doubles.append(average);
        } else {
            ((FloatsBuilder) target).append((float) average);
        }
    }

    private static @Nullable BigDecimal average(Totals.OfDecimals decimals, int slot, int scale) {
        if (decimals.overflowed(slot)) {
            return null;
        }
        DecimalTotals sums = decimals.totals;
        BigDecimal average = Column.Decimals.wide(
                        sums.high[slot], sums.low[slot], decimals.type().scale())
                .divide(BigDecimal.valueOf(decimals.counts[slot]), DIVISION)
                .setScale(scale, RoundingMode.HALF_UP);
        return average.precision() > DataType.MAX_DECIMAL_PRECISION ? null : average;
    }

    @Override
    public void results(int[] slots, int count, ColumnBuilder target) {
        if (totals instanceof Totals.OfIntegers integers
                && target instanceof LongsBuilder longs
                && Accumulator.haveValues(totals.counts, slots, count)) {
            long[] room = longs.reserve(count);
            for (int i = 0, at = longs.size(); i < count; i++) {
                room[at + i] = integers.sums[slots[i]] / totals.counts[slots[i]];
            }
            longs.appendReserved(count);
            return;
        }
        for (int i = 0; i < count; i++) {
            result(slots[i], target);
        }
    }

    @Override
    public List<Field> state() {
        return List.of(Field.required("count", DataType.BIGINT), Field.of("sum", totals.type()));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        ((LongsBuilder) target.column(firstColumn)).append(totals.counts[slot]);
        totals.append(slot, target.column(firstColumn + 1));
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        totals.load(
                slot, batch.column(firstColumn + 1), index, ((Column.Longs) batch.column(firstColumn)).values[index]);
    }
}
