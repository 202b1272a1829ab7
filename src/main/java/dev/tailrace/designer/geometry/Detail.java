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

    /** By the zoom as people read it, in whole percents: what says 80 % shows what 80 % shows. */
    public static Detail at(double zoom) {
        if (zoom >= 0.795) {
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
