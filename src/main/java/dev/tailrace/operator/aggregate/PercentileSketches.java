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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * APPROX_PERCENTILE: a DDSketch per group, after Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable quantile
 * sketch with relative-error guarantees" (VLDB 2019).
 *
 * <p>Values are counted in buckets whose bounds grow by a constant factor, so that the middle of a bucket is within 1 % of
 * all values in it. The result is that of the value at the place {@code fraction * (n - 1)}, counted from 0 and cut to a
 * whole number. A count knows nothing of the order in which values came, and can be taken back: the sketch depends on the
 * values alone, whatever the batches, the merges and how often it was asked, which does not hold for t-digests and KLL.
 * A factor of ten takes 115 buckets at most; NaN and the infinite have buckets of their own.
 */
final class PercentileSketches implements Accumulator {
    private static final double RELATIVE_ERROR = 0.01;
    private static final double FACTOR = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
    private static final double LOG_FACTOR = StrictMath.log(FACTOR);
    /** Of a bucket's greatest value over what is as far from it as from the least, relatively. */
    private static final double LOG_MIDDLE = StrictMath.log((FACTOR + 1) / 2);
    /** Beyond the number of any bucket: the least DOUBLE is in -37,222. */
    private static final int OFFSET = 40_000;

    private static final int INFINITE = 2 * OFFSET;
    private static final int NAN = INFINITE + 1;
    private static final int[] NO_BUCKETS = {};
    private static final long[] NO_COUNTS = {};

    private final double fraction;

    // By slot: the numbers of the buckets, ascending as their values do, and how many values are in each.
    private int[][] buckets = new int[0][];
    private long[][] counts = new long[0][];
    private int[] sizes = new int[0];

    /** @param fraction of the values that are below, 0 to 1 */
    PercentileSketches(double fraction) {
        this.fraction = fraction;
    }

    @Override
    public void ensure(int limit) {
        if (limit > sizes.length) {
            int capacity = Accumulator.capacity(sizes.length, limit);
            buckets = Arrays.copyOf(buckets, capacity);
            counts = Arrays.copyOf(counts, capacity);
            sizes = Arrays.copyOf(sizes, capacity);
        }
    }

    @Override
    public void clear(int slot) {
        buckets[slot] = NO_BUCKETS;
        counts[slot] = NO_COUNTS;
        sizes[slot] = 0;
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
        Column.Doubles doubles = (Column.Doubles) Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            if (!doubles.isNull(positions[i])) {
                change(slots[i], bucket(doubles.values[positions[i]]), by);
            }
        }
    }

    /** Below 0 for negative values, 0 for 0. */
    private static int bucket(double value) {
        if (Double.isNaN(value)) {
            return NAN;
        }
        if (value == 0) {
            return 0;
        }
        double size = Math.abs(value);
        int number = Double.isInfinite(size) ? INFINITE : OFFSET + (int) Math.ceil(StrictMath.log(size) / LOG_FACTOR);
        return value < 0 ? -number : number;
    }

    /** What stands for all values of a bucket. */
    private static double middle(int bucket) {
        if (bucket == NAN) {
            return Double.NaN;
        }
        if (bucket == 0) {
            return 0;
        }
        int number = Math.abs(bucket);
        double size = number == INFINITE
                ? Double.POSITIVE_INFINITY
                : Math.min(StrictMath.exp((number - OFFSET) * LOG_FACTOR - LOG_MIDDLE), Double.MAX_VALUE);
        return bucket < 0 ? -size : size;
    }

    private void change(int slot, int bucket, long by) {
        int[] known = buckets[slot];
        int at = Arrays.binarySearch(known, 0, sizes[slot], bucket);
        if (at < 0) {
            at = -1 - at;
            if (sizes[slot] == known.length) {
                int capacity = Math.max(4, known.length + (known.length >> 1));
                buckets[slot] = Arrays.copyOf(known, capacity);
                counts[slot] = Arrays.copyOf(counts[slot], capacity);
            }
            System.arraycopy(buckets[slot], at, buckets[slot], at + 1, sizes[slot] - at);
            System.arraycopy(counts[slot], at, counts[slot], at + 1, sizes[slot] - at);
            buckets[slot][at] = bucket;
            counts[slot][at] = 0;
            sizes[slot]++;
        }
        counts[slot][at] += by;
        if (counts[slot][at] == 0) {
            sizes[slot]--;
            System.arraycopy(buckets[slot], at + 1, buckets[slot], at, sizes[slot] - at);
            System.arraycopy(counts[slot], at + 1, counts[slot], at, sizes[slot] - at);
        }
    }

    @Override
    public void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            int source = sources[i];
            for (int bucket = 0; bucket < sizes[source]; bucket++) {
                change(targets[i], buckets[source][bucket], counts[source][bucket]);
            }
        }
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        long total = 0;
        for (int i = 0; i < sizes[slot]; i++) {
            total += counts[slot][i];
        }
        if (total <= 0) {
            target.appendNull();
            return;
        }
        long place = (long) (fraction * (total - 1));
        long before = 0;
        int at = 0;
        while (before + counts[slot][at] <= place) {
            before += counts[slot][at++];
        }
        ((DoublesBuilder) target).append(middle(buckets[slot][at]));
    }

    @Override
    public List<Field> state() {
        return List.of(Field.required("buckets", DataType.BYTES));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        ByteBuffer bytes = ByteBuffer.allocate(sizes[slot] * (Integer.BYTES + Long.BYTES));
        for (int i = 0; i < sizes[slot]; i++) {
            bytes.putInt(buckets[slot][i]).putLong(counts[slot][i]);
        }
        ((BytesBuilder) target.column(firstColumn)).append(bytes.array(), 0, bytes.capacity());
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        Column.Bytes column = (Column.Bytes) batch.column(firstColumn);
        int length = column.ends[index] - column.starts[index];
        int size = length / (Integer.BYTES + Long.BYTES);
        ByteBuffer bytes = ByteBuffer.wrap(column.buffer, column.starts[index], length);
        buckets[slot] = new int[size];
        counts[slot] = new long[size];
        sizes[slot] = size;
        for (int i = 0; i < size; i++) {
            buckets[slot][i] = bytes.getInt();
            counts[slot][i] = bytes.getLong();
        }
    }
}
