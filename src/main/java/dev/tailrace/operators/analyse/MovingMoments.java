package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.IntsBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Means, squares and products of the last n rows of each key.
 *
 * <p>A running sum that values are taken out of again drifts, so nothing is ever taken out. The rows of a key are cut
 * into blocks of n; the last n of them are always a tail of one block and a head of the next. When a block is full, the
 * moments of all its tails are computed from behind; those of the head grow row by row (van Herk 1992; Gil and Werman
 * 1993). Moments grow by Welford's method (1962), and two are joined with the formula of Chan, Golub and LeVeque (1983):
 * the error is that of adding n numbers once, and a row costs the same for any n.
 *
 * <p>The moments of some rows stand one behind the other: the mean of each column, then for each pair of columns, each
 * with itself too, the sum of the products of their distances from their means: xx, xy, yy.
 */
final class MovingMoments implements RowModel.Table {
    private static final double[] NONE = {};

    private final int n;
    private final int columns;
    private final int width;

    // By slot. The ring has the row of place p of a block at p; places from the head on are of the block before.
    private double[][] rings = new double[0][];
    /** Of the tails of the block before, by the place where they begin; empty until there is one. */
    private double[][] tails = new double[0][];

    private double[][] heads = new double[0][];
    private int[] places = new int[0];

    /**
     * @param n at least 2
     * @param columns of each row
     */
    MovingMoments(int n, int columns) {
        this.n = n;
        this.columns = columns;
        this.width = columns + columns * (columns + 1) / 2;
    }

    /** How many numbers describe some rows. */
    int width() {
        return width;
    }

    void ensure(int limit) {
        if (limit > places.length) {
            int capacity = Math.max(limit, Math.max(16, places.length * 2));
            rings = Arrays.copyOf(rings, capacity);
            tails = Arrays.copyOf(tails, capacity);
            heads = Arrays.copyOf(heads, capacity);
            places = Arrays.copyOf(places, capacity);
        }
    }

    void clear(int slot) {
        rings[slot] = NONE;
        tails[slot] = NONE;
        heads[slot] = new double[width];
        places[slot] = 0;
    }

    /** Whether the key has had n rows. */
    boolean isFull(int slot) {
        return tails[slot].length > 0;
    }

    /** Gives the moments of the last n rows, once there are so many. */
    void describe(int slot, double[] moments) {
        double[] head = heads[slot];
        double[] tail = tails[slot];
        int place = places[slot];
        int from = place * width;
        double weight = (double) place * (n - place) / n;
        int at = columns;
        for (int i = 0; i < columns; i++) {
            double apart = head[i] - tail[from + i];
            moments[i] = tail[from + i] + apart * place / n;
            for (int j = i; j < columns; j++, at++) {
                moments[at] = tail[from + at] + head[at] + apart * (head[j] - tail[from + j]) * weight;
            }
        }
    }

    void add(int slot, double[] row) {
        int place = places[slot]++;
        double[] ring = rings[slot];
        if (ring.length == place * columns) {
            // Most keys of a long tail have few rows.
            ring = Arrays.copyOf(ring, Math.min(n, Math.max(4, place * 2)) * columns);
            rings[slot] = ring;
        }
        System.arraycopy(row, 0, ring, place * columns, columns);
        grow(heads[slot], row, 0, place + 1);
        if (place + 1 == n) {
            beginBlock(slot);
        }
    }

    /** Adds a row to moments, as the one of this number from 1 on. */
    private void grow(double[] moments, double[] rows, int from, int number) {
        int at = columns;
        for (int i = 0; i < columns; i++) {
            double before = rows[from + i] - moments[i];
            moments[i] += before / number;
            // The columns behind have their old means, this one its new one.
            for (int j = i; j < columns; j++, at++) {
                double apart = rows[from + j] - moments[j];
                moments[at] += i == j ? before * apart : before * (apart - apart / number);
            }
        }
    }

    private void beginBlock(int slot) {
        double[] block = tails[slot].length == 0 ? new double[n * width] : tails[slot];
        double[] moments = heads[slot];
        Arrays.fill(moments, 0);
        for (int start = n - 1; start >= 0; start--) {
            grow(moments, rings[slot], start * columns, n - start);
            System.arraycopy(moments, 0, block, start * width, width);
        }
        Arrays.fill(moments, 0);
        tails[slot] = block;
        places[slot] = 0;
    }

    @Override
    public String name() {
        return "rows";
    }

    /** Oldest first, each with its place in its block. */
    @Override
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>(List.of(Field.required("place", DataType.INT)));
        for (int i = 0; i < columns; i++) {
            fields.add(Field.required("value" + i, DataType.DOUBLE));
        }
        return fields;
    }

    @Override
    public int rows(int slot) {
        return isFull(slot) ? n : places[slot];
    }

    @Override
    public void save(int slot, int row, BatchBuilder target, int firstColumn) {
        int place = isFull(slot) ? (places[slot] + row) % n : row;
        ((IntsBuilder) target.column(firstColumn)).append(place);
        for (int i = 0; i < columns; i++) {
            ((DoublesBuilder) target.column(firstColumn + 1 + i)).append(rings[slot][place * columns + i]);
        }
    }

    @Override
    public void load(int slot, Batch batch, int firstColumn, int index) {
        int place = ((Column.Ints) batch.column(firstColumn)).values[index];
        double[] row = new double[columns];
        while (places[slot] < place) {
            // The places before the oldest row were overwritten by the head, so no tail that counts begins there.
            add(slot, row);
        }
        for (int i = 0; i < columns; i++) {
            row[i] = ((Column.Doubles) batch.column(firstColumn + 1 + i)).values[index];
        }
        add(slot, row);
    }
}
