package dev.tailrace.language.functions;

import org.jspecify.annotations.Nullable;

/** Products of a constant and whole columns, 128 bits each. */
public final class Products {
    private Products() {}

    /** Of the selected rows, or of all from {@code first} to {@code last}, exclusive. */
    public static void of(
            long factor, long[] values, int @Nullable [] selection, int first, int last, long[] high, long[] low) {
        if (selection != null) {
            for (int k = first; k < last; k++) {
                int row = selection[k];
                low[row] = factor * values[row];
                high[row] = Math.multiplyHigh(factor, values[row]);
            }
            return;
        }
        for (int row = first; row < last; row++) {
            low[row] = factor * values[row];
            high[row] = Math.multiplyHigh(factor, values[row]);
        }
    }
}
