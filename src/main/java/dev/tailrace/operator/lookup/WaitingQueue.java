package dev.tailrace.operator.lookup;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateTable.Distribution;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Rows that wait, and the watermarks that came between them, in their order. Places are numbers that rise; a row that is
 * taken from the middle leaves a gap. Single-threaded.
 */
final class WaitingQueue {
    private static final int TAKEN = -1;
    private static final StateTable WATERMARKS = new StateTable(
            "waiting_watermarks",
            Distribution.UNION,
            Schema.EMPTY,
            Schema.of(Field.required("rows_before", DataType.BIGINT), Field.required("millis", DataType.BIGINT)));

    private record Watermark(long place, long millis) {}

    /** Positions in the input of the columns that are kept. */
    private final int[] columns;

    private final StateTable table;
    private final KeyCodec codec;
    private final ByteSlots bytes = new ByteSlots();
    private final Deque<Watermark> watermarks = new ArrayDeque<>();

    // By place, from that of the first row that is left.
    private int[] rows = new int[16];
    private int[] keys = new int[16];
    private long first;
    private int count;
    private int left;

    WaitingQueue(Schema input, BitSet kept) {
        columns = kept.stream().toArray();
        Schema schema = new Schema(Arrays.stream(columns).mapToObj(input::field).toList());
        codec = new KeyCodec(schema);
        table = new StateTable("waiting_rows", Distribution.SPLIT, Schema.EMPTY, schema);
    }

    /** Takes the batch whose rows are added next. */
    void begin(Batch batch) {
        codec.begin(batch, columns);
    }

    void add(int index, int key) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count * 2);
            keys = Arrays.copyOf(keys, count * 2);
        }
        codec.encode(index);
        rows[count] = bytes.add(codec.bytes(), codec.length());
        keys[count++] = key;
        left++;
    }

    /** A watermark that must not pass the rows before it. */
    void watermark(long millis) {
        watermarks.add(new Watermark(first + count, millis));
    }

    boolean isEmpty() {
        return left == 0 && watermarks.isEmpty();
    }

    /** How many rows wait. */
    int size() {
        return left;
    }

    /** The place of the first row. */
    long first() {
        return first;
    }

    /** The place just before the first watermark, or behind the last row. */
    long end() {
        Watermark next = watermarks.peek();
        return next == null ? first + count : next.place();
    }

    boolean isTaken(long place) {
        return rows[(int) (place - first)] == TAKEN;
    }

    int key(long place) {
        return keys[(int) (place - first)];
    }

    /** Takes a row out and appends it to the columns of the input that are kept, without ending the row. */
    void take(long place, BatchBuilder target) {
        int at = (int) (place - first);
        codec.decode(bytes.bytes(rows[at]), 0, target, columns);
        bytes.remove(rows[at]);
        rows[at] = TAKEN;
        left--;
    }

    /** Closes the gap before the first row that is left. */
    void closeGap() {
        int gap = 0;
        while (gap < count && rows[gap] == TAKEN) {
            gap++;
        }
        if (gap == count || gap > count / 2) {
            System.arraycopy(rows, gap, rows, 0, count - gap);
            System.arraycopy(keys, gap, keys, 0, count - gap);
            first += gap;
            count -= gap;
        }
    }

    /** Whether no row is left before the first watermark. */
    boolean isWatermarkNext() {
        Watermark next = watermarks.peek();
        if (next == null) {
            return false;
        }
        for (long place = first; place < next.place(); place++) {
            if (!isTaken(place)) {
                return false;
            }
        }
        return true;
    }

    /** Takes out the first watermark. */
    long takeWatermark() {
        return watermarks.remove().millis();
    }

    void snapshot(StateWriter writer) {
        TableRows kept = new TableRows(table, writer);
        long[] rowsBefore = new long[count + 1];
        for (int at = 0; at < count; at++) {
            rowsBefore[at + 1] = rowsBefore[at];
            if (rows[at] != TAKEN) {
                rowsBefore[at + 1]++;
                codec.decode(bytes.bytes(rows[at]), 0, kept.builder(), 0);
                kept.endRow();
            }
        }
        kept.end();
        TableRows marks = new TableRows(WATERMARKS, writer);
        for (Watermark watermark : watermarks) {
            ((LongsBuilder) marks.builder().column(0)).append(rowsBefore[(int) (watermark.place() - first)]);
            ((LongsBuilder) marks.builder().column(1)).append(watermark.millis());
            marks.endRow();
        }
        marks.end();
    }

    /** Says the key of a row of a snapshot. */
    interface Keys {
        /** @param columns the kept ones, at the positions of the input */
        void begin(Batch batch, int[] columns);

        int key(int index);
    }

    /** Takes up a snapshot; only while nothing waits. */
    void restore(StateReader reader, Keys known) {
        int[] all = new int[columns.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        for (Batch batch : reader.table(table)) {
            codec.begin(batch, all);
            known.begin(batch, columns);
            for (int i = 0; i < batch.rows(); i++) {
                add(batch.index(i), known.key(batch.index(i)));
            }
        }
        List<Watermark> stored = new ArrayList<>();
        for (Batch batch : reader.table(WATERMARKS)) {
            long[] places = ((Column.Longs) batch.column(0)).values;
            long[] millis = ((Column.Longs) batch.column(1)).values;
            for (int i = 0; i < batch.rows(); i++) {
                stored.add(new Watermark(places[batch.index(i)], millis[batch.index(i)]));
            }
        }
        watermarks.addAll(stored);
    }
}
