package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Percentiles from a {@link QuantileSketch} per group; values cannot be taken back from it. */
final class SketchedPercentiles<S extends QuantileSketch<S>> implements Accumulator {
    private final double fraction;
    private final Supplier<S> empty;
    private final Function<ByteBuffer, S> read;
    /** By slot; none where there is no value. */
    private final Map<Integer, S> groups = new HashMap<>();

    private SketchedPercentiles(double fraction, Supplier<S> empty, Function<ByteBuffer, S> read) {
        this.fraction = fraction;
        this.empty = empty;
        this.read = read;
    }

    /** @param fraction of the values that are below, 0 to 1 */
    static SketchedPercentiles<TDigest> ofDigests(double fraction) {
        return new SketchedPercentiles<>(fraction, TDigest::new, TDigest::new);
    }

    /** @param fraction of the values that are below, 0 to 1 */
    static SketchedPercentiles<KllSketch> ofKll(double fraction) {
        return new SketchedPercentiles<>(fraction, KllSketch::new, KllSketch::new);
    }

    /** Nothing: a sketch is made when its first value comes. */
    @Override
    public void ensure(int limit) {}

    @Override
    public void clear(int slot) {
        groups.remove(slot);
    }

    private S group(int slot) {
        return groups.computeIfAbsent(slot, absent -> empty.get());
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column.Doubles doubles = (Column.Doubles) Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            if (!doubles.isNull(positions[i])) {
                group(slots[i]).add(doubles.values[positions[i]]);
            }
        }
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            S source = groups.get(sources[i]);
            if (source != null) {
                group(targets[i]).addAll(source);
            }
        }
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        S group = groups.get(slot);
        if (group == null) {
            target.appendNull();
        } else {
            ((DoublesBuilder) target).append(group.quantile(fraction));
        }
    }

    @Override
    public List<Field> state() {
        return List.of(Field.of("sketch", DataType.BYTES));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        S group = groups.get(slot);
        if (group == null) {
            target.column(firstColumn).appendNull();
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(group.bytes());
        group.write(bytes);
        ((BytesBuilder) target.column(firstColumn)).append(bytes.array(), 0, bytes.capacity());
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        clear(slot);
        Column.Bytes column = (Column.Bytes) batch.column(firstColumn);
        if (!column.isNull(index)) {
            int length = column.ends[index] - column.starts[index];
            groups.put(slot, read.apply(ByteBuffer.wrap(column.buffer, column.starts[index], length)));
        }
    }
}
