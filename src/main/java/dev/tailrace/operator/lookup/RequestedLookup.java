package dev.tailrace.operator.lookup;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.state.CarriedKinds;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks rows up in a table that answers later. Rows wait until what they need has come, and watermarks wait for the rows
 * before them, so that no row becomes late by waiting. A key that is known, or on its way, is not asked for again. A
 * NULL in the key finds nothing, without asking.
 *
 * <p>A request that fails or takes too long is repeated, see {@link Requests}; after its last attempt, or once it was
 * rejected, its rows fail. Waiting rows and watermarks are the state; after a restore they are asked for anew.
 *
 * <p>Changes keep their order, and a row that is taken back is so with what it was given, which is remembered as long as
 * the row is there; nothing is asked for it. One that was given nothing, since it failed, is not taken back.
 */
public final class RequestedLookup implements Processor {
    /** Stands for the key of a row that is taken back. */
    private static final int TAKEN_BACK = -2;

    private final LookupPlan plan;
    private final RequestedTable table;
    private final RequestPolicy policy;
    private final Function<ProcessorContext, FailingRows> failing;
    private final KnownKeys known;
    private final @Nullable CarriedKinds kinds;
    private final @Nullable GivenAnswers given;
    private final WaitingQueue waiting;
    private final Requests requests;
    private final BatchBuilder lefts;
    private final BatchBuilder rights;
    private final BatchBuilder failed;
    private final int[] keys = new int[Batch.MAX_ROWS];
    /** For each row that is about to leave: where the rows of the table that were found for it end. */
    private final int[] rightEnds = new int[Batch.MAX_ROWS];

    private ProcessorContext context;
    private FailingRows failingRows;
    private MatchedRows matched;

    /**
     * @param kept positions of the input columns that are read of rows that wait: those computed, the key, and what is
     *     shown of rows that fail
     * @param changes whether rows may take others back
     * @param failing makes the way of rows that cannot be looked up
     */
    @SuppressWarnings("NullAway.Init")
    public RequestedLookup(
            LookupPlan plan,
            BitSet kept,
            boolean changes,
            RequestedTable table,
            RequestPolicy policy,
            Function<ProcessorContext, FailingRows> failing) {
        this.plan = plan;
        this.table = table;
        this.policy = policy;
        this.failing = failing;
        this.known = new KnownKeys(plan, policy.cachedKeys());
        this.requests = new Requests(table, policy, known, this::goOn);
        this.kinds = changes ? new CarriedKinds(plan.input()) : null;
        this.given = changes ? new GivenAnswers(plan, kept) : null;
        Schema waitingRows = plan.input();
        BitSet waitingColumns = (BitSet) kept.clone();
        if (kinds != null) {
            waitingRows = kinds.schema();
            waitingColumns.set(kinds.position());
        }
        this.waiting = new WaitingQueue(waitingRows, waitingColumns);
        this.lefts = new BatchBuilder(waitingRows, waitingColumns);
        this.failed = new BatchBuilder(waitingRows, waitingColumns);
        this.rights = new BatchBuilder(plan.table(), plan.tableColumns());
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        requests.open(newContext);
        failingRows = failing.apply(newContext);
        matched = new MatchedRows(plan, failingRows);
        try {
            table.open();
        } catch (SourceException cannot) {
            throw context.fail(cannot.problem());
        } catch (IOException cannot) {
            throw context.fail(Problem.error("operators.lookup.not-open", String.valueOf(cannot.getMessage())));
        }
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        long goodSince = context.now() - policy.cacheTime().toMillis();
        known.begin(batch, plan.inputKeys());
        waiting.begin(kinds == null ? batch : kinds.laid(batch));
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            boolean isTakenBack = batch.kindAt(index).weight() < 0;
            waiting.add(index, isTakenBack ? TAKEN_BACK : key(batch, plan.inputKeys(), index, goodSince));
        }
        requests.askOn();
        sendAnswered(out);
    }

    /** The key of a row that is added, of which it is seen to that it is asked for. */
    private int key(Batch batch, int[] columns, int index, long goodSince) {
        if (batch.hasNull(columns, index)) {
            return KnownKeys.NULL_KEY;
        }
        int key = known.use(index);
        if (known.ask(key, goodSince)) {
            requests.want(key);
        }
        return key;
    }

    @Override
    public void watermark(long millis, Outlet out) {
        if (waiting.isEmpty()) {
            out.watermark(millis);
        } else {
            waiting.watermark(millis);
        }
    }

    @Override
    public boolean isWaiting() {
        return !waiting.isEmpty();
    }

    @Override
    public boolean isFull() {
        return requests.areHeldUp() || waiting.size() >= policy.maxWaitingRows();
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        requests.lookAtTimes(millis);
        goOn(out);
    }

    private void goOn(Outlet out) {
        requests.askOn();
        sendAnswered(out);
    }

    /** Sends the rows that need wait no longer, and the watermarks behind which none is left. */
    private void sendAnswered(Outlet out) {
        while (true) {
            takeAnswered(out);
            send(out);
            if (!waiting.isWatermarkNext()) {
                break;
            }
            out.watermark(waiting.takeWatermark());
        }
        waiting.closeGap();
    }

    private void takeAnswered(Outlet out) {
        for (long place = waiting.first(); place < waiting.end(); place++) {
            if (waiting.isTaken(place)) {
                continue;
            }
            int key = waiting.key(place);
            if (given != null && key == TAKEN_BACK) {
                takeBack(place, given, out);
            } else if (known.isAnswered(key)) {
                take(place, key, out);
            } else if (given != null || policy.keepsOrder()) {
                break;
            }
        }
    }

    private void take(long place, int key, Outlet out) {
        Problem problem = known.problem(key);
        if (problem != null) {
            // Conditions of rows before it may fail, too, and that comes first.
            sendMatched(out);
            waiting.take(place, failed);
            failed.endRow();
            failingRows.add(taken(failed), 0, problem, out);
            known.letGo(key);
            return;
        }
        int row = lefts.rows();
        keys[row] = key;
        waiting.take(place, lefts);
        lefts.endRow();
        known.append(key, rights);
        rightEnds[row] = rights.rows();
        if (lefts.isFull() || rights.rows() >= Batch.MAX_ROWS) {
            send(out);
        }
    }

    /** Alone, since what was given to the rows before it must be known. */
    private void takeBack(long place, GivenAnswers answers, Outlet out) {
        sendMatched(out);
        waiting.take(place, lefts);
        lefts.endRow();
        Batch row = taken(lefts);
        if (answers.takeBack(row, rights)) {
            Batch found = rights.build();
            matched.begin(row, found);
            matched.row(0, out);
            for (int right = 0; right < found.rows(); right++) {
                matched.match(right);
            }
            matched.end(out);
        }
    }

    /** The rows that have been put together, each of which does what it did when it came. */
    private Batch taken(BatchBuilder rows) {
        return kinds == null ? rows.build() : kinds.taken(rows.build());
    }

    private void send(Outlet out) {
        sendMatched(out);
        failingRows.flush(out);
    }

    private void sendMatched(Outlet out) {
        int count = lefts.rows();
        if (count == 0) {
            return;
        }
        Batch rows = taken(lefts);
        Batch found = rights.build();
        if (given != null) {
            given.begin(rows, found);
        }
        matched.begin(rows, found);
        int right = 0;
        for (int row = 0; row < count; row++) {
            if (given != null) {
                given.keep(row, found, right, rightEnds[row]);
            }
            matched.row(row, out);
            for (; right < rightEnds[row]; right++) {
                matched.match(right);
            }
            if (keys[row] != KnownKeys.NULL_KEY) {
                known.letGo(keys[row]);
            }
        }
        matched.end(out);
    }

    @Override
    public long stateRows() {
        return waiting.size() + (given == null ? 0 : given.size());
    }

    @Override
    public void snapshot(StateWriter writer) {
        waiting.snapshot(writer);
        if (given != null) {
            given.snapshot(writer);
        }
    }

    @Override
    public void restore(StateReader reader) {
        if (given != null) {
            given.restore(reader);
        }
        waiting.restore(reader, new WaitingQueue.Keys() {
            private Batch rows =
                    Batch.of(plan.table(), 0, new Column[plan.table().size()], null);
            private int[] keyColumns = {};
            private int @Nullable [] said;

            @Override
            public void begin(Batch batch, int[] columns) {
                rows = batch;
                keyColumns = Arrays.stream(plan.inputKeys())
                        .map(column -> Arrays.binarySearch(columns, column))
                        .toArray();
                // The column that says what rows do is the last one.
                said = kinds == null ? null : ((Column.Ints) batch.column(columns.length - 1)).values;
                known.begin(batch, keyColumns);
            }

            @Override
            public int key(int index) {
                boolean isTakenBack =
                        said != null && RowKind.ofCode((byte) said[index]).weight() < 0;
                return isTakenBack ? TAKEN_BACK : RequestedLookup.this.key(rows, keyColumns, index, Long.MIN_VALUE);
            }
        });
        requests.askOn();
    }

    @Override
    public void close() {
        try {
            table.close();
        } catch (IOException cannot) {
            throw context.fail(Problem.error("operators.lookup.not-closed", String.valueOf(cannot.getMessage())));
        }
    }
}
