package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.RowColumn;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PERCENTILE with a frequency, as in Flink 2.3: each value counts as often as the row says, and not at all where that is
 * NULL or not above 0. Otherwise as {@link Percentiles}. It takes rows of a DOUBLE and a BIGINT.
 *
 * <p>Each different value of a group is kept once. A value may be taken back before it comes.
 */
final class WeightedPercentiles implements Accumulator {
    private final double fraction;
    private final CountedValues<Double> counted = new CountedValues<>();

    /** @param fraction of the values that are below, 0 to 1 */
    WeightedPercentiles(double fraction) {
        this.fraction = fraction;
    }

    /** Nothing: a map is made when something comes. */
    @Override
    public void ensure(int limit) {}

    @Override
    public void clear(int slot) {
        counted.clear(slot);
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        change(slots, positions, count, argument, 1);
    }

    @Override
    public boolean retracts() {
        return true;
    }

    @Override
    public void retract(int[] slots, int[] positions, int count, @Nullable Column argument) {
        change(slots, positions, count, argument, -1);
    }

    private void change(int[] slots, int[] positions, int count, @Nullable Column argument, int by) {
        RowColumn rows = (RowColumn) Accumulator.required(argument);
        Column.Doubles values = (Column.Doubles) rows.field(0);
        Column.Longs frequencies = (Column.Longs) rows.field(1);
        for (int i = 0; i < count; i++) {
            int row = positions[i];
            if (!values.isNull(row) && !frequencies.isNull(row) && frequencies.values[row] > 0) {
                counted.change(slots[i], values.values[row], by * frequencies.values[row]);
            }
        }
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        counted.merge(targets, sources, count);
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        Map<Double, Long> group = counted.at(slot);
        long total = 0;
        if (group != null) {
            for (long times : group.values()) {
                total += times;
            }
        }
        if (group == null || total <= 0) {
            target.appendNull();
        } else {
            ((DoublesBuilder) target).append(percentile(group, total));
        }
    }

    private double percentile(Map<Double, Long> group, long total) {
        double place = fraction * (total - 1) + 1;
        long lower = (long) Math.floor(place);
        long upper = (long) Math.ceil(place);
        long before = 0;
        double low = Double.NaN;
        for (Map.Entry<Double, Long> entry : group.entrySet()) {
            boolean isBelow = before >= lower;
            before += entry.getValue();
            if (isBelow) {
                return (upper - place) * low + (place - lower) * entry.getKey();
            }
            low = entry.getKey();
            if (before >= upper) {
                return low;
            }
        }
        return low;
    }

    @Override
    public List<Field> state() {
        return List.of(Field.required("values", DataType.BYTES));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        Map<Double, Long> kept = counted.at(slot);
        Map<Double, Long> group = kept == null ? Map.of() : kept;
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(group.size(), Double.BYTES + Long.BYTES));
        group.forEach((value, times) -> bytes.putDouble(value).putLong(times));
        ((BytesBuilder) target.column(firstColumn)).append(bytes.array(), 0, bytes.capacity());
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        clear(slot);
        Column.Bytes column = (Column.Bytes) batch.column(firstColumn);
        ByteBuffer bytes =
                ByteBuffer.wrap(column.buffer, column.starts[index], column.ends[index] - column.starts[index]);
        while (bytes.hasRemaining()) {
            counted.change(slot, bytes.getDouble(), bytes.getLong());
        }
    }
}
