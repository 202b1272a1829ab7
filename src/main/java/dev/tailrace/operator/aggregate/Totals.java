package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DecimalsBuilder;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.FloatsBuilder;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.TypeKind;
import java.util.Arrays;

/** What SUM and AVG add up, by slot: a total and the number of values in it. NULL values are left out. */
abstract sealed class Totals {
    /** Values in the total of each slot. */
    long[] counts = new long[0];

    private final DataType type;

    private Totals(DataType type) {
        this.type = type;
    }

    /** Totals of the width of the values, as Flink's SUM: FLOAT in FLOAT, DECIMAL with 38 digits. */
    static Totals ofWidth(DataType argument) {
        return switch (argument.kind()) {
            case DECIMAL -> new OfDecimals(argument.scale(), true);
            case FLOAT -> new OfFloats();
            case DOUBLE -> new OfDoubles();
            default -> new OfIntegers(argument);
        };
    }

    /** Totals of the greatest width, as Flink's AVG: BIGINT, DOUBLE, or DECIMAL with 38 digits. */
    static Totals wide(DataType argument) {
        return switch (argument.kind()) {
            case DECIMAL -> new OfDecimals(argument.scale(), false);
            case FLOAT, DOUBLE -> new OfDoubles();
            default -> new OfIntegers(DataType.BIGINT);
        };
    }

    DataType type() {
        return type;
    }

    final void ensure(int limit) {
        if (limit > counts.length) {
            counts = Arrays.copyOf(counts, Accumulator.capacity(counts.length, limit));
            grow(counts.length);
        }
    }

    final void clear(int slot) {
        counts[slot] = 0;
        zero(slot);
    }

    final void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            if (counts[sources[i]] > 0) {
                counts[targets[i]] += counts[sources[i]];
                addTotal(targets[i], sources[i]);
            }
        }
    }

    /** Takes up a total of {@code count} values, in an empty slot. */
    final void load(int slot, Column totals, int index, long count) {
        clear(slot);
        if (count > 0) {
            loadTotal(slot, totals, index);
            counts[slot] = count;
        }
    }

    /**
     * Adds values, or takes them back.
     *
     * @param sign 1 or -1
     */
    abstract void add(int[] slots, int[] positions, int count, Column column, int sign);

    abstract void append(int slot, ColumnBuilder target);

    abstract void grow(int capacity);

    abstract void zero(int slot);

    /** Adds the total of another slot that has values; the count has been added. */
    abstract void addTotal(int target, int source);

    abstract void loadTotal(int slot, Column totals, int index);

    /** The value cut to the width of TINYINT, SMALLINT or INT, as Java narrows. */
    static int narrow(long value, TypeKind kind) {
        return switch (kind) {
            case TINYINT -> (byte) value;
            case SMALLINT -> (short) value;
            default -> (int) value;
        };
    }

    /** TINYINT to BIGINT; the sum of 64 bits, cut to the type's width, is the sum that wraps at that width. */
    static final class OfIntegers extends Totals {
        long[] sums = new long[0];

        private OfIntegers(DataType type) {
            super(type);
        }

        @Override
        void grow(int capacity) {
            sums = Arrays.copyOf(sums, capacity);
        }

        @Override
        void zero(int slot) {
            sums[slot] = 0;
        }

        @Override
        void add(int[] slots, int[] positions, int count, Column column, int sign) {
            if (column instanceof Column.Longs longs) {
                for (int i = 0; i < count; i++) {
                    int row = positions[i];
                    if (!longs.isNull(row)) {
                        sums[slots[i]] += sign * longs.values[row];
                        counts[slots[i]] += sign;
                    }
                }
            } else if (column instanceof Column.Ints ints) {
                for (int i = 0; i < count; i++) {
                    int row = positions[i];
                    if (!ints.isNull(row)) {
                        sums[slots[i]] += sign * ints.values[row];
                        counts[slots[i]] += sign;
                    }
                }
            }
        }

        @Override
        void addTotal(int target, int source) {
            sums[target] += sums[source];
        }

        @Override
        void loadTotal(int slot, Column totals, int index) {
            sums[slot] =
                    totals instanceof Column.Longs longs ? longs.values[index] : ((Column.Ints) totals).values[index];
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            append(sums[slot], target);
        }

        /** Appends an integer to a column of any width. */
        static void append(long value, ColumnBuilder target) {
            if (target instanceof LongsBuilder longs) {
                longs.append(value);
            } else {
                ((IntsBuilder) target).append(narrow(value, target.type().kind()));
            }
        }
    }

    /** FLOAT, added up in FLOAT. */
    private static final class OfFloats extends Totals {
        private float[] sums = new float[0];

        OfFloats() {
            super(DataType.FLOAT);
        }

        @Override
        void grow(int capacity) {
            sums = Arrays.copyOf(sums, capacity);
        }

        @Override
        void zero(int slot) {
            sums[slot] = 0;
        }

        @Override
        void add(int[] slots, int[] positions, int count, Column column, int sign) {
            Column.Floats floats = (Column.Floats) column;
            for (int i = 0; i < count; i++) {
                int row = positions[i];
                if (!floats.isNull(row)) {
                    sums[slots[i]] += sign * floats.values[row];
                    counts[slots[i]] += sign;
                }
            }
        }

        @Override
        void addTotal(int target, int source) {
            sums[target] += sums[source];
        }

        @Override
        void loadTotal(int slot, Column totals, int index) {
            sums[slot] = ((Column.Floats) totals).values[index];
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            ((FloatsBuilder) target).append(sums[slot]);
        }
    }

    /** DOUBLE, added up in the order of arrival. */
    static final class OfDoubles extends Totals {
        double[] sums = new double[0];

        private OfDoubles() {
            super(DataType.DOUBLE);
        }

        @Override
        void grow(int capacity) {
            sums = Arrays.copyOf(sums, capacity);
        }

        @Override
        void zero(int slot) {
            sums[slot] = 0;
        }

        @Override
        void add(int[] slots, int[] positions, int count, Column column, int sign) {
            if (column instanceof Column.Doubles doubles) {
                for (int i = 0; i < count; i++) {
                    int row = positions[i];
                    if (!doubles.isNull(row)) {
                        sums[slots[i]] += sign * doubles.values[row];
                        counts[slots[i]] += sign;
                    }
                }
            } else if (column instanceof Column.Floats floats) {
                for (int i = 0; i < count; i++) {
                    int row = positions[i];
                    if (!floats.isNull(row)) {
                        sums[slots[i]] += sign * floats.values[row];
                        counts[slots[i]] += sign;
                    }
                }
            }
        }

        @Override
        void addTotal(int target, int source) {
            sums[target] += sums[source];
        }

        @Override
        void loadTotal(int slot, Column totals, int index) {
            sums[slot] = ((Column.Doubles) totals).values[index];
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            ((DoublesBuilder) target).append(sums[slot]);
        }
    }

    /**
     * DECIMAL. A total of more than 38 digits is NULL; as in Flink, the next value begins a new SUM, while an AVG stays
     * NULL for good.
     */
    static final class OfDecimals extends Totals {
        final DecimalTotals totals = new DecimalTotals();
        private final boolean beginsAnew;
        private boolean[] overflowed = new boolean[0];

        private OfDecimals(int scale, boolean beginsAnew) {
            super(DataType.decimal(DataType.MAX_DECIMAL_PRECISION, scale));
            this.beginsAnew = beginsAnew;
        }

        boolean overflowed(int slot) {
            return overflowed[slot];
        }

        @Override
        void grow(int capacity) {
            totals.ensure(capacity);
            overflowed = Arrays.copyOf(overflowed, capacity);
        }

        @Override
        void zero(int slot) {
            totals.set(slot, 0, 0);
            overflowed[slot] = false;
        }

        @Override
        void add(int[] slots, int[] positions, int count, Column column, int sign) {
            Column.Decimals decimals = (Column.Decimals) column;
            for (int i = 0; i < count; i++) {
                int row = positions[i];
                if (!decimals.isNull(row)) {
                    int slot = slots[i];
                    counts[slot] += sign;
                    if (!overflowed[slot] && !totals.add(slot, decimals, row, sign)) {
                        overflow(slot);
                    }
                }
            }
        }

        private void overflow(int slot) {
            if (beginsAnew) {
                clear(slot);
            } else {
                overflowed[slot] = true;
            }
        }

        @Override
        void addTotal(int target, int source) {
            if (overflowed[source]
                    || (!overflowed[target] && !totals.add(target, totals.high[source], totals.low[source]))) {
                overflow(target);
            }
        }

        @Override
        void loadTotal(int slot, Column column, int index) {
            overflowed[slot] = column.isNull(index);
            if (!overflowed[slot]) {
                totals.add(slot, (Column.Decimals) column, index, 1);
            }
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            if (overflowed[slot]) {
                target.appendNull();
            } else {
                ((DecimalsBuilder) target).append(totals.high[slot], totals.low[slot]);
            }
        }
    }
}
