package dev.tailrace.operator.pattern;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.NodeContext;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.SortKeyCodec;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TimedSlots;
import dev.tailrace.operator.state.WatermarkTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Matches a pattern over the rows of each key in the order of event time: rows wait until the watermark has reached them,
 * and are then taken by {@link Matching}. Of a key nothing is kept while nothing is under way for it.
 */
public final class PatternMatcher implements Processor {
    /** In place of an output: late rows are counted and dropped. */
    public static final int COUNT_LATE = -1;

    /**
     * What is matched.
     *
     * @param pattern without problems
     * @param keyColumns positions of the key's columns in the input
     * @param columns positions of the columns that are kept of rows
     * @param ties what orders rows of the same time, by position in the input; else they come in the order of arrival
     * @param withinMillis from the first row of a match; its last one comes before that; 0 for any time
     * @param demanded positions in the output
     * @param told columns of the input that are told of rows that fail
     * @param failing makes the way of rows for which a condition cannot be computed, and of the last rows of matches that
     *     cannot be told
     * @param goesOn whether the run goes on after such a row
     */
    public record Plan(
            CheckedPattern pattern,
            Schema input,
            int timeColumn,
            int[] keyColumns,
            BitSet columns,
            List<SortKeyCodec.Order> ties,
            AfterMatch afterMatch,
            @Nullable String skipTo,
            long withinMillis,
            int maxPartialMatches,
            Schema output,
            BitSet demanded,
            int latePort,
            Schema told,
            Function<NodeContext, FailingRows> failing,
            boolean goesOn) {}

    private final Plan plan;
    private final RowPattern pattern;
    private final Schema keySchema;
    private final KeyedSlots keys;
    private final StoredRows rows;
    private final int[] storedColumns;
    private final WaitingTurns waiting;
    private final TimedSlots timeouts = new TimedSlots();
    private final SortKeyCodec ties;
    private ProcessorContext context;
    private FailedRows failed;
    private VariableConditions conditions;
    private FoundMatches found;
    private Matching matching;
    private long watermark = Long.MIN_VALUE;

    // By the slot of the key.
    private Matching.@Nullable OfKey[] underWay = new Matching.OfKey[0];
    private int[] waitingOfKey = new int[0];
    private boolean[] isTouched = new boolean[0];

    private int[] touched = new int[16];
    private int touchedCount;

    @SuppressWarnings("NullAway.Init")
    public PatternMatcher(Plan plan) {
        RowPattern checked = plan.pattern.pattern();
        if (checked == null) {
            throw new IllegalArgumentException("a pattern with problems");
        }
        this.plan = plan;
        this.pattern = checked;
        this.keySchema = new Schema(
                IntStream.of(plan.keyColumns).mapToObj(plan.input::field).toList());
        this.keys = new KeyedSlots(keySchema);
        this.rows = new StoredRows(plan.input, plan.columns);
        this.waiting = new WaitingTurns(rows, !plan.ties.isEmpty());
        this.storedColumns = rows.inputColumns();
        this.ties = new SortKeyCodec(plan.ties);
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        Automaton automaton = new Automaton(pattern);
        failed = new FailedRows(plan.input, plan.told, rows, plan.failing.apply(newContext), plan.goesOn);
        conditions = new VariableConditions(plan.pattern.conditions(), automaton, plan.input, rows);
        found = new FoundMatches(plan.pattern, plan.output, plan.demanded, keys, plan.input, rows, context, failed);
        String target = plan.skipTo == null ? "" : plan.skipTo;
        int variable = plan.afterMatch.hasVariable() ? pattern.indexOf(target) : Automaton.NONE;
        matching = new Matching(
                automaton,
                conditions,
                rows,
                new Skip(plan.afterMatch, variable, target),
                plan.withinMillis,
                plan.maxPartialMatches,
                context,
                found::add,
                this::keyText);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        Column.Longs time = (Column.Longs) batch.column(plan.timeColumn);
        keys.begin(batch, plan.keyColumns);
        conditions.begin(batch);
        if (!plan.ties.isEmpty()) {
            ties.begin(batch);
        }
        int late = 0;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (time.isNull(index)) {
                String column = plan.input.field(plan.timeColumn).name();
                throw context.fail(Problem.error("operators.event-time.missing", column), batch, index);
            }
            if (time.values[index] <= watermark) {
                late++;
            } else {
                int row = rows.add(batch, storedColumns, index, key(index), time.values[index]);
                rows.setFulfilled(row, conditions.known(), conditions.fulfilled(i));
                await(row, index, ties);
            }
        }
        if (late > 0) {
            sendLate(batch, time.values, late, out);
        }
    }

    private int key(int index) {
        int key = keys.slot(index);
        if (key >= waitingOfKey.length) {
            int capacity = Math.max(16, key * 2);
            underWay = Arrays.copyOf(underWay, capacity);
            waitingOfKey = Arrays.copyOf(waitingOfKey, capacity);
            isTouched = Arrays.copyOf(isTouched, capacity);
        }
        return key;
    }

    private void await(int row, int index, SortKeyCodec codec) {
        waiting.add(row, index, codec);
        waitingOfKey[rows.key(row)]++;
    }

    private void sendLate(Batch batch, long[] times, int late, Outlet out) {
        if (plan.latePort == COUNT_LATE) {
            context.countLate(late);
            return;
        }
        int[] positions = new int[late];
        int count = 0;
        for (int i = 0; i < batch.rows(); i++) {
            if (times[batch.index(i)] <= watermark) {
                positions[count++] = batch.index(i);
            }
        }
        out.emit(plan.latePort, batch.select(positions, late));
    }

    @Override
    public void watermark(long millis, Outlet out) {
        watermark = millis;
        for (int due = waiting.take(millis); due > 0; due = waiting.take(millis)) {
            for (int i = 0; i < due; i++) {
                take(waiting.due(i), out);
            }
        }
        while (!timeouts.isEmpty() && timeouts.firstTime() <= millis) {
            int key = timeouts.removeFirst();
            if (underWay[key] != null) {
                touch(key);
            }
        }
        for (int i = 0; i < touchedCount; i++) {
            leave(touched[i], millis, out);
        }
        touchedCount = 0;
        found.flush(out);
        failed.flush(out);
        out.watermark(millis);
    }

    /** A row for which a condition cannot be computed is as if it had not come. */
    private boolean begins(Matching.OfKey ofKey, int row, Outlet out) {
        try {
            return matching.take(ofKey, row, out);
        } catch (EvaluationException failure) {
            failed.add(row, failure, out);
            return false;
        }
    }

    private void take(int row, Outlet out) {
        int key = rows.key(row);
        Matching.OfKey ofKey = underWay[key];
        if (ofKey == null) {
            ofKey = matching.newKey(key);
            underWay[key] = ofKey;
        }
        matching.advance(ofKey, rows.time(row), out);
        // As in Flink, whose timers leave out what begins at or before 1970: that ends when a row comes.
        if (begins(ofKey, row, out) && plan.withinMillis > 0 && rows.time(row) > 0) {
            timeouts.add(rows.time(row) + plan.withinMillis, key);
        }
        waitingOfKey[key]--;
        rows.release(row);
        touch(key);
    }

    private void touch(int key) {
        if (!isTouched[key]) {
            isTouched[key] = true;
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, touchedCount * 2);
            }
            touched[touchedCount++] = key;
        }
    }

    /** Ends the work on a key for now, and forgets it if nothing is under way. */
    private void leave(int key, long millis, Outlet out) {
        isTouched[key] = false;
        Matching.OfKey ofKey = underWay[key];
        if (ofKey != null) {
            matching.advance(ofKey, millis, out);
            if (ofKey.isIdle()) {
                underWay[key] = null;
                if (waitingOfKey[key] == 0) {
                    keys.remove(key);
                }
            }
        }
    }

    /** A key as people see it, such as {@code user = 7}; empty without key columns. */
    private String keyText(int key) {
        BatchBuilder builder = new BatchBuilder(keySchema);
        keys.appendKey(key, builder, IntStream.range(0, keySchema.size()).toArray());
        builder.endRow();
        List<@Nullable Object> values = builder.build().row(0).values();
        return IntStream.range(0, values.size())
                .mapToObj(i -> keySchema.field(i).name() + " = " + values.get(i))
                .collect(Collectors.joining(", "));
    }

    @Override
    public long stateRows() {
        return rows.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        WatermarkTable.snapshot(watermark, writer);
        PatternState state = new PatternState(pattern.names(), keySchema, plan.input, rows, keys);
        int key = 0;
        for (; key < underWay.length && state.size() < writer.mostRows(); key++) {
            Matching.OfKey ofKey = underWay[key];
            if (ofKey != null) {
                state.add(key, ofKey);
            }
        }
        state.save(waiting.slots(), key < underWay.length, writer);
    }

    @Override
    public void restore(StateReader reader) {
        watermark = WatermarkTable.restore(reader);
        PatternState state = new PatternState(pattern.names(), keySchema, plan.input, rows, keys);
        SortKeyCodec storedTies = new SortKeyCodec(state.orders(plan.ties));
        matching.setNextTurn(state.load(reader, new PatternState.Target() {
            @Override
            public int key(int index) {
                return PatternMatcher.this.key(index);
            }

            @Override
            public void begin(Batch stored) {
                storedTies.begin(stored);
            }

            @Override
            public void waiting(int row, int index) {
                await(row, index, storedTies);
            }

            @Override
            public void underWay(int key, PartialMatch match) {
                Matching.OfKey ofKey = underWay[key];
                if (ofKey == null) {
                    ofKey = new Matching.OfKey(key);
                    underWay[key] = ofKey;
                }
                ofKey.restore(match);
                if (plan.withinMillis > 0 && match.isBegun() && match.firstTime() > 0) {
                    timeouts.add(match.firstTime() + plan.withinMillis, key);
                }
            }
        }));
    }
}
