package dev.tailrace.operators.combine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.NodeContext;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.lookup.LookupPlan;
import dev.tailrace.operator.lookup.MatchedRows;
import dev.tailrace.operator.state.CarriedKinds;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import dev.tailrace.operator.state.TimedSlots;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps left rows until their time has come, and the versions of each key.
 *
 * <p>As in Flink, a key is looked at when the watermark reaches a time noted for it: the least one of the rows that have
 * come since it was looked at last, and of the left rows that were left then. So it depends on the key's own rows when
 * versions are forgotten, which shows where left rows are late.
 */
final class TemporalJoiner implements Processor {
    private static final int LEFT = 0;
    private static final long NO_TIME = Long.MAX_VALUE;
    private static final int NONE = RowLists.NONE;

    private final LookupPlan plan;
    private final @Nullable CarriedKinds kinds;
    private final int[] timeColumns;
    private final KeyedSlots keys;
    private final StateTable lookTimes;
    private final StateTable endTimes;
    private final boolean hasEnds;
    private final int[] keysInTable;
    private final RowLists lefts;
    private final VersionLists versions;
    private final TimedSlots due = new TimedSlots();
    private final BatchBuilder leftRows;
    private final BatchBuilder rightRows;
    private final boolean[] isFound = new boolean[Batch.MAX_ROWS];
    private final Function<NodeContext, FailingRows> failing;
    private ProcessorContext context;
    private MatchedRows matched;

    /** By key: when it is looked at, or {@link #NO_TIME}. */
    private long[] lookAt = new long[0];

    /**
     * @param keySchema the columns of the key
     * @param leftTime position of the event time in the left input
     * @param rightTime position of the event time in the right input
     * @param leftChanges whether left rows may take others back
     * @param hasEnds whether versions may be deletes
     * @param ofFailing columns of left rows that are read where they fail
     * @param failing makes the way of left rows for which the condition cannot be computed
     */
    @SuppressWarnings("NullAway.Init")
    TemporalJoiner(
            LookupPlan plan,
            Schema keySchema,
            int leftTime,
            int rightTime,
            boolean leftChanges,
            boolean hasEnds,
            BitSet ofFailing,
            Function<NodeContext, FailingRows> failing) {
        this.plan = plan;
        this.kinds = leftChanges ? new CarriedKinds(plan.input()) : null;
        this.failing = failing;
        this.timeColumns = new int[] {leftTime, rightTime};
        this.keys = new KeyedSlots(keySchema);
        this.keysInTable = IntStream.range(0, keySchema.size()).toArray();
        this.hasEnds = hasEnds;
        this.lookTimes = times("look_times", keySchema);
        this.endTimes = times("end_times", keySchema);
        BitSet left = plan.inputColumns(ofFailing);
        left.set(leftTime);
        Schema leftSchema = plan.input();
        if (kinds != null) {
            left.set(kinds.position());
            leftSchema = kinds.schema();
        }
        BitSet right = plan.tableColumns();
        right.set(rightTime);
        this.lefts = new RowLists(new KeptSide("left_rows", leftSchema, left, plan.inputKeys()));
        this.versions = new VersionLists(new KeptSide("versions", plan.table(), right, plan.tableKeys()));
        this.leftRows = lefts.side().builder();
        this.rightRows = versions.rows().side().builder();
    }

    private static StateTable times(String name, Schema keySchema) {
        return StateTable.byKey(name, keySchema, Schema.of(Field.required("millis", DataType.BIGINT)));
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        matched = new MatchedRows(plan, failing.apply(newContext));
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        Column.Longs time = (Column.Longs) batch.column(timeColumns[port]);
        int[] keyColumns = port == LEFT ? plan.inputKeys() : plan.tableKeys();
        RowLists rows = port == LEFT ? lefts : versions.rows();
        keys.begin(batch, keyColumns);
        rows.begin(port == LEFT && kinds != null ? kinds.laid(batch) : batch);
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (time.isNull(index)) {
                String column = batch.schema().field(timeColumns[port]).name();
                throw context.fail(Problem.error("operators.event-time.missing", column), batch, index);
            }
            if (port == LEFT) {
                int key = key(index);
                lefts.add(key, index, time.values[index]);
                lookAt(key, time.values[index]);
            } else if (batch.kindAt(index) != RowKind.UPDATE_BEFORE && !batch.hasNull(plan.tableKeys(), index)) {
                addVersion(key(index), index, time.values[index], batch.kindAt(index) == RowKind.DELETE);
            }
        }
    }

    private void addVersion(int key, int index, long time, boolean ends) {
        if (versions.add(key, index, time, ends)) {
            lookAt(key, time);
        }
    }

    private int key(int index) {
        int key = keys.slot(index);
        if (key >= lookAt.length) {
            lookAt = Arrays.copyOf(lookAt, Math.max(16, key * 2));
        }
        if (keys.isNew()) {
            lookAt[key] = NO_TIME;
            lefts.addKey(key);
            versions.addKey(key);
        }
        return key;
    }

    private void lookAt(int key, long time) {
        if (time < lookAt[key]) {
            lookAt[key] = time;
            due.add(time, key);
        }
    }

    @Override
    public void watermark(long millis, Outlet out) {
        while (!due.isEmpty() && due.firstTime() <= millis) {
            long time = due.firstTime();
            int key = due.removeFirst();
            // A key whose time was brought forward has been looked at; its number may even be another's now.
            if (key < lookAt.length && keys.isTaken(key) && lookAt[key] == time) {
                look(key, millis, out);
            }
        }
        send(out);
        out.watermark(millis);
    }

    /** Sends the left rows of a key up to the watermark, and forgets the versions before the one that is valid then. */
    private void look(int key, long millis, Outlet out) {
        lookAt[key] = NO_TIME;
        long soonest = NO_TIME;
        int before = NONE;
        for (int row = lefts.first(key); row != NONE; ) {
            int next = lefts.next(row);
            if (lefts.time(row) <= millis) {
                take(key, row, out);
                lefts.remove(key, before, row);
            } else {
                soonest = Math.min(soonest, lefts.time(row));
                before = row;
            }
            row = next;
        }
        boolean hasVersions = versions.forgetBefore(key, millis);
        if (soonest != NO_TIME) {
            lookAt(key, soonest);
        } else if (!hasVersions) {
            keys.remove(key);
        }
    }

    private void take(int key, int row, Outlet out) {
        int valid = versions.valid(key, lefts.time(row));
        isFound[leftRows.rows()] = valid != NONE;
        lefts.append(row, leftRows);
        if (valid != NONE) {
            versions.append(valid, rightRows);
        }
        if (leftRows.isFull()) {
            send(out);
        }
    }

    private void send(Outlet out) {
        int count = leftRows.rows();
        if (count == 0) {
            return;
        }
        Batch left = leftRows.build();
        matched.begin(kinds == null ? left : kinds.taken(left), rightRows.build());
        int right = 0;
        for (int row = 0; row < count; row++) {
            matched.row(row, out);
            if (isFound[row]) {
                matched.match(right++);
            }
        }
        matched.end(out);
    }

    @Override
    public long stateRows() {
        return lefts.size() + versions.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        save(lefts, writer);
        save(versions.rows(), writer);
        if (hasEnds) {
            saveEnds(writer);
        }
        TableRows times = new TableRows(lookTimes, writer);
        times.forEachKey(keys, key -> {
            if (lookAt[key] != NO_TIME) {
                append(key, lookAt[key], times);
            }
        });
        times.end();
    }

    private void saveEnds(StateWriter writer) {
        TableRows times = new TableRows(endTimes, writer);
        times.forEachKey(keys, key -> versions.ends(key, millis -> append(key, millis, times)));
        times.end();
    }

    private void append(int key, long millis, TableRows times) {
        keys.appendKey(key, times.builder(), keysInTable);
        ((LongsBuilder) times.builder().column(keysInTable.length)).append(millis);
        times.endRow();
    }

    private void save(RowLists rows, StateWriter writer) {
        TableRows stored = new TableRows(rows.side().table(), writer);
        stored.forEachKey(keys, key -> {
            for (int row = rows.first(key); row != NONE; row = rows.next(row)) {
                rows.appendStored(row, stored);
            }
        });
        stored.end();
    }

    @Override
    public void restore(StateReader reader) {
        load(lefts, plan.inputKeys(), timeColumns[LEFT], lefts::add, reader);
        load(versions.rows(), plan.tableKeys(), timeColumns[1], versions::restore, reader);
        if (hasEnds) {
            loadTimes(endTimes, versions::setEnd, reader);
        }
        loadTimes(lookTimes, this::lookAt, reader);
    }

    /** Takes the row at a position of the batch being read. */
    private interface Restored {
        void add(int key, int index, long time);
    }

    private void load(RowLists rows, int[] keyColumns, int timeColumn, Restored restored, StateReader reader) {
        int[] keysStored = rows.side().stored(keyColumns);
        int timeStored = rows.side().stored(new int[] {timeColumn})[0];
        for (Batch batch : reader.table(rows.side().table())) {
            keys.begin(batch, keysStored);
            rows.beginStored(batch);
            long[] times = ((Column.Longs) batch.column(timeStored)).values;
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                restored.add(key(index), index, times[index]);
            }
        }
    }

    /** Takes a key and a time. */
    private interface KeyTime {
        void accept(int key, long millis);
    }

    private void loadTimes(StateTable table, KeyTime target, StateReader reader) {
        for (Batch batch : reader.table(table)) {
            keys.begin(batch, keysInTable);
            long[] times = ((Column.Longs) batch.column(keysInTable.length)).values;
            for (int i = 0; i < batch.rows(); i++) {
                target.accept(key(batch.index(i)), times[batch.index(i)]);
            }
        }
    }
}
