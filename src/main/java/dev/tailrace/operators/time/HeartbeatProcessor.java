package dev.tailrace.operators.time;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import dev.tailrace.operator.state.TimedSlots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds silences in event time.
 *
 * <p>The times of rows wait until the watermark has reached them and are then walked through in their order, merged with
 * the ends of silences. What a silence's end was before a row has come is left where it is; it is told by the key's due
 * time, which is another one by then.
 */
final class HeartbeatProcessor implements Processor {
    private static final StateTable CLOCK = new StateTable(
            "clock",
            StateTable.Distribution.UNION,
            Schema.EMPTY,
            Schema.of(Field.required("watermark", DataType.BIGINT), Field.required("latest", DataType.BIGINT)));

    private static final int NOT_YET = 0;

    private final String timeName;
    private final int timeColumn;
    private final long intervalMillis;
    private final int most;
    private final Schema schema;
    private final int[] keyColumns;
    private final BitSet isKey = new BitSet();
    private final int[] keysInTable;
    private final StateTable silent;
    private final StateTable waiting;
    private final KeyedSlots keys;
    private final @Nullable Column[] constants;
    private final BatchBuilder beats;
    private final TimedSlots rows = new TimedSlots();
    private final TimedSlots ends = new TimedSlots();
    private ProcessorContext context;
    private long watermark = Long.MIN_VALUE;
    /** The time of the latest row. */
    private long latest = Long.MIN_VALUE;

    // By the slot of the key.
    /** When the silence has lasted an interval longer; only once a row has been walked through. */
    private long[] due = new long[16];
    /** How many heartbeats may still follow, or {@link #NOT_YET}. */
    private int[] left = new int[16];
    /** How many times of rows wait. */
    private int[] rowsWaiting = new int[16];

    @SuppressWarnings("NullAway.Init")
    HeartbeatProcessor(Setup<Heartbeat.Settings> setup, @Nullable Column[] constants) {
        Heartbeat.Settings settings = setup.settings();
        Schema input = setup.inputSchema();
        this.timeName = Objects.requireNonNull(setup.placement().input().eventTime());
        this.timeColumn = input.indexOf(timeName);
        this.intervalMillis = settings.interval().toMillis();
        this.most = settings.most();
        this.schema = setup.outputSchema("out");
        this.keyColumns = settings.keys().stream().mapToInt(input::indexOf).toArray();
        IntStream.of(keyColumns).forEach(isKey::set);
        this.keysInTable = IntStream.range(0, keyColumns.length).toArray();
        Schema keySchema =
                new Schema(IntStream.of(keyColumns).mapToObj(input::field).toList());
        this.keys = new KeyedSlots(keySchema);
        this.silent = table("silent", keySchema, "next_beat_millis", "beats_left");
        this.waiting = table("rows", keySchema, "time_millis");
        this.constants = constants;
        this.beats = new BatchBuilder(schema, setup.demanded("out"));
    }

    /** Numbers behind the key, by names that none of the key's columns has. */
    private static StateTable table(String name, Schema keySchema, String... numbers) {
        List<Field> fields = new ArrayList<>();
        for (String number : numbers) {
            fields.add(Field.required(keySchema.freeName(number), DataType.BIGINT));
        }
        return StateTable.byKey(name, keySchema, new Schema(fields));
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        Column.Longs times = (Column.Longs) batch.column(timeColumn);
        keys.begin(batch, keyColumns);
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (times.isNull(index)) {
                throw context.fail(Problem.error("operators.event-time.missing", timeName), batch, index);
            }
            long time = times.values[index];
            if (time > watermark) {
                wait(slot(index), time);
            }
        }
        out.emit(0, batch.withSchema(schema));
    }

    private void wait(int slot, long time) {
        latest = Math.max(latest, time);
        rowsWaiting[slot]++;
        rows.add(time, slot);
    }

    private int slot(int index) {
        int slot = keys.slot(index);
        if (keys.isNew()) {
            if (slot >= due.length) {
                due = Arrays.copyOf(due, slot * 2);
                left = Arrays.copyOf(left, slot * 2);
                rowsWaiting = Arrays.copyOf(rowsWaiting, slot * 2);
            }
            left[slot] = NOT_YET;
            rowsWaiting[slot] = 0;
        }
        return slot;
    }

    @Override
    public void watermark(long millis, Outlet out) {
        // At the end, nobody knows how long the silence after the latest row would have been.
        long upTo = millis == Long.MAX_VALUE ? latest : millis;
        while (true) {
            boolean row = !rows.isEmpty() && rows.firstTime() <= upTo;
            boolean end = !ends.isEmpty() && ends.firstTime() <= upTo;
            if (row && (!end || rows.firstTime() <= ends.firstTime())) {
                long time = rows.firstTime();
                walk(rows.removeFirst(), time);
            } else if (end) {
                long time = ends.firstTime();
                beat(ends.removeFirst(), time, out);
            } else {
                break;
            }
        }
        if (!beats.isEmpty()) {
            out.emit(0, beats.build());
        }
        watermark = millis;
        out.watermark(millis);
    }

    private void walk(int slot, long time) {
        rowsWaiting[slot]--;
        left[slot] = most;
        if (time <= Long.MAX_VALUE - intervalMillis) {
            due[slot] = time + intervalMillis;
            ends.add(due[slot], slot);
        }
    }

    private void beat(int slot, long time, Outlet out) {
        if (!keys.isTaken(slot) || left[slot] == NOT_YET || due[slot] != time) {
            return; // A row has come since.
        }
        keys.appendKey(slot, beats, keyColumns);
        for (int i = 0; i < schema.size(); i++) {
            Column constant = constants[i];
            if (!beats.demands(i) || isKey.get(i)) {
                continue;
            } else if (i == timeColumn) {
                ((LongsBuilder) beats.column(i)).append(time);
            } else if (constant != null) {
                beats.column(i).appendFrom(constant, 0);
            } else {
                beats.column(i).appendNull();
            }
        }
        beats.endRow();
        if (beats.isFull()) {
            out.emit(0, beats.build());
        }
        left[slot]--;
        if (left[slot] > 0) {
            due[slot] = time + intervalMillis;
            ends.add(due[slot], slot);
        } else if (rowsWaiting[slot] == 0) {
            keys.remove(slot);
        }
    }

    @Override
    public long stateRows() {
        return keys.size() + rows.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        BatchBuilder clock = new BatchBuilder(CLOCK.schema());
        ((LongsBuilder) clock.column(0)).append(watermark);
        ((LongsBuilder) clock.column(1)).append(latest);
        clock.endRow();
        writer.table(CLOCK).accept(clock.build());
        TableRows silences = new TableRows(silent, writer);
        silences.forEachKey(keys, slot -> {
            if (left[slot] != NOT_YET) {
                add(slot, silences, due[slot], left[slot]);
            }
        });
        silences.end();
        TableRows times = new TableRows(waiting, writer);
        rows.forEach((time, slot) -> {
            if (!times.isEnough()) {
                add(slot, times, time);
            }
        });
        times.end();
    }

    /** Adds a key and numbers. */
    private void add(int slot, TableRows target, long... numbers) {
        keys.appendKey(slot, target.builder(), keysInTable);
        for (int i = 0; i < numbers.length; i++) {
            ((LongsBuilder) target.builder().column(keysInTable.length + i)).append(numbers[i]);
        }
        target.endRow();
    }

    @Override
    public void restore(StateReader reader) {
        boolean first = true;
        for (Batch batch : reader.table(CLOCK)) {
            for (int i = 0; i < batch.rows(); i++) {
                long millis = ((Column.Longs) batch.column(0)).values[batch.index(i)];
                // Of several instances the one that was furthest behind decides.
                watermark = first ? millis : Math.min(watermark, millis);
                latest = Math.max(latest, ((Column.Longs) batch.column(1)).values[batch.index(i)]);
                first = false;
            }
        }
        for (Batch batch : reader.table(silent)) {
            keys.begin(batch, keysInTable);
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int slot = slot(index);
                due[slot] = number(batch, 0, index);
                left[slot] = (int) number(batch, 1, index);
                ends.add(due[slot], slot);
            }
        }
        for (Batch batch : reader.table(waiting)) {
            keys.begin(batch, keysInTable);
            for (int i = 0; i < batch.rows(); i++) {
                int slot = slot(batch.index(i));
                wait(slot, number(batch, 0, batch.index(i)));
            }
        }
    }

    private long number(Batch batch, int number, int index) {
        return ((Column.Longs) batch.column(keysInTable.length + number)).values[index];
    }
}
