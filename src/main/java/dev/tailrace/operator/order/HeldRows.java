package dev.tailrace.operator.order;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Rows that are held back and leave in the order in which they came, each with a time of the clock at which it is due.
 * Watermarks keep their places between them, so that no row becomes late by waiting. Single-threaded.
 */
public final class HeldRows {
    private final Schema schema;
    private final int[] positions;
    private final StateTable rowTable;
    private final StateTable markTable;
    private final KeyCodec codec;
    private final BatchBuilder leaving;
    private final ByteSlots rows = new ByteSlots();

    // A ring of rows, from first on.
    private int[] slots = new int[16];
    private long[] dueMillis = new long[16];
    private int first;
    private int size;

    /** How many rows have been held altogether. */
    private long held;

    // A ring of watermarks, from firstMark on: each leaves behind the row of that number.
    private long[] markedRows = new long[4];
    private long[] marks = new long[4];
    private int firstMark;
    private int markCount;

    /** @param demanded the columns of the input that leave and are kept */
    public HeldRows(Schema input, BitSet demanded) {
        this.positions = demanded.stream().toArray();
        this.schema = new Schema(demanded.stream().mapToObj(input::field).toList());
        this.rowTable = table("held", schema.plus(Field.required(schema.freeName("due"), DataType.TIMESTAMP_LTZ)));
        this.markTable = table(
                "watermarks",
                Schema.of(Field.required("behind_row", DataType.BIGINT), Field.required("millis", DataType.BIGINT)));
        this.codec = new KeyCodec(schema);
        this.leaving = new BatchBuilder(input, demanded);
    }

    private static StateTable table(String name, Schema values) {
        return new StateTable(name, StateTable.Distribution.SPLIT, Schema.EMPTY, values);
    }

    public int size() {
        return size;
    }

    /** When the next row is due; only if there is one. */
    public long firstDueMillis() {
        return dueMillis[first];
    }

    /** How many rows are due by now. */
    public int due(long nowMillis) {
        int count = 0;
        while (count < size && dueMillis[(first + count) % slots.length] <= nowMillis) {
            count++;
        }
        return count;
    }

    /** Holds rows {@code [from, rows())} of a batch. */
    public void add(Batch batch, int from, long due) {
        codec.begin(batch, positions);
        for (int i = from; i < batch.rows(); i++) {
            add(batch.index(i), due);
        }
    }

    private void add(int index, long due) {
        codec.encode(index);
        if (size == slots.length) {
            int[] longerSlots = new int[size * 2];
            long[] longerDue = new long[size * 2];
            for (int i = 0; i < size; i++) {
                longerSlots[i] = slots[(first + i) % size];
                longerDue[i] = dueMillis[(first + i) % size];
            }
            slots = longerSlots;
            dueMillis = longerDue;
            first = 0;
        }
        int at = (first + size++) % slots.length;
        slots[at] = rows.add(codec.bytes(), codec.length());
        dueMillis[at] = due;
        held++;
    }

    /**
     * Takes a watermark, which leaves at once if no row is held, otherwise behind the row that came last. The last one of
     * all lets every row leave before it.
     */
    public void watermark(long millis, Outlet out) {
        if (millis == Long.MAX_VALUE) {
            release(size, out);
        }
        if (size == 0) {
            out.watermark(millis);
            return;
        }
        if (markCount > 0 && markedRows[(firstMark + markCount - 1) % marks.length] == held) {
            marks[(firstMark + markCount - 1) % marks.length] = millis;
            return;
        }
        mark(held, millis);
    }

    private void mark(long behindRow, long millis) {
        if (markCount == marks.length) {
            long[] longerRows = new long[markCount * 2];
            long[] longer = new long[markCount * 2];
            for (int i = 0; i < markCount; i++) {
                longerRows[i] = markedRows[(firstMark + i) % markCount];
                longer[i] = marks[(firstMark + i) % markCount];
            }
            markedRows = longerRows;
            marks = longer;
            firstMark = 0;
        }
        int at = (firstMark + markCount++) % marks.length;
        markedRows[at] = behindRow;
        marks[at] = millis;
    }

    /** Lets the rows leave that came first, and the watermarks behind them. */
    public void release(int count, Outlet out) {
        for (int i = 0; i < count; i++) {
            int slot = slots[first];
            codec.decode(rows.bytes(slot), 0, leaving, positions);
            leaving.endRow();
            rows.remove(slot);
            first = (first + 1) % slots.length;
            size--;
            boolean isMarked = markCount > 0 && markedRows[firstMark] == held - size;
            if (leaving.isFull() || isMarked) {
                out.emit(0, leaving.build());
            }
            if (isMarked) {
                out.watermark(marks[firstMark]);
                firstMark = (firstMark + 1) % marks.length;
                markCount--;
            }
        }
        if (!leaving.isEmpty()) {
            out.emit(0, leaving.build());
        }
    }

    public void snapshot(StateWriter writer) {
        TableRows kept = new TableRows(rowTable, writer);
        for (int i = 0; i < size && !kept.isEnough(); i++) {
            int at = (first + i) % slots.length;
            codec.decode(rows.bytes(slots[at]), 0, kept.builder(), 0);
            ((LongsBuilder) kept.builder().column(schema.size())).append(dueMillis[at]);
            kept.endRow();
        }
        kept.end();
        TableRows keptMarks = new TableRows(markTable, writer);
        for (int i = 0; i < markCount && !keptMarks.isEnough(); i++) {
            int at = (firstMark + i) % marks.length;
            ((LongsBuilder) keptMarks.builder().column(0)).append(markedRows[at] - (held - size));
            ((LongsBuilder) keptMarks.builder().column(1)).append(marks[at]);
            keptMarks.endRow();
        }
        keptMarks.end();
    }

    public void restore(StateReader reader) {
        int[] all = IntStream.range(0, schema.size()).toArray();
        for (Batch batch : reader.table(rowTable)) {
            codec.begin(batch, all);
            long[] due = ((Column.Longs) batch.column(schema.size())).values;
            for (int i = 0; i < batch.rows(); i++) {
                add(batch.index(i), due[batch.index(i)]);
            }
        }
        for (Batch batch : reader.table(markTable)) {
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                mark(((Column.Longs) batch.column(0)).values[index], ((Column.Longs) batch.column(1)).values[index]);
            }
        }
    }
}
