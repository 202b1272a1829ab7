package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last row of each key.
 *
 * <p>While a batch is read, only the position of the row that wins is noted for each key; at its end the winners replace
 * the rows kept, and the changes leave.
 */
final class LastRows implements Processor {
    private static final int NONE = -1;

    private final KeyedRows layout;
    private final String timeName;
    private final int timeColumn;
    private final StateTable table;
    private final KeyedSlots keys;
    private final IdleKeys idle;
    private final KeyCodec codec;
    private final ByteSlots rows = new ByteSlots();
    private final BatchBuilder changes;
    private ProcessorContext context;

    // By the slot of the key.
    private int[] rowOf = new int[0];
    private long[] times = new long[0];
    private int[] winner = new int[0];

    private int[] touched = new int[Batch.MAX_ROWS];
    private int touchedCount;

    @SuppressWarnings("NullAway.Init")
    LastRows(KeyedRows layout, String timeName, Schema schema, BitSet demanded, @Nullable Duration ttl) {
        this.layout = layout;
        this.timeName = timeName;
        this.timeColumn = schema.indexOf(timeName);
        this.table = layout.table("last");
        this.keys = new KeyedSlots(layout.keys());
        this.idle = new IdleKeys(ttl, layout, keys, this::forget);
        this.codec = new KeyCodec(layout.rest());
        this.changes = BatchBuilder.recycling(schema, demanded);
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        idle.open(newContext);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        Column.Longs time = (Column.Longs) batch.column(timeColumn);
        idle.begin();
        keys.begin(batch, layout.keyColumns());
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (time.isNull(index)) {
                throw context.fail(Problem.error("operators.event-time.missing", timeName), batch, index);
            }
            choose(index, time.values[index]);
        }
        codec.begin(batch, layout.restColumns());
        for (int i = 0; i < touchedCount; i++) {
            replace(touched[i], batch);
            if (changes.isFull()) {
                out.emit(0, changes.build());
            }
        }
        touchedCount = 0;
        if (!changes.isEmpty()) {
            out.emit(0, changes.build());
        }
        idle.await();
    }

    private void forget(int slot) {
        rows.remove(rowOf[slot]);
        keys.remove(slot);
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        idle.timer(millis);
    }

    private void choose(int index, long time) {
        int slot = slot(index);
        idle.touch(slot);
        if (rowOf[slot] != NONE || winner[slot] != NONE) {
            if (time < times[slot]) {
                return;
            }
        }
        if (winner[slot] == NONE) {
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, touchedCount * 2);
            }
            touched[touchedCount++] = slot;
        }
        winner[slot] = index;
        times[slot] = time;
    }

    private int slot(int index) {
        int slot = keys.slot(index);
        if (slot >= rowOf.length) {
            int capacity = Math.max(16, slot * 2);
            rowOf = Arrays.copyOf(rowOf, capacity);
            times = Arrays.copyOf(times, capacity);
            winner = Arrays.copyOf(winner, capacity);
        }
        if (keys.isNew()) {
            rowOf[slot] = NONE;
            winner[slot] = NONE;
        }
        return slot;
    }

    private void replace(int slot, Batch batch) {
        int index = winner[slot];
        winner[slot] = NONE;
        codec.encode(index);
        int row = rowOf[slot];
        if (row == NONE) {
            rowOf[slot] = rows.add(codec.bytes(), codec.length());
            KeyedRows.append(batch, index, changes);
            changes.endRow();
        } else if (!rows.equals(row, codec.bytes(), codec.length())) {
            keys.appendKey(slot, changes, layout.keyColumns());
            codec.decode(rows.bytes(row), 0, changes, layout.restColumns());
            changes.endRow(RowKind.UPDATE_BEFORE);
            KeyedRows.append(batch, index, changes);
            changes.endRow(RowKind.UPDATE_AFTER);
            rows.set(row, codec.bytes(), codec.length());
        }
    }

    @Override
    public long stateRows() {
        return keys.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        TableRows kept = new TableRows(table, writer);
        int[] keysAt = layout.keysInTable();
        int[] restAt = layout.restInTable();
        kept.forEachKey(keys, slot -> {
            keys.appendKey(slot, kept.builder(), keysAt);
            codec.decode(rows.bytes(rowOf[slot]), 0, kept.builder(), restAt);
            kept.endRow();
        });
        kept.end();
        idle.snapshot(writer);
    }

    @Override
    public void restore(StateReader reader) {
        int timeAt = table.schema().indexOf(timeName);
        for (Batch batch : reader.table(table)) {
            keys.begin(batch, layout.keysInTable());
            codec.begin(batch, layout.restInTable());
            long[] time = ((Column.Longs) batch.column(timeAt)).values;
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int slot = slot(index);
                codec.encode(index);
                rowOf[slot] = rows.add(codec.bytes(), codec.length());
                times[slot] = time[index];
            }
        }
        idle.restore(reader);
    }
}
