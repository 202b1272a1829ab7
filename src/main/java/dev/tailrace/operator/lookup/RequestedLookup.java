package dev.tailrace.operator.lookup;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Looks rows up in a table that answers later. Rows wait until what they need has come, and watermarks wait for the rows
 * before them, so that no row becomes late by waiting. A key that is known, or on its way, is not asked for again. A
 * NULL in the key finds nothing, without asking.
 *
 * <p>A request that fails or takes too long is repeated; after its last attempt, or once it was rejected, its rows fail.
 * Answers of earlier attempts count if they come first. Waiting rows and watermarks are the state; after a restore they are asked for anew.
 */
public final class RequestedLookup implements Processor {
    private final LookupPlan plan;
    private final RequestedTable table;
    private final RequestPolicy policy;
    private final Function<ProcessorContext, FailingRows> failing;
    private final KnownKeys known;
    private final WaitingQueue waiting;
    private final List<Request> requests = new ArrayList<>();
    /** Keys that are to be asked for once there may be one more request. */
    private final Deque<Integer> unasked = new ArrayDeque<>();

    private final BatchBuilder lefts;
    private final BatchBuilder rights;
    private final BatchBuilder failed;
    private final int[] keys = new int[Batch.MAX_ROWS];
    /** For each row that is about to leave: where the rows of the table that were found for it end. */
    private final int[] rightEnds = new int[Batch.MAX_ROWS];

    private ProcessorContext context;
    private FailingRows failingRows;
    private MatchedRows matched;

    /** Keys that were asked for together. */
    private static final class Request {
        private final int[] keys;
        private int attempt;
        /** By the clock: when it is given up, or tried again if it has failed. */
        private long dueMillis;

        private boolean isResting;
        private boolean isDone;

        Request(int[] keys) {
            this.keys = keys;
        }
    }

    /**
     * @param kept positions of the input columns that are read of rows that wait: those computed, the key, and what is
     *     shown of rows that fail
     * @param failing makes the way of rows that cannot be looked up
     */
    @SuppressWarnings("NullAway.Init")
    public RequestedLookup(
            LookupPlan plan,
            BitSet kept,
            RequestedTable table,
            RequestPolicy policy,
            Function<ProcessorContext, FailingRows> failing) {
        this.plan = plan;
        this.table = table;
        this.policy = policy;
        this.failing = failing;
        this.known = new KnownKeys(plan, policy.cachedKeys());
        this.waiting = new WaitingQueue(plan.input(), kept);
        this.lefts = new BatchBuilder(plan.input(), kept);
        this.failed = new BatchBuilder(plan.input(), kept);
        this.rights = new BatchBuilder(plan.table(), plan.tableColumns());
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
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
        waiting.begin(batch);
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            int key = HeldTable.hasNull(batch, plan.inputKeys(), index) ? KnownKeys.NULL_KEY : known.use(index);
            if (key != KnownKeys.NULL_KEY && known.ask(key, goodSince)) {
                unasked.add(key);
            }
            waiting.add(index, key);
        }
        askOn();
        sendAnswered(out);
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
        return !unasked.isEmpty() || waiting.size() >= policy.maxWaitingRows();
    }

    /** Makes as many requests as may be on their way. */
    private void askOn() {
        while (!unasked.isEmpty() && requests.size() < policy.maxRequests()) {
            int[] asked = new int[Math.min(unasked.size(), policy.maxKeys())];
            for (int i = 0; i < asked.length; i++) {
                asked[i] = unasked.remove();
            }
            Request request = new Request(asked);
            requests.add(request);
            ask(request);
        }
    }

    private void ask(Request request) {
        request.attempt++;
        request.isResting = false;
        int attempt = request.attempt;
        wake(request, policy.timeout().toMillis());
        table.request(known.keys(request.keys), new RequestedTable.Answer() {
            @Override
            public void found(Batch rows) {
                context.onThisThread(out -> answered(request, rows, out));
            }

            @Override
            public void failed(Problem problem) {
                context.onThisThread(out -> {
                    if (!request.isDone && !request.isResting && request.attempt == attempt) {
                        tryAgain(request, problem);
                        goOn(out);
                    }
                });
            }

            @Override
            public void rejected(Problem problem) {
                context.onThisThread(out -> {
                    if (!request.isDone) {
                        giveUp(request, problem);
                        goOn(out);
                    }
                });
            }
        });
    }

    private void wake(Request request, long inMillis) {
        request.dueMillis = context.now() + inMillis;
        context.atProcessingTime(request.dueMillis);
    }

    private void answered(Request request, Batch rows, Outlet out) {
        if (!request.isDone) {
            request.isDone = true;
            requests.remove(request);
            known.answer(request.keys, rows, context.now());
            goOn(out);
        }
    }

    private void tryAgain(Request request, Problem problem) {
        if (request.attempt >= policy.attempts()) {
            giveUp(request, problem);
        } else if (policy.retryDelay().isZero()) {
            ask(request);
        } else {
            request.isResting = true;
            wake(request, policy.delayMillis(request.attempt));
        }
    }

    private void giveUp(Request request, Problem problem) {
        request.isDone = true;
        requests.remove(request);
        known.fail(request.keys, problem);
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        for (Request request : List.copyOf(requests)) {
            if (request.dueMillis > millis) {
                continue;
            }
            if (request.isResting) {
                ask(request);
            } else {
                tryAgain(
                        request,
                        Problem.error(
                                "operators.lookup.timeout", policy.timeout().toMillis(), policy.attempts()));
            }
        }
        goOn(out);
    }

    private void goOn(Outlet out) {
        askOn();
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
            if (known.isAnswered(key)) {
                take(place, key, out);
            } else if (policy.keepsOrder()) {
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
            failingRows.add(failed.build(), 0, problem, out);
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

    private void send(Outlet out) {
        sendMatched(out);
        failingRows.flush(out);
    }

    private void sendMatched(Outlet out) {
        int count = lefts.rows();
        if (count == 0) {
            return;
        }
        matched.begin(lefts.build(), rights.build());
        int right = 0;
        for (int row = 0; row < count; row++) {
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
        return waiting.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        waiting.snapshot(writer);
    }

    @Override
    public void restore(StateReader reader) {
        waiting.restore(reader, new WaitingQueue.Keys() {
            private Batch rows =
                    Batch.of(plan.table(), 0, new Column[plan.table().size()], null);
            private int[] keyColumns = {};

            @Override
            public void begin(Batch batch, int[] columns) {
                rows = batch;
                keyColumns = Arrays.stream(plan.inputKeys())
                        .map(column -> Arrays.binarySearch(columns, column))
                        .toArray();
                known.begin(batch, keyColumns);
            }

            @Override
            public int key(int index) {
                if (HeldTable.hasNull(rows, keyColumns, index)) {
                    return KnownKeys.NULL_KEY;
                }
                int key = known.use(index);
                if (known.ask(key, Long.MIN_VALUE)) {
                    unasked.add(key);
                }
                return key;
            }
        });
        askOn();
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
