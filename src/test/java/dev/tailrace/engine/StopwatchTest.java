package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    private final AtomicLong clock = new AtomicLong();
    private final Stopwatch stopwatch = new Stopwatch(new ThreadMeter(), clock::get);
    private final NodeMeter caller = new NodeMeter();
    private final NodeMeter called = new NodeMeter();
    private int timed;

    /** An element that the first node works on for some time, and then the second, which it calls. */
    private void element(long callerNanos, long calledNanos) {
        stopwatch.beginElement();
        boolean timing = stopwatch.isTiming();
        timed += timing ? 1 : 0;
        @Nullable NodeMeter nobody = timing ? stopwatch.enter(caller) : null;
        clock.addAndGet(callerNanos);
        @Nullable NodeMeter first = timing ? stopwatch.enter(called) : null;
        clock.addAndGet(calledNanos);
        if (timing) {
            stopwatch.leave(first);
            stopwatch.leave(nobody);
        }
        stopwatch.endElement();
    }

    private void start() {
        stopwatch.add(caller);
        stopwatch.add(called);
        stopwatch.start();
    }

    @Test
    void busyTimeOfANodeLeavesOutTheNodesItCalls() {
        start();
        for (int i = 0; i < 100; i++) {
            element(1_000, 500_000);
        }

        assertEquals(100, timed, "heavy elements are all timed");
        assertEquals(100 * 1_000, caller.busyNanos());
        assertEquals(100 * 500_000, called.busyNanos());
    }

    @Test
    void lightElementsAreTimedNowAndThenAndTheRestIsDividedLikeThem() {
        start();
        for (int i = 0; i < 100_000; i++) {
            element(300, 500);
        }

        assertTrue(timed < 8_000, () -> timed + " of 100,000 timed");
        long total = clock.get();
        assertEquals(total, caller.busyNanos() + called.busyNanos(), total / 1_000.0);
        assertEquals(3.0 / 5, (double) caller.busyNanos() / called.busyNanos(), 0.01);
    }

    @Test
    void afterAHeavyElementTheNextOnesAreTimed() {
        start();
        for (int i = 0; i < 100_000; i++) {
            boolean fires = i % 100 == 99;
            element(300, fires ? 10_000_000 : 100);
        }

        double share = (double) called.busyNanos() / clock.get();
        assertEquals(1_000 * 10_000_000.0 / clock.get(), share, 0.05);
    }
}
