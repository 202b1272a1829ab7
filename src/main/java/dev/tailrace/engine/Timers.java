package dev.tailrace.engine;

import java.util.Iterator;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Times that a node has asked for, each once. Single-threaded. */
final class Timers {
    private final NavigableSet<Long> times = new TreeSet<>();

    void add(long millis) {
        times.add(millis);
    }

    /** Whether a time up to {@code now} is left. */
    boolean isDue(long now) {
        return !times.isEmpty() && times.first() <= now;
    }

    /** Takes out the earliest time. */
    long take() {
        Iterator<Long> first = times.iterator();
        long time = first.next();
        first.remove();
        return time;
    }

    /** The earliest time, or {@link Long#MAX_VALUE}. */
    long next() {
        return times.isEmpty() ? Long.MAX_VALUE : times.first();
    }
}
