package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.operator.Outlet;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one partition to its ring: cut to the run's batch size, and small ones merged as long as the task
 * has something else to do. Only on the partition's thread.
 */
final class PartitionOutlet implements Outlet {
    private final Ring ring;
    private final boolean[] wired;
    private final int batchRows;
    private final long lingerNanos;
    private final ByteEstimate estimate = new ByteEstimate();
    private @Nullable BatchBuilder held;
    private BitSet heldColumns = new BitSet();
    private int heldPort;
    private long heldSince;

    /** @param wired which output ports somebody reads */
    PartitionOutlet(Ring ring, boolean[] wired, int batchRows, long lingerNanos) {
        this.ring = ring;
        this.wired = wired;
        this.batchRows = batchRows;
        this.lingerNanos = lingerNanos;
    }

    @Override
    public void emit(int port, Batch batch) {
        if (!wired[port]) {
            return;
        }
        int rows = batch.rows();
        if (rows <= batchRows) {
            merge(port, batch);
            return;
        }
        for (int from = 0; from < rows; from += batchRows) {
            merge(port, batch.slice(from, Math.min(rows, from + batchRows)));
        }
    }

    @Override
    public void watermark(long millis) {
        flush();
        if (millis != Long.MAX_VALUE) {
            ring.put(new Element.Watermark(millis));
        }
    }

    @Override
    public void idle() {
        flush();
        ring.put(Element.Signal.IDLE);
    }

    void end() {
        flush();
        ring.put(Element.Signal.END);
    }

    /** Sends what is held back. */
    void flush() {
        BatchBuilder builder = held;
        if (builder != null) {
            held = null;
            ring.setHeld(false);
            put(heldPort, builder.build());
        }
    }

    /** Whether rows are held back that should be sent now. */
    boolean isFlushDue() {
        return held != null && (ring.isDry() || nanosToFlush() <= 0);
    }

    /** Until held rows have waited for the linger; {@link Long#MAX_VALUE} if there are none. */
    long nanosToFlush() {
        return held == null ? Long.MAX_VALUE : heldSince + lingerNanos - System.nanoTime();
    }

    private void merge(int port, Batch batch) {
        if (batch.rows() == 0) {
            return;
        }
        if (batch.rows() * 2 > batchRows) {
            flush();
            put(port, batch);
            return;
        }
        hold(port, batch);
        if (isFlushDue()) {
            flush();
        }
    }

    private void hold(int port, Batch batch) {
        BitSet columns = new BitSet();
        for (int i = 0; i < batch.schema().size(); i++) {
            columns.set(i, batch.hasColumn(i));
        }
        BatchBuilder builder = held;
        if (builder != null
                && (heldPort != port || builder.rows() + batch.rows() > batchRows || !heldColumns.equals(columns))) {
            flush();
            builder = null;
        }
        if (builder == null) {
            builder = new BatchBuilder(batch.schema(), columns);
            for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
                if (batch.column(i) instanceof Column.Shown shown) {
                    builder.show(i, shown.reading());
                }
            }
            held = builder;
            heldColumns = columns;
            heldPort = port;
            heldSince = System.nanoTime();
        }
        for (int i = 0; i < batch.rows(); i++) {
            builder.appendFrom(batch, batch.index(i));
        }
        ring.setHeld(true);
    }

    private void put(int port, Batch batch) {
        batch.retain();
        if (!ring.put(new Element.Rows(port, batch, estimate.of(batch)))) {
            batch.release();
        }
    }
}
