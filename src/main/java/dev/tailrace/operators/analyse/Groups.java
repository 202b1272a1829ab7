package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.Growth;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a node without windows: their keys, how many rows are in each, when it was touched last if it may be
 * forgotten, and under the same slot their aggregates. Single-threaded.
 */
final class Groups {
    /** In place of a TTL. */
    static final long FOR_EVER = -1;
    /** In place of a time. */
    static final long NEVER = Long.MAX_VALUE;

    private final Schema schema;
    private final Schema taken;
    private final int[] keysAhead;
    private final Aggregation aggregation;
    private final boolean retracts;
    private final long ttlMillis;
    private final KeyedSlots keys;
    private final @Nullable IdleOrder idle;
    /** How many rows are in each group, where rows may be taken back. */
    private long[] rowCounts = new long[0];

    /** Otherwise the groups with rows. */
    private final BitSet filled = new BitSet();

    /**
     * @param schema the group's columns
     * @param taken a schema whose names the columns of the state must not have
     * @param retracts whether rows may be taken back
     * @param ttlMillis how long a group stays that is not touched, or {@link #FOR_EVER}
     */
    Groups(Schema schema, Schema taken, Aggregation aggregation, boolean retracts, long ttlMillis) {
        this.schema = schema;
        this.taken = taken;
        this.aggregation = aggregation;
        this.retracts = retracts;
        this.ttlMillis = ttlMillis;
        this.keys = new KeyedSlots(schema);
        this.keysAhead = IntStream.range(0, schema.size()).toArray();
        this.idle = ttlMillis == FOR_EVER ? null : new IdleOrder();
    }

    /** Takes the batch of the rows that {@link #slot} is asked for next. */
    void begin(Batch batch, int[] columns) {
        keys.begin(batch, columns);
    }

    /** The slot of a row's group; a new one has no rows. */
    int slot(int index) {
        int slot = keys.slot(index);
        if (keys.isNew()) {
            begin(slot, slot + 1);
        }
        return slot;
    }

    /**
     * The slots of rows' groups; new ones have no rows.
     *
     * @param positions of the rows, {@code [0, count)}
     */
    void slots(int[] positions, int count, int[] slots) {
        int before = keys.limit();
        if (keys.slots(positions, count, slots)) {
            begin(before, keys.limit());
        } else {
            for (int i = 0; i < count; i++) {
                slots[i] = slot(positions[i]);
            }
        }
    }

    /** Slots {@code [from, to)} have a new group. */
    private void begin(int from, int to) {
        if (from == to) {
            return;
        }
        if (retracts && to > rowCounts.length) {
            rowCounts = Arrays.copyOf(rowCounts, Growth.of(rowCounts.length, to));
        }
        aggregation.ensure(keys.limit());
        for (int slot = from; slot < to; slot++) {
            aggregation.clear(slot);
            setRows(slot, 0);
        }
    }

    int size() {
        return keys.size();
    }

    /** All slots handed out so far are below this. */
    int limit() {
        return keys.limit();
    }

    boolean hasRows(int slot) {
        return retracts ? rowCounts[slot] > 0 : filled.get(slot);
    }

    void addRow(int slot) {
        setRows(slot, retracts ? rowCounts[slot] + 1 : 1);
    }

    private void setRows(int slot, long rows) {
        if (retracts) {
            rowCounts[slot] = rows;
        } else {
            filled.set(slot, rows > 0);
        }
    }

    /** Takes a row away; false if there is none. */
    boolean removeRow(int slot) {
        return --rowCounts[slot] >= 0;
    }

    /** Appends the group's columns to those of a batch under construction, where demanded. */
    void appendKey(int slot, BatchBuilder target, int[] columns) {
        keys.appendKey(slot, target, columns);
    }

    /** Appends the columns of groups, {@code [0, count)} of the slots, to those of a batch, where demanded. */
    void appendKeys(int[] slots, int count, BatchBuilder target, int[] columns) {
        keys.appendKeys(slots, count, target, columns);
    }

    /** Whether groups are forgotten, so that times of touching count. */
    boolean areForgotten() {
        return idle != null;
    }

    /** Says when a group was touched, before its rows are counted: a new one has none. */
    void touch(int slot, long now) {
        if (idle != null) {
            if (hasRows(slot)) {
                idle.remove(slot);
            }
            idle.add(slot, now);
        }
    }

    void forget(int slot) {
        aggregation.clear(slot);
        keys.remove(slot);
        if (idle != null) {
            idle.remove(slot);
        }
    }

    /** Forgets the groups that have not been touched for the TTL. */
    void forgetIdle(long now) {
        while (nextForgotten() <= now && idle != null) {
            forget(idle.first());
        }
    }

    /** When the next group is forgotten unless it is touched, or {@link #NEVER}. */
    long nextForgotten() {
        return idle == null || idle.first() == IdleOrder.NONE ? NEVER : idle.touchedMillis(idle.first()) + ttlMillis;
    }

    /** Writes a row per group, and one per value that an aggregate remembers of it. */
    void snapshot(StateWriter writer) {
        int first = schema.size();
        int firstOfAggregates = first + own().size();
        write(writer, groupTable(), (slot, rows) -> {
            keys.appendKey(slot, rows.builder(), keysAhead);
            int column = first;
            if (retracts) {
                ((LongsBuilder) rows.builder().column(column++)).append(rowCounts[slot]);
            }
            if (idle != null) {
                ((LongsBuilder) rows.builder().column(column)).append(idle.touchedMillis(slot));
            }
            aggregation.save(slot, rows.builder(), firstOfAggregates);
            rows.endRow();
        });
        for (int part = 0; part < aggregation.size(); part++) {
            if (aggregation.isDistinct(part)) {
                int number = part;
                write(writer, valueTable(part), (slot, rows) -> {
                    int count = aggregation.distinctCount(number, slot);
                    for (int i = 0; i < count && !rows.isEnough(); i++) {
                        keys.appendKey(slot, rows.builder(), keysAhead);
                        aggregation.saveDistinct(number, slot, i, rows.builder(), first);
                        rows.endRow();
                    }
                });
            }
        }
    }

    /** Writes what there is to write of a group. */
    private interface GroupWriter {
        void write(int slot, TableRows rows);
    }

    private void write(StateWriter writer, StateTable table, GroupWriter group) {
        TableRows rows = new TableRows(table, writer);
        if (idle != null) {
            // In the order of the last touch, so that they come back in it.
            for (int slot = idle.first(); slot != IdleOrder.NONE && !rows.isEnough(); slot = idle.after(slot)) {
                group.write(slot, rows);
            }
        } else {
            rows.forEachKey(keys, slot -> group.write(slot, rows));
        }
        rows.end();
    }

    /** Takes up a snapshot, while there are no groups. */
    void restore(StateReader reader) {
        int first = schema.size();
        int firstOfAggregates = first + own().size();
        for (Batch batch : reader.table(groupTable())) {
            keys.begin(batch, keysAhead);
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int slot = slot(index);
                int column = first;
                setRows(slot, retracts ? ((Column.Longs) batch.column(column++)).values[index] : 1);
                if (idle != null) {
                    idle.add(slot, ((Column.Longs) batch.column(column)).values[index]);
                }
                aggregation.load(slot, batch, firstOfAggregates, index);
            }
        }
        for (int part = 0; part < aggregation.size(); part++) {
            if (aggregation.isDistinct(part)) {
                restoreValues(part, reader);
            }
        }
    }

    private void restoreValues(int part, StateReader reader) {
        for (Batch batch : reader.table(valueTable(part))) {
            keys.begin(batch, keysAhead);
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                aggregation.loadDistinct(part, slot(index), batch, keysAhead.length, index);
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
        if (retracts) {
            fields.add(Field.required(taken.freeName("rows"), DataType.BIGINT));
        }
        if (idle != null) {
            fields.add(Field.required(taken.freeName("touched"), DataType.TIMESTAMP_LTZ));
        }
        return fields;
    }

    private StateTable valueTable(int part) {
        return table("values of " + aggregation.name(part), aggregation.distinctFields(part));
    }

    private StateTable table(String name, List<Field> values) {
        return StateTable.byKey(name, schema, new Schema(values));
    }
}
