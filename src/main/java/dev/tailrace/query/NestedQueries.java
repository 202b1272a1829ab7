package dev.tailrace.query;

/** What draws queries within conditions and expressions, and joins them to the rows outside. */
record NestedQueries(
        Drawing drawing, Queries queries, From from, JoinDrawing joining, Shaping shaping, Pendings pendings) {
    static NestedQueries of(Drawing drawing, Queries queries, From from) {
        return new NestedQueries(
                drawing, queries, from, new JoinDrawing(drawing), new Shaping(drawing), new Pendings(drawing));
    }
}
