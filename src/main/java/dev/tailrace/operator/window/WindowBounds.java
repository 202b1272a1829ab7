package dev.tailrace.operator.window;

/** A window {@code [start, end)} by the wall clock, in milliseconds; in the order in which windows fire. */
public record WindowBounds(long start, long end) implements Comparable<WindowBounds> {
    @Override
    public int compareTo(WindowBounds other) {
        int byEnd = Long.compare(end, other.end);
        return byEnd == 0 ? Long.compare(start, other.start) : byEnd;
    }
}
