package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.WatermarkTable;

/**
 * Aggregates rows in sessions: per key, rows none of which comes more than a gap after the one before, on event time.
 * Results leave by output 0, in the order of the sessions' ends.
 *
 * <p>A row is late if the session that it would be alone in has fired, and it does not continue one that is still open.
 * So whether it is late may depend on the rows before it in the same batch; the few rows that may be late are looked at
 * one by one.
 *
 * <p>The watermark is part of the state, as in Flink: after a restore, what was late is late.
 */
final class SessionWindows implements Processor {
    private final WindowPlan plan;
    private final long gapMillis;
    private final WindowClock clock;
    private final Aggregation aggregation;
    private final Sessions sessions;
    private WindowRows rows;
    private long watermark = Long.MIN_VALUE;

    @SuppressWarnings("NullAway.Init")
    SessionWindows(WindowPlan plan, long gapMillis) {
        this.plan = plan;
        this.gapMillis = gapMillis;
        this.clock = new WindowClock(plan.timeType(), plan.zone());
        this.aggregation = new Aggregation(plan.calls(), plan.input());
        this.sessions = new Sessions(plan.keys(), gapMillis, aggregation);
    }

    @Override
    public void open(ProcessorContext context) {
        rows = new WindowRows(plan, clock, aggregation, context);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        long[] times = rows.times(batch);
        int count = batch.rows();
        int from = 0;
        int[] late = {};
        int lateCount = 0;
        for (int i = 0; i < count; i++) {
            int index = batch.index(i);
            long wallClock = clock.wallClock(times[index]);
            if (clock.firesAt(wallClock + gapMillis) <= watermark) {
                add(batch.slice(from, i), times, out);
                from = i;
                sessions.begin(batch, plan.keyColumns());
                if (!sessions.continues(wallClock, index)) {
                    late = late.length == 0 ? new int[count - i] : late;
                    late[lateCount++] = index;
                    from = i + 1;
                }
            }
        }
        add(batch.slice(from, count), times, out);
        if (lateCount > 0) {
            rows.late(batch, late, lateCount, out);
        }
        sessions.forgetKeys();
        rows.awaitEarly();
    }

    private void add(Batch batch, long[] times, Outlet out) {
        if (batch.rows() == 0) {
            return;
        }
        Batch computed = rows.evaluate(batch, out);
        sessions.begin(computed, plan.keyColumns());
        for (int i = 0; i < computed.rows(); i++) {
            int index = computed.index(i);
            sessions.add(clock.wallClock(times[index]), index);
        }
        sessions.flush();
    }

    @Override
    public void watermark(long millis, Outlet out) {
        if (rows.areEarly() && clock.firesAt(sessions.earliestEnd()) <= millis) {
            // A session that is over now may have been another one when it was sent last.
            sendEarly(out);
        }
        for (long end = sessions.earliestEnd(); end < Long.MAX_VALUE; end = sessions.earliestEnd()) {
            if (clock.firesAt(end) > millis) {
                break;
            }
            sessions.closeEarliest(rows, out);
        }
        rows.flush(out);
        watermark = millis;
        out.watermark(millis);
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        rows.earlyTimer();
        sendEarly(out);
    }

    private void sendEarly(Outlet out) {
        rows.early(target -> sessions.results(rows, target), out);
    }

    @Override
    public long stateRows() {
        return sessions.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        WatermarkTable.snapshot(watermark, writer);
        sessions.snapshot(writer);
        rows.snapshotEarly(writer);
    }

    @Override
    public void restore(StateReader reader) {
        watermark = WatermarkTable.restore(reader);
        sessions.restore(reader);
        rows.restoreEarly(reader);
    }
}
