package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.runtime.Telemetry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A wire of a run: counts what passes, lets people look at it, and hands it on to its reader by a direct call.
 *
 * <p>The counters have one writer, the thread of the node that emits; any thread reads them.
 */
final class LiveWire implements Receiver {
    private static final VarHandle ROWS = handle("rows", long.class);
    private static final VarHandle BYTES = handle("bytes", long.class);
    private static final VarHandle WATERMARK = handle("watermarkMillis", long.class);
    private static final VarHandle ENDED = handle("ended", boolean.class);

    private final WireSampler sampler;
    private final Receiver reader;
    private final ByteEstimate estimate = new ByteEstimate();
    private long rows;
    private long bytes;
    private long watermarkMillis = Telemetry.NO_WATERMARK;
    private boolean ended;

    LiveWire(WireSampler sampler, Receiver reader) {
        this.sampler = sampler;
        this.reader = reader;
    }

    @Override
    public void rows(Batch batch) {
        int count = batch.rows();
        ROWS.setOpaque(this, rows + count);
        BYTES.setOpaque(this, bytes + estimate.of(batch));
        sampler.offer(batch);
        reader.rows(batch);
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
        return new Telemetry.WireReading(
                (long) ROWS.getOpaque(this),
                (long) BYTES.getOpaque(this),
                (long) WATERMARK.getOpaque(this),
                queueFill,
                (boolean) ENDED.getOpaque(this));
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(LiveWire.class, field, type);
        } catch (ReflectiveOperationException absent) {
            throw new LinkageError(field, absent);
        }
    }
}
