package dev.tailrace.operators.combine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.NodeContext;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.join.JoinShape;
import dev.tailrace.operator.join.JoinType;
import dev.tailrace.operator.join.PairBatches;
import dev.tailrace.operator.join.PairFilter;
import dev.tailrace.operator.join.WaitingRows;
import dev.tailrace.operator.join.WaitingRows.Note;
import dev.tailrace.operator.join.WaitingTable;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Joins two streams whose rows wait for partners for ever.
 *
 * <p>A batch is of one side, so what waits on the other stays the same while it is worked off. Each of its rows is put to
 * its side and meets the rows of its key on the other; with a condition, such candidates are collected and tested many at
 * a time. A row is <em>settled</em> when all its candidates have been tested: then it is known how many partners it has,
 * and it leaves alone if it has none, or, of a semi join, because it has some. Pairs and lone rows leave in the order of
 * the batch. A pair for which the condition cannot be computed is none.
 *
 * <p>Of rows that leave alone as long as they have no partner, or once they have one, the number of partners is noted.
 * When that comes from nothing or goes back to nothing by a row of the other side, the lone row is taken back or given
 * again, before or behind the pair.
 *
 * <p>With a TTL, rows that have not been touched for so long are forgotten, silently. A row that is taken back then need
 * not be there any more; its pairs are taken back all the same.
 */
final class StreamJoin implements Processor {
    /** In place of a TTL. */
    static final long FOR_EVER = -1;

    private final JoinType type;
    private final int[] leftKeys;
    private final int[] rightKeys;
    private final KeyedSlots keys;
    private final WaitingRows left;
    private final WaitingRows right;
    private final @Nullable PairFilter filter;
    private final PairBatches output;
    private final long ttlMillis;
    private final Function<NodeContext, ComputableRows> failing;
    private ProcessorContext context;
    private ComputableRows computable;
    private boolean awaits;

    // Of the batch that is worked off.
    private Batch batch;
    private boolean fromLeft;
    private WaitingRows own;
    private WaitingRows other;
    private Outlet out;
    /** By row: where it waits itself, and how many partners have been found. */
    private int[] ownRows = new int[Batch.MAX_ROWS];

    private int[] partners = new int[Batch.MAX_ROWS];
    private int settled;
    /** Rows that were taken back and wait no more; their numbers are in use until the end of the batch. */
    private int[] gone = new int[16];

    private int goneCount;

    /**
     * @param demanded positions in the output
     * @param ofFailing columns of pairs that are read where they fail
     * @param failing makes the way of pairs for which the condition cannot be computed
     * @param ttlMillis how long a row waits that is not touched, or {@link #FOR_EVER}
     */
    @SuppressWarnings("NullAway.Init")
    StreamJoin(
            JoinShape shape,
            BitSet demanded,
            BitSet ofFailing,
            Function<NodeContext, ComputableRows> failing,
            long ttlMillis) {
        this.ttlMillis = ttlMillis;
        this.failing = failing;
        BitSet read = shape.read(demanded, ofFailing);
        type = shape.type();
        leftKeys = shape.keyColumns(true);
        rightKeys = shape.keyColumns(false);
        keys = new KeyedSlots(shape.keys());
        left = new WaitingRows(plan(shape, true, read, ttlMillis));
        right = new WaitingRows(plan(shape, false, read, ttlMillis));
        filter = PairFilter.of(shape, ofFailing, left, right);
        output = new PairBatches(shape.output(), demanded, left, right);
    }

    private static WaitingRows.Plan plan(JoinShape shape, boolean ofLeft, BitSet read, long ttlMillis) {
        JoinType type = shape.type();
        List<Note> notes = new ArrayList<>();
        if (ofLeft ? type.padsLeft() || type.givesLeftOnly() : type.padsRight()) {
            notes.add(Note.PARTNERS);
        }
        if (ttlMillis != FOR_EVER) {
            notes.add(Note.TOUCHED);
        }
        return new WaitingRows.Plan(
                shape.side(ofLeft),
                shape.keyColumns(ofLeft),
                shape.kept(ofLeft, read).stream().toArray(),
                shape.stream(ofLeft).changes(),
                notes);
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        computable = failing.apply(newContext);
    }

    @Override
    public void process(int port, Batch newBatch, Outlet outlet) {
        if (ttlMillis != FOR_EVER) {
            forgetIdle(context.now());
        }
        begin(port == 0, newBatch, outlet);
        int[] keyColumns = fromLeft ? leftKeys : rightKeys;
        keys.begin(batch, keyColumns);
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            ownRows[i] = WaitingRows.NONE;
            partners[i] = 0;
            if (!batch.hasNull(keyColumns, index)) {
                int key = keys.slot(index);
                keep(i, key, index);
                for (int row = other.first(key); row != WaitingRows.NONE; row = other.next(row)) {
                    meet(i, row);
                }
            }
        }
        test(batch.rows());
        settle(batch.rows());
        if (!output.isEmpty()) {
            out.emit(0, output.build());
        }
        letGo();
        awaitIdle();
    }

    private void begin(boolean isLeft, Batch newBatch, Outlet outlet) {
        batch = newBatch;
        fromLeft = isLeft;
        own = isLeft ? left : right;
        other = isLeft ? right : left;
        out = outlet;
        settled = 0;
        if (batch.rows() > ownRows.length) {
            ownRows = new int[batch.rows()];
            partners = new int[batch.rows()];
        }
        own.begin(batch);
        output.begin(isLeft, batch);
        if (filter != null) {
            filter.begin(isLeft, batch);
        }
    }

    private boolean adds(int i) {
        byte[] kinds = batch.kinds();
        return kinds == null || RowKind.ofCode(kinds[batch.index(i)]).weight() > 0;
    }

    /** Puts a row to those of its side, or takes it away from them. */
    private void keep(int i, int key, int index) {
        if (adds(i)) {
            ownRows[i] = own.add(key, index);
            return;
        }
        int row = own.takeBack(key, index);
        if (row == WaitingRows.NONE && ttlMillis == FOR_EVER) {
            throw context.fail(Problem.error("operators.unknown-retraction"), batch, index);
        }
        if (row != WaitingRows.NONE && own.count(row) == 0) {
            if (goneCount == gone.length) {
                gone = Arrays.copyOf(gone, goneCount * 2);
            }
            gone[goneCount++] = row;
        }
    }

    private void meet(int i, int row) {
        if (filter == null) {
            pair(i, row);
        } else {
            filter.add(i, batch.index(i), row);
            if (filter.isFull()) {
                test(i);
            }
        }
    }

    /** Tests the candidates so far. All those of rows below {@code complete} are among them or have been tested. */
    private void test(int complete) {
        if (filter != null) {
            filter.test(computable, out, this::pair);
            settle(complete);
        }
    }

    /** Row {@code i} of the batch and a row of the other side are partners. */
    private void pair(int i, int row) {
        settle(i);
        int count = other.count(row);
        partners[i] += count;
        boolean isAdded = adds(i);
        boolean otherIsCounted = fromLeft ? type.padsRight() : type.padsLeft() || type.givesLeftOnly();
        int before = 0;
        if (otherIsCounted) {
            before = other.partners(row);
            other.setPartners(row, isAdded ? before + 1 : Math.max(0, before - 1));
        }
        if (type.givesLeftOnly()) {
            if (otherIsCounted && before == (isAdded ? 0 : 1)) {
                emit(WaitingRows.NONE, row, isAdded == (type == JoinType.SEMI) ? RowKind.INSERT : RowKind.DELETE);
            }
            return;
        }
        if (otherIsCounted && isAdded && before == 0) {
            emit(WaitingRows.NONE, row, RowKind.DELETE);
        }
        emit(batch.index(i), row, kind(i));
        if (otherIsCounted && !isAdded && before == 1) {
            emit(WaitingRows.NONE, row, RowKind.INSERT);
        }
    }

    /** The kind of what row {@code i} of the batch brings: where lone rows come and go between, a change is no update. */
    private RowKind kind(int i) {
        if (type == JoinType.INNER || type == JoinType.SEMI) {
            return batch.kindAt(batch.index(i));
        }
        return adds(i) ? RowKind.INSERT : RowKind.DELETE;
    }

    /** Settles the rows below {@code end} that are not yet. */
    private void settle(int end) {
        for (; settled < end; settled++) {
            int i = settled;
            boolean isLone = partners[i] == 0;
            boolean isCounted = fromLeft ? type.padsLeft() || type.givesLeftOnly() : type.padsRight();
            if (isCounted && ownRows[i] != WaitingRows.NONE) {
                own.setPartners(ownRows[i], partners[i]);
            }
            if (isCounted && isLone == (type != JoinType.SEMI)) {
                emit(batch.index(i), WaitingRows.NONE, kind(i));
            }
        }
    }

    /** A row that waits leaves as often as it is there. */
    private void emit(int index, int row, RowKind kind) {
        for (int times = row == WaitingRows.NONE ? 1 : other.count(row); times > 0; times--) {
            output.add(index, row, kind);
            if (output.isFull()) {
                out.emit(0, output.build());
            }
        }
    }

    private void letGo() {
        for (int i = 0; i < goneCount; i++) {
            int key = own.key(gone[i]);
            own.free(gone[i]);
            forgetKey(key);
        }
        goneCount = 0;
    }

    /** Forgets a key without rows. */
    private void forgetKey(int key) {
        if (keys.isTaken(key) && left.first(key) == WaitingRows.NONE && right.first(key) == WaitingRows.NONE) {
            keys.remove(key);
        }
    }

    /** Forgets the rows that have not been touched for the TTL. */
    private void forgetIdle(long now) {
        for (WaitingRows side : List.of(left, right)) {
            side.setNow(now);
            for (int row = side.longestIdle();
                    row != WaitingRows.NONE && side.touched(row) + ttlMillis <= now;
                    row = side.longestIdle()) {
                int key = side.key(row);
                side.remove(row);
                forgetKey(key);
            }
        }
    }

    /** Asks for a timer for the row that is idle longest, unless there is one before. */
    private void awaitIdle() {
        long next = Math.min(forgottenAt(left), forgottenAt(right));
        if (!awaits && next != Long.MAX_VALUE) {
            awaits = true;
            context.atProcessingTime(next);
        }
    }

    private long forgottenAt(WaitingRows side) {
        int row = side.longestIdle();
        return row == WaitingRows.NONE ? Long.MAX_VALUE : side.touched(row) + ttlMillis;
    }

    @Override
    public void processingTimer(long millis, Outlet outlet) {
        awaits = false;
        forgetIdle(millis);
        awaitIdle();
    }

    @Override
    public long stateRows() {
        return left.size() + right.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        new WaitingTable("left", left).snapshot(keys, writer);
        new WaitingTable("right", right).snapshot(keys, writer);
    }

    @Override
    public void restore(StateReader reader) {
        new WaitingTable("left", left).restore(keys, reader, row -> {});
        new WaitingTable("right", right).restore(keys, reader, row -> {});
        awaitIdle();
    }
}
