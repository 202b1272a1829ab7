package dev.tailrace.engine;

import dev.tailrace.data.Row;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.runtime.StateLook;
import dev.tailrace.runtime.StateLook.Seen;
import dev.tailrace.runtime.StateLook.Table;
import dev.tailrace.runtime.StateLook.Unseen;
import dev.tailrace.runtime.StateLook.Why;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state of a node as people see it: looked at on the node's thread between two of its calls, as a checkpoint would
 * be, but only so much of it as is wanted. When the node closes, a last look is kept for those who come later.
 *
 * <p>A run that is held at a breakpoint waits in the midst of the calls of all nodes above the wire on the same thread.
 * Their state is not settled then (a window may have given out half of its groups) and they are not to be called again
 * from within, so they are not looked at.
 */
final class NodeState {
    private static final System.Logger LOG = System.getLogger("dev.tailrace.engine");

    private final Consumer<StateWriter> snapshot;
    private final LongSupplier rows;
    private final LongSupplier watermark;
    private boolean inCall;
    private volatile @Nullable StateLook last;

    /**
     * @param rows about how many rows there are
     * @param watermark that the node has reached
     */
    NodeState(Consumer<StateWriter> snapshot, LongSupplier rows, LongSupplier watermark) {
        this.snapshot = snapshot;
        this.rows = rows;
        this.watermark = watermark;
    }

    /** The node is called. */
    void enter() {
        inCall = true;
    }

    /** The call is over. After a call that fails this is not told: nobody knows how far it has come. */
    void leave() {
        inCall = false;
    }

    /** On the node's thread, or on any once it is closed. */
    StateLook look(StateLook.Wanted wanted) {
        StateLook kept = last;
        return kept == null ? look(wanted, false) : among(kept, wanted);
    }

    /** Looks for the last time. */
    void close() {
        try {
            last = look(StateLook.Wanted.SOME, true);
        } catch (RuntimeException | Error e) {
            // A node that could not be opened, or that fails for good, has nothing to show; why it fails is told
            // elsewhere.
            LOG.log(System.Logger.Level.DEBUG, "the last state of a node could not be seen", e);
            last = new Unseen(Why.GONE);
        }
    }

    private StateLook look(StateLook.Wanted wanted, boolean isLast) {
        if (inCall) {
            return new Unseen(Why.IN_A_BATCH);
        }
        StateSeen seen = new StateSeen(wanted);
        snapshot.accept(seen);
        return seen.isEmpty()
                ? new Unseen(Why.STATELESS)
                : new Seen(Instant.now(), watermark.getAsLong(), seen.tables(), rows.getAsLong(), seen.nanos(), isLast);
    }

    /** What is wanted, as far as it was kept. */
    private static StateLook among(StateLook kept, StateLook.Wanted wanted) {
        Predicate<Row> finding = wanted.finding();
        if (finding == null || !(kept instanceof Seen seen)) {
            return kept;
        }
        return new Seen(
                seen.at(),
                seen.watermarkMillis(),
                seen.tables().stream()
                        .map(table -> new Table(
                                table.table(),
                                table.rows().stream().filter(finding).toList(),
                                table.whole(),
                                table.rows().size(),
                                -1))
                        .toList(),
                seen.stateRows(),
                seen.pauseNanos(),
                true);
    }
}
