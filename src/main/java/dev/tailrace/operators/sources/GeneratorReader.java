package dev.tailrace.operators.sources;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;

/**
 * Emits generated rows at their rate.
 *
 * <p>Every row has its time since the reader's first poll, so that waiting too long once does not lower the rate, and
 * the rate does not drift. At high rates rows are made up some milliseconds at a time.
 */
final class GeneratorReader implements Source.Reader {
    private static final double NANOS_PER_SECOND = 1e9;
    /** The longest time that rows wait for others to come with them. */
    private static final double SECONDS_TOGETHER = 0.005;

    private final GeneratedValues values;
    private final long limit;
    private final double rowsPerSecond;
    private final int together;
    private final SourceContext context;
    private long row;
    private long firstRow;
    private long startNanos;
    private boolean started;

    /** @param rowsPerSecond 0 for as fast as possible */
    GeneratorReader(GeneratedValues values, long limit, double rowsPerSecond, SourceContext context) {
        this.values = values;
        this.limit = limit;
        this.rowsPerSecond = rowsPerSecond;
        this.together = (int) Math.max(1, Math.min(Batch.MAX_ROWS, rowsPerSecond * SECONDS_TOGETHER));
        this.context = context;
    }

    @Override
    public Poll poll(Outlet out) {
        if (row >= limit) {
            return Poll.END;
        }
        long due = rowsPerSecond == 0 ? Long.MAX_VALUE : due();
        long wanted = Math.min(limit - row, Math.min(Batch.MAX_ROWS, due - row));
        if (wanted > 0) {
            int count = (int) wanted;
            out.emit(0, values.batch(row, count, context.now()));
            row += count;
        }
        if (row >= limit) {
            return Poll.END;
        }
        if (row < due) {
            return Poll.MORE;
        }
        long next = Math.min(limit, row + together) - 1;
        context.pollAt(startNanos + (long) ((next - firstRow) * (NANOS_PER_SECOND / rowsPerSecond)));
        return Poll.NOTHING_YET;
    }

    /** The row whose time is the next to come. */
    private long due() {
        long now = System.nanoTime();
        if (!started) {
            started = true;
            startNanos = now;
            firstRow = row;
        }
        return firstRow + (long) ((now - startNanos) * (rowsPerSecond / NANOS_PER_SECOND)) + 1;
    }

    @Override
    public String offset() {
        return Long.toString(row);
    }

    @Override
    public void seek(String offset) {
        row = Long.parseLong(offset);
        started = false;
    }

    @Override
    public double progress() {
        return limit == Long.MAX_VALUE ? -1 : (double) row / limit;
    }

    @Override
    public void close() {}
}
