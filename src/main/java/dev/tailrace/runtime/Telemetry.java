package dev.tailrace.runtime;

import dev.tailrace.model.Wire;
import java.util.Map;

/**
 * Counters of a run at one moment. All counts are totals since the start; rates are differences of two readings.
 *
 * @param nanoTime of {@link System#nanoTime()}
 */
public record Telemetry(long nanoTime, Map<Wire, WireReading> wires, Map<String, NodeReading> nodes) {
    /** Watermark of a wire before there is one. */
    public static final long NO_WATERMARK = Long.MIN_VALUE;

    public Telemetry {
        wires = Map.copyOf(wires);
        nodes = Map.copyOf(nodes);
    }

    /**
     * @param bytes about
     * @param watermarkMillis of the epoch, {@link #NO_WATERMARK}, or {@link Long#MAX_VALUE} after the end of input
     * @param queueFill of the ring between two threads, 0 to 1, or -1 where the wire is a direct call
     * @param ended whether the last row has passed
     */
    public record WireReading(long rows, long bytes, long watermarkMillis, double queueFill, boolean ended) {}

    /**
     * @param busyNanos working, without the nodes it calls
     * @param blockedNanos waiting for a full reader
     * @param idleNanos waiting for rows
     * @param errors rows that failed and were skipped
     * @param late rows that came after their window and were dropped
     * @param stateRows rows in its state tables, about
     * @param progress of a bounded source, 0 to 1, or -1
     */
    public record NodeReading(
            long busyNanos,
            long blockedNanos,
            long idleNanos,
            long errors,
            long late,
            long stateRows,
            double progress) {}
}
