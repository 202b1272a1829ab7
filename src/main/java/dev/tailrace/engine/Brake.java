package dev.tailrace.engine;

import dev.tailrace.runtime.Breakpoints.Step;
import dev.tailrace.runtime.Held;
import dev.tailrace.runtime.Run;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Brings the threads of one run to rest and lets them go on. Safe on any thread.
 *
 * <p>A thread that comes to a row to hold stays in the call in which it passes it on, and with it everything above the
 * wire on this thread. The other threads look at {@link #rest()} between two elements. If several threads come to such
 * rows, one is shown and the others wait for their turn.
 */
final class Brake {
    private final Lifecycle lifecycle;
    private final Runnable wakeAll;
    private final AtomicLong numbers = new AtomicLong();

    /** The first is shown; the others wait for their turn. */
    private final Deque<Stop> stops = new ArrayDeque<>();

    private boolean paused;
    private volatile @Nullable Rest rest;
    private volatile boolean nextHitWanted;
    private volatile long stopsBegun;

    /**
     * What a thread at a held row is to do.
     *
     * @param since the rests of the run up to the order; once the run has had another, a step that was ordered is over
     */
    record Order(Move move, long since) {}

    /** How far a thread at a held row is to go. */
    enum Move {
        GO_ON,
        ROW,
        BATCH
    }

    /**
     * The run is at rest.
     *
     * @param below tasks that work on what has come to them
     */
    record Rest(BitSet below) {
        private static final Rest ALL = new Rest(new BitSet());

        boolean spares(int task) {
            return below.get(task);
        }
    }

    /** A thread that holds a row. */
    static final class Stop {
        private final Thread thread = Thread.currentThread();
        private final BitSet below;
        private Held held;
        private volatile @Nullable Order order;

        private Stop(BitSet below, Held held) {
            this.below = below;
            this.held = held;
        }

        /** What to do; null as long as the row is held. */
        @Nullable
        Order order() {
            return order;
        }
    }

    /** @param wakeAll ends the waiting of all threads, so that they look again */
    Brake(Lifecycle lifecycle, Runnable wakeAll) {
        this.lifecycle = lifecycle;
        this.wakeAll = wakeAll;
    }

    /** Whether the threads are to be at rest, and which of them are not; null if none is. */
    @Nullable
    Rest rest() {
        return rest;
    }

    /** The state of a run that would otherwise have this one. */
    synchronized Run.State state(Run.State moving) {
        boolean canRest = moving == Run.State.STARTING || moving == Run.State.RUNNING || moving == Run.State.FINISHING;
        if (!canRest || rest == null) {
            return moving;
        }
        return stops.isEmpty() ? Run.State.PAUSED : Run.State.HELD;
    }

    /** What is held, or null; null too once the run is to end. */
    synchronized @Nullable Held held() {
        Stop stop = stops.peek();
        return stop == null || state(lifecycle.state()) != Run.State.HELD ? null : stop.held;
    }

    /** How often the run has come to rest, or has gone on with all: a step that was under way then is over. */
    long stopsBegun() {
        return stopsBegun;
    }

    /** Whether the next hit is to be held, whatever the count. */
    boolean isNextHitWanted() {
        return nextHitWanted;
    }

    synchronized void pause() {
        if (!paused) {
            paused = true;
            if (stops.isEmpty()) {
                begin();
            }
            changed();
        }
    }

    /** Lets a run go on that is paused, held, or in the midst of a step. */
    synchronized void resume() {
        paused = false;
        begin();
        Stop stop = stops.peek();
        if (stop == null) {
            changed();
        } else {
            release(stop);
        }
    }

    synchronized void step(Step step) {
        Stop stop = stops.peek();
        if (stop == null || stop.order != null) {
            return;
        }
        paused = false;
        switch (step) {
            case ROW -> move(stop, Move.ROW);
            case BATCH -> move(stop, Move.BATCH);
            case NEXT_HIT -> {
                nextHitWanted = true;
                release(stop);
            }
        }
    }

    /**
     * The thread that calls has come to a row to hold, and waits for an order. A thread that has made a step within its
     * batch keeps its turn. If it is in the midst of a step, having come to another wire below, that step is over.
     *
     * @param before where it was held in this batch before, or null
     * @param since of the step that brought it here, unless the row is a hit; the row may pass if that step is over
     */
    synchronized Stop stop(@Nullable Stop before, BitSet below, Held held, long since) {
        boolean stepIsOver = since != stopsBegun;
        Stop first = stops.peek();
        if (before != null && before == first && !stepIsOver) {
            before.held = held;
            before.order = null;
            begin();
            changed();
            return before;
        }
        Stop stop = new Stop(below, held);
        if (stepIsOver && !held.hit()) {
            stop.order = new Order(Move.GO_ON, stopsBegun);
            return stop;
        }
        if (first != null && first.order != null && first.thread == stop.thread) {
            stops.remove();
            stops.addFirst(stop);
        } else {
            stops.add(stop);
        }
        if (stops.peek() == stop) {
            begin();
            changed();
        }
        return stop;
    }

    /** For the next held row, see {@link Held#number()}. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** The thread has made its step, and its batch has passed. */
    synchronized void leave(Stop stop) {
        if (!stops.remove(stop)) {
            return; // The run was told to go on meanwhile.
        }
        if (!stops.isEmpty()) {
            begin();
        }
        changed();
    }

    private void begin() {
        stopsBegun++;
        nextHitWanted = false;
    }

    private void move(Stop stop, Move move) {
        stop.order = new Order(move, stopsBegun);
        wakeAll.run();
    }

    private void release(Stop stop) {
        stops.remove(stop);
        stop.order = new Order(Move.GO_ON, stopsBegun);
        if (!stops.isEmpty()) {
            begin();
        }
        changed();
    }

    private void changed() {
        Stop stop = stops.peek();
        rest = paused ? Rest.ALL : stop == null ? null : new Rest(stop.below);
        wakeAll.run();
        lifecycle.changed();
    }
}
