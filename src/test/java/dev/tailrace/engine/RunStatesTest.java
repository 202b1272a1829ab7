package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Run.State;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each with a source that has a thread of its own, and with one that its task reads. */
@ExtendWith(NoThreadsLeft.class)
class RunStatesTest {
    private final RecordingSink sink = new RecordingSink();

    /** Hands everything on. */
    static final class PassOn implements Processor {
        @Override
        public void process(int port, Batch batch, Outlet out) {
            out.emit(0, batch);
        }
    }

    private Drawing drawing(ScriptedSource source) {
        return new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .transform("pass", PassOn::new)
                .sink("sink", sink)
                .chain("numbers", "pass", "sink");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allRowsArriveInOrderAndAreCommitted(boolean ownThread) {
        Run run = drawing(ScriptedSource.ofRange(0, 12_345).mayWait(ownThread)).start();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(LongStream.range(0, 12_345).boxed().toList(), sink.numbers());
        List<String> events = sink.events();
        assertEquals(
                List.of("watermark last", "prepare", "commit 1", "close"),
                events.subList(events.size() - 4, events.size()));
        assertNull(run.failure());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void finishEndsAnEndlessSourceWithTheLastWatermark(boolean ownThread) {
        ScriptedSource source = new ScriptedSource();
        ScriptedSource.Script script = source.partition().forever(ScriptedSource.range(0, 100));
        Run run = drawing(source.mayWait(ownThread)).start();
        Conditions.await("rows have come", () -> sink.rows() > 1000);

        run.finish();

        assertEquals(State.DONE, Conditions.end(run));
        assertTrue(sink.events().contains("watermark last"));
        assertTrue(sink.events().contains("commit 1"));
        assertTrue(script.closed.get());
    }

    /** One that does not answer is interrupted after a while, and by then this one has ended. */
    @Test
    void aSourceThatTakesItsTimeToCloseIsNotInterruptedWhenTheRunIsFinished() {
        ScriptedSource source = new ScriptedSource();
        ScriptedSource.Script script = source.partition().forever(ScriptedSource.range(0, 100));
        AtomicBoolean interrupted = new AtomicBoolean();
        script.whenClosed(() -> {
            int before = script.wakeUps.get();
            Conditions.await("it has been woken again and again", () -> script.wakeUps.get() > before + 12);
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        Run run = drawing(source).start();
        Conditions.await("rows have come", () -> sink.rows() > 1000);

        run.finish();

        assertEquals(State.DONE, Conditions.end(run));
        assertTrue(script.closed.get());
        assertFalse(interrupted.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopEndsWithoutTheLastWatermarkAndCommitsWhatWasWritten(boolean ownThread) {
        ScriptedSource source = new ScriptedSource();
        source.partition().forever(ScriptedSource.range(0, 100));
        Run run = drawing(source.mayWait(ownThread)).start();
        Conditions.await("rows have come", () -> sink.rows() > 1000);

        run.stop();

        assertEquals(State.STOPPED, Conditions.end(run));
        assertTrue(!sink.events().contains("watermark last"));
        List<String> events = sink.events();
        assertEquals(List.of("prepare", "commit 1", "close"), events.subList(events.size() - 3, events.size()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSourceThatWaitsIsStoppedToo(boolean ownThread) {
        ScriptedSource source = new ScriptedSource();
        source.partition().rows(1, 2).await(new ScriptedSource.Gate());
        Run run = drawing(source.mayWait(ownThread)).start();
        Conditions.await("rows have come", () -> sink.rows() == 2);

        run.stop();

        assertEquals(State.STOPPED, Conditions.end(run));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSourceThatWaitsIsPolledWhenItAsks(boolean ownThread) {
        ScriptedSource.Gate gate = new ScriptedSource.Gate();
        ScriptedSource source = new ScriptedSource();
        source.partition().rows(1, 2).await(gate).rows(3);
        Run run = drawing(source.mayWait(ownThread)).start();
        Conditions.await("rows have come", () -> sink.rows() == 2);

        gate.open();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(List.of(1L, 2L, 3L), sink.numbers());
    }
}
