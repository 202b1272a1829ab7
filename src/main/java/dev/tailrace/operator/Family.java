package dev.tailrace.operator;

/** The six families of the palette, in its order. */
public enum Family {
    SOURCES,
    SHAPE,
    TIME,
    COMBINE,
    ANALYSE,
    SINKS
}
