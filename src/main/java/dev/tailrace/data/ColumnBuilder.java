package dev.tailrace.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fills one column value by value. Single-threaded. After {@link #build()} the arrays belong to the column and the
 * builder starts afresh.
 */
public abstract sealed class ColumnBuilder
        permits SliceBuilder,
                RowColumn.Builder,
                ColumnBuilder.Booleans,
                ColumnBuilder.Ints,
                ColumnBuilder.Longs,
                ColumnBuilder.Floats,
                ColumnBuilder.Doubles,
                ColumnBuilder.Decimals,
                ColumnBuilder.Bytes,
                ColumnBuilder.Shown {
    private static final boolean[] NO_BOOLEANS = {};
    static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};
    private static final float[] NO_FLOATS = {};
    private static final double[] NO_DOUBLES = {};
    private static final byte[] NO_BYTES = {};

    private final DataType type;
    private long @Nullable [] nulls;
    private long @Nullable [] spareNulls;
    protected int size;

    ColumnBuilder(DataType type) {
        this.type = type;
    }

    public static ColumnBuilder of(DataType type) {
        return switch (type.kind().storage()) {
            case BOOLEAN -> new Booleans();
            case INT -> new Ints(type);
            case LONG -> new Longs(type);
            case FLOAT -> new Floats();
            case DOUBLE -> new Doubles();
            case DECIMAL -> new Decimals(type);
            case BYTES -> new Bytes(type);
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

    /** Builds BOOLEAN. */
    public static final class Booleans extends ColumnBuilder {
        private boolean[] values = NO_BOOLEANS;

        private Booleans() {
            super(DataType.BOOLEAN);
        }

        public void append(boolean value) {
            grow(size + 1);
            values[size++] = value;
        }

        @Override
        public long bytes() {
            return size;
        }

        @Override
        protected void grow(int needed) {
            if (needed > values.length) {
                values = Arrays.copyOf(values, capacity(values.length, needed));
            }
        }

        @Override
        protected void appendObject(Object value) {
            append((boolean) (Boolean) value);
        }

        @Override
        protected void copy(Column column, int row) {
            append(((Column.Booleans) column).values[row]);
        }

        @Override
        void fillAgain(Column column) {
            values = ((Column.Booleans) column).values;
        }

        @Override
        protected Column take(long @Nullable [] words) {
            Column column = new Column.Booleans(size, values, nullsFor(words));
            values = NO_BOOLEANS;
            return column;
        }
    }

    /** Builds TINYINT, SMALLINT, INT, DATE and TIME. */
    public static final class Ints extends ColumnBuilder {
        private int[] values = NO_INTS;

        private Ints(DataType type) {
            super(type);
        }

        public void append(int value) {
            grow(size + 1);
            values[size++] = value;
        }

        @Override
        public long bytes() {
            return 4L * size;
        }

        @Override
        protected void grow(int needed) {
            if (needed > values.length) {
                values = Arrays.copyOf(values, capacity(values.length, needed));
            }
        }

        @Override
        protected void appendObject(Object value) {
            append(
                    value instanceof LocalDate date
                            ? Math.toIntExact(date.toEpochDay())
                            : value instanceof LocalTime time
                                    ? (int) (time.toNanoOfDay() / 1_000_000)
                                    : ((Number) value).intValue());
        }

        @Override
        protected void copy(Column column, int row) {
            append(((Column.Ints) column).values[row]);
        }

        @Override
        void fillAgain(Column column) {
            values = ((Column.Ints) column).values;
        }

        @Override
        protected Column take(long @Nullable [] words) {
            Column column = new Column.Ints(type(), size, values, nullsFor(words));
            values = NO_INTS;
            return column;
        }
    }

    /** Builds BIGINT, TIMESTAMP and TIMESTAMP_LTZ. */
    public static final class Longs extends ColumnBuilder {
        private long[] values = NO_LONGS;

        private Longs(DataType type) {
            super(type);
        }

        public void append(long value) {
            grow(size + 1);
            values[size++] = value;
        }

        /** Appends the value so many times. */
        public void appendRepeated(long value, int times) {
            grow(size + times);
            Arrays.fill(values, size, size + times, value);
            size += times;
        }

        @Override
        public long bytes() {
            return 8L * size;
        }

        @Override
        protected void grow(int needed) {
            if (needed > values.length) {
                values = Arrays.copyOf(values, capacity(values.length, needed));
            }
        }

        @Override
        protected void appendObject(Object value) {
            append(
                    value instanceof LocalDateTime time
                            ? time.toInstant(ZoneOffset.UTC).toEpochMilli()
                            : value instanceof Instant instant ? instant.toEpochMilli() : ((Number) value).longValue());
        }

        @Override
        protected void copy(Column column, int row) {
            append(((Column.Longs) column).values[row]);
        }

        @Override
        protected void copy(Column column, Batch batch, int from, int to) {
            long[] source = ((Column.Longs) column).values;
            int[] selection = batch.selection();
            int first = batch.first();
            if (selection == null) {
                System.arraycopy(source, first + from, values, size, to - from);
            } else {
                for (int i = from; i < to; i++) {
                    values[size + i - from] = source[selection[first + i]];
                }
            }
            size += to - from;
        }

        @Override
        void fillAgain(Column column) {
            values = ((Column.Longs) column).values;
        }

        @Override
        protected Column take(long @Nullable [] words) {
            Column column = new Column.Longs(type(), size, values, nullsFor(words));
            values = NO_LONGS;
            return column;
        }
    }

    /** Builds FLOAT. */
    public static final class Floats extends ColumnBuilder {
        private float[] values = NO_FLOATS;

        private Floats() {
            super(DataType.FLOAT);
        }

        public void append(float value) {
            grow(size + 1);
            values[size++] = value;
        }

        @Override
        public long bytes() {
            return 4L * size;
        }

        @Override
        protected void grow(int needed) {
            if (needed > values.length) {
                values = Arrays.copyOf(values, capacity(values.length, needed));
            }
        }

        @Override
        protected void appendObject(Object value) {
            append(((Number) value).floatValue());
        }

        @Override
        protected void copy(Column column, int row) {
            append(((Column.Floats) column).values[row]);
        }

        @Override
        void fillAgain(Column column) {
            values = ((Column.Floats) column).values;
        }

        @Override
        protected Column take(long @Nullable [] words) {
            Column column = new Column.Floats(size, values, nullsFor(words));
            values = NO_FLOATS;
            return column;
        }
    }

    /** Builds DOUBLE. */
    public static final class Doubles extends ColumnBuilder {
        private double[] values = NO_DOUBLES;

        private Doubles() {
            super(DataType.DOUBLE);
        }

        public void append(double value) {
            grow(size + 1);
            values[size++] = value;
        }

        @Override
        public long bytes() {
            return 8L * size;
        }

        @Override
        protected void grow(int needed) {
            if (needed > values.length) {
                values = Arrays.copyOf(values, capacity(values.length, needed));
            }
        }

        @Override
        protected void appendObject(Object value) {
            append(((Number) value).doubleValue());
        }

        @Override
        protected void copy(Column column, int row) {
            append(((Column.Doubles) column).values[row]);
        }

        @Override
        void fillAgain(Column column) {
            values = ((Column.Doubles) column).values;
        }

        @Override
        protected Column take(long @Nullable [] words) {
            Column column = new Column.Doubles(size, values, nullsFor(words));
            values = NO_DOUBLES;
            return column;
        }
    }

    /** Builds DECIMAL. */
    public static final class Decimals extends ColumnBuilder {
        private final boolean compact;
        private long[] low = NO_LONGS;
        private long[] high = NO_LONGS;

        private Decimals(DataType type) {
            super(type);
            compact = Column.Decimals.isCompact(type);
        }

        /** Appends the unscaled value of a decimal with at most 18 digits. */
        public void append(long unscaled) {
            append(unscaled >> 63, unscaled);
        }

        /** Appends a 128-bit unscaled value. */
        public void append(long unscaledHigh, long unscaledLow) {
            grow(size + 1);
            low[size] = unscaledLow;
            if (!compact) {
                high[size] = unscaledHigh;
            }
            size++;
        }

        @Override
        public long bytes() {
            return (compact ? 8L : 16L) * size;
        }

        @Override
        protected void grow(int needed) {
            if (needed > low.length) {
                int capacity = capacity(low.length, needed);
                low = Arrays.copyOf(low, capacity);
                if (!compact) {
                    high = Arrays.copyOf(high, capacity);
                }
            }
        }

        /** @throws ArithmeticException if the value has more digits than the type */
        @Override
        protected void appendObject(Object value) {
            BigDecimal decimal = ((BigDecimal) value).setScale(type().scale(), RoundingMode.UNNECESSARY);
            if (decimal.precision() > type().precision()) {
                throw new ArithmeticException(decimal + " is too large for " + type());
            }
            BigInteger unscaled = decimal.unscaledValue();
            append(unscaled.shiftRight(64).longValue(), unscaled.longValue());
        }

        @Override
        protected void copy(Column column, int row) {
            Column.Decimals decimals = (Column.Decimals) column;
            long[] otherHigh = decimals.high;
            append(otherHigh == null ? decimals.low[row] >> 63 : otherHigh[row], decimals.low[row]);
        }

        @Override
        void fillAgain(Column column) {
            Column.Decimals decimals = (Column.Decimals) column;
            long[] columnHigh = decimals.high;
            low = decimals.low;
            high = columnHigh == null ? high : columnHigh;
        }

        @Override
        protected Column take(long @Nullable [] words) {
            Column column = new Column.Decimals(type(), size, low, compact ? null : high, nullsFor(words));
            low = NO_LONGS;
            high = NO_LONGS;
            return column;
        }
    }

    /** Builds STRING and BYTES by copying them into one buffer. */
    public static final class Bytes extends ColumnBuilder {
        private byte[] buffer = NO_BYTES;
        private int[] starts = NO_INTS;
        private int[] ends = NO_INTS;
        private int used;

        private Bytes(DataType type) {
            super(type);
        }

        /** Appends bytes {@code [from, to)}; for STRING they are valid UTF-8. */
        public void append(byte[] source, int from, int to) {
            int start = used;
            System.arraycopy(source, from, reserve(to - from), start, to - from);
            appendReserved(to - from);
        }

        /** A buffer with room for {@code length} more bytes from {@link #position()} on, to be written directly. */
        public byte[] reserve(int length) {
            if (used + length > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(used + length, Math.max(1 << 12, buffer.length * 2)));
            }
            return buffer;
        }

        @Override
        void reserveLike(Column column) {
            super.reserveLike(column);
            int rows = column.size();
            if (column instanceof Column.Bytes other && rows > 0) {
                reserve(other.ends[rows - 1] - other.starts[0]);
            }
        }

        public int position() {
            return used;
        }

        /** Appends the bytes just written to the reserved room. */
        public void appendReserved(int length) {
            grow(size + 1);
            starts[size] = used;
            used += length;
            ends[size++] = used;
        }

        @Override
        public void truncate(int newSize) {
            if (newSize < size) {
                used = newSize == 0 ? 0 : ends[newSize - 1];
            }
            super.truncate(newSize);
        }

        @Override
        public long bytes() {
            return used + 8L * size;
        }

        @Override
        protected void grow(int needed) {
            if (needed > starts.length) {
                int capacity = capacity(starts.length, needed);
                starts = Arrays.copyOf(starts, capacity);
                ends = Arrays.copyOf(ends, capacity);
            }
        }

        @Override
        public void appendNull() {
            super.appendNull();
            starts[size - 1] = used;
            ends[size - 1] = used;
        }

        @Override
        protected void appendObject(Object value) {
            byte[] bytes = value instanceof byte[] raw ? raw : ((String) value).getBytes(StandardCharsets.UTF_8);
            append(bytes, 0, bytes.length);
        }

        @Override
        protected void copy(Column column, int row) {
            Column.Bytes other = (Column.Bytes) column;
            append(other.buffer, other.starts[row], other.ends[row]);
        }

        @Override
        protected void copy(Column column, Batch batch, int from, int to) {
            Column.Bytes other = (Column.Bytes) column;
            int length = 0;
            for (int i = from; i < to; i++) {
                int row = batch.index(i);
                length += other.ends[row] - other.starts[row];
            }
            reserve(length);
            for (int i = from; i < to; i++) {
                int row = batch.index(i);
                int start = other.starts[row];
                int bytes = other.ends[row] - start;
                System.arraycopy(other.buffer, start, buffer, used, bytes);
                starts[size] = used;
                used += bytes;
                ends[size++] = used;
            }
        }

        @Override
        void fillAgain(Column column) {
            Column.Bytes bytes = (Column.Bytes) column;
            fillAgain(bytes.buffer, bytes.starts, bytes.ends);
        }

        private void fillAgain(byte[] oldBuffer, int[] oldStarts, int[] oldEnds) {
            buffer = oldBuffer;
            starts = oldStarts;
            ends = oldEnds;
        }

        @Override
        protected Column take(long @Nullable [] words) {
            Column column = new Column.Bytes(type(), size, buffer, starts, ends, nullsFor(words));
            buffer = NO_BYTES;
            starts = NO_INTS;
            ends = NO_INTS;
            used = 0;
            return column;
        }
    }

    /** Builds {@link Column.Shown}: copies what was found, unread. It may have fewer rows than its batch. */
    public static final class Shown extends ColumnBuilder {
        private final Column.Shown.Reading reading;
        private final Bytes found = new Bytes(DataType.BYTES);
        private byte[] forms = NO_BYTES;

        Shown(DataType type, Column.Shown.Reading reading) {
            super(type);
            this.reading = reading;
        }

        /** Appends what was found at {@code [from, to)}. */
        public void append(byte form, byte[] source, int from, int to) {
            grow(size + 1);
            found.append(source, from, to);
            forms[size++] = form;
        }

        @Override
        public void appendNull() {
            found.appendNull();
            super.appendNull();
            forms[size - 1] = 0;
        }

        @Override
        public void appendFrom(Column column, int row) {
            if (((Column.Shown) column).holds(row)) {
                super.appendFrom(column, row);
            } else {
                append(Column.Shown.NOT_HELD, NO_BYTES, 0, 0);
            }
        }

        @Override
        public void appendFrom(Column column, Batch batch, int from, int to) {
            for (int i = from; i < to; i++) {
                appendFrom(column, batch.index(i));
            }
        }

        @Override
        public void truncate(int newSize) {
            found.truncate(newSize);
            super.truncate(newSize);
        }

        @Override
        public long bytes() {
            return found.bytes() + size;
        }

        @Override
        protected void grow(int needed) {
            if (needed > forms.length) {
                forms = Arrays.copyOf(forms, capacity(forms.length, needed));
            }
        }

        @Override
        protected void appendObject(Object value) {
            throw new IllegalArgumentException("a value for a column that is only shown: " + value);
        }

        @Override
        protected void copy(Column column, int row) {
            Column.Shown shown = (Column.Shown) column;
            append(shown.forms[row], shown.buffer, shown.starts[row], shown.ends[row]);
        }

        @Override
        void fillAgain(Column column) {
            Column.Shown shown = (Column.Shown) column;
            forms = shown.forms;
            found.fillAgain(shown.buffer, shown.starts, shown.ends);
        }

        @Override
        protected Column take(long @Nullable [] words) {
            Column.Bytes bytes = (Column.Bytes) found.build();
            Column column = new Column.Shown(
                    type(), size, reading, forms, bytes.buffer, bytes.starts, bytes.ends, nullsFor(words));
            forms = NO_BYTES;
            return column;
        }
    }
}
