package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.engine.Brake.Move;
import dev.tailrace.engine.Brake.Order;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Held;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a wire that has a breakpoint, or has had one. Batches pass whole as long as nothing is held; around a held row
 * they pass in parts, which no answer depends on. Watermarks need no gate: they come by calls after the rows before them,
 * and those calls wait.
 *
 * <p>Rows pass on the wire's thread.
 */
final class Gate {
    private static final long NO_STEP = -1;

    private final Wire wire;
    private final Schema schema;
    private final Task task;
    private final BitSet below;
    private final Brake brake;
    private volatile @Nullable Trap trap;

    // Below: only on the wire's thread.

    private @Nullable Trap looking;
    private boolean stepping;
    private long steppingSince;
    private boolean hit;

    /**
     * @param task on whose thread rows pass
     * @param below tasks that rows come to from here
     */
    Gate(Wire wire, Schema schema, Task task, BitSet below, Brake brake) {
        this.wire = wire;
        this.schema = schema;
        this.task = task;
        this.below = below;
        this.brake = brake;
    }

    /** Sets what the gate waits for; null for nothing. From any thread. */
    void set(@Nullable Trap newTrap) {
        trap = newTrap;
    }

    /** Passes rows on, as soon as they may. */
    void rows(Batch batch, LiveWire on) {
        if (trap == null && !isStepping()) {
            on.pass(batch);
            return;
        }
        looking = null;
        Brake.@Nullable Stop stop = null;
        int from = 0;
        boolean wholeBatch = false;
        while (from < batch.rows()) {
            int to = nextStop(batch, stop == null ? from : from + 1, wholeBatch);
            if (to > from) {
                on.pass(from == 0 && to == batch.rows() ? batch : batch.slice(from, to));
                if (looking != null) {
                    looking.passed(to - from);
                }
                from = to;
            }
            if (from < batch.rows()) {
                stop = hold(stop, batch, from);
                Order order = stop.order();
                if (order == null) {
                    return; // The run ends; what is held goes no further.
                }
                stepping = order.move() != Move.GO_ON;
                steppingSince = order.since();
                wholeBatch = order.move() == Move.BATCH;
            }
        }
        if (stop != null && isStepping()) {
            brake.leave(stop);
        }
    }

    /** Holds a row until it may pass, or the run ends. */
    private Brake.Stop hold(Brake.@Nullable Stop before, Batch batch, int row) {
        task.showWritten();
        Held held = new Held(brake.nextNumber(), wire, schema, copy(batch, row), batch.rows() - row, hit);
        Brake.Stop stop = brake.stop(before, below, held, stepping ? steppingSince : NO_STEP);
        task.awaitOrder(() -> stop.order() != null);
        return stop;
    }

    private static List<Row> copy(Batch batch, int from) {
        List<Row> copies = new ArrayList<>();
        for (int i = from; i < batch.rows() && copies.size() < Held.MAX_ROWS; i++) {
            copies.add(WireSampler.shown(batch, i));
        }
        return copies;
    }

    /**
     * The first row from one on that is to be held, or the end of the batch.
     *
     * @param wholeBatch whether this batch passes, hit or not
     */
    private int nextStop(Batch batch, int from, boolean wholeBatch) {
        Trap now = trap;
        if (now != looking) {
            // Another one may have been set while a row was held.
            looking = now;
            if (now != null) {
                now.look(batch, from);
            }
        }
        int step = !wholeBatch && isStepping() ? from : batch.rows();
        int row = now == null ? -1 : now.nextHit(step, brake.isNextHitWanted(), wholeBatch);
        hit = row >= 0;
        return hit ? row : step;
    }

    /** A step is over when the run has come to rest elsewhere meanwhile, or was told to go on. */
    private boolean isStepping() {
        return stepping && steppingSince == brake.stopsBegun();
    }
}
