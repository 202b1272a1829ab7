package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Breakpoint;
import dev.tailrace.runtime.Breakpoints.Step;
import dev.tailrace.runtime.Breakpoints.Tally;
import dev.tailrace.runtime.Held;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Run.State;
import dev.tailrace.runtime.RunOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoThreadsLeft.class)
class BreakpointsTest {
    private static final Wire WIRE = Wire.of("numbers.out", "sink.in");

    private final RecordingSink sink = new RecordingSink();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRowIsHeldBeforeItPassesWithTheRowsBehindItInItsBatch(boolean ownThread) {
        Run run = numbers(batches(ownThread), Map.of(WIRE, new Breakpoint("n = 4", 1)));

        Held held = held(run);
        assertEquals(State.HELD, run.state());
        assertEquals(WIRE, held.wire());
        assertTrue(held.hit());
        assertEquals(List.of(4L, 5L, 6L, 7L, 8L, 9L), numbers(held));
        assertEquals(6, held.waiting());
        assertEquals(List.of(0L, 1L, 2L, 3L), sink.numbers());
        assertEquals(4, passed(run, WIRE));
        assertEquals(new Tally(4, 1, 0, null), run.breakpoints().tallies().get(WIRE));

        run.resume();
        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(upTo(30), sink.numbers());
        assertNull(run.breakpoints().held());
        assertEquals(new Tally(30, 1, 0, null), run.breakpoints().tallies().get(WIRE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStepLetsOneRowPassAlsoOverTheEndOfABatch(boolean ownThread) {
        Run run = numbers(batches(ownThread), Map.of(WIRE, new Breakpoint("n = 8", 1)));

        for (long expected = 8; expected < 13; expected++) {
            Held held = heldAt(run, expected);
            assertEquals(expected == 8, held.hit());
            assertEquals(upTo(expected), sink.numbers());
            run.breakpoints().step(Step.ROW);
        }
        heldAt(run, 13);
        run.resume();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(upTo(30), sink.numbers());
    }

    @Test
    void aStepOfABatchHoldsAtTheFirstRowOfTheNext() {
        Run run = numbers(batches(true), Map.of(WIRE, new Breakpoint("n IN (3, 5)", 1)));

        heldAt(run, 3);
        run.breakpoints().step(Step.BATCH);
        heldAt(run, 10);
        run.breakpoints().step(Step.BATCH);
        heldAt(run, 20);
        run.breakpoints().step(Step.BATCH);

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(upTo(30), sink.numbers());
        assertEquals(2, tally(run).hits());
    }

    @Test
    void everyThirdHitHoldsAndTheNextOneWhenAskedFor() {
        Run run = numbers(batches(false), Map.of(WIRE, new Breakpoint("MOD(n, 2) = 0", 3)));

        heldAt(run, 4);
        run.resume();
        heldAt(run, 10);
        run.breakpoints().step(Step.NEXT_HIT);
        heldAt(run, 12);
        run.resume();
        heldAt(run, 18);
        run.breakpoints().clear(WIRE);
        assertEquals(State.HELD, run.state());
        run.resume();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(upTo(30), sink.numbers());
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void toGoOnIsObeyedInTheMidstOfAStep(Step step) {
        Run run = numbers(batches(true), Map.of(WIRE, new Breakpoint("n IN (4, 6)", 2)));

        heldAt(run, 6);
        run.breakpoints().step(step);
        run.resume();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(upTo(30), sink.numbers());
    }

    @Test
    void toGoOnIsObeyedBetweenTheBatchesOfAStep() {
        ScriptedSource.Gate gate = new ScriptedSource.Gate();
        ScriptedSource source = new ScriptedSource();
        source.partition().range(0, 10).await(gate).range(10, 30);
        Run run = numbers(source, Map.of(WIRE, new Breakpoint("n = 9", 1)));

        heldAt(run, 9);
        run.breakpoints().step(Step.ROW);
        Conditions.await("the batch has passed", () -> run.state() == State.RUNNING);
        run.resume();
        gate.open();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(upTo(30), sink.numbers());
    }

    @Test
    void aBreakpointCanBeSetAndChangedWhileTheRunLives() {
        ScriptedSource.Gate gate = new ScriptedSource.Gate();
        ScriptedSource source = new ScriptedSource();
        source.partition().range(0, 10).await(gate).range(10, 30);
        Run run = numbers(source, Map.of());
        Conditions.await("the first batch has passed", () -> sink.rows() == 10);

        run.breakpoints().set(WIRE, new Breakpoint("n > 12", 1));
        gate.open();
        heldAt(run, 13);
        run.breakpoints().set(WIRE, new Breakpoint("n = 25", 1));
        run.resume();
        heldAt(run, 25);
        run.resume();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(upTo(30), sink.numbers());
    }

    @Test
    void watermarksStayBehindTheRowsBeforeThem() {
        ScriptedSource source = new ScriptedSource().mayWait(false);
        source.partition().rows(1, 2, 3).watermark(50).rows(4).watermark(60);
        Run run = numbers(source, Map.of(WIRE, new Breakpoint("n = 2", 1)));

        heldAt(run, 2);
        run.breakpoints().step(Step.ROW);
        heldAt(run, 3);
        run.breakpoints().step(Step.ROW);
        heldAt(run, 4);
        assertEquals(List.of("1", "2", "3", "watermark 50"), sink.events());
        run.resume();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(
                List.of("1", "2", "3", "watermark 50", "4", "watermark 60", "watermark last"),
                sink.events().subList(0, 7));
    }

    @Test
    void whatHasPassedIsWorkedThroughByTheThreadsBelow() {
        ScriptedSource one = ScriptedSource.ofRange(0, 1000);
        ScriptedSource.Gate never = new ScriptedSource.Gate();
        ScriptedSource other = new ScriptedSource();
        other.partition().await(never).rows(5000);
        Wire above = Wire.of("numbers.out", "union.in");
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", one)
                .source("other", other)
                .transform("union", RecordingProcessor::new)
                .sink("sink", sink)
                .chain("numbers", "union", "sink")
                .wire("other", "union")
                .start(RunOptions.DEFAULT.withBreakpoints(Map.of(above, new Breakpoint("n = 600", 1))));

        heldAt(run, 600);
        Conditions.await("600 rows have come through the ring", () -> sink.rows() == 600);
        run.breakpoints().step(Step.ROW);
        Conditions.await("one more has", () -> sink.rows() == 601);
        run.resume();
        never.open();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(
                upTo(1000),
                sink.numbers().stream()
                        .filter(number -> number >= 0 && number < 1000)
                        .toList());
        assertTrue(sink.numbers().contains(5000L));
    }

    @Test
    void rowsHeldByTwoThreadsAreShownOneAfterTheOther() {
        RecordingSink second = new RecordingSink();
        Wire otherWire = Wire.of("other.out", "second.in");
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", ScriptedSource.ofRange(0, 30))
                .source("other", ScriptedSource.ofRange(0, 30))
                .sink("sink", sink)
                .sink("second", second)
                .wire("numbers", "sink")
                .wire("other", "second")
                .start(RunOptions.DEFAULT.withBreakpoints(
                        Map.of(WIRE, new Breakpoint("n = 10", 1), otherWire, new Breakpoint("n = 10", 1))));

        Set<Wire> shown = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            Held held = heldAt(run, 10);
            shown.add(held.wire());
            run.breakpoints().step(Step.ROW);
            Conditions.await(
                    "the next row is held on the same wire",
                    () -> run.breakpoints().held() != null
                            && numbers(held(run)).get(0) == 11
                            && held(run).wire().equals(held.wire()));
            run.resume();
            Conditions.await(
                    "that one has gone on",
                    () -> run.breakpoints().held() == null || !held(run).wire().equals(held.wire()));
        }

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(Set.of(WIRE, otherWire), shown);
        assertEquals(upTo(30), sink.numbers());
        assertEquals(upTo(30), second.numbers());
    }

    @Test
    void stoppingWhileARowIsHeldLeavesItWhereItIs() {
        Run run = numbers(batches(true), Map.of(WIRE, new Breakpoint("n = 4", 1)));
        heldAt(run, 4);

        run.stop();

        assertEquals(State.STOPPED, Conditions.end(run));
        assertEquals(upTo(4), sink.numbers());
        assertNull(run.breakpoints().held());
    }

    @Test
    void finishingWhileARowIsHeldLetsItPassAndDrains() {
        ScriptedSource endless = new ScriptedSource();
        endless.partition().range(0, 10).forever(ScriptedSource.numbers(77));
        Run run = numbers(endless, Map.of(WIRE, new Breakpoint("n = 4", 1)));
        heldAt(run, 4);

        run.finish();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(upTo(10), sink.numbers().subList(0, 10));
        assertTrue(sink.events().contains("watermark last"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPausedRunPollsNothingUntilItGoesOn(boolean ownThread) {
        ScriptedSource endless = new ScriptedSource().mayWait(ownThread);
        endless.partition().forever(ScriptedSource.numbers(77));
        Run run = numbers(endless, Map.of());
        Conditions.await("rows pass", () -> sink.rows() > 10);

        run.pause();
        assertEquals(State.PAUSED, run.state());
        assertNull(run.breakpoints().held());
        int rows = atRest(endless);
        run.resume();
        Conditions.await("rows pass again", () -> endless.polls() > rows);
        assertEquals(State.RUNNING, run.state());
        run.stop();

        assertEquals(State.STOPPED, Conditions.end(run));
    }

    @Test
    void aRowForWhichTheConditionCannotBeComputedPassesAndIsCounted() {
        Run run = numbers(batches(true), Map.of(WIRE, new Breakpoint("60 / (n - 3) = 20", 1)));

        heldAt(run, 6);
        run.resume();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(upTo(30), sink.numbers());
        assertEquals(new Tally(30, 1, 1, null), tally(run));
    }

    @Test
    void aConditionThatIsWrongIsRefusedAndTheRunGoesOn() {
        Run run = numbers(batches(true), Map.of(WIRE, new Breakpoint("n + 1", 1)));

        assertEquals(State.DONE, Conditions.end(run));
        Problem refusal = tally(run).refusal();
        assertNotNull(refusal);
        assertEquals("engine.breakpoint-no-condition", refusal.code());
    }

    @Test
    void listenersHearOfEachHeldRow() {
        AtomicInteger told = new AtomicInteger();
        Run run = numbers(batches(true), Map.of(WIRE, new Breakpoint("n IN (4, 5, 15)", 1)));
        run.onStateChange(told::incrementAndGet);
        for (long number : new long[] {4, 5, 15}) {
            heldAt(run, number);
            int before = told.get();
            run.resume();
            Conditions.await("a listener has heard", () -> told.get() > before);
        }
        assertEquals(State.DONE, Conditions.end(run));
    }

    /** Three batches of ten. */
    private static ScriptedSource batches(boolean ownThread) {
        ScriptedSource source = new ScriptedSource().mayWait(ownThread);
        source.partition().range(0, 10).range(10, 20).range(20, 30);
        return source;
    }

    private Run numbers(ScriptedSource source, Map<Wire, Breakpoint> breakpoints) {
        return new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .sink("sink", sink)
                .chain("numbers", "sink")
                .start(new RunOptions(10, Duration.ZERO, breakpoints));
    }

    private static Held held(Run run) {
        List<Held> found = new ArrayList<>();
        Conditions.await("a row is held", () -> {
            Held held = run.breakpoints().held();
            if (held != null) {
                found.add(held);
            }
            return held != null;
        });
        return found.get(0);
    }

    private static Held heldAt(Run run, long number) {
        Conditions.await(number + " is held", () -> {
            Held held = run.breakpoints().held();
            return held != null && numbers(held).get(0) == number;
        });
        return held(run);
    }

    private static List<Long> numbers(Held held) {
        List<Long> numbers = new ArrayList<>();
        for (Row row : held.rows()) {
            numbers.add((Long) Objects.requireNonNull(row.get(0)));
        }
        return numbers;
    }

    private static Tally tally(Run run) {
        return Objects.requireNonNull(run.breakpoints().tallies().get(WIRE));
    }

    private static long passed(Run run, Wire wire) {
        return Objects.requireNonNull(run.telemetry().wires().get(wire)).rows();
    }

    private static List<Long> upTo(long number) {
        return LongStream.range(0, number).boxed().toList();
    }

    /** Waits until a paused source is polled no more: its thread may still be in its last poll. */
    private static int atRest(ScriptedSource source) {
        int[] seen = {-1, 0};
        Conditions.await("the source is at rest", () -> {
            int polls = source.polls();
            seen[1] = polls == seen[0] ? seen[1] + 1 : 0;
            seen[0] = polls;
            return seen[1] == 20;
        });
        return seen[0];
    }
}
