package dev.tailrace.bench;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Counts how long ago each row was due that comes in, by its column {@code due}; of updates only what is new. Takes no
 * memory while it counts, so that it makes no pauses itself.
 */
final class LatencySink implements SinkOperator<LatencySink.Settings> {
    static final String ID = "bench-latency";

    /** None. */
    record Settings() {}

    /** Parts of each power of two, so that times are known to about three percent. */
    private static final int PARTS_BITS = 5;

    private final long warmingRows;
    private volatile long[] buckets = {};

    /** @param warmingRows so many rows at the beginning do not count */
    LatencySink(long warmingRows) {
        this.warmingRows = warmingRows;
    }

    /** Nanoseconds that no more than the share of the rows took, of the run that ended last. */
    long percentile(double share) {
        long[] counts = buckets;
        long rank = Math.round(share * Arrays.stream(counts).sum());
        int bucket = 0;
        for (long below = counts[0]; below < rank; below += counts[bucket]) {
            bucket++;
        }
        return upperEnd(bucket);
    }

    static int bucket(long nanos) {
        long positive = Math.max(0, nanos);
        int shift = Math.max(0, Long.SIZE - 1 - PARTS_BITS - Long.numberOfLeadingZeros(positive));
        return (shift << PARTS_BITS) + (int) (positive >>> shift);
    }

    static long upperEnd(int bucket) {
        int shift = Math.max(0, (bucket >> PARTS_BITS) - 1);
        return ((long) bucket - ((long) shift << PARTS_BITS) + 1) << shift;
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                ID, "bench", Family.SINKS, "mdi2t-timer-outline", List.of(Port.inChanges()), List.of(), List.of());
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        return Output.none();
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.generator.flink"), null);
    }

    @Override
    public Sink sink(Setup<Settings> setup) {
        return new Timing(setup.inputSchema().indexOf("due"));
    }

    private final class Timing implements Sink {
        private final int due;
        private final long[] counts = new long[Long.SIZE << PARTS_BITS];
        private long rows;

        Timing(int due) {
            this.due = due;
        }

        @Override
        public void write(Batch batch) {
            long now = System.nanoTime();
            long[] times = ((Column.Longs) Objects.requireNonNull(batch.column(due))).values;
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                if (batch.kindAt(index) != RowKind.UPDATE_BEFORE && rows++ >= warmingRows) {
                    counts[bucket(now - times[index])]++;
                }
            }
        }

        @Override
        public void close() {
            buckets = counts;
        }
    }
}
