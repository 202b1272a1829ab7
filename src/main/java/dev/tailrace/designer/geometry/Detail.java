package dev.tailrace.designer.geometry;

/** How much is drawn, by zoom. */
public enum Detail {
    /** Everything. */
    FULL,
    /** No summaries, previews and watermarks. */
    REDUCED,
    /** Blocks in the families' colours; no pills, no ports. */
    BLOCKS,
    /** Blocks, and a straight line for each wire. */
    LINES;

    public static Detail at(double zoom) {
        if (zoom >= 0.8) {
            return FULL;
        }
        if (zoom >= 0.5) {
            return REDUCED;
        }
        return zoom >= 0.2 ? BLOCKS : LINES;
    }

    public boolean hasPorts() {
        return this == FULL || this == REDUCED;
    }
}
