package dev.tailrace.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how much of a task's working time each of its nodes takes, without the nodes it calls.
 *
 * <p>Reading the clock at every call would cost more than the lightest nodes do, so only some elements are timed node by
 * node, chosen at random, as many as can be had for about one part in {@value #COST_SHARE} of the working time: all
 * where elements are heavy. When elements turn heavy after many light ones, the next reading of the telemetry and the
 * next pause see to it that this is noticed, see {@link #timeNext()}.
 *
 * <p>The time of the elements in between is exact as a sum, so the nodes' busy times never add up to more than has
 * passed. It is divided like that of the elements timed lately taken together; one alone would favour nodes whose times
 * vary little. What a node does once in tens of thousands of light elements may be missed, and then counts for all.
 */
final class Stopwatch {
    private static final int COST_SHARE = 512;

    /** What one reading of the clock and its bookkeeping is taken to cost. */
    private static final long READING_NANOS = 50;

    /** Between timed elements, in the mean. */
    private static final int MAX_DISTANCE = 1024;

    /** Over about how many elements their mean weight is taken; at least twice {@link #MAX_DISTANCE}. */
    private static final double AVERAGED_ELEMENTS = 2048;

    /** Heavy until known better, so that the first elements of a run are all timed. */
    private static final double FIRST_NANOS_PER_ELEMENT = 400_000;

    /** For about how many elements the times of nodes are remembered. */
    private static final double REMEMBERED_ELEMENTS = 16 * 1024;

    /** Elements that come so rarely are all timed. */
    private static final long RARE_NANOS = 1_000_000;

    private final ThreadMeter thread;
    private final LongSupplier nanoTime;
    private final List<NodeMeter> nodes = new ArrayList<>();
    private @Nullable NodeMeter current;
    private boolean timing;
    private int untilTimed = 1;
    private long elements;
    private double nanosPerElement = FIRST_NANOS_PER_ELEMENT;
    private long mark;
    private int readings;
    private int random = 0x9e3779b9;
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

    /** The task has waited for elements. */
    void resume(long pausedNanos) {
        if (pausedNanos >= RARE_NANOS) {
            timeNext();
        }
    }

    /** Has the next element timed, whatever it costs: somebody reads the busy times now. */
    void timeNext() {
        untilTimed = 1;
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
        long worked = now - stretchBegan;
        long timed = 0;
        double recent = 0;
        for (int i = 0; i < nodes.size(); i++) {
            NodeMeter node = nodes.get(i);
            timed += node.timedNanos;
            // The timed element stands for all of its stretch.
            node.recentNanos += elements * (node.timedNanos - node.recentNanos / REMEMBERED_ELEMENTS);
            recent += node.recentNanos;
        }
        double rest = recent > 0 ? Math.max(0, worked - timed) / recent : 0;
        for (int i = 0; i < nodes.size(); i++) {
            NodeMeter node = nodes.get(i);
            long nanos = node.timedNanos + (long) (node.recentNanos * rest);
            node.timedNanos = 0;
            if (nanos > 0) {
                node.addBusy(nanos);
            }
        }
        nanosPerElement += (worked - elements * nanosPerElement) / AVERAGED_ELEMENTS;
        chooseNext();
        stretchBegan = now;
        elements = 0;
    }

    /** Chooses the next element to time so that timing costs its share, at random so as not to keep step with the input. */
    private void chooseNext() {
        double distance = readings * READING_NANOS * COST_SHARE / Math.max(1, nanosPerElement);
        untilTimed = 1 + (int) (Math.min(distance, MAX_DISTANCE) * nextUnit());
    }

    /** From 0 to below 2, 1 in the mean; Marsaglia's xorshift, good enough to choose by. */
    private double nextUnit() {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return (random & 0xffff) / (double) 0x8000;
    }
}
