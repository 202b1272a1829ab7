package dev.tailrace.operators.sources;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Pace;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;

/** Emits generated rows at their rate. */
final class GeneratorReader implements Source.Reader {
    private final GeneratedValues values;
    private final long limit;
    private final Pace pace;
    private final SourceContext context;
    private long row;

    /** @param rowsPerSecond 0 for as fast as possible */
    GeneratorReader(GeneratedValues values, long limit, double rowsPerSecond, SourceContext context) {
        this.values = values;
        this.limit = limit;
        this.pace = new Pace(rowsPerSecond);
        this.context = context;
    }

    @Override
    public Poll poll(Outlet out) {
        if (row >= limit) {
            return Poll.END;
        }
        long allowed = pace.allowance();
        int count = (int) Math.min(limit - row, Math.min(Batch.MAX_ROWS, allowed));
        if (count > 0) {
            out.emit(0, values.batch(row, count, context.now()));
            row += count;
            pace.took(count);
        }
        if (row >= limit) {
            return Poll.END;
        }
        if (count < allowed) {
            return Poll.MORE;
        }
        context.pollAt(pace.nextNanos());
        return Poll.NOTHING_YET;
    }

    @Override
    public String offset() {
        return Long.toString(row);
    }

    @Override
    public void seek(String offset) {
        row = Long.parseLong(offset);
        pace.restart();
    }

    @Override
    public double progress() {
        return limit == Long.MAX_VALUE ? -1 : (double) row / limit;
    }

    @Override
    public void close() {}
}
