package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkContext;
import dev.tailrace.operator.Source.Reader.Poll;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Run.State;
import dev.tailrace.runtime.Sample;
import dev.tailrace.runtime.StateLook;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoThreadsLeft.class)
class FailureTest {
    private final RecordingSink sink = new RecordingSink();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Run failing(ScriptedSource source, Supplier<Processor> processor, Sink into) {
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .transform("first", RunStatesTest.PassOn::new)
                .transform("work", processor)
                .sink("sink", into)
                .chain("numbers", "first", "work", "sink")
                .start();
        assertEquals(State.FAILED, Conditions.end(run));
        return run;
    }

    private static Problem problem(Run run) {
        return Objects.requireNonNull(run.failure());
    }

    /** Closes are noticed. */
    private abstract class Closing implements Processor {
        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Test
    void aProcessorThatFailsShowsTheRow() {
        Run run = failing(
                ScriptedSource.ofRange(0, 5000),
                () -> new Closing() {
                    private @Nullable ProcessorContext context;

                    @Override
                    public void open(ProcessorContext newContext) {
                        context = newContext;
                    }

                    @Override
                    public void process(int port, Batch batch, Outlet out) {
                        for (int i = 0; i < batch.rows(); i++) {
                            if (batch.row(i).equals(Row.of(4321L))) {
                                throw Objects.requireNonNull(context)
                                        .fail(Problem.error("operators.row-failed", "no 4321"), batch, batch.index(i));
                            }
                        }
                        out.emit(0, batch);
                    }
                },
                sink);

        assertEquals("operators.row-failed", problem(run).code());
        assertEquals("work", problem(run).node());
        assertEquals(new Sample(ScriptedSource.NUMBERS, List.of(Row.of(4321L))), run.failedRow());
        assertTrue(closed.get());
        assertFalse(sink.events().contains("prepare"));
        assertTrue(sink.events().contains("close"));
    }

    @Test
    void anExceptionBecomesAProblemOfTheNodeThatThrewIt() {
        Run run = failing(
                ScriptedSource.ofRange(0, 10),
                () -> new Closing() {
                    @Override
                    public void process(int port, Batch batch, Outlet out) {
                        throw new IllegalStateException("a bug");
                    }
                },
                sink);

        assertEquals(
                "The node work failed because of a fault in Tailrace: IllegalStateException: a bug."
                        + " Report it with the pipeline and this message.",
                new Texts(Locale.ENGLISH).of(problem(run)));
        assertEquals("work", problem(run).node());
        assertNull(run.failedRow());
        assertTrue(closed.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSourceSaysWhatIsWrong(boolean ownThread) {
        ScriptedSource source = new ScriptedSource();
        ScriptedSource.Script script = source.partition().rows(1).then((context, out) -> {
            throw new SourceException(Problem.error("connectors.gone", "server").in("path"));
        });

        Run run = failing(source.mayWait(ownThread), RunStatesTest.PassOn::new, sink);

        assertEquals(Problem.error("connectors.gone", "server").at("numbers", "path"), problem(run));
        assertTrue(script.closed.get());
    }

    @Test
    void aSinkThatCannotWriteEndsTheRun() {
        Run run = failing(ScriptedSource.ofRange(0, 10), RunStatesTest.PassOn::new, new Sink() {
            @Override
            public void write(Batch batch) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void close() {
                closed.set(true);
            }
        });

        assertEquals("engine.io-failed", problem(run).code());
        assertEquals(List.of("sink", "No space left on device"), problem(run).arguments());
        assertEquals("sink", problem(run).node());
        assertTrue(closed.get());
    }

    @Test
    void aSinkThatDoesNotOpenEndsTheRunBeforeAnythingIsRead() {
        ScriptedSource source = ScriptedSource.ofRange(0, 10);

        Run run = failing(source, RunStatesTest.PassOn::new, new Sink() {
            @Override
            public void open(SinkContext context) throws IOException {
                throw new SourceException(Problem.error("connectors.read-only", "out.csv"));
            }

            @Override
            public void write(Batch batch) {}
        });

        assertEquals("connectors.read-only", problem(run).code());
        assertEquals(0, source.polls());
    }

    @Test
    void aRunEndsAlsoIfTheStateOfANodeCannotBeSeenAtItsEnd() {
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", ScriptedSource.ofRange(0, 10))
                .transform("work", () -> new Closing() {
                    @Override
                    public void process(int port, Batch batch, Outlet out) {
                        out.emit(0, batch);
                    }

                    @Override
                    public void snapshot(StateWriter writer) {
                        throw new StackOverflowError("a bug");
                    }
                })
                .sink("sink", sink)
                .chain("numbers", "work", "sink")
                .start();

        assertEquals(State.DONE, Conditions.end(run));
        assertTrue(closed.get());
        assertEquals(
                new StateLook.Unseen(StateLook.Why.GONE),
                run.lookAtState("work", StateLook.Wanted.SOME).join());
    }

    @Test
    void nothingIsCommittedUnlessEverySinkCanPrepare() {
        RecordingSink other = new RecordingSink();
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("a", ScriptedSource.ofRange(0, 10))
                .source("b", ScriptedSource.ofRange(0, 10))
                .sink("good", other)
                .sink("bad", new Sink() {
                    @Override
                    public void write(Batch batch) {}

                    @Override
                    public String prepare(long checkpoint) throws IOException {
                        throw new IOException("no");
                    }
                })
                .wire("a", "good")
                .wire("b", "bad")
                .start();

        assertEquals(State.FAILED, Conditions.end(run));
        assertNotNull(run.failure());
        assertFalse(other.events().contains("commit 1"));
    }

    @Test
    void aFailureEndsASourceThatIsBlockedInAPoll() {
        ScriptedSource blocked = new ScriptedSource();
        CountDownLatch isBlocked = new CountDownLatch(1);
        ScriptedSource.Script script = blocked.partition().then((context, out) -> {
            isBlocked.countDown();
            Thread.currentThread().join(); // Waits for itself: for ever, or until interrupted.
            return Poll.END;
        });
        ScriptedSource failing = new ScriptedSource();
        failing.partition().then((context, out) -> {
            isBlocked.await();
            throw new IOException("gone");
        });
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("blocked", blocked)
                .source("failing", failing)
                .sink("sink", sink)
                .wire("blocked", "sink")
                .wire("failing", "sink")
                .start();

        assertEquals(State.FAILED, Conditions.end(run));
        assertEquals("failing", problem(run).node());
        assertTrue(script.wakeUps.get() > 0);
        assertTrue(script.closed.get());
    }
}
