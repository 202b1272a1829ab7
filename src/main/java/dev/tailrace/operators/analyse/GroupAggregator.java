package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.Growth;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    private final Plan plan;
    private final Aggregation aggregation;
    private final Function<ProcessorContext, ComputableRows> computableRows;
    private final Groups groups;
    private final ResultChanges changes;
    private ProcessorContext context;
    private ComputableRows rows;
    private boolean awaits;

    /** By the slot of a group: the batch that has touched it last. */
    private int[] touchedBy = new int[0];

    private int batches;

    /** The groups that the batch touches. */
    private int[] touched = new int[16];

    private int touchedCount;
    /** By the place among the groups touched. */
    private boolean[] hadRows = new boolean[16];

    private int[] positions = new int[0];
    private int[] slots = new int[0];
    private int[] addedSlots = new int[0];
    private int[] addedPositions = new int[0];
    private int[] retractedSlots = new int[0];
    private int[] retractedPositions = new int[0];
    private int added;
    private int retracted;

    /** @param computableRows makes the way of rows whose arguments fail */
    @SuppressWarnings("NullAway.Init")
    GroupAggregator(Plan plan, Aggregation aggregation, Function<ProcessorContext, ComputableRows> computableRows) {
        this.plan = plan;
        this.aggregation = aggregation;
        this.computableRows = computableRows;
        this.groups = new Groups(plan.groups(), plan.output(), aggregation, plan.retracts(), plan.ttlMillis());
        this.changes = new ResultChanges(plan, groups, aggregation);
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
            positions = new int[count];
            slots = new int[count];
            addedSlots = new int[count];
            addedPositions = new int[count];
            retractedSlots = new int[count];
            retractedPositions = new int[count];
        }
        groups.begin(computed, plan.groupColumns());
        for (int i = 0; i < count; i++) {
            positions[i] = computed.index(i);
        }
        groups.slots(positions, count, slots);
        beginTouching();
        byte[] kinds = computed.kinds();
        if (kinds == null && !plan.retracts()) {
            touchAll(count, now);
            changes.begin(touched, hadRows, touchedCount);
            aggregation.add(slots, positions, count);
        } else {
            tellApart(batch, kinds, count, now);
            changes.begin(touched, hadRows, touchedCount);
            aggregation.add(addedSlots, addedPositions, added);
            if (retracted > 0) {
                aggregation.retract(retractedSlots, retractedPositions, retracted);
            }
        }
        changes.emit(touched, touchedCount, out);
        forgetEmptied();
        awaitIdle();
    }

    /** Rows are only added, so that those after the first do not change whether a group has some. */
    private void touchAll(int count, long now) {
        reserveTouched(count + 1);
        int found = 0;
        for (int i = 0; i < count; i++) {
            // Without a branch, which could not be foretold.
            int slot = slots[i];
            touched[found] = slot;
            found += touchedBy[slot] == batches ? 0 : 1;
            touchedBy[slot] = batches;
        }
        touchedCount = found;
        for (int i = 0; i < found; i++) {
            hadRows[i] = groups.hasRows(touched[i]);
            groups.touch(touched[i], now);
            groups.addRow(touched[i]);
        }
    }

    /** Rows that are added from those that are taken back. */
    private void tellApart(Batch batch, byte @Nullable [] kinds, int count, long now) {
        added = 0;
        retracted = 0;
        for (int i = 0; i < count; i++) {
            int index = positions[i];
            int slot = slots[i];
            if (touchedBy[slot] != batches) {
                touch(slot, now);
            }
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
    }

    private void beginTouching() {
        touchedCount = 0;
        if (groups.limit() > touchedBy.length) {
            touchedBy = Arrays.copyOf(touchedBy, Growth.of(touchedBy.length, groups.limit()));
        }
        if (++batches < 0) {
            batches = 1;
            Arrays.fill(touchedBy, 0);
        }
    }

    /** Notes a group that the batch touches for the first time. */
    private void touch(int slot, long now) {
        touchedBy[slot] = batches;
        reserveTouched(touchedCount + 1);
        hadRows[touchedCount] = groups.hasRows(slot);
        touched[touchedCount++] = slot;
        groups.touch(slot, now);
    }

    private void reserveTouched(int most) {
        if (most > touched.length) {
            touched = Arrays.copyOf(touched, most * 2);
            hadRows = Arrays.copyOf(hadRows, most * 2);
        }
    }

    private void forgetEmptied() {
        for (int i = 0; i < touchedCount; i++) {
            if (!groups.hasRows(touched[i])) {
                groups.forget(touched[i]);
            }
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
