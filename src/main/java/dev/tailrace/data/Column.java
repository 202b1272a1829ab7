package dev.tailrace.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column of a batch in plain arrays, with a bitmap of nulls.
 *
 * <p>The arrays may be longer than {@link #size()} and may be shared between columns and batches. Whoever fills them
 * stops writing when the column is handed on; from then on they are read-only for everyone, on any thread. A value at a
 * null position is unspecified.
 */
public abstract sealed class Column
        permits ArrayColumn,
                MapColumn,
                RowColumn,
                Column.Booleans,
                Column.Ints,
                Column.Longs,
                Column.Floats,
                Column.Doubles,
                Column.Decimals,
                Column.Bytes,
                Column.Shown {
    /** Bit {@code row & 63} of word {@code row >> 6} is set where the row is null; null if no row is. */
    public final long @Nullable [] nulls;

    private final DataType type;
    private final int size;

    Column(DataType type, int size, long @Nullable [] nulls) {
        this.type = type;
        this.size = size;
        this.nulls = nulls;
    }

    public DataType type() {
        return type;
    }

    public int size() {
        return size;
    }

    public boolean isNull(int row) {
        return nulls != null && (nulls[row >> 6] >>> row & 1) != 0;
    }

    /** The value as described in {@link Row}; for cold paths. */
    public @Nullable Object value(int row) {
        return isNull(row) ? null : object(row);
    }

    protected abstract @Nullable Object object(int row);

    /** Bytes that the value takes on a wire, for telemetry; fixed-width types count their width. */
    public abstract int byteSize(int row);

    /** As {@link #byteSize(int)}, of the positions {@code [from, to)}, of which nulls take nothing where width varies. */
    public final int byteSize(int from, int to) {
        if (from < to && hasFixedWidth()) {
            return (to - from) * byteSize(from);
        }
        int sum = 0;
        for (int row = from; row < to; row++) {
            sum += isNull(row) ? 0 : byteSize(row);
        }
        return sum;
    }

    /** Whether all values take the same bytes. */
    public final boolean hasFixedWidth() {
        TypeKind.Storage storage = type.kind().storage();
        return storage != TypeKind.Storage.BYTES && storage != TypeKind.Storage.NESTED;
    }

    /** BOOLEAN. */
    public static final class Booleans extends Column {
        public final boolean[] values;

        public Booleans(int size, boolean[] values, long @Nullable [] nulls) {
            super(DataType.BOOLEAN, size, nulls);
            this.values = values;
        }

        @Override
        protected Object object(int row) {
            return values[row];
        }

        @Override
        public int byteSize(int row) {
            return 1;
        }
    }

    /** TINYINT, SMALLINT, INT; DATE as days and TIME as milliseconds of the day. */
    public static final class Ints extends Column {
        public final int[] values;

        public Ints(DataType type, int size, int[] values, long @Nullable [] nulls) {
            super(type, size, nulls);
            this.values = values;
        }

        @Override
        protected Object object(int row) {
            int value = values[row];
            return switch (type().kind()) {
                case TINYINT -> (byte) value;
                case SMALLINT -> (short) value;
                case DATE -> LocalDate.ofEpochDay(value);
                case TIME -> LocalTime.ofNanoOfDay(value * 1_000_000L);
                default -> value;
            };
        }

        @Override
        public int byteSize(int row) {
            return 4;
        }
    }

    /** BIGINT; TIMESTAMP and TIMESTAMP_LTZ as milliseconds since the epoch. */
    public static final class Longs extends Column {
        public final long[] values;

        public Longs(DataType type, int size, long[] values, long @Nullable [] nulls) {
            super(type, size, nulls);
            this.values = values;
        }

        @Override
        protected Object object(int row) {
            long value = values[row];
            return switch (type().kind()) {
                case TIMESTAMP ->
                    LocalDateTime.ofEpochSecond(
                            Math.floorDiv(value, 1000L), (int) Math.floorMod(value, 1000L) * 1_000_000, ZoneOffset.UTC);
                case TIMESTAMP_LTZ -> Instant.ofEpochMilli(value);
                default -> value;
            };
        }

        @Override
        public int byteSize(int row) {
            return 8;
        }
    }

    /** FLOAT. */
    public static final class Floats extends Column {
        public final float[] values;

        public Floats(int size, float[] values, long @Nullable [] nulls) {
            super(DataType.FLOAT, size, nulls);
            this.values = values;
        }

        @Override
        protected Object object(int row) {
            return values[row];
        }

        @Override
        public int byteSize(int row) {
            return 4;
        }
    }

    /** DOUBLE. */
    public static final class Doubles extends Column {
        public final double[] values;

        public Doubles(int size, double[] values, long @Nullable [] nulls) {
            super(DataType.DOUBLE, size, nulls);
            this.values = values;
        }

        @Override
        protected Object object(int row) {
            return values[row];
        }

        @Override
        public int byteSize(int row) {
            return 8;
        }
    }

    /**
     * DECIMAL as unscaled two's complement numbers of 64 bits ({@code high} is null: precision up to 18) or 128 bits
     * (precision 19 to 38). The scale is that of the type.
     */
    public static final class Decimals extends Column {
        /** Greatest precision whose unscaled value always fits 64 bits. */
        public static final int MAX_COMPACT_PRECISION = 18;

        public final long[] low;
        public final long @Nullable [] high;

        public Decimals(DataType type, int size, long[] low, long @Nullable [] high, long @Nullable [] nulls) {
            super(type, size, nulls);
            if ((high == null) != isCompact(type)) {
                throw new IllegalArgumentException(type + " with the wrong storage");
            }
            this.low = low;
            this.high = high;
        }

        public static boolean isCompact(DataType type) {
            return type.precision() <= MAX_COMPACT_PRECISION;
        }

        public BigDecimal decimal(int row) {
            int scale = type().scale();
            return high == null ? BigDecimal.valueOf(low[row], scale) : wide(high[row], low[row], scale);
        }

        /** The decimal of a 128-bit unscaled value. */
        public static BigDecimal wide(long high, long low, int scale) {
            if (high == low >> 63) {
                return BigDecimal.valueOf(low, scale);
            }
            byte[] bytes = new byte[16];
            for (int i = 0; i < 8; i++) {
                bytes[i] = (byte) (high >>> (56 - 8 * i));
                bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
            }
            return new BigDecimal(new BigInteger(bytes), scale);
        }

        @Override
        protected Object object(int row) {
            return decimal(row);
        }

        @Override
        public int byteSize(int row) {
            return high == null ? 8 : 16;
        }
    }

    /**
     * STRING as valid UTF-8, and BYTES: slices {@code [starts[row], ends[row])} of one shared buffer. Slices may
     * overlap, lie in any order and leave gaps.
     */
    public static final class Bytes extends Column {
        public final byte[] buffer;
        public final int[] starts;
        public final int[] ends;

        public Bytes(DataType type, int size, byte[] buffer, int[] starts, int[] ends, long @Nullable [] nulls) {
            super(type, size, nulls);
            this.buffer = buffer;
            this.starts = starts;
            this.ends = ends;
        }

        public String string(int row) {
            return new String(buffer, starts[row], ends[row] - starts[row], StandardCharsets.UTF_8);
        }

        @Override
        protected Object object(int row) {
            return type().is(TypeKind.BYTES) ? Arrays.copyOfRange(buffer, starts[row], ends[row]) : string(row);
        }

        @Override
        public int byteSize(int row) {
            return ends[row] - starts[row];
        }
    }

    /**
     * A column of any type that nothing in the graph uses, carried along for people who look at the rows. It holds what
     * was found in the input, for its first {@link #size()} rows; {@link #value} reads it, leniently: what is no value of
     * the type comes as {@link NoValue.Unreadable}, and what is not held as {@link NoValue.Unread}. No operator may read
     * it.
     */
    public static final class Shown extends Column {
        /** In the place of a form: the value is not held. */
        static final byte NOT_HELD = -1;

        /** Makes a value of what was found. Called on any thread. */
        public interface Reading {
            /**
             * @param form how it was found, as the format that wrote it numbers its forms, from 0
             * @return a value as described in {@link Row}, a {@link NoValue}, or null
             */
            @Nullable
            Object read(byte form, byte[] bytes, int from, int to);
        }

        final Reading reading;
        final byte[] forms;
        final byte[] buffer;
        final int[] starts;
        final int[] ends;

        Shown(
                DataType type,
                int size,
                Reading reading,
                byte[] forms,
                byte[] buffer,
                int[] starts,
                int[] ends,
                long @Nullable [] nulls) {
            super(type, size, nulls);
            this.reading = reading;
            this.forms = forms;
            this.buffer = buffer;
            this.starts = starts;
            this.ends = ends;
        }

        public Reading reading() {
            return reading;
        }

        /** Whether the column holds what was found in this row. */
        public boolean holds(int row) {
            return row < size() && forms[row] != NOT_HELD;
        }

        @Override
        public @Nullable Object value(int row) {
            return holds(row) ? super.value(row) : NoValue.Unread.UNREAD;
        }

        @Override
        protected @Nullable Object object(int row) {
            return reading.read(forms[row], buffer, starts[row], ends[row]);
        }

        /** Nothing: it does not belong to the stream. */
        @Override
        public int byteSize(int row) {
            return 0;
        }
    }
}
