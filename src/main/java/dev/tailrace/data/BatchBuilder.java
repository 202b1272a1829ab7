package dev.tailrace.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills a batch row by row: append one value to each demanded column, then {@link #endRow()}. Single-threaded; starts
 * afresh after {@link #build()}.
 */
public final class BatchBuilder {
    private final Schema schema;
    private final @Nullable ColumnBuilder[] columns;
    private byte @Nullable [] kinds;
    private int rows;

    public BatchBuilder(Schema schema) {
        this(schema, null);
    }

    /** @param demanded the columns to fill, or null for all; the others are absent from the batch */
    public BatchBuilder(Schema schema, @Nullable BitSet demanded) {
        this.schema = schema;
        this.columns = new ColumnBuilder[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            if (demanded == null || demanded.get(i)) {
                columns[i] = ColumnBuilder.of(schema.field(i).type());
            }
        }
    }

    public Schema schema() {
        return schema;
    }

    /**
     * Carries a column that is not demanded along for people who look, see {@link Column.Shown}. Only while there are no
     * rows.
     *
     * @return to be filled like the demanded columns
     */
    public ColumnBuilder.Shown show(int i, Column.Shown.Reading reading) {
        ColumnBuilder.Shown shown = new ColumnBuilder.Shown(schema.field(i).type(), reading);
        columns[i] = shown;
        return shown;
    }

    /** Leaves away again what is only shown. Only while there are no rows. */
    public void hide() {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] instanceof ColumnBuilder.Shown) {
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

    private long bytes() {
        long sum = 0;
        for (ColumnBuilder column : columns) {
            sum += column == null ? 0 : column.bytes();
        }
        return sum;
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
        Batch batch = Batch.of(schema, rows, built, kinds);
        rows = 0;
        kinds = null;
        return batch;
    }

    /** A batch of the given rows; for tests and other cold paths. */
    public static Batch batchOf(Schema schema, List<Row> rows) {
        BatchBuilder builder = new BatchBuilder(schema);
        rows.forEach(builder::append);
        return builder.build();
    }
}
