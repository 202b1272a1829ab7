package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The table that a changelog makes: each row with how often it is there. Rows are the same if all their values are, as
 * {@link KeyCodec} writes them. In memory; single-threaded.
 */
public final class FoldedRows {
    /** Below so many rows that have gone the table is not worth tidying up. */
    private static final int FEW = 1024;

    private final Schema schema;
    private final int[] allColumns;
    private final KeyCodec codec;
    private KeySlots rows = new KeySlots();
    private long[] counts = new long[16];
    private int gone;

    public FoldedRows(Schema schema) {
        this.schema = schema;
        this.allColumns = IntStream.range(0, schema.size()).toArray();
        this.codec = new KeyCodec(schema);
    }

    /** Applies the changes of a batch. */
    public void add(Batch batch) {
        codec.begin(batch, allColumns);
        byte[] kinds = batch.kinds();
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            change(index, kinds == null ? 1 : RowKind.ofCode(kinds[index]).weight());
        }
    }

    private void change(int index, long by) {
        codec.encode(index);
        int before = rows.size();
        int row = rows.findOrAdd(codec.bytes(), codec.length(), codec.hash());
        if (row == counts.length) {
            counts = Arrays.copyOf(counts, row * 2);
        }
        if (row < before && counts[row] == 0) {
            gone--;
        }
        counts[row] = row < before ? counts[row] + by : by;
        if (counts[row] == 0 && ++gone > FEW && gone > rows.size() / 2) {
            long[] all = counts;
            int size = rows.size();
            rows = rows.only(number -> all[number] != 0);
            counts = Arrays.copyOf(
                    Arrays.stream(all, 0, size).filter(count -> count != 0).toArray(), Math.max(16, size));
            gone = 0;
        }
    }

    /** Takes rows, batch by batch. */
    public interface Target<X extends Exception> {
        void take(Batch batch) throws X;
    }

    /** Gives the rows of the table in the order of their first coming, each as often as it is there. */
    public <X extends Exception> void forEach(Target<X> target) throws X {
        BatchBuilder batch = new BatchBuilder(schema);
        for (int row = 0; row < rows.size(); row++) {
            for (long i = 0; i < counts[row]; i++) {
                codec.decode(rows.keys(), rows.start(row), batch, 0);
                batch.endRow();
                if (batch.isFull()) {
                    target.take(batch.build());
                }
            }
        }
        if (!batch.isEmpty()) {
            target.take(batch.build());
        }
    }

    /** How many rows there are. */
    public long size() {
        return Arrays.stream(counts, 0, rows.size()).sum();
    }

    /** Those rows that came last, at most so many, in the order of their first coming. */
    public List<Row> latest(int most) {
        int first = rows.size();
        for (long room = most; first > 0 && room > 0; first--) {
            room -= counts[first - 1];
        }
        BatchBuilder batch = new BatchBuilder(schema);
        for (int row = first; row < rows.size(); row++) {
            for (long i = 0; i < Math.min(most, counts[row]); i++) {
                codec.decode(rows.keys(), rows.start(row), batch, 0);
                batch.endRow();
            }
        }
        List<Row> latest = batch.build().toRows();
        return latest.subList(Math.max(0, latest.size() - most), latest.size());
    }

    /** A row that was taken back more often than it was given, or null. */
    public @Nullable Batch missing() {
        for (int row = 0; row < rows.size(); row++) {
            if (counts[row] < 0) {
                BatchBuilder batch = new BatchBuilder(schema);
                codec.decode(rows.keys(), rows.start(row), batch, 0);
                batch.endRow();
                return batch.build();
            }
        }
        return null;
    }

    /** Writes the rows and how often they are there. */
    public void snapshot(StateWriter writer) {
        TableRows kept = new TableRows(table(), writer);
        for (int row = 0; row < rows.size() && !kept.isEnough(); row++) {
            if (counts[row] != 0) {
                codec.decode(rows.keys(), rows.start(row), kept.builder(), 0);
                ((LongsBuilder) kept.builder().column(schema.size())).append(counts[row]);
                kept.endRow();
            }
        }
        kept.end();
    }

    /** Takes up a snapshot. */
    public void restore(StateReader reader) {
        for (Batch batch : reader.table(table())) {
            codec.begin(batch, allColumns);
            Column.Longs stored = (Column.Longs) batch.column(schema.size());
            for (int i = 0; i < batch.rows(); i++) {
                change(batch.index(i), stored.values[batch.index(i)]);
            }
        }
    }

    private StateTable table() {
        Field count = Field.required(schema.freeName("count"), DataType.BIGINT);
        return new StateTable("rows", StateTable.Distribution.SPLIT, Schema.EMPTY, schema.plus(count));
    }
}
