package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
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
        assertEquals(total, caller.busyNanos() + called.busyNanos(), total / 100.0);
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

    @Test
    void sharesOfUnevenLightElementsConverge() {
        Random random = new Random(1);
        start();
        long callerNanos = 0;
        for (int i = 0; i < 1_000_000; i++) {
            long inCaller = 100 + random.nextInt(400);
            callerNanos += inCaller;
            element(inCaller, 50 + random.nextInt(1_000));
        }

        assertTrue(timed < 10_000, () -> timed + " of 1,000,000 timed");
        assertEquals((double) callerNanos / clock.get(), (double) caller.busyNanos() / clock.get(), 0.02);
    }

    @Test
    void elementsThatComeRarelyAreAllTimed() {
        start();
        light(1_000_000);
        timed = 0;
        long busyBefore = called.busyNanos();
        for (int i = 0; i < 10; i++) {
            stopwatch.resume(40_000_000);
            element(1_000, 60_000_000);
        }

        assertEquals(10, timed);
        assertEquals(10 * 60_000_000, called.busyNanos() - busyBefore, 5_000_000);
    }

    @Test
    void aNodeThatTurnsSlowIsSeenWithinTwoElementsOfTheNextReading() {
        start();
        light(1_000_000);
        long busyBefore = called.busyNanos();
        element(1_000, 100_000_000);
        stopwatch.timeNext();
        element(1_000, 100_000_000);

        assertEquals(2 * 100_000_000, called.busyNanos() - busyBefore, 1_000_000);
    }

    private void light(int elements) {
        for (int i = 0; i < elements; i++) {
            element(300, 500);
        }
    }
}
