package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Forgets keys that have had no row for a time, by the clock; outside the promise that both runtimes give the same.
 * Single-threaded.
 */
final class IdleKeys {
    private static final long FOR_EVER = -1;

    private final long ttlMillis;
    private final KeyedRows layout;
    private final KeyedSlots keys;
    private final IntConsumer forget;
    private final IdleOrder order = new IdleOrder();
    private boolean[] isIn = new boolean[0];
    private ProcessorContext context;
    private boolean awaits;
    private long now;

    /**
     * @param ttl null for ever
     * @param forget takes the slot of a key that is to be forgotten
     */
    @SuppressWarnings("NullAway.Init")
    IdleKeys(@Nullable Duration ttl, KeyedRows layout, KeyedSlots keys, IntConsumer forget) {
        this.ttlMillis = ttl == null ? FOR_EVER : ttl.toMillis();
        this.layout = layout;
        this.keys = keys;
        this.forget = forget;
    }

    /** What is wrong with a time to live, or null. */
    static @Nullable Problem problem(@Nullable Duration ttl) {
        return ttl != null && ttl.toMillis() <= 0
                ? Problem.error("operators.state-ttl-zero")
                        .in("stateTtl")
                        .fixedBy(new Problem.Fix.ChangeSetting(
                                "operators.fix.one-day", List.of(), "stateTtl", "\"1 d\""))
                : null;
    }

    void open(ProcessorContext newContext) {
        context = newContext;
    }

    /** Whether keys are forgotten at all, so that a row that is taken back may be unknown. */
    boolean forgets() {
        return ttlMillis != FOR_EVER;
    }

    /** Forgets what has been idle for too long; before keys are touched. */
    void begin() {
        if (ttlMillis != FOR_EVER) {
            now = context.now();
            forgetIdle();
        }
    }

    private void forgetIdle() {
        for (int slot = order.first();
                slot != IdleOrder.NONE && order.touchedMillis(slot) + ttlMillis <= now;
                slot = order.first()) {
            remove(slot);
            forget.accept(slot);
        }
    }

    /** A row of a key has come. */
    void touch(int slot) {
        if (ttlMillis != FOR_EVER) {
            remove(slot);
            add(slot, now);
        }
    }

    private void add(int slot, long millis) {
        if (slot >= isIn.length) {
            isIn = Arrays.copyOf(isIn, Math.max(16, slot * 2));
        }
        isIn[slot] = true;
        order.add(slot, millis);
    }

    /** A key is not there any more. */
    void remove(int slot) {
        if (slot < isIn.length && isIn[slot]) {
            isIn[slot] = false;
            order.remove(slot);
        }
    }

    /** Asks for a timer for the key that is idle longest, unless there is one before; after keys were touched. */
    void await() {
        if (!awaits && order.first() != IdleOrder.NONE) {
            awaits = true;
            context.atProcessingTime(order.touchedMillis(order.first()) + ttlMillis);
        }
    }

    /** The clock has reached the time asked for. */
    void timer(long millis) {
        awaits = false;
        now = millis;
        forgetIdle();
        await();
    }

    private StateTable table() {
        String name = layout.keys().freeName("touched");
        return StateTable.byKey("touched", layout.keys(), Schema.of(Field.required(name, DataType.TIMESTAMP_LTZ)));
    }

    /** Writes when keys were touched, in that order. */
    void snapshot(StateWriter writer) {
        if (ttlMillis == FOR_EVER) {
            return;
        }
        int[] keysAt = layout.keysInTable();
        TableRows rows = new TableRows(table(), writer);
        for (int slot = order.first(); slot != IdleOrder.NONE && !rows.isEnough(); slot = order.after(slot)) {
            keys.appendKey(slot, rows.builder(), keysAt);
            ((LongsBuilder) rows.builder().column(keysAt.length)).append(order.touchedMillis(slot));
            rows.endRow();
        }
        rows.end();
    }

    /** Takes up a snapshot; the keys are there already. */
    void restore(StateReader reader) {
        if (ttlMillis == FOR_EVER) {
            return;
        }
        for (Batch batch : reader.table(table())) {
            keys.begin(batch, layout.keysInTable());
            long[] millis = ((Column.Longs) batch.column(layout.keys().size())).values;
            for (int i = 0; i < batch.rows(); i++) {
                add(keys.slot(batch.index(i)), millis[batch.index(i)]);
            }
        }
        await();
    }
}
