package dev.tailrace.operator;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;

/**
 * A running transform. All calls come from one thread, never nested: {@link #open}, then {@link #restore} when starting
 * from a checkpoint, then any of the others, then {@link #close}, which comes in every case.
 *
 * <p>A processor must not sleep, wait or do I/O; asynchronous work comes back through
 * {@link ProcessorContext#onThisThread}. What it keeps between calls must be in its snapshot.
 */
public interface Processor {
    default void open(ProcessorContext context) {}

    /**
     * Takes rows.
     *
     * @param port index among the operator's input ports
     * @param batch at least one row; lent for the time of the call
     */
    void process(int port, Batch batch, Outlet out);

    /**
     * Event time has advanced to {@code millis} on all inputs. Fired results are emitted first, then the watermark is
     * passed on. {@link Long#MAX_VALUE} comes at the end of bounded input.
     */
    default void watermark(long millis, Outlet out) {
        out.watermark(millis);
    }

    /** The combined watermark has reached a time asked for by {@link ProcessorContext#atEventTime}. */
    default void eventTimer(long millis, Outlet out) {}

    /** The clock has reached a time asked for by {@link ProcessorContext#atProcessingTime}. */
    default void processingTimer(long millis, Outlet out) {}

    /** The last row of all wires of the port has come; the last watermark follows when all ports have ended. */
    default void endOfInput(int port, Outlet out) {}

    /**
     * Whether results are still to come by {@link ProcessorContext#onThisThread}: the outputs do not end before they have
     * left, even if the inputs have ended. Cheap; asked after each call.
     */
    default boolean isWaiting() {
        return false;
    }

    /**
     * Whether no more rows should come for now, because too many wait for answers: the runtime reads no input until a
     * completion or a timer has changed that. Rows that are on their way still come. Cheap; asked before each reading.
     */
    default boolean isFull() {
        return false;
    }

    /** Writes all state, without changing it. */
    default void snapshot(StateWriter writer) {}

    /** Takes up the state of a snapshot of the same node, perhaps of an older drawing. */
    default void restore(StateReader reader) {}

    /** Rows in its state tables now, about; cheap, for people who watch it grow. */
    default long stateRows() {
        return 0;
    }

    default void close() {}
}
