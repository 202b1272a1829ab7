package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateTable.Distribution;
import dev.tailrace.operator.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates rows by group and gives the changes of the results.
 *
 * <p>Per batch: the groups of its rows are found, and the results so far of those that it touches for the first time are
 * written down; rows are added, then those taken back are taken back; results before and after are compared.
 */
final class GroupAggregator implements Processor {
    /** In place of a TTL. */
    static final long FOR_EVER = -1;

    /**
     * What is aggregated to what.
     *
     * @param groups the group's columns
     * @param groupColumns their positions in the input
     * @param results the columns of the aggregates that are computed
     * @param output the group's columns, then the aggregates
     * @param resultColumns position in the output of each aggregate that is computed
     * @param ttlMillis or {@link #FOR_EVER}
     */
    record Plan(
            Schema groups,
            int[] groupColumns,
            Schema results,
            Schema output,
            BitSet demanded,
            int[] resultColumns,
            long ttlMillis) {}

    private static final int NOT_TOUCHED = -2;
    private static final int NO_RESULT = -1;
    private static final long NEVER = Long.MAX_VALUE;

    private final Plan plan;
    private final int[] groupsAhead;
    private final Aggregation aggregation;
    private final Function<ProcessorContext, ComputableRows> computableRows;
    private final KeyedSlots groups;
    private final @Nullable IdleOrder idle;
    private final BatchBuilder before;
    private final BatchBuilder after;
    private final KeyCodec beforeCodec;
    private final KeyCodec afterCodec;
    private final int[] resultsAhead;
    private final BatchBuilder changes;
    private ProcessorContext context;
    private ComputableRows rows;
    private long timerAt = NEVER;

    // By the slot of a group: how many rows are in it, and in the batch the place of its result before.
    private long[] rowCounts = new long[0];
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
        this.groups = new KeyedSlots(plan.groups());
        this.groupsAhead = IntStream.range(0, plan.groups().size()).toArray();
        this.idle = plan.ttlMillis() == FOR_EVER ? null : new IdleOrder();
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
        long now = idle == null ? 0 : context.now();
        forgetIdle(now);
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
                rowCounts[slot]++;
            } else {
                if (--rowCounts[slot] < 0) {
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
        int slot = slot(index);
        if (beforeAt[slot] == NOT_TOUCHED) {
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, touchedCount * 2);
            }
            touched[touchedCount++] = slot;
            beforeAt[slot] = NO_RESULT;
            if (rowCounts[slot] > 0) {
                beforeAt[slot] = before.rows();
                aggregation.result(slot, before, resultsAhead);
                before.endRow();
            }
            if (idle != null) {
                if (rowCounts[slot] > 0) {
                    idle.remove(slot);
                }
                idle.add(slot, now);
            }
        }
        return slot;
    }

    private int slot(int index) {
        int slot = groups.slot(index);
        if (groups.isNew()) {
            if (slot >= rowCounts.length) {
                int capacity = Math.max(16, slot * 2);
                rowCounts = Arrays.copyOf(rowCounts, capacity);
                beforeAt = Arrays.copyOf(beforeAt, capacity);
            }
            aggregation.ensure(groups.limit());
            aggregation.clear(slot);
            rowCounts[slot] = 0;
            beforeAt[slot] = NOT_TOUCHED;
        }
        return slot;
    }

    private void emitChanges(Outlet out) {
        for (int i = 0; i < touchedCount; i++) {
            if (rowCounts[touched[i]] > 0) {
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
            if (rowCounts[slot] == 0) {
                if (oldAt != NO_RESULT) {
                    emit(slot, old, oldAt, RowKind.DELETE, out);
                }
                forget(slot);
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

    private void forget(int slot) {
        aggregation.clear(slot);
        groups.remove(slot);
        if (idle != null) {
            idle.remove(slot);
        }
    }

    private void forgetIdle(long now) {
        IdleOrder order = idle;
        if (order != null) {
            for (int slot = order.first(); slot != IdleOrder.NONE; slot = order.first()) {
                if (order.touchedMillis(slot) > now - plan.ttlMillis()) {
                    return;
                }
                forget(slot);
            }
        }
    }

    /** Asks for a timer for the group that is idle longest, unless there is one before. */
    private void awaitIdle() {
        IdleOrder order = idle;
        if (order != null && order.first() != IdleOrder.NONE) {
            long due = order.touchedMillis(order.first()) + plan.ttlMillis();
            if (timerAt == NEVER) {
                timerAt = due;
                context.atProcessingTime(due);
            }
        }
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        timerAt = NEVER;
        forgetIdle(millis);
        awaitIdle();
    }

    @Override
    public long stateRows() {
        return groups.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        int first = plan.groups().size();
        int firstOfAggregates = first + own().size();
        write(writer, groupTable(), (slot, target) -> {
            groups.appendKey(slot, target.rows, groupsAhead);
            ((ColumnBuilder.Longs) target.rows.column(first)).append(rowCounts[slot]);
            if (idle != null) {
                ((ColumnBuilder.Longs) target.rows.column(first + 1)).append(idle.touchedMillis(slot));
            }
            aggregation.save(slot, target.rows, firstOfAggregates);
            target.endRow();
        });
        for (int part = 0; part < aggregation.size(); part++) {
            if (aggregation.isDistinct(part)) {
                int number = part;
                write(writer, valueTable(part), (slot, target) -> {
                    for (int i = 0; i < aggregation.distinctCount(number, slot); i++) {
                        groups.appendKey(slot, target.rows, groupsAhead);
                        aggregation.saveDistinct(number, slot, i, target.rows, first);
                        target.endRow();
                    }
                });
            }
        }
    }

    /** Rows of a table on their way into a snapshot. */
    private record Target(BatchBuilder rows, Consumer<Batch> writer) {
        void endRow() {
            rows.endRow();
            if (rows.isFull()) {
                writer.accept(rows.build());
            }
        }
    }

    /** Writes what there is to write of a group. */
    private interface GroupWriter {
        void write(int slot, Target target);
    }

    private void write(StateWriter writer, StateTable table, GroupWriter group) {
        Target target = new Target(new BatchBuilder(table.schema()), writer.table(table));
        forEachGroup(slot -> group.write(slot, target));
        if (!target.rows.isEmpty()) {
            target.writer.accept(target.rows.build());
        }
    }

    /** With a TTL in the order of the last touch, so that they come back in it. */
    private void forEachGroup(IntConsumer group) {
        if (idle != null) {
            for (int slot = idle.first(); slot != IdleOrder.NONE; slot = idle.after(slot)) {
                group.accept(slot);
            }
        } else {
            for (int slot = 0; slot < groups.limit(); slot++) {
                if (groups.isTaken(slot)) {
                    group.accept(slot);
                }
            }
        }
    }

    @Override
    public void restore(StateReader reader) {
        int first = plan.groups().size();
        for (Batch batch : reader.table(groupTable())) {
            groups.begin(batch, groupsAhead);
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int slot = slot(index);
                rowCounts[slot] = ((Column.Longs) batch.column(first)).values[index];
                if (idle != null) {
                    idle.add(slot, ((Column.Longs) batch.column(first + 1)).values[index]);
                }
                aggregation.load(slot, batch, first + own().size(), index);
            }
        }
        for (int part = 0; part < aggregation.size(); part++) {
            if (aggregation.isDistinct(part)) {
                restoreValues(part, reader);
            }
        }
        awaitIdle();
    }

    private void restoreValues(int part, StateReader reader) {
        for (Batch batch : reader.table(valueTable(part))) {
            groups.begin(batch, groupsAhead);
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                aggregation.loadDistinct(part, slot(index), batch, groupsAhead.length, index);
            }
        }
    }

    private StateTable groupTable() {
        List<Field> values = own();
        values.addAll(aggregation.state());
        return table("groups", values);
    }

    /** The columns of a group besides its aggregates. */
    private List<Field> own() {
        List<Field> fields = new ArrayList<>();
        Schema taken = plan.output();
        fields.add(Field.required(KeyedRows.freeName("rows", taken), DataType.BIGINT));
        if (idle != null) {
            fields.add(Field.required(KeyedRows.freeName("touched", taken), DataType.TIMESTAMP_LTZ));
        }
        return fields;
    }

    private StateTable valueTable(int part) {
        return table("values of " + aggregation.name(part), aggregation.distinctFields(part));
    }

    private StateTable table(String name, List<Field> values) {
        // Without groups there is one instance that has it all.
        Distribution distribution = plan.groups().size() == 0 ? Distribution.SPLIT : Distribution.KEYED;
        return new StateTable(name, distribution, plan.groups(), new Schema(values));
    }
}
