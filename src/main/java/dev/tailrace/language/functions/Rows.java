package dev.tailrace.language.functions;

import dev.tailrace.data.Batch;

/** What generated loops need besides functions. */
public final class Rows {
    private Rows() {}

    /** Number of positions that columns of the batch's rows must have. */
    public static int positions(Batch batch) {
        int rows = batch.rows();
        return rows == 0 ? 0 : batch.index(rows - 1) + 1;
    }

    /** Sets the row's bit. */
    public static void markNull(long[] nulls, int row) {
        nulls[row >> 6] |= 1L << row;
    }

    /** A value that cannot be NULL is, mostly because it has more digits than its type. */
    public static void failOnNull() {
        throw new ArithmeticException("the result is no value of its type");
    }
}
