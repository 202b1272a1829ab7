package dev.tailrace.operator.state;

/** How long the arrays of a state become when they are too short. */
public final class Growth {
    private static final int FEW = 1 << 16;
    private static final int LEAST = 16;
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private Growth() {}

    /** Twice as long while short; then by a quarter, so that little of a large state is room to spare. */
    public static int of(int length, int needed) {
        long grown = length < FEW ? length * 2L : length + length / 4L;
        return (int) Math.max(needed, Math.max(LEAST, Math.min(grown, LONGEST)));
    }
}
