package dev.tailrace.operators.combine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.NodeContext;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.lookup.HeldLookup;
import dev.tailrace.operator.lookup.HeldTable;
import dev.tailrace.operator.lookup.LookupPlan;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.WatermarkTable;
import dev.tailrace.operator.window.WindowClock;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps the rows of both sides by the ends of their windows, as columns, and joins those of a window when it has passed:
 * the left rows are looked up among the right ones.
 */
final class WindowJoiner implements Processor {
    private static final int LEFT = 0;
    private static final int RIGHT = 1;

    /** More windows than these are not picked out of a batch one after the other. */
    private static final int MOST_PICKED = 8;

    private final LookupPlan plan;
    private final int[] endColumns;
    private final WindowClock clock;
    private final KeptSide[] sides;
    private final Function<NodeContext, FailingRows> failing;
    private ProcessorContext context;
    private HeldLookup lookup;
    private long watermark = Long.MIN_VALUE;

    // Windows that have not passed, by their ends, ascending.
    private long[] ends = new long[8];
    private Window[] windows = new Window[8];
    private int count;
    /** Where the last row was. */
    private int recent;

    /** Of a batch, the rows that have not been picked. */
    private int[] outside = new int[0];

    /** The rows of a window: of the left side, and of the right. */
    private record Window(KeptRows left, KeptRows right) {
        KeptRows side(int port) {
            return port == LEFT ? left : right;
        }
    }

    /**
     * @param endColumns position of the column of window ends in the inputs left and right
     * @param ofFailing columns of left rows that are read where they fail
     * @param failing makes the way of left rows for which the condition cannot be computed
     */
    @SuppressWarnings("NullAway.Init")
    WindowJoiner(
            LookupPlan plan,
            int[] endColumns,
            WindowClock clock,
            BitSet ofFailing,
            Function<NodeContext, FailingRows> failing) {
        this.plan = plan;
        this.failing = failing;
        this.endColumns = endColumns.clone();
        this.clock = clock;
        BitSet left = plan.inputColumns(ofFailing);
        left.set(endColumns[LEFT]);
        BitSet right = plan.tableColumns();
        right.set(endColumns[RIGHT]);
        this.sides = new KeptSide[] {
            new KeptSide("left_rows", plan.input(), left, plan.inputKeys()),
            new KeptSide("right_rows", plan.table(), right, plan.tableKeys())
        };
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        lookup = new HeldLookup(plan, failing.apply(newContext));
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        long[] rowEnds = ((Column.Longs) batch.column(endColumns[port])).values;
        long late = 0;
        Batch rest = batch;
        for (int window = 0; window < MOST_PICKED && rest.rows() > 0; window++) {
            long end = rowEnds[rest.index(0)];
            int picked = count(rest, rowEnds, end);
            if (picked == batch.rows()) {
                late += keep(port, batch, end);
                rest = batch.slice(0, 0);
            } else {
                late += keep(port, batch.select(inside(rest, rowEnds, end, picked), picked), end);
                rest = batch.select(outside, rest.rows() - picked);
            }
        }
        for (int from = 0; from < rest.rows(); ) {
            int to = endOfRun(rest, rowEnds, from);
            int[] run = Arrays.copyOfRange(outside, from, to);
            late += keep(port, batch.select(run, to - from), rowEnds[rest.index(from)]);
            from = to;
        }
        if (late > 0) {
            context.countLate(late);
        }
    }

    private static int count(Batch rows, long[] rowEnds, long end) {
        int inside = 0;
        for (int i = 0; i < rows.rows(); i++) {
            inside += rowEnds[rows.index(i)] == end ? 1 : 0;
        }
        return inside;
    }

    /**
     * Picks the rows of a window out, and those of others into {@link #outside}: rows that are a little late go back and
     * forth between windows.
     *
     * @return their positions, and one more, which is unspecified
     */
    private int[] inside(Batch rest, long[] rowEnds, long end, int picked) {
        if (outside.length < rest.rows()) {
            outside = new int[rest.rows()];
        }
        int[] inside = new int[picked + 1];
        int to = 0;
        for (int i = 0; i < rest.rows(); i++) {
            int index = rest.index(i);
            inside[to] = index;
            outside[i - to] = index;
            to += rowEnds[index] == end ? 1 : 0;
        }
        return inside;
    }

    private static int endOfRun(Batch rows, long[] rowEnds, int from) {
        int to = from + 1;
        while (to < rows.rows() && rowEnds[rows.index(to)] == rowEnds[rows.index(from)]) {
            to++;
        }
        return to;
    }

    /**
     * Keeps rows of one window unless they are late. Those of the left side may stay as they are; of the right ones a
     * table is made when the window has passed, which holds no batch.
     *
     * @return how many are late
     */
    private int keep(int port, Batch rows, long end) {
        // A window that is there has not passed.
        if ((recent >= count || ends[recent] != end) && clock.firesAt(end) <= watermark) {
            return rows.rows();
        }
        KeptRows kept = window(end).side(port);
        if (port == LEFT) {
            sides[port].keep(rows, kept);
        } else {
            sides[port].append(rows, kept);
        }
        return 0;
    }

    private Window window(long end) {
        if (recent < count && ends[recent] == end) {
            return windows[recent];
        }
        int at = Arrays.binarySearch(ends, 0, count, end);
        if (at < 0) {
            at = -at - 1;
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
                windows = Arrays.copyOf(windows, count * 2);
            }
            System.arraycopy(ends, at, ends, at + 1, count - at);
            System.arraycopy(windows, at, windows, at + 1, count - at);
            ends[at] = end;
            windows[at] = new Window(sides[LEFT].rows(), sides[RIGHT].rows());
            count++;
        }
        recent = at;
        return windows[at];
    }

    @Override
    public void watermark(long millis, Outlet out) {
        int passed = 0;
        while (passed < count && clock.firesAt(ends[passed]) <= millis) {
            join(windows[passed++], out);
        }
        if (passed > 0) {
            System.arraycopy(ends, passed, ends, 0, count - passed);
            System.arraycopy(windows, passed, windows, 0, count - passed);
            Arrays.fill(windows, count - passed, count, null);
            count -= passed;
        }
        watermark = millis;
        out.watermark(millis);
    }

    private void join(Window window, Outlet out) {
        HeldTable table = new HeldTable(sides[RIGHT].together(window.right()), plan.tableKeys());
        List<Batch> left = window.left().take();
        lookup.joinWhole(left.isEmpty() ? List.of(sides[LEFT].builder().build()) : left, table, out);
        left.forEach(Batch::release);
    }

    @Override
    public long stateRows() {
        long rows = 0;
        for (int i = 0; i < count; i++) {
            rows += windows[i].left().rows() + windows[i].right().rows();
        }
        return rows;
    }

    @Override
    public void snapshot(StateWriter writer) {
        WatermarkTable.snapshot(watermark, writer);
        for (int port : new int[] {LEFT, RIGHT}) {
            StateWriter.Rows target = writer.table(sides[port].table());
            for (int i = 0; i < count && !target.isEnough(); i++) {
                List<Batch> rows = windows[i].side(port).take();
                rows.forEach(batch -> target.accept(sides[port].stored(batch)));
                windows[i].side(port).putBack(rows);
            }
        }
    }

    @Override
    public void restore(StateReader reader) {
        watermark = WatermarkTable.restore(reader);
        for (int port : new int[] {LEFT, RIGHT}) {
            for (Batch stored : reader.table(sides[port].table())) {
                Batch rows = sides[port].restored(stored);
                long[] rowEnds = ((Column.Longs) rows.column(endColumns[port])).values;
                for (int from = 0; from < rows.rows(); ) {
                    int to = endOfRun(rows, rowEnds, from);
                    KeptRows kept = window(rowEnds[rows.index(from)]).side(port);
                    sides[port].append(rows.slice(from, to), kept);
                    from = to;
                }
            }
        }
    }
}
