package dev.tailrace.designer.watch;

import static dev.tailrace.designer.watch.Simulation.ALSO_PASSED;
import static dev.tailrace.designer.watch.Simulation.PASSED;
import static dev.tailrace.designer.watch.Simulation.READ;
import static dev.tailrace.designer.watch.Simulation.UNREADABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What wires and nodes show of a run as it is now. */
class LiveRunTest {
    private final Simulation run = new Simulation();

    @Test
    void rateIsThatOfTheLastSecond() {
        run.steps(10, () -> run.rows(READ, 100));
        assertEquals(1000, run.wire(READ).rowsPerSecond(), 1e-6);
        run.steps(5, () -> run.rows(READ, 300));
        assertEquals(2000, run.wire(READ).rowsPerSecond(), 1e-6);
        assertEquals(WireState.FLOWING, run.wire(READ).state());
    }

    @Test
    void wireWithoutRowsIsIdleUntilItStalls() {
        run.steps(1, () -> {});
        assertEquals(WireState.IDLE, run.wire(READ).state());
        run.steps(98, () -> {});
        assertEquals(WireState.IDLE, run.wire(READ).state());
        run.steps(141, () -> {});
        assertEquals(WireState.STALLED, run.wire(READ).state());
        assertEquals("no rows for 24 s", run.wire(READ).label());
    }

    @Test
    void nothingStallsWhileTheRunIsHeld() {
        run.steps(1, () -> {});
        run.atRest = true;
        run.steps(200, () -> {});
        assertEquals(WireState.IDLE, run.wire(READ).state());
        run.atRest = false;
        run.steps(90, () -> {});
        assertEquals(WireState.IDLE, run.wire(READ).state());
        run.steps(20, () -> {});
        assertEquals(WireState.STALLED, run.wire(READ).state());
    }

    @Test
    void movingWatermarkKeepsAQuietWireFromStalling() {
        run.steps(200, () -> run.watermark(PASSED, run.now()));
        assertEquals(WireState.IDLE, run.wire(PASSED).state());
        assertEquals("0/s", run.wire(PASSED).label());
    }

    @Test
    void rowAfterASilenceMakesTheWireFlow() {
        run.steps(150, () -> {});
        run.steps(1, () -> run.rows(READ, 1));
        assertEquals(WireState.FLOWING, run.wire(READ).state());
    }

    @Test
    void ringThatIsFullATenthOfTheSecondIsBackpressured() {
        run.queueFill.put(READ, 0.5);
        run.steps(20, () -> run.rows(READ, 100));
        assertEquals(WireState.FLOWING, run.wire(READ).state());
        run.queueFill.put(READ, 1.0);
        run.steps(1, () -> run.rows(READ, 100));
        assertEquals(WireState.BACKPRESSURED, run.wire(READ).state());
        run.queueFill.put(READ, 0.5);
        run.steps(10, () -> run.rows(READ, 100));
        assertEquals(WireState.FLOWING, run.wire(READ).state());
    }

    @Test
    void busyReaderOfAFullRingIsTheBottleneckAfterThreeSeconds() {
        run.queueFill.put(PASSED, 1.0);
        run.steps(29, () -> run.works("five", 0.97));
        assertNull(run.picture.bottleneck());
        run.steps(2, () -> run.works("five", 0.97));
        assertEquals("five", run.picture.bottleneck());
        assertEquals(2, run.picture.slowed(), "feed and strong");
        assertEquals(0.97, run.picture.nodes().get("five").busy(), 1e-6);
    }

    @Test
    void busyNodeWithRoomInItsRingIsNoBottleneck() {
        run.queueFill.put(PASSED, 0.2);
        run.steps(50, () -> run.works("five", 0.97));
        assertNull(run.picture.bottleneck());
    }

    @Test
    void busySourceIsNoBottleneck() {
        run.steps(50, () -> run.works("feed", 1));
        assertNull(run.picture.bottleneck());
    }

    @Test
    void nodeThatFillsItsThreadHoldsUpItsDirectCaller() {
        run.steps(50, () -> {
            run.rows(PASSED, 10);
            run.rows(READ, 10);
            run.works("five", 0.95);
            run.works("strong", 0.03);
        });
        assertEquals("five", run.picture.bottleneck());
        assertEquals(WireState.BACKPRESSURED, run.wire(PASSED).state());
        assertEquals(WireState.FLOWING, run.wire(READ).state());
    }

    @Test
    void errorWireIsRedOnceItCarriesRowsAndNeverStalls() {
        run.steps(150, () -> run.rows(READ, 1));
        assertEquals(WireState.IDLE, run.wire(UNREADABLE).state());
        run.rows(UNREADABLE, 1204);
        run.steps(3, () -> {});
        assertEquals(WireState.ERROR, run.wire(UNREADABLE).state());
        assertEquals("1,204 rows", run.wire(UNREADABLE).detail());
        run.end();
        assertEquals(WireState.ERROR, run.wire(UNREADABLE).state());
    }

    @Test
    void watermarkIsATimeOfDayInTheZoneOfThePipeline() {
        run.watermark(READ, Instant.parse("2026-03-01T13:03:05.250Z").toEpochMilli());
        run.steps(3, () -> run.rows(READ, 1));
        assertEquals("wm 14:03:05", run.wire(READ).detail());
        assertEquals("no wm", run.wire(PASSED).detail());
    }

    @Test
    void watermarkThatRunsFasterThanADayASecondIsADate() {
        long start = Instant.parse("2013-01-01T00:00:00Z").toEpochMilli();
        int[] hours = {0};
        run.steps(20, () -> {
            run.rows(READ, 1);
            run.watermark(READ, start + Duration.ofHours(3L * hours[0]++).toMillis());
        });
        assertTrue(run.wire(READ).watermarkByDate());
        assertEquals("wm 2013-01-03", run.wire(READ).detail());
        run.steps(100, () -> run.rows(READ, 1));
        assertEquals("wm 10:00:00", run.wire(READ).detail());
    }

    @Test
    void textsChangeFourTimesASecondAtMost() {
        run.steps(1, () -> run.rows(READ, 100));
        String before = run.wire(READ).label();
        run.steps(1, () -> run.rows(READ, 500));
        assertEquals(before, run.wire(READ).label());
        run.steps(2, () -> run.rows(READ, 500));
        assertNotEquals(before, run.wire(READ).label());
    }

    @Test
    void afterTheEndPillsSayHowManyRowsHavePassed() {
        run.steps(20, () -> run.rows(READ, 123_456));
        run.end();
        LiveWire wire = run.wire(READ);
        assertEquals(WireState.IDLE, wire.state());
        assertEquals("2.47M rows", wire.label());
        assertEquals("done", wire.detail());
        assertEquals(0, wire.rowsPerSecond());
    }

    @Test
    void rowsThatLeaveOnTwoWiresOfAPortAreCountedOnce() {
        run.steps(10, () -> {
            run.rows(READ, 100);
            run.rows(PASSED, 25);
            run.rows(ALSO_PASSED, 25);
        });
        assertEquals(1000, run.picture.nodes().get("strong").rowsInPerSecond(), 1e-6);
        assertEquals(250, run.picture.nodes().get("strong").rowsOutPerSecond(), 1e-6);
        assertEquals(1000, run.picture.sourceRowsPerSecond(), 1e-6);
        assertEquals(1000, run.picture.sourceRows());
    }
}
