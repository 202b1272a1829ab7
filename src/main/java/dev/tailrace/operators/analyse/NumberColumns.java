package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;

/**
 * Numeric columns of a batch as DOUBLE. What cannot be computed with, NULL, NaN and the infinite, comes as NaN.
 * Single-threaded.
 */
final class NumberColumns {
    private final int[] columns;
    /** By column, then by position in the batch. */
    private final double[][] numbers;

    NumberColumns(int[] columns) {
        this.columns = columns;
        this.numbers = new double[columns.length][Batch.MAX_ROWS];
    }

    void begin(Batch batch) {
        int limit = batch.rows() == 0 ? 0 : batch.index(batch.rows() - 1) + 1;
        for (int i = 0; i < columns.length; i++) {
            if (numbers[i].length < limit) {
                numbers[i] = new double[limit];
            }
            read(batch.column(columns[i]), batch, numbers[i]);
        }
    }

    /** Takes the numbers of a row; false if one of them cannot be computed with. */
    boolean take(int index, double[] target) {
        boolean finite = true;
        for (int i = 0; i < numbers.length; i++) {
            target[i] = numbers[i][index];
            finite &= Double.isFinite(target[i]);
        }
        return finite;
    }

    private static void read(Column column, Batch batch, double[] target) {
        if (column instanceof Column.Doubles doubles) {
            for (int i = 0; i < batch.rows(); i++) {
                target[batch.index(i)] = doubles.values[batch.index(i)];
            }
        } else if (column instanceof Column.Longs longs) {
            for (int i = 0; i < batch.rows(); i++) {
                target[batch.index(i)] = longs.values[batch.index(i)];
            }
        } else if (column instanceof Column.Ints ints) {
            for (int i = 0; i < batch.rows(); i++) {
                target[batch.index(i)] = ints.values[batch.index(i)];
            }
        } else if (column instanceof Column.Floats floats) {
            for (int i = 0; i < batch.rows(); i++) {
                target[batch.index(i)] = floats.values[batch.index(i)];
            }
        } else if (column instanceof Column.Decimals decimals) {
            read(decimals, batch, target);
        }
        for (int i = 0; column.nulls != null && i < batch.rows(); i++) {
            if (column.isNull(batch.index(i))) {
                target[batch.index(i)] = Double.NaN;
            }
        }
    }

    private static void read(Column.Decimals decimals, Batch batch, double[] target) {
        // Both are exact below 2^53 and 10^22, so that the quotient is the nearest DOUBLE.
        boolean quotient = decimals.high == null && decimals.type().precision() <= 15;
        double unit = Math.pow(10, decimals.type().scale());
        for (int i = 0; i < batch.rows(); i++) {
            int row = batch.index(i);
            if (!decimals.isNull(row)) {
                target[row] = quotient
                        ? decimals.low[row] / unit
                        : decimals.decimal(row).doubleValue();
            }
        }
    }
}
