package dev.tailrace.data;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills a batch row by row: append one value to each demanded column, then {@link #endRow()}. Single-threaded; starts
 * afresh after {@link #build()}.
 *
 * <p>A {@link #recycling} builder fills the arrays of earlier batches again once nobody but itself holds them.
 */
public final class BatchBuilder {
    /** More batches than these are left to the garbage collector if somebody holds the oldest of them. */
    private static final int MAX_LENT = 64;

    /** Of so many rows a batch, people are shown what nothing uses: a few more than they are shown at a time. */
    private static final int MAX_SHOWN_ROWS = 64;

    private final Schema schema;
    private final @Nullable ColumnBuilder[] columns;

    /** What was built and may come back, oldest first; null if nothing is filled again. */
    private final @Nullable Deque<Batch> lent;

    private byte @Nullable [] kinds;
    private int rows;
    private boolean showing;

    public BatchBuilder(Schema schema) {
        this(schema, null);
    }

    /** @param demanded the columns to fill, or null for all; the others are absent from the batch */
    public BatchBuilder(Schema schema, @Nullable BitSet demanded) {
        this(schema, demanded, null);
    }

    private BatchBuilder(Schema schema, @Nullable BitSet demanded, @Nullable Deque<Batch> lent) {
        this.lent = lent;
        this.schema = schema;
        this.columns = new ColumnBuilder[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            if (demanded == null || demanded.get(i)) {
                columns[i] = ColumnBuilder.of(schema.field(i).type());
            }
        }
    }

    /**
     * A builder that fills arrays again. Its batches are lent, see {@link Lease}: each has been emitted before the next
     * one is built, and whoever keeps one beyond that retains it.
     */
    public static BatchBuilder recycling(Schema schema, @Nullable BitSet demanded) {
        return new BatchBuilder(schema, demanded, new ArrayDeque<>());
    }

    public Schema schema() {
        return schema;
    }

    /**
     * Carries a column that is not demanded along for people who look, see {@link Column.Shown}. Only while there are no
     * rows.
     *
     * @return to be filled like the demanded columns, as long as {@link #isShowing()}
     */
    public ShownBuilder show(int i, Column.Shown.Reading reading) {
        showing = true;
        ShownBuilder shown = new ShownBuilder(schema.field(i).type(), reading);
        columns[i] = shown;
        return shown;
    }

    /** Whether what is only shown is to be filled in the next row: in a batch's first rows, which is enough to look at. */
    public boolean isShowing() {
        return showing && rows < MAX_SHOWN_ROWS;
    }

    /** Leaves away again what is only shown. Only while there are no rows. */
    public void hide() {
        showing = false;
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] instanceof ShownBuilder) {
                columns[i] = null;
            }
        }
    }

    /** @throws IllegalStateException if the column is not demanded */
    public ColumnBuilder column(int i) {
        ColumnBuilder column = columns[i];
        if (column == null) {
            throw new IllegalStateException("column " + schema.field(i).name() + " was not demanded");
        }
        return column;
    }

    public boolean demands(int i) {
        return columns[i] != null;
    }

    /** Finished rows. */
    public int rows() {
        return rows;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** Whether the batch should be emitted before the next row. */
    public boolean isFull() {
        if (rows >= Batch.MAX_ROWS) {
            return true;
        }
        // Only strings grow without bound; looking every 16 rows is close enough to the limit.
        return (rows & 15) == 0 && bytes() >= Batch.MAX_BYTES;
    }

    public void endRow() {
        endRow(RowKind.INSERT);
    }

    public void endRow(RowKind kind) {
        byte[] codes = kinds;
        if (kind != RowKind.INSERT && codes == null) {
            codes = new byte[Batch.MAX_ROWS];
        }
        if (codes != null) {
            if (rows == codes.length) {
                codes = Arrays.copyOf(codes, rows * 2);
            }
            codes[rows] = kind.code();
        }
        kinds = codes;
        rows++;
    }

    /** Makes room for rows as those of a batch that was built here. Only while there are no rows. */
    public void reserveLike(Batch built) {
        for (int i = 0; i < columns.length; i++) {
            ColumnBuilder column = columns[i];
            if (column != null) {
                column.reserveLike(built.column(i));
            }
        }
    }

    /** Bytes taken by the rows so far, about. */
    public long bytes() {
        long sum = 0;
        for (ColumnBuilder column : columns) {
            sum += column == null ? 0 : column.bytes();
        }
        return sum;
    }

    /** Ends as many rows of inserts. */
    public void endRows(int count) {
        if (kinds == null) {
            rows += count;
        } else {
            for (int i = 0; i < count; i++) {
                endRow();
            }
        }
    }

    /** Ends rows of the kinds whose codes stand at {@code [from, to)}. */
    public void endRows(byte[] codes, int from, int to) {
        int others = 0; // The code of an insert is 0.
        for (int i = from; i < to; i++) {
            others |= codes[i];
        }
        byte[] all = kinds;
        if (all == null && others == 0) {
            rows += to - from;
            return;
        }
        int needed = Math.max(Batch.MAX_ROWS, rows + to - from);
        if (all == null) {
            all = new byte[needed];
        } else if (all.length < needed) {
            all = Arrays.copyOf(all, needed + needed / 2);
        }
        System.arraycopy(codes, from, all, rows, to - from);
        kinds = all;
        rows += to - from;
    }

    /** Forgets the values of a row that was begun and not ended. */
    public void abandonRow() {
        for (ColumnBuilder column : columns) {
            if (column != null) {
                column.truncate(rows);
            }
        }
    }

    /** Appends a whole row of objects (see {@link Row}); for cold paths. */
    public void append(Row row) {
        List<@Nullable Object> values = row.values();
        for (int i = 0; i < columns.length; i++) {
            ColumnBuilder column = columns[i];
            if (column != null) {
                column.append(values.get(i));
            }
        }
        endRow(row.kind());
    }

    /** Appends a row of a batch with the same columns, its kind included. */
    public void appendFrom(Batch batch, int index) {
        for (int i = 0; i < columns.length; i++) {
            ColumnBuilder column = columns[i];
            if (column != null) {
                column.appendFrom(batch.column(i), index);
            }
        }
        endRow(batch.kindAt(index));
    }

    /** The rows so far as a batch. */
    public Batch build() {
        @Nullable Column[] built = new Column[columns.length];
        for (int i = 0; i < columns.length; i++) {
            ColumnBuilder column = columns[i];
            built[i] = column == null ? null : column.build();
        }
        Batch batch = Batch.of(schema, rows, built, kinds, lent == null ? null : new Lease(null));
        rows = 0;
        kinds = null;
        if (lent != null) {
            takeBack(lent);
            lent.add(batch);
        }
        return batch;
    }

    private void takeBack(Deque<Batch> batches) {
        Batch oldest = batches.peek();
        Lease lease = oldest == null ? null : oldest.lease();
        if (oldest == null || lease == null) {
            return;
        }
        if (lease.isSole()) {
            batches.remove();
            for (int i = 0; i < columns.length; i++) {
                ColumnBuilder column = columns[i];
                if (column != null && oldest.hasColumn(i)) {
                    column.takeBack(oldest.column(i));
                }
            }
        } else if (batches.size() > MAX_LENT) {
            batches.remove();
        }
    }

    /** A batch of the given rows; for tests and other cold paths. */
    public static Batch batchOf(Schema schema, List<Row> rows) {
        BatchBuilder builder = new BatchBuilder(schema);
        rows.forEach(builder::append);
        return builder.build();
    }
}
