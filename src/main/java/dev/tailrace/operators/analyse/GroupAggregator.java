package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.Growth;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Aggregates rows by group and gives the changes of the results.
 *
 * <p>Per batch: the groups of its rows are found, and the results so far of those that it touches for the first time are
 * written down; rows are added, then those taken back are taken back; results before and after are compared.
 */
final class GroupAggregator implements Processor {
    /**
     * What is aggregated to what.
     *
     * @param groups the group's columns
     * @param groupColumns their positions in the input
     * @param results the columns of the aggregates that are computed
     * @param output the group's columns, then the aggregates
     * @param resultColumns position in the output of each aggregate that is computed
     * @param retracts whether rows may be taken back
     * @param ttlMillis or {@link Groups#FOR_EVER}
     */
    record Plan(
            Schema groups,
            int[] groupColumns,
            Schema results,
            Schema output,
            BitSet demanded,
            int[] resultColumns,
            boolean retracts,
            long ttlMillis) {}

    private static final int NOT_TOUCHED = -2;
    private static final int NO_RESULT = -1;

    private final Plan plan;
    private final int[] groupsAhead;
    private final Aggregation aggregation;
    private final Function<ProcessorContext, ComputableRows> computableRows;
    private final Groups groups;
    private final BatchBuilder before;
    private final BatchBuilder after;
    private final KeyCodec beforeCodec;
    private final KeyCodec afterCodec;
    private final int[] resultsAhead;
    private final BatchBuilder changes;
    private ProcessorContext context;
    private ComputableRows rows;
    private boolean awaits;

    /** By the slot of a group: the place of its result before the batch. */
    private int[] beforeAt = new int[0];

    private int[] touched = new int[16];
    private int touchedCount;
    private int[] addedSlots = new int[0];
    private int[] addedPositions = new int[0];
    private int[] retractedSlots = new int[0];
    private int[] retractedPositions = new int[0];

    /** @param computableRows makes the way of rows whose arguments fail */
    @SuppressWarnings("NullAway.Init")
    GroupAggregator(Plan plan, Aggregation aggregation, Function<ProcessorContext, ComputableRows> computableRows) {
        this.plan = plan;
        this.aggregation = aggregation;
        this.computableRows = computableRows;
        this.groups = new Groups(plan.groups(), plan.output(), aggregation, plan.retracts(), plan.ttlMillis());
        this.groupsAhead = IntStream.range(0, plan.groups().size()).toArray();
        Schema results = plan.results();
        this.resultsAhead = IntStream.range(0, results.size()).toArray();
        this.before = new BatchBuilder(results);
        this.after = new BatchBuilder(results);
        this.beforeCodec = new KeyCodec(results);
        this.afterCodec = new KeyCodec(results);
        this.changes = new BatchBuilder(plan.output(), plan.demanded());
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        rows = computableRows.apply(newContext);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        long now = groups.areForgotten() ? context.now() : 0;
        groups.forgetIdle(now);
        Batch computed = rows.evaluate(batch, aggregation::evaluate, out);
        int count = computed.rows();
        if (count > addedSlots.length) {
            addedSlots = new int[count];
            addedPositions = new int[count];
            retractedSlots = new int[count];
            retractedPositions = new int[count];
        }
        groups.begin(computed, plan.groupColumns());
        byte[] kinds = computed.kinds();
        int added = 0;
        int retracted = 0;
        for (int i = 0; i < count; i++) {
            int index = computed.index(i);
            int slot = touch(index, now);
            if (kinds == null || RowKind.ofCode(kinds[index]).weight() > 0) {
                addedSlots[added] = slot;
                addedPositions[added++] = index;
                groups.addRow(slot);
            } else {
                if (!groups.removeRow(slot)) {
                    throw context.fail(Problem.error("operators.unknown-retraction"), batch, index);
                }
                retractedSlots[retracted] = slot;
                retractedPositions[retracted++] = index;
            }
        }
        aggregation.add(addedSlots, addedPositions, added);
        if (retracted > 0) {
            aggregation.retract(retractedSlots, retractedPositions, retracted);
        }
        emitChanges(out);
        awaitIdle();
    }

    /** The slot of a row's group; its result so far is written down when the batch touches it for the first time. */
    private int touch(int index, long now) {
        int slot = groups.slot(index);
        if (slot >= beforeAt.length) {
            int known = beforeAt.length;
            beforeAt = Arrays.copyOf(beforeAt, Growth.of(known, slot + 1));
            Arrays.fill(beforeAt, known, beforeAt.length, NOT_TOUCHED);
        }
        if (beforeAt[slot] == NOT_TOUCHED) {
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, touchedCount * 2);
            }
            touched[touchedCount++] = slot;
            beforeAt[slot] = NO_RESULT;
            if (groups.hasRows(slot)) {
                beforeAt[slot] = before.rows();
                aggregation.result(slot, before, resultsAhead);
                before.endRow();
            }
            groups.touch(slot, now);
        }
        return slot;
    }

    private void emitChanges(Outlet out) {
        for (int i = 0; i < touchedCount; i++) {
            if (groups.hasRows(touched[i])) {
                aggregation.result(touched[i], after, resultsAhead);
                after.endRow();
            }
        }
        Batch old = before.build();
        Batch updated = after.build();
        beforeCodec.begin(old, resultsAhead);
        afterCodec.begin(updated, resultsAhead);
        int newAt = 0;
        for (int i = 0; i < touchedCount; i++) {
            int slot = touched[i];
            int oldAt = beforeAt[slot];
            beforeAt[slot] = NOT_TOUCHED;
            if (!groups.hasRows(slot)) {
                if (oldAt != NO_RESULT) {
                    emit(slot, old, oldAt, RowKind.DELETE, out);
                }
                groups.forget(slot);
            } else if (oldAt == NO_RESULT) {
                emit(slot, updated, newAt++, RowKind.INSERT, out);
            } else {
                if (differ(oldAt, newAt)) {
                    emit(slot, old, oldAt, RowKind.UPDATE_BEFORE, out);
                    emit(slot, updated, newAt, RowKind.UPDATE_AFTER, out);
                }
                newAt++;
            }
        }
        touchedCount = 0;
        if (!changes.isEmpty()) {
            out.emit(0, changes.build());
        }
    }

    private boolean differ(int oldAt, int newAt) {
        beforeCodec.encode(oldAt);
        afterCodec.encode(newAt);
        return !Arrays.equals(beforeCodec.bytes(), 0, beforeCodec.length(), afterCodec.bytes(), 0, afterCodec.length());
    }

    private void emit(int slot, Batch results, int row, RowKind kind, Outlet out) {
        groups.appendKey(slot, changes, groupsAhead);
        for (int i = 0; i < plan.resultColumns().length; i++) {
            changes.column(plan.resultColumns()[i]).appendFrom(results.column(i), row);
        }
        changes.endRow(kind);
        if (changes.isFull()) {
            out.emit(0, changes.build());
        }
    }

    /** Asks for a timer for the group that is idle longest, unless there is one before. */
    private void awaitIdle() {
        if (!awaits && groups.nextForgotten() != Groups.NEVER) {
            awaits = true;
            context.atProcessingTime(groups.nextForgotten());
        }
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        awaits = false;
        groups.forgetIdle(millis);
        awaitIdle();
    }

    @Override
    public long stateRows() {
        return groups.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        groups.snapshot(writer);
    }

    @Override
    public void restore(StateReader reader) {
        groups.restore(reader);
        awaitIdle();
    }
}
