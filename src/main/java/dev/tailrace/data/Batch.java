package dev.tailrace.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a stream as columns: the unit that travels on a wire. Immutable.
 *
 * <p>The rows of a batch are the positions {@code index(0) .. index(rows() - 1)} of its columns: all of them, a range,
 * or those of a selection vector, so that a filter and a cut copy nothing. A column that nothing downstream demands is
 * absent: its place in the schema is kept, reading it is a bug.
 *
 * <p>Ownership: a batch is lent to the receiver for the time of the call. Who keeps it longer calls {@link #retain()},
 * and {@link #release()} when done.
 */
public final class Batch {
    /** A batch closes at this many rows ... */
    public static final int MAX_ROWS = 1024;

    /** ... or at this many bytes, whichever comes first. */
    public static final int MAX_BYTES = 4 << 20;

    private final Schema schema;
    private final @Nullable Column[] columns;
    private final byte @Nullable [] kinds;
    private final int @Nullable [] selection;
    private final int first;
    private final int rows;
    private final @Nullable Lease lease;

    private Batch(
            Schema schema,
            @Nullable Column[] columns,
            byte @Nullable [] kinds,
            int @Nullable [] selection,
            int first,
            int rows,
            @Nullable Lease lease) {
        this.schema = schema;
        this.columns = columns;
        this.kinds = kinds;
        this.selection = selection;
        this.first = first;
        this.rows = rows;
        this.lease = lease;
    }

    /**
     * All rows of the columns.
     *
     * @param columns one per field of the schema, null where absent; the array is the batch's from now on
     * @param kinds a {@link RowKind} code per position, or null if all are inserts
     */
    public static Batch of(Schema schema, int rows, @Nullable Column[] columns, byte @Nullable [] kinds) {
        return of(schema, rows, columns, kinds, null);
    }

    /** As {@link #of(Schema, int, Column[], byte[])}, with arrays that are counted by a lease. */
    public static Batch of(
            Schema schema, int rows, @Nullable Column[] columns, byte @Nullable [] kinds, @Nullable Lease lease) {
        if (columns.length != schema.size()) {
            throw new IllegalArgumentException(columns.length + " columns for " + schema);
        }
        return new Batch(schema, columns, kinds, null, 0, rows, lease);
    }

    public Schema schema() {
        return schema;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** The position in the columns of row {@code i}, {@code 0 <= i < rows()}. */
    public int index(int i) {
        return selection == null ? first + i : selection[first + i];
    }

    /** The selection vector, read from {@link #first()} on, or null if the positions are consecutive from there. */
    public int @Nullable [] selection() {
        return selection;
    }

    /** Where the rows begin: in the selection vector if there is one, else in the columns. */
    public int first() {
        return first;
    }

    /** @throws IllegalStateException if the column is absent */
    public Column column(int i) {
        Column column = columns[i];
        if (column == null) {
            throw new IllegalStateException("column " + schema.field(i).name() + " was not demanded");
        }
        return column;
    }

    public boolean hasColumn(int i) {
        return columns[i] != null;
    }

    /** Row-kind codes by position, or null if all rows are inserts. */
    public byte @Nullable [] kinds() {
        return kinds;
    }

    /** The kind at a position of the columns. */
    public RowKind kindAt(int index) {
        return kinds == null ? RowKind.INSERT : RowKind.ofCode(kinds[index]);
    }

    /**
     * The same columns, other rows.
     *
     * @param positions ascending positions of the columns; read, not copied, until the batch is released
     */
    public Batch select(int[] positions, int count) {
        return new Batch(schema, columns, kinds, positions, 0, count, lease);
    }

    /** The same rows, counted by another lease, which must hold the one of this batch. */
    public Batch under(Lease newLease) {
        return new Batch(schema, columns, kinds, selection, first, rows, newLease);
    }

    /** Rows {@code [from, to)} of this batch. */
    public Batch slice(int from, int to) {
        if (from < 0 || to < from || to > rows) {
            throw new IndexOutOfBoundsException("[" + from + ", " + to + ") of " + rows);
        }
        return new Batch(schema, columns, kinds, selection, first + from, to - from, lease);
    }

    /** The same rows with other columns, which must have values at the same positions. */
    public Batch with(Schema newSchema, @Nullable Column[] newColumns) {
        if (newColumns.length != newSchema.size()) {
            throw new IllegalArgumentException(newColumns.length + " columns for " + newSchema);
        }
        return new Batch(newSchema, newColumns, kinds, selection, first, rows, lease);
    }

    /** The same rows under other names and null constraints; the types stay. */
    public Batch withSchema(Schema newSchema) {
        return with(newSchema, columns);
    }

    /** The columns, null where absent; a copy. */
    public @Nullable Column[] columns() {
        return Arrays.copyOf(columns, columns.length);
    }

    /**
     * Whether the value of any of these columns is NULL.
     *
     * @param index position in the columns, as {@link #index} gives it
     */
    public boolean hasNull(int[] ofColumns, int index) {
        for (int column : ofColumns) {
            if (column(column).isNull(index)) {
                return true;
            }
        }
        return false;
    }

    /** Keeps the arrays as they are beyond the current call. */
    public void retain() {
        if (lease != null) {
            lease.retain();
        }
    }

    /** Gives up a hold of {@link #retain()}. */
    public void release() {
        if (lease != null) {
            lease.release();
        }
    }

    public @Nullable Lease lease() {
        return lease;
    }

    /** Bytes of the rows' values; a loop over the strings, so not for every batch of a hot wire. */
    public long bytes() {
        long sum = 0;
        for (Column column : columns) {
            if (column != null && !column.hasFixedWidth()) {
                for (int i = 0; i < rows; i++) {
                    int row = index(i);
                    sum += column.isNull(row) ? 0 : column.byteSize(row);
                }
            } else if (column != null && rows > 0) {
                sum += (long) rows * column.byteSize(index(0));
            }
        }
        return sum;
    }

    /** Row {@code i} as objects, null where the column is absent; for cold paths. */
    public Row row(int i) {
        int index = index(i);
        List<@Nullable Object> values = new ArrayList<>(columns.length);
        for (Column column : columns) {
            values.add(column == null ? null : column.value(index));
        }
        return new Row(kindAt(index), values);
    }

    /** All rows as objects; for cold paths. */
    public List<Row> toRows() {
        List<Row> list = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            list.add(row(i));
        }
        return list;
    }

    @Override
    public String toString() {
        return rows + " rows of " + schema;
    }
}
