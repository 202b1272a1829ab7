package dev.tailrace.language.functions;

/** Conditions as bits, computed without a branch. */
public final class Bits {
    private Bits() {}

    /** 1 if {@code a < b}, else 0: the sign of {@code a - b}, or of {@code a} where both have different ones. */
    public static int less(long a, long b) {
        return (int) (((a & ~b) | (~(a ^ b) & (a - b))) >>> 63);
    }
}
