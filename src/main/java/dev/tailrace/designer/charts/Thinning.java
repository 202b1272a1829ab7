package dev.tailrace.designer.charts;

import java.util.BitSet;

/** Leaves out dots that lie on others: of very many points at most one in a square of two pixels is drawn. */
final class Thinning {
    /** So many are drawn one by one, so that their opacities add up. */
    private static final long ALL = 5_000;

    private static final int SQUARES_ACROSS = 4_096;
    private static final double SQUARE = 2;

    private final boolean thins;
    private final BitSet taken = new BitSet();

    private Thinning(boolean thins) {
        this.thins = thins;
    }

    static Thinning of(ChartData data) {
        return new Thinning(
                data.traces().stream().mapToLong(ChartData.Trace::count).sum() > ALL);
    }

    /** For small pictures, where every square counts. */
    static Thinning few() {
        return new Thinning(true);
    }

    /** Whether a point there is drawn. */
    boolean takes(double x, double y) {
        if (!thins) {
            return true;
        }
        int column = (int) (x / SQUARE);
        int row = (int) (y / SQUARE);
        if (column < 0 || row < 0 || column >= SQUARES_ACROSS || row >= SQUARES_ACROSS) {
            return false;
        }
        int square = row * SQUARES_ACROSS + column;
        boolean free = !taken.get(square);
        taken.set(square);
        return free;
    }
}
