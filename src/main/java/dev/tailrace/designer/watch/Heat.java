package dev.tailrace.designer.watch;

/** How strongly a share of the CPU time tints what is drawn. No toolkit. */
public final class Heat {
    /** Text on the strongest tint must be read as easily as elsewhere. */
    private static final double STRONGEST = 0.34;

    private Heat() {}

    /**
     * Rises with the root, since the differences between small shares are what one looks for in a large drawing.
     *
     * @param share from 0 to 1
     */
    public static double opacity(double share) {
        return STRONGEST * Math.sqrt(Math.max(0, Math.min(1, share)));
    }
}
