package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
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
import dev.tailrace.operator.state.TimedSlots;
import dev.tailrace.operator.state.WatermarkTable;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first row of each key pass.
 *
 * <p>It waits until the watermark has reached its time; of its key only that it has passed is kept from then on. The
 * watermark is part of the state, as with windows: after a restore, what was late is late.
 */
final class FirstRows implements Processor {
    /** In place of an output: late rows are counted and dropped. */
    static final int COUNT_LATE = -1;

    private static final int NONE = -1;
    private static final int PASSED = -2;

    private final KeyedRows layout;
    private final String timeName;
    private final int timeColumn;
    private final int latePort;
    private final StateTable waitingTable;
    private final StateTable passedTable;
    private final KeyedSlots keys;
    /** Keys whose first row has passed; of the others a row is waiting. */
    private final IdleKeys idle;

    private final KeyCodec codec;
    private final ByteSlots rows = new ByteSlots();
    private final TimedSlots waiting = new TimedSlots();
    private final BatchBuilder passing;
    private ProcessorContext context;
    private long watermark = Long.MIN_VALUE;

    // By the slot of the key. A row that is waiting, PASSED, or NONE while its batch is being read.
    private int[] rowOf = new int[0];
    private long[] times = new long[0];

    @SuppressWarnings("NullAway.Init")
    FirstRows(KeyedRows layout, String timeName, Schema schema, BitSet demanded, int latePort, @Nullable Duration ttl) {
        this.layout = layout;
        this.timeName = timeName;
        this.timeColumn = schema.indexOf(timeName);
        this.latePort = latePort;
        this.waitingTable = layout.table("waiting");
        this.passedTable = layout.keysTable("passed");
        this.keys = new KeyedSlots(layout.keys());
        this.idle = new IdleKeys(ttl, layout, keys, keys::remove);
        this.codec = new KeyCodec(layout.rest());
        this.passing = BatchBuilder.recycling(schema, demanded);
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
        codec.begin(batch, layout.restColumns());
        int late = 0;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (time.isNull(index)) {
                throw context.fail(Problem.error("operators.event-time.missing", timeName), batch, index);
            }
            if (time.values[index] < watermark) {
                late++;
            } else {
                take(index, time.values[index]);
            }
        }
        if (late > 0) {
            sendLate(batch, time.values, late, out);
        }
        idle.await();
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        idle.timer(millis);
    }

    private void take(int index, long time) {
        int slot = slot(index);
        int row = rowOf[slot];
        if (row == PASSED) {
            idle.touch(slot);
        }
        if (row == PASSED || (row != NONE && time >= times[slot])) {
            return;
        }
        codec.encode(index);
        if (row == NONE) {
            rowOf[slot] = rows.add(codec.bytes(), codec.length());
        } else {
            rows.set(row, codec.bytes(), codec.length());
        }
        times[slot] = time;
        waiting.add(time, slot);
    }

    private int slot(int index) {
        int slot = keys.slot(index);
        if (slot >= rowOf.length) {
            int capacity = Math.max(16, slot * 2);
            rowOf = Arrays.copyOf(rowOf, capacity);
            times = Arrays.copyOf(times, capacity);
        }
        if (keys.isNew()) {
            rowOf[slot] = NONE;
        }
        return slot;
    }

    private void sendLate(Batch batch, long[] times, int late, Outlet out) {
        if (latePort == COUNT_LATE) {
            context.countLate(late);
            return;
        }
        int[] positions = new int[late];
        int count = 0;
        for (int i = 0; i < batch.rows(); i++) {
            if (times[batch.index(i)] < watermark) {
                positions[count++] = batch.index(i);
            }
        }
        out.emit(latePort, batch.select(positions, late));
    }

    @Override
    public void watermark(long millis, Outlet out) {
        watermark = millis;
        idle.begin();
        while (!waiting.isEmpty() && waiting.firstTime() <= millis) {
            long time = waiting.firstTime();
            int slot = waiting.removeFirst();
            // An earlier row may have taken the place of the one that was waiting.
            if (keys.isTaken(slot) && rowOf[slot] != PASSED && times[slot] == time) {
                pass(slot, out);
                idle.touch(slot);
            }
        }
        idle.await();
        if (!passing.isEmpty()) {
            out.emit(0, passing.build());
        }
        out.watermark(millis);
    }

    private void pass(int slot, Outlet out) {
        keys.appendKey(slot, passing, layout.keyColumns());
        codec.decode(rows.bytes(rowOf[slot]), 0, passing, layout.restColumns());
        passing.endRow();
        rows.remove(rowOf[slot]);
        rowOf[slot] = PASSED;
        if (passing.isFull()) {
            out.emit(0, passing.build());
        }
    }

    @Override
    public long stateRows() {
        return keys.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        WatermarkTable.snapshot(watermark, writer);
        save(writer, waitingTable, false);
        save(writer, passedTable, true);
        idle.snapshot(writer);
    }

    private void save(StateWriter writer, StateTable table, boolean passed) {
        TableRows kept = new TableRows(table, writer);
        int[] keysAt = layout.keysInTable();
        int[] restAt = layout.restInTable();
        kept.forEachKey(keys, slot -> {
            if ((rowOf[slot] == PASSED) == passed) {
                keys.appendKey(slot, kept.builder(), keysAt);
                if (!passed) {
                    codec.decode(rows.bytes(rowOf[slot]), 0, kept.builder(), restAt);
                }
                kept.endRow();
            }
        });
        kept.end();
    }

    @Override
    public void restore(StateReader reader) {
        watermark = WatermarkTable.restore(reader);
        int timeAt = waitingTable.schema().indexOf(timeName);
        for (Batch batch : reader.table(waitingTable)) {
            keys.begin(batch, layout.keysInTable());
            codec.begin(batch, layout.restInTable());
            long[] time = ((Column.Longs) batch.column(timeAt)).values;
            for (int i = 0; i < batch.rows(); i++) {
                take(batch.index(i), time[batch.index(i)]);
            }
        }
        for (Batch batch : reader.table(passedTable)) {
            keys.begin(batch, layout.keysInTable());
            for (int i = 0; i < batch.rows(); i++) {
                int slot = slot(batch.index(i));
                rowOf[slot] = PASSED;
            }
        }
        idle.restore(reader);
    }
}
