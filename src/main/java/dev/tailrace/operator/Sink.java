package dev.tailrace.operator;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A running sink. All calls come from one thread: {@link #open}, then writes; at a checkpoint, and at the orderly end of
 * a run, {@link #prepare} and, once its committable is stored safely, {@link #commit}; {@link #close} in every case.
 */
public interface Sink {
    /** @throws SourceException with a problem fit for people */
    default void open(SinkContext context) throws IOException {}

    /** @param batch lent for the time of the call */
    void write(Batch batch) throws IOException;

    /** Event time has advanced. */
    default void watermark(long millis) throws IOException {}

    /** Makes what was written visible as far as the sink can without a commit; called when rows pause. */
    default void flush() throws IOException {}

    /**
     * Closes what was written so far into something that can be committed, and stored meanwhile.
     *
     * @return what {@link #commit} needs, or null if there is nothing to commit
     */
    default @Nullable String prepare(long checkpoint) throws IOException {
        return null;
    }

    /** Makes a prepared output final. Idempotent: after a recovery it is called again. */
    default void commit(String committable) throws IOException {}

    /** Writes what it keeps between calls, without changing it; right after {@link #prepare} at the same checkpoint. */
    default void snapshot(StateWriter writer) {}

    /** Takes up the state of a snapshot of the same node; after {@link #open}, before any write. */
    default void restore(StateReader reader) {}

    default void close() throws IOException {}
}
