package dev.tailrace.language.functions;

import dev.tailrace.data.Batch;
import org.jspecify.annotations.Nullable;

/** What generated loops need besides functions. */
public final class Rows {
    private Rows() {}

    /** Number of positions that columns of the batch's rows must have. */
    public static int positions(Batch batch) {
        int rows = batch.rows();
        return rows == 0 ? 0 : batch.index(rows - 1) + 1;
    }

    /** The null words with the row's bit set; made if there are none yet. */
    public static long[] markNull(long @Nullable [] nulls, int row, int size) {
        long[] words = nulls == null ? new long[(size + 63) >> 6] : nulls;
        words[row >> 6] |= 1L << row;
        return words;
    }

    /** A value that cannot be NULL is, mostly because it has more digits than its type. */
    public static void failOnNull() {
        throw new ArithmeticException("the result is no value of its type");
    }
}
