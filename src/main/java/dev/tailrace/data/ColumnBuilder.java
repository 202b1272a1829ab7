package dev.tailrace.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fills one column value by value. Single-threaded. After {@link #build()} the arrays belong to the column and the
 * builder starts afresh.
 */
public abstract sealed class ColumnBuilder
        permits SliceBuilder,
                RowColumn.Builder,
                BooleansBuilder,
                IntsBuilder,
                LongsBuilder,
                FloatsBuilder,
                DoublesBuilder,
                DecimalsBuilder,
                BytesBuilder,
                ShownBuilder {
    static final int[] NO_INTS = {};

    private final DataType type;
    private long @Nullable [] nulls;
    private long @Nullable [] spareNulls;
    protected int size;

    ColumnBuilder(DataType type) {
        this.type = type;
    }

    public static ColumnBuilder of(DataType type) {
        return switch (type.kind().storage()) {
            case BOOLEAN -> new BooleansBuilder();
            case INT -> new IntsBuilder(type);
            case LONG -> new LongsBuilder(type);
            case FLOAT -> new FloatsBuilder();
            case DOUBLE -> new DoublesBuilder();
            case DECIMAL -> new DecimalsBuilder(type);
            case BYTES -> new BytesBuilder(type);
            case NESTED -> nested(type);
        };
    }

    private static ColumnBuilder nested(DataType type) {
        return switch (type.kind()) {
            case ARRAY -> new ArrayColumn.Builder(type);
            case MAP -> new MapColumn.Builder(type);
            case ROW -> new RowColumn.Builder(type);
            default -> throw new IllegalArgumentException(type + " is not nested");
        };
    }

    public DataType type() {
        return type;
    }

    public int size() {
        return size;
    }

    /** Appends a null. */
    public void appendNull() {
        markNull(size);
        grow(size + 1);
        size++;
    }

    /** Appends a value as described in {@link Row}, or null; for cold paths. */
    public void append(@Nullable Object value) {
        if (value == null) {
            appendNull();
        } else {
            appendObject(value);
        }
    }

    /** Appends the value at a position of a column of the same type. */
    public void appendFrom(Column column, int row) {
        if (column.isNull(row)) {
            appendNull();
        } else {
            copy(column, row);
        }
    }

    /** Appends the values at positions {@code [from, to)} of a column of the same type. */
    public void appendFrom(Column column, int from, int to) {
        for (int row = from; row < to; row++) {
            appendFrom(column, row);
        }
    }

    /** Appends the values of rows {@code [from, to)} of a batch; the column is one of its columns, of the same type. */
    public void appendFrom(Column column, Batch batch, int from, int to) {
        if (column.nulls == null) {
            grow(size + to - from);
            copy(column, batch, from, to);
        } else {
            for (int i = from; i < to; i++) {
                appendFrom(column, batch.index(i));
            }
        }
    }

    /** Appends values that are not null. */
    protected void copy(Column column, Batch batch, int from, int to) {
        for (int i = from; i < to; i++) {
            copy(column, batch.index(i));
        }
    }

    /** Makes room for as many values as the column has, and as large ones; of an empty builder. */
    void reserveLike(Column column) {
        grow(column.size());
    }

    /** Drops the values from {@code newSize} on, as when a row turns out to be unreadable halfway. */
    public void truncate(int newSize) {
        if (nulls != null) {
            for (int row = newSize; row < size; row++) {
                nulls[row >> 6] &= ~(1L << row);
            }
        }
        size = Math.min(size, newSize);
    }

    /** Bytes taken so far, about. */
    public abstract long bytes();

    /** The column; the builder is empty afterwards. */
    public Column build() {
        Column column = take(nulls);
        nulls = null;
        size = 0;
        return column;
    }

    private void markNull(int row) {
        long[] words = nulls;
        int word = row >> 6;
        if (words == null) {
            words = clearNulls(word + 1);
        } else if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
        }
        words[word] |= 1L << row;
        nulls = words;
    }

    private long[] clearNulls(int needed) {
        long[] spare = spareNulls;
        if (spare == null || spare.length < needed) {
            return new long[Math.max(needed, Batch.MAX_ROWS >> 6)];
        }
        spareNulls = null;
        Arrays.fill(spare, 0);
        return spare;
    }

    /** The null words long enough for every row, as columns need them. */
    protected final long @Nullable [] nullsFor(long @Nullable [] words) {
        int needed = (size + 63) >> 6;
        return words == null || words.length >= needed ? words : Arrays.copyOf(words, needed);
    }

    protected static int capacity(int current, int needed) {
        return Math.max(needed, Math.max(Batch.MAX_ROWS, current + (current >> 1)));
    }

    /**
     * Takes the arrays of a column that this builder has built, and that nobody reads any more. Right after
     * {@link #build()}.
     */
    public final void takeBack(Column column) {
        spareNulls = column.nulls;
        fillAgain(column);
    }

    /** Takes the arrays of the values. */
    abstract void fillAgain(Column column);

    protected abstract void grow(int needed);

    protected abstract void appendObject(Object value);

    protected abstract void copy(Column column, int row);

    protected abstract Column take(long @Nullable [] words);
}
