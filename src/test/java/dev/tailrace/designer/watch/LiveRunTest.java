package dev.tailrace.designer.watch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.language.Environment;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveRunTest {
    private static final Wire READ = Wire.of("feed.out", "strong.in");
    private static final Wire PASSED = Wire.of("strong.out", "five.in");
    private static final Wire ALSO_PASSED = Wire.of("strong.out", "hourly.in");
    private static final Wire UNREADABLE = Wire.of("feed.error", "dead.in");

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
        assertEquals(WireState.BACKPRESSURED, run.past(moment + 3 * LiveRun.SECOND).wires().get(READ).state());
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
        assertEquals(
                3_100_000_000L, timeline.events().get(0).nanoTime() - timeline.fromNanos());
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

    /** A run of synthetic counters, read ten times a second on a clock of its own. */
    private static final class Simulation {
        private static final long STEP_NANOS = 100_000_000L;

        final LiveRun live = new LiveRun(pipeline(), new Texts(Locale.ENGLISH));
        final Map<Wire, Double> queueFill = new HashMap<>();
        private final Map<Wire, Long> rows = new HashMap<>();
        private final Map<Wire, Long> watermarks = new HashMap<>();
        private final Map<String, Long> errors = new HashMap<>();
        private final Map<String, Long> busy = new HashMap<>();
        private long nanoTime = -7 * STEP_NANOS;
        boolean atRest;
        LivePicture picture = read(false);

        void steps(int count, Runnable change) {
            for (int i = 0; i < count; i++) {
                nanoTime += STEP_NANOS;
                change.run();
                picture = read(false);
            }
        }

        void end() {
            nanoTime += STEP_NANOS;
            picture = read(true);
        }

        void rows(Wire wire, long more) {
            rows.merge(wire, more, Long::sum);
        }

        void watermark(Wire wire, long millis) {
            watermarks.put(wire, millis);
        }

        LivePicture past(long moment) {
            LivePicture past = live.at(moment);
            assertNotNull(past);
            return past;
        }

        void fails(String node, long more) {
            errors.merge(node, more, Long::sum);
        }

        void works(String node, double share) {
            busy.merge(node, (long) (share * STEP_NANOS), Long::sum);
        }

        long now() {
            return nanoTime / 1_000_000;
        }

        LiveWire wire(Wire wire) {
            return picture.wires().get(wire);
        }

        private LivePicture read(boolean ended) {
            Map<Wire, Telemetry.WireReading> wires = new HashMap<>();
            for (Wire wire : List.of(READ, PASSED, ALSO_PASSED, UNREADABLE)) {
                wires.put(
                        wire,
                        new Telemetry.WireReading(
                                rows.getOrDefault(wire, 0L),
                                0,
                                watermarks.getOrDefault(wire, Telemetry.NO_WATERMARK),
                                queueFill.getOrDefault(wire, -1.0),
                                ended));
            }
            Map<String, Telemetry.NodeReading> nodes = new HashMap<>();
            Stream.concat(busy.keySet().stream(), errors.keySet().stream())
                    .forEach(node -> nodes.put(
                            node,
                            new Telemetry.NodeReading(
                                    busy.getOrDefault(node, 0L), 0, 0, errors.getOrDefault(node, 0L), 0, 0, -1)));
            Run.State state = ended ? Run.State.DONE : atRest ? Run.State.PAUSED : Run.State.RUNNING;
            return live.sample(new Telemetry(nanoTime, wires, nodes), state);
        }

        private static CheckedPipeline pipeline() {
            List<Node> nodes = Stream.of("feed", "strong", "five", "hourly", "dead")
                    .map(id -> Node.of(id, "any", id, JsonNodeFactory.instance.objectNode()))
                    .toList();
            Pipeline pipeline =
                    Pipeline.empty("quakes").withNodes(nodes).withWires(List.of(READ, PASSED, ALSO_PASSED, UNREADABLE));
            Map<String, CheckedNode> checked = new LinkedHashMap<>();
            for (Node node : nodes) {
                List<Port> ports = List.of(Port.in(), Port.out(), Port.errors());
                checked.put(node.id(), new CheckedNode(node, null, null, ports, Output.none(), List.of()));
            }
            Environment environment = new Environment(java.time.ZoneId.of("Europe/Berlin"), Map.of());
            return new CheckedPipeline(pipeline, Path.of("."), environment, checked, List.of());
        }
    }
}
