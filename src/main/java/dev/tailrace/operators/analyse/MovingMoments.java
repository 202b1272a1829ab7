package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import java.util.Arrays;
import java.util.List;

/**
 * Mean and population deviation of the last n values of each key, and how far each next value lies from them.
 *
 * <p>A running sum that values are taken out of again drifts, so nothing is ever taken out. The values of a key are cut
 * into blocks of n; the last n of them are always a tail of one block and a head of the next. When a block is full, the
 * moments of all its tails are computed from behind; those of the head grow value by value (van Herk 1992; Gil and Werman
 * 1993). Moments grow by Welford's method (1962), and two are joined with the formula of Chan, Golub and LeVeque (1983):
 * the error is that of adding n numbers once, and a value costs the same for any n.
 */
final class MovingMoments implements RowModel {
    private static final double[] NONE = {};

    private final int n;
    private final Table values = new Values();

    // By slot. The ring has the value of position p of a block at p; positions from the head on are of the block before.
    private double[][] rings = new double[0][];
    private double[][] tailMeans = new double[0][];
    private double[][] tailSquares = new double[0][];
    private boolean[] hasTail = new boolean[0];
    private int[] heads = new int[0];
    private double[] headMeans = new double[0];
    private double[] headSquares = new double[0];

    /** @param n at least 2 */
    MovingMoments(int n) {
        this.n = n;
    }

    @Override
    public void ensure(int limit) {
        if (limit > heads.length) {
            int capacity = Math.max(limit, Math.max(16, heads.length * 2));
            rings = Arrays.copyOf(rings, capacity);
            tailMeans = Arrays.copyOf(tailMeans, capacity);
            tailSquares = Arrays.copyOf(tailSquares, capacity);
            hasTail = Arrays.copyOf(hasTail, capacity);
            heads = Arrays.copyOf(heads, capacity);
            headMeans = Arrays.copyOf(headMeans, capacity);
            headSquares = Arrays.copyOf(headSquares, capacity);
        }
    }

    @Override
    public void clear(int slot) {
        rings[slot] = NONE;
        tailMeans[slot] = NONE;
        tailSquares[slot] = NONE;
        hasTail[slot] = false;
        heads[slot] = 0;
        headMeans[slot] = 0;
        headSquares[slot] = 0;
    }

    /** Gives the mean, the deviation and the distance in deviations, of the n values before this one. */
    @Override
    public void take(int slot, double[] row, long millis, double[] results) {
        double value = row[0];
        if (hasTail[slot]) {
            describe(slot, value, results);
        } else {
            Arrays.fill(results, Double.NaN);
        }
        add(slot, value);
    }

    private void describe(int slot, double value, double[] results) {
        int head = heads[slot];
        double tailMean = tailMeans[slot][head];
        double apart = headMeans[slot] - tailMean;
        double mean = tailMean + apart * head / n;
        double squares = tailSquares[slot][head] + headSquares[slot] + apart * apart * ((double) head * (n - head) / n);
        double deviation = Math.sqrt(squares / n);
        results[0] = mean;
        results[1] = deviation;
        results[2] = deviation == 0 ? Double.NaN : (value - mean) / deviation;
    }

    private void add(int slot, double value) {
        int head = heads[slot]++;
        double[] ring = rings[slot];
        if (head == ring.length) {
            // Most keys of a long tail have few values.
            ring = Arrays.copyOf(ring, Math.min(n, Math.max(4, head * 2)));
            rings[slot] = ring;
        }
        ring[head] = value;
        double before = value - headMeans[slot];
        headMeans[slot] += before / (head + 1);
        headSquares[slot] += before * (value - headMeans[slot]);
        if (heads[slot] == n) {
            beginBlock(slot);
        }
    }

    private void beginBlock(int slot) {
        if (tailMeans[slot].length == 0) {
            tailMeans[slot] = new double[n];
            tailSquares[slot] = new double[n];
        }
        double mean = 0;
        double squares = 0;
        for (int start = n - 1; start >= 0; start--) {
            double value = rings[slot][start];
            double before = value - mean;
            mean += before / (n - start);
            squares += before * (value - mean);
            tailMeans[slot][start] = mean;
            tailSquares[slot][start] = squares;
        }
        hasTail[slot] = true;
        heads[slot] = 0;
        headMeans[slot] = 0;
        headSquares[slot] = 0;
    }

    @Override
    public List<Table> tables() {
        return List.of(values);
    }

    /** The values of each key, oldest first, with their places in their blocks. */
    private final class Values implements Table {
        @Override
        public String name() {
            return "values";
        }

        @Override
        public List<Field> fields() {
            return List.of(Field.required("place", DataType.INT), Field.required("value", DataType.DOUBLE));
        }

        @Override
        public int rows(int slot) {
            return hasTail[slot] ? n : heads[slot];
        }

        @Override
        public void save(int slot, int row, BatchBuilder target, int firstColumn) {
            int place = hasTail[slot] ? (heads[slot] + row) % n : row;
            ((ColumnBuilder.Ints) target.column(firstColumn)).append(place);
            ((ColumnBuilder.Doubles) target.column(firstColumn + 1)).append(rings[slot][place]);
        }

        @Override
        public void load(int slot, Batch batch, int firstColumn, int index) {
            int place = ((Column.Ints) batch.column(firstColumn)).values[index];
            if (place > heads[slot]) {
                // The places before the oldest value were overwritten by the head, so no tail that counts begins there.
                rings[slot] = Arrays.copyOf(rings[slot], n);
                while (heads[slot] < place) {
                    add(slot, 0);
                }
            }
            add(slot, ((Column.Doubles) batch.column(firstColumn + 1)).values[index]);
        }
    }
}
