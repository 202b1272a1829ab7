package dev.tailrace.operator.aggregate;

import dev.tailrace.data.BooleansBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DecimalsBuilder;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.FloatsBuilder;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.LongsBuilder;
import java.util.Arrays;

/** One value that is not NULL per slot, taken from columns of one type. Who uses it knows which slots have one. */
public abstract sealed class SlotValues {
    public static SlotValues of(DataType type) {
        return switch (type.kind().storage()) {
            case FLOAT, DOUBLE -> new OfDoubles();
            case DECIMAL -> new OfDecimals();
            case BYTES -> new OfBytes();
            default -> new OfLongs();
        };
    }

    /** Makes room for {@code capacity} slots, which is more than before. */
    public abstract void grow(int capacity);

    /** Lets go of what the slot keeps alive. */
    public void free(int slot) {}

    /** Takes a value that is not NULL. */
    public abstract void take(int slot, Column column, int row);

    /** Begins a slot for the extreme of its values: whatever {@link #takeExtremes} takes first is beyond it. */
    void beginExtreme(int slot, boolean greatest) {
        free(slot);
    }

    /**
     * Takes the values that are beyond the slots' in one go.
     *
     * @param known which slots have a value; those that get one are added, others have been begun
     * @param column without NULL
     * @return false if that is not done for values of this type
     */
    boolean takeExtremes(boolean greatest, boolean[] known, int[] slots, int[] positions, int count, Column column) {
        return false;
    }

    abstract void copy(int target, int source);

    /** Whether the column's value is greater (1) or less (-1) than the slot's; with a NaN it is neither (0). */
    abstract int compare(Column column, int row, int slot);

    /** Whether the value of one slot is greater (1) or less (-1) than another's, as above. */
    abstract int compare(int slot, int other);

    public abstract void append(int slot, ColumnBuilder target);

    /**
     * Appends the values of slots, {@code [0, count)}, in one go.
     *
     * @return false if that is not done for values of this type
     */
    boolean append(int[] slots, int count, ColumnBuilder target) {
        return false;
    }

    /** Integers, dates, times, timestamps, and BOOLEAN with FALSE before TRUE. */
    private static final class OfLongs extends SlotValues {
        private long[] values = new long[0];

        @Override
        public void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        public void take(int slot, Column column, int row) {
            values[slot] = value(column, row);
        }

        @Override
        void beginExtreme(int slot, boolean greatest) {
            values[slot] = greatest ? Long.MIN_VALUE : Long.MAX_VALUE;
        }

        @Override
        boolean takeExtremes(
                boolean greatest, boolean[] known, int[] slots, int[] positions, int count, Column column) {
            if (!(column instanceof Column.Longs longs)) {
                return false;
            }
            // Without a branch, which could not be foretold while a group has few values.
            if (greatest) {
                for (int i = 0; i < count; i++) {
                    int slot = slots[i];
                    known[slot] = true;
                    values[slot] = Math.max(values[slot], longs.values[positions[i]]);
                }
            } else {
                for (int i = 0; i < count; i++) {
                    int slot = slots[i];
                    known[slot] = true;
                    values[slot] = Math.min(values[slot], longs.values[positions[i]]);
                }
            }
            return true;
        }

        @Override
        boolean append(int[] slots, int count, ColumnBuilder target) {
            if (target instanceof LongsBuilder longs) {
                longs.append(values, slots, count);
                return true;
            }
            return false;
        }

        @Override
        void copy(int target, int source) {
            values[target] = values[source];
        }

        @Override
        int compare(Column column, int row, int slot) {
            return Long.compare(value(column, row), values[slot]);
        }

        @Override
        int compare(int slot, int other) {
            return Long.compare(values[slot], values[other]);
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
        public void append(int slot, ColumnBuilder target) {
            if (target instanceof LongsBuilder longs) {
                longs.append(values[slot]);
            } else if (target instanceof IntsBuilder ints) {
                ints.append((int) values[slot]);
            } else {
                ((BooleansBuilder) target).append(values[slot] != 0);
            }
        }
    }

    /** FLOAT and DOUBLE. */
    private static final class OfDoubles extends SlotValues {
        private double[] values = new double[0];

        @Override
        public void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        public void take(int slot, Column column, int row) {
            values[slot] = value(column, row);
        }

        @Override
        void copy(int target, int source) {
            values[target] = values[source];
        }

        @Override
        int compare(Column column, int row, int slot) {
            return compare(value(column, row), values[slot]);
        }

        @Override
        int compare(int slot, int other) {
            return compare(values[slot], values[other]);
        }

        private static int compare(double value, double other) {
            if (value > other) {
                return 1;
            }
            return value < other ? -1 : 0;
        }

        private static double value(Column column, int row) {
            return column instanceof Column.Doubles doubles
                    ? doubles.values[row]
                    : ((Column.Floats) column).values[row];
        }

        @Override
        public void append(int slot, ColumnBuilder target) {
            if (target instanceof DoublesBuilder doubles) {
                doubles.append(values[slot]);
            } else {
                ((FloatsBuilder) target).append((float) values[slot]);
            }
        }
    }

    /** DECIMAL, by the unscaled value. */
    private static final class OfDecimals extends SlotValues {
        private final DecimalTotals values = new DecimalTotals();

        @Override
        public void grow(int capacity) {
            values.ensure(capacity);
        }

        @Override
        public void take(int slot, Column column, int row) {
            Column.Decimals decimals = (Column.Decimals) column;
            values.set(slot, high(decimals, row), decimals.low[row]);
        }

        @Override
        void copy(int target, int source) {
            values.set(target, values.high[source], values.low[source]);
        }

        @Override
        int compare(Column column, int row, int slot) {
            Column.Decimals decimals = (Column.Decimals) column;
            return compare(high(decimals, row), decimals.low[row], slot);
        }

        @Override
        int compare(int slot, int other) {
            return compare(values.high[slot], values.low[slot], other);
        }

        private int compare(long high, long low, int other) {
            int order = Long.compare(high, values.high[other]);
            return order == 0 ? Long.compareUnsigned(low, values.low[other]) : order;
        }

        private static long high(Column.Decimals decimals, int row) {
            long[] high = decimals.high;
            return high == null ? decimals.low[row] >> 63 : high[row];
        }

        @Override
        public void append(int slot, ColumnBuilder target) {
            ((DecimalsBuilder) target).append(values.high[slot], values.low[slot]);
        }
    }

    /** STRING, in the order of its UTF-8 bytes. */
    private static final class OfBytes extends SlotValues {
        private static final byte[] NONE = {};
        private byte[][] values = new byte[0][];

        @Override
        public void grow(int capacity) {
            int before = values.length;
            values = Arrays.copyOf(values, capacity);
            Arrays.fill(values, before, capacity, NONE);
        }

        @Override
        public void free(int slot) {
            values[slot] = NONE;
        }

        @Override
        public void take(int slot, Column column, int row) {
            Column.Bytes strings = (Column.Bytes) column;
            values[slot] = Arrays.copyOfRange(strings.buffer, strings.starts[row], strings.ends[row]);
        }

        @Override
        void copy(int target, int source) {
            // The bytes are never written to, so two slots can have the same.
            values[target] = values[source];
        }

        @Override
        int compare(Column column, int row, int slot) {
            Column.Bytes strings = (Column.Bytes) column;
            byte[] value = values[slot];
            return Arrays.compareUnsigned(
                    strings.buffer, strings.starts[row], strings.ends[row], value, 0, value.length);
        }

        @Override
        int compare(int slot, int other) {
            return Arrays.compareUnsigned(values[slot], values[other]);
        }

        @Override
        public void append(int slot, ColumnBuilder target) {
            byte[] value = values[slot];
            ((BytesBuilder) target).append(value, 0, value.length);
        }
    }
}
