package dev.tailrace.designer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedTest {
    private static final long LEAST = 500;

    private final List<Long> done = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private long now = 10_000;
    private final Paced paced = new Paced(
            LEAST,
            () -> now,
            (work, nanos) -> {
                waits.add(nanos);
                waiting.add(work);
            },
            () -> done.add(now));

    private void pass(long nanos) {
        now += nanos;
        List<Runnable> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void theFirstOfABurstIsDoneAtOnceAndTheRestTogetherAWhileLater() {
        paced.ask();
        assertEquals(List.of(0L), waits);
        pass(0);
        now += 100;
        paced.ask();
        paced.ask();
        now += 300;
        paced.ask();
        assertEquals(List.of(0L, 400L), waits);
        pass(100);
        assertEquals(List.of(10_000L, 10_500L), done);
    }

    @Test
    void whatIsAskedForAfterAPauseIsDoneAtOnce() {
        paced.ask();
        pass(0);
        now += 501;
        paced.ask();
        assertEquals(List.of(0L, 0L), waits);
    }

    @Test
    void whatWaitsIsDoneOnceWhereItIsHurried() {
        paced.ask();
        pass(0);
        paced.ask();
        paced.hurry();
        paced.hurry();
        pass(LEAST);
        assertEquals(List.of(10_000L, 10_000L), done);
    }

    @Test
    void whatIsAskedForWhileItIsDoneIsDoneOnceMore() {
        List<String> asked = new ArrayList<>();
        Paced[] itself = new Paced[1];
        itself[0] = new Paced(LEAST, () -> now, (work, nanos) -> waiting.add(work), () -> {
            asked.add("done");
            if (asked.size() == 1) {
                itself[0].ask();
            }
        });
        itself[0].ask();
        pass(0);
        pass(LEAST);
        assertEquals(List.of("done", "done"), asked);
        assertEquals(List.of(), waiting);
    }
}
