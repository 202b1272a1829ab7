package dev.tailrace.designer.watch;

import static dev.tailrace.designer.watch.Simulation.PASSED;
import static dev.tailrace.designer.watch.Simulation.READ;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.runtime.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is still known of the last minutes of a run. */
class PastOfARunTest {
    private final Simulation run = new Simulation();

    @Test
    void ratesLookBackOverTheLastMinute() {
        run.steps(10, () -> run.rows(READ, 10));
        run.steps(10, () -> run.rows(READ, 20));
        run.steps(10, () -> run.rows(READ, 0));
        assertArrayEquals(new double[] {0, 100, 200, 0}, run.live.rates("feed", Duration.ofSeconds(4), 4), 1e-6);
    }

    @Test
    void readingsOfFiveMinutesAreKept() {
        run.steps(4000, () -> {});
        List<Telemetry> kept = run.live.history();
        assertEquals(3001, kept.size());
    }

    @Test
    void anyMomentOfTheLastMinutesLooksAsItDidThen() {
        run.steps(30, () -> run.rows(READ, 100));
        LivePicture then = run.picture;
        long moment = run.nanoTime;
        run.queueFill.put(READ, 1.0);
        run.steps(50, () -> run.rows(READ, 900));
        run.end();
        LivePicture past = run.past(moment);
        assertEquals(1000, past.sourceRowsPerSecond(), 1e-6);
        assertEquals(3000, past.sourceRows());
        assertEquals(then, past);
        assertEquals(
                WireState.BACKPRESSURED,
                run.past(moment + 3 * LiveRun.SECOND).wires().get(READ).state());
    }

    @Test
    void silenceIsCountedUpToTheMomentThatIsLookedAt() {
        run.steps(1, () -> run.rows(READ, 1));
        long quietSince = run.nanoTime;
        run.steps(600, () -> {});
        LivePicture past = run.past(quietSince + 24 * LiveRun.SECOND);
        assertEquals("no rows for 24 s", past.wires().get(READ).label());
    }

    @Test
    void bottleneckOfThePastIsNamedAfterItHasGone() {
        run.queueFill.put(PASSED, 1.0);
        run.steps(40, () -> run.works("five", 0.97));
        long moment = run.nanoTime;
        run.queueFill.put(PASSED, 0.0);
        run.steps(40, () -> {});
        assertNull(run.picture.bottleneck());
        assertEquals("five", run.past(moment).bottleneck());
    }

    @Test
    void whatIsOlderThanAllReadingsLooksAsTheOldestDoes() {
        run.steps(3500, () -> run.rows(READ, 1));
        LivePicture oldest = run.past(run.nanoTime - Duration.ofHours(1).toNanos());
        assertEquals(500, oldest.sourceRows());
    }

    @Test
    void readingsOfAnEndedRunStayAsTheyAre() {
        run.steps(20, () -> run.rows(READ, 10));
        run.end();
        run.steps(4000, () -> {});
        assertEquals(22, run.live.history().size());
    }

    @Test
    void workIsSharedOutOverTheLastFiveSeconds() {
        run.steps(100, () -> run.works("hourly", 1.0));
        run.steps(50, () -> {
            run.works("feed", 0.2);
            run.works("strong", 0.6);
        });
        assertEquals(0.25, run.picture.cpuShares().get("feed"), 1e-9);
        assertEquals(0.75, run.picture.cpuShares().get("strong"), 1e-9);
        assertEquals(0, run.picture.cpuShares().get("hourly"), 1e-9);
    }

    @Test
    void sharesAreUnknownWhileNothingWorks() {
        run.steps(5, () -> {});
        assertEquals(Map.of(), run.picture.cpuShares());
    }

    @Test
    void timelineShowsTheRateOfTheSources() {
        run.steps(100, () -> run.rows(READ, 10));
        run.steps(100, () -> run.rows(READ, 30));
        Timeline timeline = run.live.timeline(4);
        assertNotNull(timeline);
        assertArrayEquals(new double[] {100, 100, 300, 300}, timeline.sourceRates(), 1e-6);
        assertEquals(20 * LiveRun.SECOND, timeline.toNanos() - timeline.fromNanos());
    }

    @Test
    void timelineOfAShortRunLeavesRoomForTenSeconds() {
        run.steps(50, () -> run.rows(READ, 10));
        Timeline timeline = run.live.timeline(2);
        assertNotNull(timeline);
        assertArrayEquals(new double[] {100, 0}, timeline.sourceRates(), 1e-6);
        assertEquals(5 * LiveRun.SECOND, timeline.latestNanos() - timeline.fromNanos());
    }

    @Test
    void timelineTellsWhenTheRunWasAtRestAndHowItEnded() {
        run.steps(30, () -> {});
        run.atRest = true;
        run.steps(30, () -> {});
        run.atRest = false;
        run.steps(30, () -> {});
        run.end();
        Timeline timeline = run.live.timeline(10);
        assertNotNull(timeline);
        assertEquals(
                List.of(Timeline.Kind.PAUSED, Timeline.Kind.RESUMED, Timeline.Kind.ENDED),
                timeline.events().stream().map(Timeline.Event::kind).toList());
        assertEquals(3_100_000_000L, timeline.events().get(0).nanoTime() - timeline.fromNanos());
    }

    @Test
    void errorsThatComeTogetherAreOneEventAtTheirNode() {
        run.steps(100, () -> {});
        run.steps(3, () -> run.fails("strong", 2));
        run.steps(100, () -> {});
        run.steps(1, () -> run.fails("five", 1));
        Timeline timeline = run.live.timeline(10);
        assertNotNull(timeline);
        assertEquals(
                List.of("strong 6", "five 1"),
                timeline.events().stream()
                        .map(event -> event.node() + " " + event.rows())
                        .toList());
    }
}
