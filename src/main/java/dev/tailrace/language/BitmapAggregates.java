package dev.tailrace.language;

import java.util.List;

/** The aggregates of Flink that make or meet bitmaps, for which there is no type here. */
public final class BitmapAggregates {
    /** In capitals. */
    public static final List<String> NAMES = List.of(
            "BITMAP_BUILD_AGG",
            "BITMAP_AND_AGG",
            "BITMAP_OR_AGG",
            "BITMAP_XOR_AGG",
            "BITMAP_BUILD_CARDINALITY_AGG",
            "BITMAP_AND_CARDINALITY_AGG",
            "BITMAP_OR_CARDINALITY_AGG",
            "BITMAP_XOR_CARDINALITY_AGG");

    private BitmapAggregates() {}
}
