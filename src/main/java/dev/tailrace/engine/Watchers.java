package dev.tailrace.engine;

import java.util.concurrent.atomic.AtomicInteger;

/** How many people look at rows of a source, at any wire that they come to. Safe on any thread. */
final class Watchers {
    private final AtomicInteger count = new AtomicInteger();

    void add() {
        count.incrementAndGet();
    }

    void remove() {
        count.decrementAndGet();
    }

    boolean any() {
        return count.get() > 0;
    }
}
