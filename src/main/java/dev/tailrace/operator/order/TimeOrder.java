package dev.tailrace.operator.order;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.state.SortKeyCodec;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lets rows out in the order of their event time, once the watermark has reached it. Rows of the same time leave in a
 * further order, or as they came.
 *
 * <p>A row whose time the watermark has reached when it comes is late: rows of its time may have left already. Late rows
 * go to the output 1, or are counted and dropped. The watermark is part of the state, as with windows: after a restore,
 * what was late is late.
 */
public final class TimeOrder implements Processor {
    /** Index of the output of late rows. */
    private static final int LATE = 1;

    private static final StateTable WATERMARK = new StateTable(
            "watermark",
            StateTable.Distribution.UNION,
            Schema.EMPTY,
            Schema.of(Field.required("millis", DataType.BIGINT)));

    private final String timeName;
    private final int timeColumn;
    private final boolean sendsLate;
    private final WaitingRows waiting;
    private final BatchBuilder leaving;
    private ProcessorContext context;
    private long watermark = Long.MIN_VALUE;

    @SuppressWarnings("NullAway.Init")
    private TimeOrder(Setup<?> setup, List<SortKeyCodec.Order> orders) {
        Schema schema = setup.inputSchema();
        this.timeName = eventTime(setup.placement());
        this.timeColumn = schema.indexOf(timeName);
        this.sendsLate = setup.placement().isWired("late");
        BitSet needed = setup.demanded("out");
        this.leaving = new BatchBuilder(schema, needed);
        needed.set(timeColumn);
        orders.forEach(order -> needed.set(order.column()));
        this.waiting = new WaitingRows(schema, needed, timeColumn, orders);
    }

    /**
     * For an operator with the input {@code in} and the outputs {@code out} and {@code late}.
     *
     * @param orders of rows of the same time
     */
    public static Processor of(Setup<?> setup, List<SortKeyCodec.Order> orders) {
        return new TimeOrder(setup, orders);
    }

    /** The input columns that are needed for those of the outputs, apart from what rows are ordered by. */
    public static BitSet demand(Placement<?> placement, Map<String, BitSet> demanded) {
        BitSet columns = new BitSet();
        demanded.values().forEach(columns::or);
        columns.set(placement.input().schema().indexOf(eventTime(placement)));
        return columns;
    }

    /**
     * The same in Flink SQL. Late rows are told apart before Flink's temporal sort would drop them, by the same rule; where
     * order means nothing to what follows, Flink leaves the sort away.
     *
     * @param thenBy what follows the time in ORDER BY, such as {@code , `k` DESC}
     */
    public static FlinkNode flink(Placement<?> placement, FlinkScript script, String thenBy) {
        String time = FlinkScript.quote(eventTime(placement));
        String select = "SELECT *\nFROM " + script.view() + "\nWHERE ";
        String watermark = "CURRENT_WATERMARK(" + time + ")";
        return new FlinkNode.Views(Map.of(
                "out",
                select + watermark + " IS NULL OR " + time + " > " + watermark + "\nORDER BY " + time + " ASC" + thenBy,
                "late",
                select + time + " <= " + watermark));
    }

    private static String eventTime(Placement<?> placement) {
        return Objects.requireNonNull(placement.input().eventTime(), "the check has made sure of event time");
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        Column.Longs times = (Column.Longs) batch.column(timeColumn);
        waiting.begin(batch);
        int late = 0;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (times.isNull(index)) {
                throw context.fail(Problem.error("operators.event-time.missing", timeName), batch, index);
            }
            if (times.values[index] > watermark) {
                waiting.add(index, times.values[index]);
            } else {
                late++;
            }
        }
        if (late > 0) {
            sendLate(batch, times.values, late, out);
        }
    }

    private void sendLate(Batch batch, long[] times, int late, Outlet out) {
        if (!sendsLate) {
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
        out.emit(LATE, batch.select(positions, late));
    }

    @Override
    public void watermark(long millis, Outlet out) {
        watermark = millis;
        while (waiting.isDue(millis)) {
            waiting.removeFirst(leaving, () -> emitIf(leaving.isFull(), out));
        }
        emitIf(!leaving.isEmpty(), out);
        out.watermark(millis);
    }

    private void emitIf(boolean condition, Outlet out) {
        if (condition) {
            out.emit(0, leaving.build());
        }
    }

    @Override
    public long stateRows() {
        return waiting.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        BatchBuilder millis = new BatchBuilder(WATERMARK.schema());
        ((ColumnBuilder.Longs) millis.column(0)).append(watermark);
        millis.endRow();
        writer.table(WATERMARK).accept(millis.build());
        waiting.snapshot(writer);
    }

    @Override
    public void restore(StateReader reader) {
        boolean first = true;
        for (Batch batch : reader.table(WATERMARK)) {
            long[] stored = ((Column.Longs) batch.column(0)).values;
            for (int i = 0; i < batch.rows(); i++) {
                // Of several instances the one that was furthest behind decides.
                long millis = stored[batch.index(i)];
                watermark = first ? millis : Math.min(watermark, millis);
                first = false;
            }
        }
        waiting.restore(reader);
    }
}
