package dev.tailrace.operators.combine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
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
import dev.tailrace.operator.state.TimedSlots;
import dev.tailrace.operator.state.WatermarkTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Joins two streams by key and event time: {@code left + reach}, see {@link Side#reach}.
 *
 * <p>A row waits as long as the watermark is below the greatest time that a partner may have, and goes once it is past
 * that. A row of the batch is settled when all its candidates have been tested, as in {@link StreamJoin}.
 */
final class TimedJoin implements Processor {
    /**
     * One side.
     *
     * @param reach milliseconds from a row's time to the greatest time of a partner; may be negative
     * @param reachBack milliseconds from a row's time back to the least time of a partner; may be negative
     * @param pads whether rows without a partner leave alone
     * @param times the rows that wait by their times
     */
    private record Side(
            boolean isLeft,
            WaitingRows rows,
            int[] keyColumns,
            int timeColumn,
            String timeName,
            long reach,
            long reachBack,
            boolean pads,
            TimedSlots times) {
        static Side of(JoinShape shape, boolean isLeft, BitSet read, long reach, long reachBack) {
            JoinType type = shape.type();
            String time = Objects.requireNonNull(shape.stream(isLeft).eventTime());
            WaitingRows rows = new WaitingRows(new WaitingRows.Plan(
                    shape.side(isLeft),
                    shape.keyColumns(isLeft),
                    shape.kept(isLeft, read).stream().toArray(),
                    false,
                    List.of(Note.PARTNERS, Note.TIME)));
            return new Side(
                    isLeft,
                    rows,
                    shape.keyColumns(isLeft),
                    shape.side(isLeft).indexOf(time),
                    time,
                    reach,
                    reachBack,
                    isLeft ? type.padsLeft() : type.padsRight(),
                    new TimedSlots());
        }
    }

    private final KeyedSlots keys;
    private final Side left;
    private final Side right;
    private final long delayMillis;
    private final @Nullable PairFilter filter;
    private final PairBatches output;
    private final Function<NodeContext, ComputableRows> failing;
    private ProcessorContext context;
    private ComputableRows computable;
    private long watermark = Long.MIN_VALUE;

    // Of the batch that is worked off.
    private Batch batch;
    private Side own;
    private Side other;
    private Outlet out;
    private long[] times;
    /** By row: where it waits itself, and whether it has met a partner. */
    private int[] ownRows = new int[Batch.MAX_ROWS];

    private boolean[] met = new boolean[Batch.MAX_ROWS];
    private int settled;
    private int[] gone = new int[16];

    /**
     * @param demanded positions in the output
     * @param ofFailing columns of pairs that are read where they fail
     * @param failing makes the way of pairs for which the condition cannot be computed; they are none
     * @param lowerMillis least difference of a left row's time and its partner's
     * @param upperMillis greatest such difference
     */
    @SuppressWarnings("NullAway.Init")
    TimedJoin(
            JoinShape shape,
            BitSet demanded,
            BitSet ofFailing,
            Function<NodeContext, ComputableRows> failing,
            long lowerMillis,
            long upperMillis) {
        this.failing = failing;
        BitSet read = shape.read(demanded, ofFailing);
        keys = new KeyedSlots(shape.keys());
        left = Side.of(shape, true, read, -lowerMillis, upperMillis);
        right = Side.of(shape, false, read, upperMillis, -lowerMillis);
        delayMillis = Math.max(-lowerMillis, upperMillis);
        filter = PairFilter.of(shape, ofFailing, left.rows, right.rows);
        output = new PairBatches(shape.output(), demanded, left.rows, right.rows);
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        computable = failing.apply(newContext);
    }

    @Override
    public void process(int port, Batch newBatch, Outlet outlet) {
        begin(port == 0 ? left : right, newBatch, outlet);
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (batch.column(own.timeColumn).isNull(index)) {
                throw context.fail(Problem.error("operators.event-time.missing", own.timeName), batch, index);
            }
            ownRows[i] = WaitingRows.NONE;
            met[i] = false;
            if (!batch.hasNull(own.keyColumns, index)) {
                int key = keys.slot(index);
                keep(i, key, index);
                meet(i, key);
                forget(key);
            }
        }
        test(batch.rows());
        settle(batch.rows());
        flush();
    }

    private void begin(Side side, Batch newBatch, Outlet outlet) {
        batch = newBatch;
        own = side;
        other = side.isLeft ? right : left;
        out = outlet;
        times = ((Column.Longs) batch.column(own.timeColumn)).values;
        settled = 0;
        if (batch.rows() > ownRows.length) {
            ownRows = new int[batch.rows()];
            met = new boolean[batch.rows()];
        }
        keys.begin(batch, own.keyColumns);
        own.rows.begin(batch);
        output.begin(own.isLeft, batch);
        if (filter != null) {
            filter.begin(own.isLeft, batch);
        }
    }

    /** Lets a row wait if partners may still come. */
    private void keep(int i, int key, int index) {
        if (watermark < times[index] + own.reach) {
            int row = own.rows.add(key, index);
            own.rows.setTime(row, times[index]);
            own.times.add(times[index], row);
            ownRows[i] = row;
        }
    }

    private void meet(int i, int key) {
        int index = batch.index(i);
        long least = times[index] - own.reachBack;
        long greatest = times[index] + own.reach;
        for (int row = other.rows.first(key); row != WaitingRows.NONE; row = other.rows.next(row)) {
            long time = other.rows.time(row);
            if (time < least || time > greatest) {
                continue;
            }
            if (filter == null) {
                pair(i, row);
            } else {
                filter.add(i, index, row);
                if (filter.isFull()) {
                    test(i);
                }
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

    private void pair(int i, int row) {
        settle(i);
        met[i] = true;
        other.rows.setPartners(row, 1);
        emit(batch.index(i), row);
    }

    private void settle(int end) {
        for (; settled < end; settled++) {
            if (ownRows[settled] != WaitingRows.NONE) {
                // A partner that comes later notes itself.
                own.rows.setPartners(ownRows[settled], met[settled] ? 1 : 0);
            } else if (!met[settled]) {
                leaveAlone(batch.index(settled));
            }
        }
    }

    /** A row that nothing can come for. */
    private void leaveAlone(int index) {
        if (own.pads) {
            emit(index, WaitingRows.NONE);
        } else if (times[index] <= watermark && !batch.hasNull(own.keyColumns, index)) {
            context.countLate(1);
        }
    }

    private void emit(int index, int row) {
        output.add(index, row, RowKind.INSERT);
        if (output.isFull()) {
            out.emit(0, output.build());
        }
    }

    private void flush() {
        if (!output.isEmpty()) {
            out.emit(0, output.build());
        }
    }

    @Override
    public void watermark(long millis, Outlet outlet) {
        watermark = millis;
        out = outlet;
        expire(left);
        expire(right);
        if (millis == Long.MAX_VALUE) {
            out.watermark(millis);
        } else if (millis > Long.MIN_VALUE + delayMillis) {
            out.watermark(millis - delayMillis);
        }
    }

    /** Lets the rows go whose last possible partner is behind the watermark. */
    private void expire(Side side) {
        output.begin(!side.isLeft);
        int count = 0;
        while (!side.times.isEmpty() && isPast(side.times.firstTime() + side.reach)) {
            int row = side.times.removeFirst();
            if (count == gone.length) {
                gone = Arrays.copyOf(gone, count * 2);
            }
            gone[count++] = row;
            if (side.pads && side.rows.partners(row) == 0) {
                emit(WaitingRows.NONE, row);
            }
        }
        flush();
        for (int i = 0; i < count; i++) {
            int key = side.rows.key(gone[i]);
            side.rows.remove(gone[i]);
            forget(key);
        }
    }

    private boolean isPast(long time) {
        return time < watermark || watermark == Long.MAX_VALUE;
    }

    /** Forgets a key without rows. */
    private void forget(int key) {
        if (left.rows.first(key) == WaitingRows.NONE && right.rows.first(key) == WaitingRows.NONE) {
            keys.remove(key);
        }
    }

    @Override
    public long stateRows() {
        return left.rows.size() + right.rows.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        WatermarkTable.snapshot(watermark, writer);
        new WaitingTable("left", left.rows).snapshot(keys, writer);
        new WaitingTable("right", right.rows).snapshot(keys, writer);
    }

    @Override
    public void restore(StateReader reader) {
        watermark = WatermarkTable.restore(reader);
        for (Side side : List.of(left, right)) {
            new WaitingTable(side.isLeft ? "left" : "right", side.rows)
                    .restore(keys, reader, row -> side.times.add(side.rows.time(row), row));
        }
    }
}
