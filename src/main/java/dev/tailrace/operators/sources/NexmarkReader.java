package dev.tailrace.operators.sources;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Pace;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;

/** Emits Nexmark's events at their pace, with the watermark behind them. */
final class NexmarkReader implements Source.Reader {
    private static final long WATERMARK_BEHIND_MILLIS = 4000;

    private final NexmarkEvents events;
    private final NexmarkBatches batches;
    private final long limit;
    private final Pace pace;
    private final SourceContext context;
    private long next;
    private long watermark = Long.MIN_VALUE;

    /** @param eventsPerSecond 0 for as fast as possible */
    NexmarkReader(
            NexmarkEvents events, NexmarkBatches batches, long limit, double eventsPerSecond, SourceContext context) {
        this.events = events;
        this.batches = batches;
        this.limit = limit;
        this.pace = new Pace(eventsPerSecond);
        this.context = context;
    }

    @Override
    public Poll poll(Outlet out) {
        long allowed = pace.allowance();
        int count = (int) Math.min(limit - next, Math.min(NexmarkBatches.room(next), allowed));
        if (count > 0) {
            Batch batch = batches.of(next, count);
            if (batch.rows() > 0) {
                out.emit(0, batch);
            }
            next += count;
            pace.took(count);
            advance(out);
        }
        if (next >= limit) {
            return Poll.END;
        }
        if (count < allowed) {
            return Poll.MORE;
        }
        context.pollAt(pace.nextNanos());
        return Poll.NOTHING_YET;
    }

    private void advance(Outlet out) {
        long reached = events.timeMillis(next - 1) - WATERMARK_BEHIND_MILLIS - 1;
        if (reached > watermark) {
            watermark = reached;
            out.watermark(reached);
        }
    }

    @Override
    public String offset() {
        return Long.toString(next);
    }

    @Override
    public void seek(String offset) {
        next = Long.parseLong(offset);
        pace.restart();
    }

    @Override
    public double progress() {
        return limit == Long.MAX_VALUE ? -1 : (double) next / limit;
    }

    @Override
    public void close() {}
}
