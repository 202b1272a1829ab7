package dev.tailrace.bench;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
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
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads every value of every column, so that neither the graph nor the compiler can leave out the work that made them,
 * and keeps the number of rows and a sum of the values: of numbers the values, of texts length and last byte.
 */
final class ReadingSink implements SinkOperator<ReadingSink.Settings> {
    static final String ID = "bench-sink";

    /** None. */
    record Settings() {}

    private final LongConsumer probe;
    private volatile long rows;
    private volatile long sum;

    ReadingSink() {
        this(rowsSoFar -> {});
    }

    /** @param probe is told after each batch, on the sink's thread, how many rows have come */
    ReadingSink(LongConsumer probe) {
        this.probe = probe;
    }

    /** Of the run that ended last. */
    long rows() {
        return rows;
    }

    /** Of the run that ended last. */
    long sum() {
        return sum;
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                ID, "bench", Family.SINKS, "mdi2t-trash-can-outline", List.of(Port.inChanges()), List.of(), List.of());
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
    public Sink sink(Setup<Settings> setup) {
        return new Reading(setup.inputSchema().size());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.nexmark.flink"), null);
    }

    private final class Reading implements Sink {
        private final int columns;
        private long seen;
        private long total;

        Reading(int columns) {
            this.columns = columns;
        }

        @Override
        public void write(Batch batch) {
            for (int i = 0; i < columns; i++) {
                total += sumOf(batch.column(i), batch);
            }
            seen += batch.rows();
            probe.accept(seen);
        }

        @Override
        public void close() {
            rows = seen;
            sum = total;
        }
    }

    private static long sumOf(Column column, Batch batch) {
        if (column instanceof Column.Longs numbers) {
            return sumOf(numbers.values, column, batch);
        }
        if (column instanceof Column.Decimals decimals) {
            long[] high = decimals.high;
            return sumOf(decimals.low, column, batch) + (high == null ? 0 : sumOf(high, column, batch));
        }
        if (column instanceof Column.Bytes texts) {
            return sumOf(texts, batch);
        }
        long sum = 0;
        for (int i = 0; i < batch.rows(); i++) {
            Object value = column.value(batch.index(i));
            sum += value == null ? 0 : value.hashCode();
        }
        return sum;
    }

    private static long sumOf(long[] values, Column column, Batch batch) {
        int @Nullable [] selection = batch.selection();
        long @Nullable [] nulls = column.nulls;
        int first = batch.first();
        int end = first + batch.rows();
        long sum = 0;
        for (int k = first; k < end; k++) {
            int row = selection == null ? k : selection[k];
            sum += values[row] & isThere(nulls, row);
        }
        return sum;
    }

    private static long sumOf(Column.Bytes texts, Batch batch) {
        int @Nullable [] selection = batch.selection();
        long @Nullable [] nulls = texts.nulls;
        int first = batch.first();
        int last = first + batch.rows();
        byte[] buffer = texts.buffer;
        int[] starts = texts.starts;
        int[] ends = texts.ends;
        long sum = 0;
        for (int k = first; k < last; k++) {
            int row = selection == null ? k : selection[k];
            int start = starts[row];
            int end = ends[row];
            sum += end - start + (end > start ? buffer[end - 1] : 0) & isThere(nulls, row);
        }
        return sum;
    }

    /** All bits set where there is a value, none where it is null; without a branch. */
    private static long isThere(long @Nullable [] nulls, int row) {
        return nulls == null ? -1 : (nulls[row >> 6] >>> row & 1) - 1;
    }
}
