package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Lease;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.ColumnRoom;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import java.time.ZoneId;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds to rows the start, the end and the last millisecond of a window that they are in; a row of several windows leaves
 * several times, one behind the other.
 *
 * <p>Where windows tumble, the columns of the rows go on as they are; else they are copied. Keeps no state.
 */
public final class WindowAssigner implements Processor {
    // The columns that are added, in their order.
    private static final int START = 0;
    private static final int END = 1;
    private static final int ADDED = 3;

    private final Slicing slicing;
    private final int timeColumn;
    private final WindowClock clock;
    private final Schema schema;
    private final BitSet demanded;
    private final BatchBuilder copies;
    private ProcessorContext context;
    private ColumnRoom room = new ColumnRoom();

    // The slice that was looked at last; there is none yet while its end is before its start.
    private long start = 1;
    private long end;

    /**
     * @param timeColumn position of the event time in the input
     * @param zone by whose wall clock TIMESTAMP_LTZ is put into windows
     * @param schema the input's columns, then start, end and last millisecond of the window
     * @param demanded columns of the output that somebody reads
     */
    @SuppressWarnings("NullAway.Init")
    public WindowAssigner(Slicing slicing, int timeColumn, ZoneId zone, Schema schema, BitSet demanded) {
        this.slicing = slicing;
        this.timeColumn = timeColumn;
        this.clock = new WindowClock(schema.field(timeColumn).type(), zone);
        this.schema = schema;
        this.demanded = demanded;
        this.copies = BatchBuilder.recycling(schema, demanded);
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        Column.Longs times = (Column.Longs) batch.column(timeColumn);
        for (int i = 0; times.nulls != null && i < batch.rows(); i++) {
            if (times.isNull(batch.index(i))) {
                String column = schema.field(timeColumn).name();
                throw context.fail(Problem.error("operators.event-time.missing", column), batch, batch.index(i));
            }
        }
        if (slicing.sizeMillis() == slicing.stepMillis()) {
            inOneWindow(batch, times.values, out);
        } else {
            inSeveral(batch, times.values, out);
        }
    }

    private void findSlice(long time) {
        long wallClock = clock.wallClock(time);
        if (wallClock < start || wallClock >= end) {
            start = slicing.sliceStart(wallClock);
            end = start + slicing.sliceMillis();
        }
    }

    private void inOneWindow(Batch batch, long[] times, Outlet out) {
        int size = batch.index(batch.rows() - 1) + 1;
        int first = schema.size() - ADDED;
        @Nullable Column[] columns = new Column[schema.size()];
        System.arraycopy(batch.columns(), 0, columns, 0, first);
        long[] ends = room.longs(END, size);
        findEnds(batch, times, ends);
        for (int added = 0; added < ADDED; added++) {
            if (demanded.get(first + added)) {
                long[] values = ends;
                if (added != END) {
                    values = room.longs(added, size);
                    derive(batch, ends, values, added);
                }
                DataType type = schema.field(first + added).type();
                columns[first + added] = new Column.Longs(type, size, values, null);
            }
        }
        Lease lease = new Lease(batch.lease());
        out.emit(0, batch.with(schema, columns).under(lease));
        if (!lease.release()) {
            room = new ColumnRoom(); // Somebody holds the batch beyond the call.
        }
    }

    private void findEnds(Batch batch, long[] times, long[] ends) {
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            findSlice(times[index]);
            ends[index] = end;
        }
    }

    /** The starts or the last milliseconds of windows; as a rule the window is that of the row before. */
    private void derive(Batch batch, long[] ends, long[] values, int added) {
        long known = ends[batch.index(0)];
        long value = added == START ? slicing.windowStart(known) : clock.windowTime(known);
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (ends[index] != known) {
                known = ends[index];
                value = added == START ? slicing.windowStart(known) : clock.windowTime(known);
            }
            values[index] = value;
        }
    }

    private void inSeveral(Batch batch, long[] times, Outlet out) {
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            findSlice(times[index]);
            long last = slicing.lastEnd(start);
            for (long windowEnd = slicing.firstEnd(start); windowEnd <= last; windowEnd += slicing.stepMillis()) {
                append(batch, index, windowEnd);
                if (copies.isFull()) {
                    out.emit(0, copies.build());
                }
            }
        }
        if (!copies.isEmpty()) {
            out.emit(0, copies.build());
        }
    }

    private void append(Batch batch, int index, long windowEnd) {
        int first = schema.size() - ADDED;
        for (int column = 0; column < first; column++) {
            if (demanded.get(column)) {
                copies.column(column).appendFrom(batch.column(column), index);
            }
        }
        appendMillis(first + START, slicing.windowStart(windowEnd));
        appendMillis(first + END, windowEnd);
        appendMillis(first + ADDED - 1, clock.windowTime(windowEnd));
        copies.endRow();
    }

    private void appendMillis(int column, long millis) {
        if (demanded.get(column)) {
            ((LongsBuilder) copies.column(column)).append(millis);
        }
    }
}
