package dev.tailrace.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how much of a task's working time each of its nodes takes, without the nodes it calls.
 *
 * <p>Reading the clock at every call would cost more than the lightest nodes do, so only some elements are timed node by
 * node: as many as can be had for about one part in 256 of the working time. Heavy elements are therefore all timed, and
 * after a heavy one the next ones are too. The time of the elements in between is exact as a sum and divided like that
 * of the timed one that ends them; so the nodes' busy times never add up to more than has passed.
 */
final class Stopwatch {
    private static final int BUDGET_SHIFT = 8;

    /** What one reading of the clock and its bookkeeping is taken to cost. */
    private static final long READING_NANOS = 50;

    private static final long MAX_BUDGET_NANOS = 1_000_000;

    private static final int MAX_UNTIMED = 256;

    private final ThreadMeter thread;
    private final LongSupplier nanoTime;
    private final List<NodeMeter> nodes = new ArrayList<>();
    private @Nullable NodeMeter current;
    private boolean timing;
    private int untilTimed = 1;
    private long elements;
    private long budgetNanos = MAX_BUDGET_NANOS / 8;
    private long mark;
    private int readings;
    private long stretchBegan;

    Stopwatch(ThreadMeter thread) {
        this(thread, System::nanoTime);
    }

    /** @param nanoTime the clock, for tests */
    Stopwatch(ThreadMeter thread, LongSupplier nanoTime) {
        this.thread = thread;
        this.nanoTime = nanoTime;
    }

    void add(NodeMeter node) {
        nodes.add(node);
    }

    /** The task begins to take elements. */
    void start() {
        stretchBegan = workedUntil();
    }

    /** The task takes an element (or a timer, or a completion). */
    void beginElement() {
        elements++;
        if (--untilTimed <= 0) {
            timing = true;
            mark = workedUntil();
            readings = 2;
        }
    }

    /** Whether {@link #enter} and {@link #leave} are wanted; does not change while an element passes. */
    boolean isTiming() {
        return timing;
    }

    /** A node begins to work; returns the one that has called it, for {@link #leave}. */
    @Nullable
    NodeMeter enter(NodeMeter node) {
        NodeMeter caller = current;
        charge();
        current = node;
        return caller;
    }

    void leave(@Nullable NodeMeter caller) {
        charge();
        current = caller;
    }

    void endElement() {
        if (timing) {
            timing = false;
            settle(workedUntil());
        }
    }

    /** A clock that stands still while the thread waits. */
    private long workedUntil() {
        return nanoTime.getAsLong() - thread.waitedNanos();
    }

    private void charge() {
        long now = workedUntil();
        if (current != null) {
            current.timedNanos += now - mark;
        }
        mark = now;
        readings++;
    }

    private void settle(long now) {
        long timed = 0;
        for (NodeMeter node : nodes) {
            timed += node.timedNanos;
        }
        budgetNanos -= readings * READING_NANOS;
        if (timed > 0) {
            long worked = now - stretchBegan;
            double rest = Math.max(0, worked - timed) / (double) timed;
            for (NodeMeter node : nodes) {
                if (node.timedNanos > 0) {
                    node.addBusy(node.timedNanos + (long) (node.timedNanos * rest));
                    node.timedNanos = 0;
                }
            }
            budgetNanos = Math.min(MAX_BUDGET_NANOS, budgetNanos + (worked >> BUDGET_SHIFT));
            long earnedPerElement = Math.max(1, (worked >> BUDGET_SHIFT) / elements);
            untilTimed = budgetNanos > 0 ? 1 : (int) Math.min(MAX_UNTIMED, 1 - budgetNanos / earnedPerElement);
            stretchBegan = now;
            elements = 0;
        } else {
            untilTimed = budgetNanos > 0 ? 1 : MAX_UNTIMED;
        }
    }
}
