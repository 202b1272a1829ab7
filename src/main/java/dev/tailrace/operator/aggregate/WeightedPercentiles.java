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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * PERCENTILE with a frequency, as in Flink 2.3: each value counts as often as the row says, and not at all where that is
 * NULL or not above 0. Otherwise as {@link Percentiles}. It takes rows of a DOUBLE and a BIGINT.
 *
 * <p>Each different value of a group is kept once. A value may be taken back before it comes.
 */
final class WeightedPercentiles implements Accumulator {
    private final double fraction;
    /** By slot; none where nothing has come. */
    private final Map<Integer, TreeMap<Double, Long>> groups = new HashMap<>();

    /** @param fraction of the values that are below, 0 to 1 */
    WeightedPercentiles(double fraction) {
        this.fraction = fraction;
    }

    /** Nothing: a map is made when something comes. */
    @Override
    public void ensure(int limit) {}

    @Override
    public void clear(int slot) {
        groups.remove(slot);
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
                change(slots[i], values.values[row], by * frequencies.values[row]);
            }
        }
    }

    private void change(int slot, double value, long by) {
        Map<Double, Long> group = groups.computeIfAbsent(slot, absent -> new TreeMap<>());
        long times = group.getOrDefault(value, 0L) + by;
        if (times == 0) {
            group.remove(value);
        } else {
            group.put(value, times);
        }
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            int target = targets[i];
            Map<Double, Long> source = groups.get(sources[i]);
            if (source != null) {
                source.forEach((value, times) -> change(target, value, times));
            }
        }
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        TreeMap<Double, Long> group = groups.get(slot);
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

    private double percentile(TreeMap<Double, Long> group, long total) {
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
        Map<Double, Long> group = groups.getOrDefault(slot, new TreeMap<>());
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
            change(slot, bytes.getDouble(), bytes.getLong());
        }
    }
}
