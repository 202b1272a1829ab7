package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.TypeKind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SUM: NULL until there is a value that is not NULL. */
abstract sealed class Sums implements Accumulator {
    /** Whether the slot has a sum. */
    boolean[] known = new boolean[0];

    private final DataType type;

    private Sums(DataType type) {
        this.type = type;
    }

    static Sums of(DataType argument) {
        return switch (argument.kind()) {
            case DECIMAL -> new OfDecimals(DataType.decimal(DataType.MAX_DECIMAL_PRECISION, argument.scale()));
            case FLOAT -> new OfFloats();
            case DOUBLE -> new OfDoubles();
            default -> new OfIntegers(argument);
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
        zero(slot);
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
        return List.of(Field.of("sum", type));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        result(slot, target.column(firstColumn));
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        Column column = batch.column(firstColumn);
        clear(slot);
        if (!column.isNull(index)) {
            add(new int[] {slot}, new int[] {index}, 1, column);
        }
    }

    abstract void grow(int capacity);

    abstract void zero(int slot);

    abstract void append(int slot, ColumnBuilder target);

    /** TINYINT to BIGINT; the sum of 64 bits, cut to the type's width, is the sum that wraps at that width. */
    private static final class OfIntegers extends Sums {
        private final TypeKind kind;
        private long[] sums = new long[0];

        OfIntegers(DataType type) {
            super(type);
            kind = type.kind();
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
        public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
            if (argument instanceof Column.Longs longs) {
                for (int i = 0; i < count; i++) {
                    int row = positions[i];
                    if (!longs.isNull(row)) {
                        sums[slots[i]] += longs.values[row];
                        known[slots[i]] = true;
                    }
                }
            } else if (argument instanceof Column.Ints ints) {
                for (int i = 0; i < count; i++) {
                    int row = positions[i];
                    if (!ints.isNull(row)) {
                        sums[slots[i]] += ints.values[row];
                        known[slots[i]] = true;
                    }
                }
            }
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            long sum = sums[slot];
            if (target instanceof ColumnBuilder.Longs longs) {
                longs.append(sum);
            } else {
                ((ColumnBuilder.Ints) target).append(narrow(sum, kind));
            }
        }
    }

    /** The value cut to the width of TINYINT, SMALLINT or INT, as Java narrows. */
    static int narrow(long value, TypeKind kind) {
        return switch (kind) {
            case TINYINT -> (byte) value;
            case SMALLINT -> (short) value;
            default -> (int) value;
        };
    }

    /** FLOAT, added up in FLOAT as in Flink. */
    private static final class OfFloats extends Sums {
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
        public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
            Column.Floats floats = (Column.Floats) Accumulator.required(argument);
            for (int i = 0; i < count; i++) {
                int row = positions[i];
                if (!floats.isNull(row)) {
                    sums[slots[i]] += floats.values[row];
                    known[slots[i]] = true;
                }
            }
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            ((ColumnBuilder.Floats) target).append(sums[slot]);
        }
    }

    /** DOUBLE, added up in the order of arrival. */
    private static final class OfDoubles extends Sums {
        private double[] sums = new double[0];

        OfDoubles() {
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
        public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
            Column.Doubles doubles = (Column.Doubles) Accumulator.required(argument);
            for (int i = 0; i < count; i++) {
                int row = positions[i];
                if (!doubles.isNull(row)) {
                    sums[slots[i]] += doubles.values[row];
                    known[slots[i]] = true;
                }
            }
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            ((ColumnBuilder.Doubles) target).append(sums[slot]);
        }
    }

    /** DECIMAL. As in Flink, a sum of more than 38 digits becomes NULL, and the next value begins a new one. */
    private static final class OfDecimals extends Sums {
        private final DecimalTotals totals = new DecimalTotals();

        OfDecimals(DataType type) {
            super(type);
        }

        @Override
        void grow(int capacity) {
            totals.ensure(capacity);
        }

        @Override
        void zero(int slot) {
            totals.set(slot, 0, 0);
        }

        @Override
        public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
            Column.Decimals decimals = (Column.Decimals) Accumulator.required(argument);
            for (int i = 0; i < count; i++) {
                int row = positions[i];
                if (!decimals.isNull(row)) {
                    int slot = slots[i];
                    known[slot] = totals.add(slot, decimals, row);
                    if (!known[slot]) {
                        totals.set(slot, 0, 0);
                    }
                }
            }
        }

        @Override
        void append(int slot, ColumnBuilder target) {
            ((ColumnBuilder.Decimals) target).append(totals.high[slot], totals.low[slot]);
        }
    }
}
