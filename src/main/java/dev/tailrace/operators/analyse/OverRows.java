package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import dev.tailrace.operator.state.WatermarkTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lets rows wait until the watermark has reached them, and pass in the order of their times with the aggregates of their
 * frames.
 *
 * <p>Arguments are computed when a row comes, and kept with it as bytes.
 *
 * <p>A key is forgotten once no frame of time can reach back to a row of it; with other frames it stays. The
 * watermark is part of the state, as with windows: after a restore, what was late is late.
 */
final class OverRows implements Processor {
    private static final long NO_ROWS = Long.MIN_VALUE;

    private final OverPlan plan;
    private final KeyedRows layout;
    private final int timeColumn;
    private final Aggregation running;
    private final @Nullable Aggregation queued;
    private final Groups groups;
    private final OverFrames frames;
    private final int firstArgument;
    /** What is kept of a row besides its key: columns of the input, then arguments. */
    private final Schema kept;

    private final WaitingRows waiting;
    private final BatchBuilder passing;
    private final BatchBuilder results;
    private ProcessorContext context;
    private ComputableRows computable;
    private long watermark = Long.MIN_VALUE;

    /** By the slot of a key: the latest time of its rows. */
    private long[] latest = new long[0];

    private int[] passingKeys = new int[Batch.MAX_ROWS];
    private long[] passingTimes = new long[Batch.MAX_ROWS];

    @SuppressWarnings("NullAway.Init")
    OverRows(OverPlan plan, KeyedRows layout) {
        this.plan = plan;
        this.layout = layout;
        this.timeColumn = plan.input().indexOf(plan.timeName());
        List<Call> runningCalls = plan.calls(false);
        List<Call> queuedCalls = plan.calls(true);
        this.running = new Aggregation(runningCalls, plan.input(), plan.bound().isBounded());
        this.queued = queuedCalls.isEmpty() ? null : new Aggregation(queuedCalls, plan.input());
        this.groups = new Groups(layout.keys(), plan.output(), running, false, Groups.FOR_EVER);
        List<Field> arguments = new ArrayList<>(running.arguments());
        if (queued != null) {
            arguments.addAll(queued.arguments());
        }
        Schema all = new Schema(layout.keys().fields());
        for (Field field : layout.rest().fields()) {
            all = all.plus(field);
        }
        Schema free = new Schema(List.of());
        for (Field argument : arguments) {
            Field renamed = argument.renamed(all.freeName(argument.name()));
            free = free.plus(renamed);
            all = all.plus(renamed);
        }
        this.kept = new Schema(all.fields().subList(layout.keys().size(), all.size()));
        this.waiting = new WaitingRows(groups, layout, kept, plan.timeName());
        this.firstArgument = layout.rest().size();
        this.frames = new OverFrames(
                plan.byTime(),
                plan.bound(),
                running,
                plan.columns(runningCalls),
                queued == null ? null : new FrameQueue(queued, plan.columns(queuedCalls)),
                free);
        this.passing = new BatchBuilder(kept);
        this.results = new BatchBuilder(plan.output(), plan.demanded());
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        computable = plan.computableRows().apply(newContext);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        Column.Longs times = (Column.Longs) batch.column(timeColumn);
        Batch onTime = onTime(batch, times, out);
        if (onTime.rows() == 0) {
            return;
        }
        Batch computed = computable.evaluate(onTime, this::evaluate, out);
        groups.begin(computed, layout.keyColumns());
        waiting.begin(withArguments(computed));
        for (int i = 0; i < computed.rows(); i++) {
            int index = computed.index(i);
            await(index, key(index), times.values[index]);
        }
    }

    private void evaluate(Batch batch) {
        running.evaluate(batch);
        if (queued != null) {
            queued.evaluate(batch);
        }
    }

    private Batch withArguments(Batch batch) {
        @Nullable Column[] columns = new Column[kept.size()];
        for (int i = 0; i < firstArgument; i++) {
            columns[i] = batch.column(layout.restColumns()[i]);
        }
        Column[] first = running.evaluated();
        Column[] second = queued == null ? new Column[0] : queued.evaluated();
        System.arraycopy(first, 0, columns, firstArgument, first.length);
        System.arraycopy(second, 0, columns, firstArgument + first.length, second.length);
        return batch.with(kept, columns);
    }

    /** The rows that are not late; the others go where late rows go. */
    private Batch onTime(Batch batch, Column.Longs times, Outlet out) {
        int count = batch.rows();
        int[] positions = new int[count];
        int onTime = 0;
        int late = 0;
        for (int i = 0; i < count; i++) {
            int index = batch.index(i);
            if (times.isNull(index)) {
                throw context.fail(Problem.error("operators.event-time.missing", plan.timeName()), batch, index);
            }
            if (times.values[index] <= watermark) {
                positions[count - ++late] = index;
            } else {
                positions[onTime++] = index;
            }
        }
        if (late == 0) {
            return batch;
        }
        if (plan.latePort() == FirstRows.COUNT_LATE) {
            context.countLate(late);
        } else {
            int[] latePositions = Arrays.copyOfRange(positions, onTime, count);
            Arrays.sort(latePositions);
            out.emit(plan.latePort(), batch.select(latePositions, late));
        }
        return batch.select(positions, onTime);
    }

    private int key(int index) {
        int key = groups.slot(index);
        int known = latest.length;
        if (key >= known) {
            latest = Arrays.copyOf(latest, Math.max(16, key * 2));
            Arrays.fill(latest, known, latest.length, NO_ROWS);
        }
        return key;
    }

    /** A row of a key waits, or is in a frame. */
    private void seen(int key, long time) {
        if (latest[key] == NO_ROWS) {
            awaitForgetting(key, time);
        }
        latest[key] = Math.max(latest[key], time);
    }

    private void awaitForgetting(int key, long time) {
        if (plan.bound().millis() != Long.MAX_VALUE) {
            waiting.addKey(key, time + plan.bound().millis() + 1);
        }
    }

    private void await(int index, int key, long time) {
        waiting.add(index, key, time);
        seen(key, time);
    }

    @Override
    public void watermark(long millis, Outlet out) {
        while (!waiting.isEmpty() && waiting.firstTime() <= millis) {
            pass(millis, out);
        }
        watermark = millis;
        out.watermark(millis);
    }

    /** Lets about a batch of rows pass; with frames of time all of the same time. */
    private void pass(long millis, Outlet out) {
        int count = 0;
        long time = Long.MIN_VALUE;
        int[] idle = {};
        int idleCount = 0;
        while (!waiting.isEmpty()
                && waiting.firstTime() <= millis
                && (count < Batch.MAX_ROWS || (plan.byTime() && waiting.firstTime() == time))) {
            time = waiting.firstTime();
            int removed = waiting.removeFirst(passing);
            if (WaitingRows.isKey(removed)) {
                int key = WaitingRows.key(removed);
                if (latest[key] + plan.bound().millis() < time) {
                    idle = idleCount == idle.length ? Arrays.copyOf(idle, Math.max(16, idleCount * 2)) : idle;
                    idle[idleCount++] = key;
                } else {
                    awaitForgetting(key, latest[key]);
                }
                continue;
            }
            if (count == passingKeys.length) {
                passingKeys = Arrays.copyOf(passingKeys, count * 2);
                passingTimes = Arrays.copyOf(passingTimes, count * 2);
            }
            passingKeys[count] = removed;
            passingTimes[count++] = time;
        }
        if (count > 0) {
            emit(count, out);
        }
        // Once their last rows have been aggregated.
        for (int i = 0; i < idleCount; i++) {
            frames.forget(idle[i]);
            groups.forget(idle[i]);
            latest[idle[i]] = NO_ROWS;
        }
    }

    private void emit(int count, Outlet out) {
        Batch batch = passing.build();
        frames.results(batch, firstArgument, passingKeys, passingTimes, results);
        for (int i = 0; i < count; i++) {
            groups.appendKey(passingKeys[i], results, layout.keyColumns());
            for (int column = 0; column < firstArgument; column++) {
                int target = layout.restColumns()[column];
                if (results.demands(target)) {
                    results.column(target).appendFrom(batch.column(column), i);
                }
            }
            results.endRow();
        }
        Batch all = results.build();
        for (int from = 0; from < count; from += Batch.MAX_ROWS) {
            out.emit(0, all.slice(from, Math.min(count, from + Batch.MAX_ROWS)));
        }
    }

    @Override
    public long stateRows() {
        return groups.size() + waiting.size() + frames.size();
    }

    /** Arguments of rows in frames. */
    private StateTable framesTable() {
        List<Field> fields = new ArrayList<>(kept.fields().subList(firstArgument, kept.size()));
        fields.add(Field.required(waiting.table().schema().freeName("time"), DataType.BIGINT));
        return StateTable.byKey("frames", layout.keys(), new Schema(fields));
    }

    @Override
    public void snapshot(StateWriter writer) {
        WatermarkTable.snapshot(watermark, writer);
        groups.snapshot(writer);
        waiting.snapshot(writer);
        if (plan.bound().isBounded()) {
            StateTable table = framesTable();
            TableRows framed = new TableRows(table, writer);
            int[] keysAt = layout.keysInTable();
            int timeAt = table.schema().size() - 1;
            int[] argumentsAt = IntStream.range(keysAt.length, timeAt).toArray();
            frames.save(framed, argumentsAt, (key, time) -> {
                groups.appendKey(key, framed.builder(), keysAt);
                ((LongsBuilder) framed.builder().column(timeAt)).append(time);
            });
            framed.end();
        }
    }

    @Override
    public void restore(StateReader reader) {
        watermark = WatermarkTable.restore(reader);
        groups.restore(reader);
        if (plan.bound().isBounded()) {
            for (Batch batch : reader.table(framesTable())) {
                groups.begin(batch, layout.keysInTable());
                frames.beginLoad(batch, layout.keys().size());
                long[] times = ((Column.Longs) batch.column(batch.schema().size() - 1)).values;
                for (int i = 0; i < batch.rows(); i++) {
                    int index = batch.index(i);
                    int key = key(index);
                    frames.load(key, times[index], index);
                    seen(key, times[index]);
                }
            }
        }
        waiting.restore(reader, (index, time) -> await(index, key(index), time));
    }
}
