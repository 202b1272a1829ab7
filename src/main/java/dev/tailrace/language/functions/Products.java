package dev.tailrace.language.functions;

import org.jspecify.annotations.Nullable;

/**
 * Products of a constant and whole columns, 128 bits each. The halves have a loop of their own, so that the JIT can take
 * several rows at a time; the upper one is only multiplied where some product of the batch is beyond 64 bits.
 */
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
        }
        if (Long.SIZE - Long.numberOfLeadingZeros(bits(values, first, last)) + bitLength(factor) < Long.SIZE - 1) {
            for (int row = first; row < last; row++) {
                high[row] = low[row] >> 63;
            }
            return;
        }
        for (int row = first; row < last; row++) {
            high[row] = Math.multiplyHigh(factor, values[row]);
        }
    }

    /** Bits that are set in one of the magnitudes, those of negative numbers less one. */
    private static long bits(long[] values, int first, int last) {
        long bits = 0;
        for (int row = first; row < last; row++) {
            bits |= values[row] ^ values[row] >> 63;
        }
        return bits;
    }

    private static int bitLength(long number) {
        return Long.SIZE - Long.numberOfLeadingZeros(number ^ number >> 63);
    }
}
