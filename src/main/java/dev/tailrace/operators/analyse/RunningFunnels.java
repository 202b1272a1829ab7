package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BooleansBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.ColumnRoom;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
import dev.tailrace.operator.ComputableRows;
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
import dev.tailrace.operator.state.WatermarkTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The funnels of all keys. Rows that fulfil some step wait until the watermark has passed them; then rows and ends of
 * funnels are taken in the order of their times.
 */
final class RunningFunnels implements Processor {
    private static final Column[] NO_COLUMNS = {};

    private final Setup<Funnel.Settings> setup;
    private final KeyedRows layout;
    private final String timeName;
    private final int timeColumn;
    private final int stepCount;
    private final long withinMillis;
    private final boolean lateIsWired;
    private final Projection conditions;
    private final ColumnRoom room = new ColumnRoom();
    private final StateTable waitingTable;
    private final StateTable runningTable;
    private final BatchBuilder ended;
    private final int[] keysInOutput;
    private final KeyedSlots keys;
    private final WaitingSteps waiting = new WaitingSteps();
    private final TimedSlots ends = new TimedSlots();
    private ProcessorContext context;
    private ComputableRows rows;
    private Column[] fulfilled = NO_COLUMNS;
    private long watermark = Long.MIN_VALUE;

    // By the slot of the key.
    private int[] waitingRows = new int[0];
    private int[] reached = new int[0];
    /** When each step was reached, key by key. */
    private long[] times = new long[0];

    @SuppressWarnings("NullAway.Init")
    RunningFunnels(Setup<Funnel.Settings> setup) {
        Funnel.Settings settings = setup.settings();
        Schema input = setup.inputSchema();
        this.setup = setup;
        this.layout = KeyedRows.of(input, settings.keys(), new BitSet());
        this.timeName = LearnedColumns.time(setup.placement());
        this.timeColumn = input.indexOf(timeName);
        this.stepCount = settings.steps().size();
        this.withinMillis = settings.within().toMillis();
        this.lateIsWired = setup.placement().isWired("late");
        this.conditions = Language.compileProjection(Funnel.conditions(setup.placement()), input);
        this.keys = new KeyedSlots(layout.keys());
        this.ended = new BatchBuilder(setup.outputSchema("out"), setup.demanded("out"));
        this.keysInOutput = IntStream.range(0, settings.keys().size()).toArray();
        DataType time = input.field(timeColumn).type();
        this.waitingTable = table("waiting", WaitingSteps.state(time));
        List<Field> steps = new ArrayList<>();
        settings.steps().forEach(step -> steps.add(Field.of(step.name(), time)));
        this.runningTable = table("running", steps);
    }

    private StateTable table(String name, List<Field> values) {
        List<Field> free = values.stream()
                .map(field -> field.renamed(layout.keys().freeName(field.name())))
                .toList();
        return StateTable.byKey(name, layout.keys(), new Schema(free));
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        rows = ComputableRows.of(setup, setup.settings().onError(), Funnel.ERROR, newContext);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        Batch good = rows.evaluate(batch, some -> fulfilled = conditions.evaluate(some, room), out);
        if (good.rows() == 0) {
            return;
        }
        Column.Longs time = (Column.Longs) good.column(timeColumn);
        keys.begin(good, layout.keyColumns());
        int[] late = new int[0];
        int lateCount = 0;
        for (int i = 0; i < good.rows(); i++) {
            int index = good.index(i);
            if (time.isNull(index)) {
                throw context.fail(Problem.error("operators.event-time.missing", timeName), good, index);
            }
            if (time.values[index] <= watermark) {
                late = late.length == 0 ? new int[good.rows()] : late;
                late[lateCount++] = index;
                continue;
            }
            long steps = steps(index);
            if (steps != 0) {
                int key = key(index);
                waiting.add(key, time.values[index], steps);
                waitingRows[key]++;
            }
        }
        if (lateCount > 0 && lateIsWired) {
            out.emit(Funnel.LATE, good.select(late, lateCount));
        } else if (lateCount > 0) {
            context.countLate(lateCount);
        }
    }

    /** The steps that a row fulfils, as bits. */
    private long steps(int index) {
        long steps = 0;
        for (int step = 0; step < stepCount; step++) {
            Column.Booleans condition = (Column.Booleans) fulfilled[step];
            if (!condition.isNull(index) && condition.values[index]) {
                steps |= 1L << step;
            }
        }
        return steps;
    }

    private int key(int index) {
        int key = keys.slot(index);
        if (key >= reached.length) {
            int capacity = Math.max(16, key * 2);
            waitingRows = Arrays.copyOf(waitingRows, capacity);
            reached = Arrays.copyOf(reached, capacity);
            times = Arrays.copyOf(times, capacity * stepCount);
        }
        if (keys.isNew()) {
            waitingRows[key] = 0;
            reached[key] = 0;
        }
        return key;
    }

    @Override
    public void watermark(long millis, Outlet out) {
        watermark = millis;
        while (true) {
            boolean hasRow = waiting.hasUntil(millis);
            boolean hasEnd = !ends.isEmpty() && ends.firstTime() <= millis;
            // A row at the very end still counts.
            if (hasRow && !(hasEnd && ends.firstTime() < waiting.firstTime())) {
                step(waiting.removeFirst(), out);
            } else if (hasEnd) {
                long end = ends.firstTime();
                giveUp(ends.removeFirst(), end, out);
            } else {
                break;
            }
        }
        if (!ended.isEmpty()) {
            out.emit(0, ended.build());
        }
        out.watermark(millis);
    }

    private void step(int row, Outlet out) {
        int key = waiting.key(row);
        if (waiting.fulfils(row, reached[key])) {
            long time = waiting.time(row);
            times[key * stepCount + reached[key]++] = time;
            if (reached[key] == stepCount) {
                emit(key, time, out);
            } else if (reached[key] == 1) {
                ends.add(Math.addExact(time, withinMillis), key);
            }
        }
        waitingRows[key]--;
        forgetIdle(key);
    }

    /** The funnel that the end was written down for may have been completed, and another one begun. */
    private void giveUp(int key, long end, Outlet out) {
        if (reached[key] > 0 && times[key * stepCount] + withinMillis == end) {
            emit(key, end, out);
            forgetIdle(key);
        }
    }

    private void forgetIdle(int key) {
        if (waitingRows[key] == 0 && reached[key] == 0) {
            keys.remove(key);
        }
    }

    private void emit(int key, long end, Outlet out) {
        keys.appendKey(key, ended, keysInOutput);
        int column = keysInOutput.length;
        if (ended.demands(column)) {
            ((IntsBuilder) ended.column(column)).append(reached[key]);
        }
        if (ended.demands(++column)) {
            ((BooleansBuilder) ended.column(column)).append(reached[key] == stepCount);
        }
        for (int step = 0; step < stepCount; step++) {
            if (ended.demands(++column)) {
                appendTime(key, step, ended.column(column));
            }
        }
        if (ended.demands(++column)) {
            ((LongsBuilder) ended.column(column)).append(end);
        }
        ended.endRow();
        reached[key] = 0;
        if (ended.isFull()) {
            out.emit(0, ended.build());
        }
    }

    private void appendTime(int key, int step, ColumnBuilder target) {
        if (step < reached[key]) {
            ((LongsBuilder) target).append(times[key * stepCount + step]);
        } else {
            target.appendNull();
        }
    }

    @Override
    public long stateRows() {
        return keys.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        WatermarkTable.snapshot(watermark, writer);
        int first = keysInOutput.length;
        TableRows kept = new TableRows(waitingTable, writer);
        for (int row = 0; row < waiting.limit() && !kept.isEnough(); row++) {
            if (waiting.isWaiting(row)) {
                keys.appendKey(waiting.key(row), kept.builder(), keysInOutput);
                waiting.save(row, kept.builder(), first);
                kept.endRow();
            }
        }
        kept.end();
        TableRows running = new TableRows(runningTable, writer);
        running.forEachKey(keys, key -> {
            if (reached[key] > 0) {
                keys.appendKey(key, running.builder(), keysInOutput);
                for (int step = 0; step < stepCount; step++) {
                    appendTime(key, step, running.builder().column(first + step));
                }
                running.endRow();
            }
        });
        running.end();
    }

    @Override
    public void restore(StateReader reader) {
        watermark = WatermarkTable.restore(reader);
        int first = keysInOutput.length;
        for (Batch batch : reader.table(waitingTable)) {
            keys.begin(batch, keysInOutput);
            for (int i = 0; i < batch.rows(); i++) {
                int key = key(batch.index(i));
                waiting.load(key, batch, first, batch.index(i));
                waitingRows[key]++;
            }
        }
        waiting.putInOrder();
        for (Batch batch : reader.table(runningTable)) {
            keys.begin(batch, keysInOutput);
            for (int i = 0; i < batch.rows(); i++) {
                restoreFunnel(batch, batch.index(i), first);
            }
        }
    }

    private void restoreFunnel(Batch batch, int index, int first) {
        int key = key(index);
        for (int step = 0; step < stepCount && !batch.column(first + step).isNull(index); step++) {
            times[key * stepCount + step] = ((Column.Longs) batch.column(first + step)).values[index];
            reached[key]++;
        }
        ends.add(times[key * stepCount] + withinMillis, key);
    }
}
