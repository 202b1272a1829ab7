package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** AVG: a sum and a count, divided when asked; NULL where the count is 0. */
abstract sealed class Averages implements Accumulator {
    long[] counts = new long[0];

    private final DataType sumType;

    private Averages(DataType sumType) {
        this.sumType = sumType;
    }

    static Averages of(DataType argument) {
        return switch (argument.kind()) {
            case DECIMAL -> new OfDecimals(argument.scale());
            case FLOAT, DOUBLE -> new OfDoubles();
            default -> new OfIntegers(argument);
        };
    }

    @Override
    public void ensure(int limit) {
        if (limit > counts.length) {
            counts = Arrays.copyOf(counts, Accumulator.capacity(counts.length, limit));
            grow(counts.length);
        }
    }

    @Override
    public void clear(int slot) {
        counts[slot] = 0;
        zero(slot);
    }

    @Override
    public void result(int slot, ColumnBuilder target) {
        if (counts[slot] == 0) {
            target.appendNull();
        } else {
            appendAverage(slot, target);
        }
    }

    @Override
    public List<Field> state() {
        return List.of(Field.required("count", DataType.BIGINT), Field.of("sum", sumType));
    }

    @Override
    public void save(int slot, BatchBuilder target, int firstColumn) {
        ((ColumnBuilder.Longs) target.column(firstColumn)).append(counts[slot]);
        appendSum(slot, target.column(firstColumn + 1));
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        clear(slot);
        loadSum(slot, batch.column(firstColumn + 1), index);
        counts[slot] = ((Column.Longs) batch.column(firstColumn)).values[index];
    }

    abstract void grow(int capacity);

    abstract void zero(int slot);

    abstract void appendAverage(int slot, ColumnBuilder target);

    abstract void appendSum(int slot, ColumnBuilder target);

    abstract void loadSum(int slot, Column sums, int index);

    /** TINYINT to BIGINT: a BIGINT sum, which wraps, divided as integers are. */
    private static final class OfIntegers extends Averages {
        private final DataType type;
        private long[] sums = new long[0];

        OfIntegers(DataType type) {
            super(DataType.BIGINT);
            this.type = type;
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
                        counts[slots[i]]++;
                    }
                }
            } else if (argument instanceof Column.Ints ints) {
                for (int i = 0; i < count; i++) {
                    int row = positions[i];
                    if (!ints.isNull(row)) {
                        sums[slots[i]] += ints.values[row];
                        counts[slots[i]]++;
                    }
                }
            }
        }

        @Override
        void appendAverage(int slot, ColumnBuilder target) {
            long average = sums[slot] / counts[slot];
            if (target instanceof ColumnBuilder.Longs longs) {
                longs.append(average);
            } else {
                ((ColumnBuilder.Ints) target).append(Sums.narrow(average, type.kind()));
            }
        }

        @Override
        void appendSum(int slot, ColumnBuilder target) {
            ((ColumnBuilder.Longs) target).append(sums[slot]);
        }

        @Override
        void loadSum(int slot, Column column, int index) {
            sums[slot] = ((Column.Longs) column).values[index];
        }
    }

    /** FLOAT and DOUBLE: a DOUBLE sum. */
    private static final class OfDoubles extends Averages {
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
            if (argument instanceof Column.Doubles doubles) {
                for (int i = 0; i < count; i++) {
                    int row = positions[i];
                    if (!doubles.isNull(row)) {
                        sums[slots[i]] += doubles.values[row];
                        counts[slots[i]]++;
                    }
                }
            } else if (argument instanceof Column.Floats floats) {
                for (int i = 0; i < count; i++) {
                    int row = positions[i];
                    if (!floats.isNull(row)) {
                        sums[slots[i]] += floats.values[row];
                        counts[slots[i]]++;
                    }
                }
            }
        }

        @Override
        void appendAverage(int slot, ColumnBuilder target) {
            double average = sums[slot] / counts[slot];
            if (target instanceof ColumnBuilder.Doubles doubles) {
                doubles.append(average);
            } else {
                ((ColumnBuilder.Floats) target).append((float) average);
            }
        }

        @Override
        void appendSum(int slot, ColumnBuilder target) {
            ((ColumnBuilder.Doubles) target).append(sums[slot]);
        }

        @Override
        void loadSum(int slot, Column column, int index) {
            sums[slot] = ((Column.Doubles) column).values[index];
        }
    }

    /** DECIMAL. As in Flink, a sum of more than 38 digits makes the average NULL for good. */
    private static final class OfDecimals extends Averages {
        /** Flink divides to 38 digits first and then rounds to the scale of the result. */
        private static final MathContext DIVISION =
                new MathContext(DataType.MAX_DECIMAL_PRECISION, RoundingMode.HALF_UP);

        private final int scale;
        private final DecimalTotals totals = new DecimalTotals();
        private boolean[] overflowed = new boolean[0];

        OfDecimals(int scale) {
            super(DataType.decimal(DataType.MAX_DECIMAL_PRECISION, scale));
            this.scale = scale;
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
        public void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
            Column.Decimals decimals = (Column.Decimals) Accumulator.required(argument);
            for (int i = 0; i < count; i++) {
                int row = positions[i];
                if (!decimals.isNull(row)) {
                    int slot = slots[i];
                    counts[slot]++;
                    if (!overflowed[slot] && !totals.add(slot, decimals, row)) {
                        overflowed[slot] = true;
                    }
                }
            }
        }

        @Override
        void appendAverage(int slot, ColumnBuilder target) {
            if (overflowed[slot]) {
                target.appendNull();
                return;
            }
            BigDecimal average = Column.Decimals.wide(totals.high[slot], totals.low[slot], scale)
                    .divide(BigDecimal.valueOf(counts[slot]), DIVISION)
                    .setScale(target.type().scale(), RoundingMode.HALF_UP);
            target.append(average.precision() > DataType.MAX_DECIMAL_PRECISION ? null : average);
        }

        @Override
        void appendSum(int slot, ColumnBuilder target) {
            if (overflowed[slot]) {
                target.appendNull();
            } else {
                ((ColumnBuilder.Decimals) target).append(totals.high[slot], totals.low[slot]);
            }
        }

        @Override
        void loadSum(int slot, Column column, int index) {
            overflowed[slot] = column.isNull(index);
            if (!overflowed[slot]) {
                totals.add(slot, (Column.Decimals) column, index);
            }
        }
    }
}
