package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.runtime.Telemetry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A wire of a run: counts what passes, lets people look at it, and hands it on to its reader by a direct call. A gate
 * that was put into it may hold rows before that.
 *
 * <p>The counters have one writer, the thread of the node that emits; any thread reads them.
 */
final class LiveWire implements Receiver {
    private static final VarHandle ROWS = handle("rows", long.class);
    private static final VarHandle MEASURED = handle("measured", Measured.class);
    private static final VarHandle WATERMARK = handle("watermarkMillis", long.class);
    private static final VarHandle ENDED = handle("ended", boolean.class);
    private static final VarHandle GATE = handle("gate", Gate.class);

    /** After how many rows at most the mean row is measured anew; after fewer at the beginning. */
    private static final long MEASURED_EVERY_ROWS = 32 * 1024;

    private final WireSampler sampler;
    private final Receiver reader;
    private long rows;
    private long measureAtRows;
    private Measured measured = new Measured(0, 0, 0);
    private long watermarkMillis = Telemetry.NO_WATERMARK;
    private boolean ended;
    private @Nullable Gate gate;

    LiveWire(WireSampler sampler, Receiver reader) {
        this.sampler = sampler;
        this.reader = reader;
    }

    /** Puts a gate into the wire, for good; from any thread. */
    void put(Gate newGate) {
        GATE.setRelease(this, newGate);
    }

    @Override
    public void rows(Batch batch) {
        Gate before = (Gate) GATE.getAcquire(this);
        if (before == null) {
            pass(batch);
        } else {
            before.rows(batch, this);
        }
    }

    /** Rows pass the wire. */
    void pass(Batch batch) {
        if (rows >= measureAtRows) {
            measure(batch);
        }
        ROWS.setOpaque(this, rows + batch.rows());
        if (sampler.isWanting()) {
            sampler.offer(batch);
        }
        reader.rows(batch);
    }

    /** Before the rows of the batch are counted, so that no reading of the bytes is less than the one before. */
    private void measure(Batch batch) {
        MEASURED.setRelease(this, new Measured(rows, measured.bytesAt(rows), ByteEstimate.perRow(batch)));
        measureAtRows = rows + Math.min(Math.max(rows, batch.rows()), MEASURED_EVERY_ROWS);
    }

    @Override
    public void watermark(long millis) {
        WATERMARK.setOpaque(this, millis);
        reader.watermark(millis);
    }

    @Override
    public void idle() {
        reader.idle();
    }

    @Override
    public void end() {
        WATERMARK.setOpaque(this, Long.MAX_VALUE);
        ENDED.setOpaque(this, true);
        reader.end();
    }

    /** @param queueFill of the ring before or behind this wire, or -1 */
    Telemetry.WireReading read(double queueFill) {
        // Measured first: the rows are then at least those at which it was measured.
        Measured basis = (Measured) MEASURED.getAcquire(this);
        long count = (long) ROWS.getOpaque(this);
        return new Telemetry.WireReading(
                count, basis.bytesAt(count), (long) WATERMARK.getOpaque(this), queueFill, (boolean)
                        ENDED.getOpaque(this));
    }

    /**
     * The bytes up to some row, and the mean row after it.
     *
     * @param rows counted when it was measured
     * @param bytes of these rows, about
     */
    private record Measured(long rows, long bytes, double bytesPerRow) {
        long bytesAt(long laterRows) {
            return bytes + Math.round((laterRows - rows) * bytesPerRow);
        }
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(LiveWire.class, field, type);
        } catch (ReflectiveOperationException absent) {
            throw new LinkageError(field, absent);
        }
    }
}
