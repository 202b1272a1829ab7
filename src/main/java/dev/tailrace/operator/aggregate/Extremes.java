package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MIN and MAX. A value replaces the one before only if it is strictly beyond it; a NaN never is, and is never replaced,
 * as comparisons with it are false.
 */
abstract sealed class Extremes implements Accumulator {
    /** 1 for MAX, -1 for MIN. */
    final int sign;

    private final DataType type;
    private boolean[] known = new boolean[0];

    private Extremes(DataType type, boolean greatest) {
        this.type = type;
        this.sign = greatest ? 1 : -1;
    }

    static Extremes of(DataType type, boolean greatest) {
        return switch (type.kind().storage()) {
            case FLOAT, DOUBLE -> new OfDoubles(type, greatest);
            case DECIMAL -> new OfDecimals(type, greatest);
            case BYTES -> new OfStrings(type, greatest);
            default -> new OfLongs(type, greatest);
        };
    }

    @Override
    public void ensure(int limit) {
        if (limit > known.length) {
            known = Arrays.copyOf(known, Accumulator.capacity(known.length, limit));
            grow(known.length);
        }
    }

    @Override
    public void clear(int slot) {
        known[slot] = false;
    }

    @Override
    public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        Column column = Accumulator.required(argument);
        for (int i = 0; i < count; i++) {
            int row = positions[i];
            if (!column.isNull(row)) {
                int slot = slots[i];
                if (!known[slot] || isBeyond(slot, column, row)) {
                    known[slot] = true;
                    take(slot, column, row);
                }
            }
        }
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        if (known[slot]) {
            append(slot, target);
        } else {
            target.appendNull();
        }
    }

    @Override
    public List<Field> state() {
        return List.of(Field.of(sign > 0 ? "max" : "min", type));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        result(slot, target.column(firstColumn));
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        Column column = batch.column(firstColumn);
        known[slot] = !column.isNull(index);
        if (known[slot]) {
            take(slot, column, index);
        }
    }

    abstract void grow(int capacity);

    abstract boolean isBeyond(int slot, Column column, int row);

    abstract void take(int slot, Column column, int row);

    abstract void append(int slot, ColumnBuilder target);

    /** Integers, dates, times, timestamps, and BOOLEAN with FALSE before TRUE. */
    private static final class OfLongs extends Extremes {
        private long[] values = new long[0];

        OfLongs(DataType type, boolean greatest) {
            super(type, greatest);
        }

        @Override
        void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        boolean isBeyond(int slot, Column column, int row) {
            return Long.compare(value(column, row), values[slot]) * sign > 0;
        }

        @Override
        void take(int slot, Column column, int row) {
            values[slot] = value(column, row);
        }

        private static long value(Column column, int row) {
            if (column instanceof Column.Longs longs) {
                return longs.values[row];
            }
            if (column instanceof Column.Ints ints) {
                return ints.values[row];
            }
            return ((Column.Booleans) column).values[row] ? 1 : 0;
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            if (target instanceof ColumnBuilder.Longs longs) {
                longs.append(values[slot]);
            } else if (target instanceof ColumnBuilder.Ints ints) {
                ints.append((int) values[slot]);
            } else {
                ((ColumnBuilder.Booleans) target).append(values[slot] != 0);
            }
        }
    }

    /** FLOAT and DOUBLE. */
    private static final class OfDoubles extends Extremes {
        private double[] values = new double[0];

        OfDoubles(DataType type, boolean greatest) {
            super(type, greatest);
        }

        @Override
        void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        boolean isBeyond(int slot, Column column, int row) {
            double value = value(column, row);
            return sign > 0 ? value > values[slot] : value < values[slot];
        }

        @Override
        void take(int slot, Column column, int row) {
            values[slot] = value(column, row);
        }

        private static double value(Column column, int row) {
            return column instanceof Column.Doubles doubles
                    ? doubles.values[row]
                    : ((Column.Floats) column).values[row];
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            if (target instanceof ColumnBuilder.Doubles doubles) {
                doubles.append(values[slot]);
            } else {
                ((ColumnBuilder.Floats) target).append((float) values[slot]);
            }
        }
    }

    /** DECIMAL, by the unscaled value. */
    private static final class OfDecimals extends Extremes {
        private final DecimalTotals values = new DecimalTotals();

        OfDecimals(DataType type, boolean greatest) {
            super(type, greatest);
        }

        @Override
        void grow(int capacity) {
            values.ensure(capacity);
        }

        @Override
        boolean isBeyond(int slot, Column column, int row) {
            Column.Decimals decimals = (Column.Decimals) column;
            int order = Long.compare(high(decimals, row), values.high[slot]);
            if (order == 0) {
                order = Long.compareUnsigned(decimals.low[row], values.low[slot]);
            }
            return order * sign > 0;
        }

        @Override
        void take(int slot, Column column, int row) {
            Column.Decimals decimals = (Column.Decimals) column;
            values.set(slot, high(decimals, row), decimals.low[row]);
        }

        private static long high(Column.Decimals decimals, int row) {
            long[] high = decimals.high;
            return high == null ? decimals.low[row] >> 63 : high[row];
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            ((ColumnBuilder.Decimals) target).append(values.high[slot], values.low[slot]);
        }
    }

    /** STRING, in the order of its UTF-8 bytes. */
    private static final class OfStrings extends Extremes {
        private byte[][] values = new byte[0][];

        OfStrings(DataType type, boolean greatest) {
            super(type, greatest);
        }

        @Override
        public void clear(int slot) {
            super.clear(slot);
            values[slot] = new byte[0];
        }

        @Override
        void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        boolean isBeyond(int slot, Column column, int row) {
            Column.Bytes strings = (Column.Bytes) column;
            byte[] value = values[slot];
            return Arrays.compareUnsigned(
                                    strings.buffer, strings.starts[row], strings.ends[row], value, 0, value.length)
                            * sign
                    > 0;
        }

        @Override
        void take(int slot, Column column, int row) {
            Column.Bytes strings = (Column.Bytes) column;
            values[slot] = Arrays.copyOfRange(strings.buffer, strings.starts[row], strings.ends[row]);
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            byte[] value = values[slot];
            ((ColumnBuilder.Bytes) target).append(value, 0, value.length);
        }
    }
}
