package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Sink;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Run.State;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.StateLook;
import dev.tailrace.runtime.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoThreadsLeft.class)
class FlowTest {
    private final RecordingSink sink = new RecordingSink();

    @Test
    void aForkGivesEveryRowToEachReader() {
        RecordingSink other = new RecordingSink();
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", ScriptedSource.ofRange(0, 3000))
                .sink("one", sink)
                .sink("two", other)
                .wire("numbers", "one")
                .wire("numbers", "two")
                .start();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(LongStream.range(0, 3000).boxed().toList(), sink.numbers());
        assertEquals(sink.numbers(), other.numbers());
    }

    @Test
    void theWatermarkOfAUnionIsTheLeastOfItsWiresAndEndedOnesDoNotCount() {
        ScriptedSource.Gate afterFirst = new ScriptedSource.Gate();
        ScriptedSource.Gate afterSecond = new ScriptedSource.Gate();
        ScriptedSource fast = new ScriptedSource();
        fast.partition().watermark(100).rows(1).await(afterFirst).watermark(200).rows(3);
        ScriptedSource slow = new ScriptedSource();
        slow.partition().watermark(40).rows(2).await(afterSecond).watermark(150);
        RecordingProcessor union = new RecordingProcessor();
        RecordingSink behind = new RecordingSink();
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("fast", fast)
                .source("slow", slow)
                .transform("union", () -> union)
                .sink("sink", sink)
                .sink("behind", behind)
                .chain("fast", "union", "sink")
                .wire("slow", "union")
                .wire("fast", "behind")
                .start();

        Conditions.await("both have spoken", () -> union.events().contains("watermark 40") && sink.rows() == 2);
        assertTrue(!union.events().contains("watermark 100"));
        afterFirst.open();
        // It has ended for the union first, which takes one element of each wire in turn: the slow one has two to come.
        Conditions.await("the fast one has ended", () -> behind.events().contains("watermark last"));
        afterSecond.open();

        assertEquals(State.DONE, Conditions.end(run));
        List<String> marks = union.events().stream()
                .filter(event -> event.startsWith("watermark"))
                .toList();
        assertEquals(List.of("watermark 40", "watermark 150", "watermark last"), marks);
    }

    @Test
    void rowsOfASourceThatItsTaskReadsAreCutToTheBatchSize() {
        List<Integer> sizes = new ArrayList<>();
        ScriptedSource source = new ScriptedSource().mayWait(false);
        source.partition().range(0, 10);
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .transform("sizes", () -> new Processor() {
                    @Override
                    public void process(int port, Batch batch, Outlet out) {
                        sizes.add(batch.rows());
                        out.emit(0, batch);
                    }
                })
                .sink("sink", sink)
                .chain("numbers", "sizes", "sink")
                .start(new RunOptions(4, Duration.ZERO));

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(LongStream.range(0, 10).boxed().toList(), sink.numbers());
        assertEquals(List.of(4, 4, 2), sizes);
    }

    @Test
    void aSourceThatItsTaskReadsAndOneWithAThreadMeet() {
        ScriptedSource.Gate gate = new ScriptedSource.Gate();
        ScriptedSource direct = new ScriptedSource().mayWait(false);
        direct.partition().rows(1).watermark(100).await(gate).rows(3);
        ScriptedSource threaded = new ScriptedSource();
        threaded.partition().rows(2).watermark(50);
        RecordingProcessor union = new RecordingProcessor();
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("direct", direct)
                .source("threaded", threaded)
                .transform("union", () -> union)
                .sink("sink", sink)
                .chain("direct", "union", "sink")
                .wire("threaded", "union")
                .start();
        Conditions.await("the other one has ended", () -> union.events().contains("watermark 100"));
        gate.open();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(
                List.of(1L, 2L, 3L),
                sink.numbers().stream().filter(n -> n > 0).sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void watermarksDoNotWaitForAPartitionThatIsIdleUntilItSpeaksAgain(boolean ownThread) {
        ScriptedSource.Gate idleFor100 = new ScriptedSource.Gate();
        ScriptedSource.Gate awake = new ScriptedSource.Gate();
        ScriptedSource.Gate end = new ScriptedSource.Gate();
        ScriptedSource.Gate otherEnd = new ScriptedSource.Gate();
        ScriptedSource source = new ScriptedSource();
        source.partition().rows(1).watermark(100).await(awake).watermark(200).await(end);
        source.partition()
                .rows(2)
                .watermark(40)
                .idle()
                .await(idleFor100)
                .rows(3)
                .watermark(150)
                .await(otherEnd);
        RecordingProcessor processor = new RecordingProcessor();
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("source", source.mayWait(ownThread))
                .transform("processor", () -> processor)
                .sink("sink", sink)
                .chain("source", "processor", "sink")
                .start();

        Conditions.await("the idle one does not count", () -> processor.events().contains("watermark 100"));
        idleFor100.open();
        Conditions.await("it has spoken", () -> sink.rows() == 3);
        awake.open();
        Conditions.await("it counts again", () -> processor.events().contains("watermark 150"));
        assertTrue(!processor.events().contains("watermark 200"));
        end.open();
        otherEnd.open();
        assertEquals(State.DONE, Conditions.end(run));
    }

    @Test
    void endOfInputComesPerPortThenTheLastWatermarkThenTheEnd() {
        ScriptedSource left = new ScriptedSource();
        left.partition().rows(1).watermark(10);
        ScriptedSource.Gate gate = new ScriptedSource.Gate();
        ScriptedSource right = new ScriptedSource();
        right.partition().await(gate).rows(2).watermark(5);
        RecordingProcessor join = new RecordingProcessor(7L, 1_000L);
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("left", left)
                .source("right", right)
                .transform("join", () -> join)
                .sink("sink", sink)
                .wire("left", "join")
                .wire("right", "join.right")
                .wire("join", "sink")
                .start();
        Conditions.await("the left side has ended", () -> join.events().contains("end 0"));
        gate.open();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(
                List.of(
                        "port 0 row 1",
                        "end 0",
                        "port 1 row 2",
                        "watermark 5",
                        "end 1",
                        "timer 7",
                        "timer 1000",
                        "watermark last",
                        "close"),
                join.events());
        List<String> events = sink.events();
        assertEquals("-1", events.get(events.size() - 5));
        assertEquals("watermark last", events.get(events.size() - 4));
    }

    @Test
    void partitionsOfASourceComeTogether() {
        ScriptedSource source = new ScriptedSource();
        source.partition().range(0, 1000).watermark(20);
        ScriptedSource.Gate gate = new ScriptedSource.Gate();
        source.partition().range(1000, 2000).watermark(10).await(gate);
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .sink("sink", sink)
                .chain("numbers", "sink")
                .start();
        Conditions.await("the lesser watermark", () -> sink.events().contains("watermark 10"));
        gate.open();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(
                LongStream.range(0, 2000).boxed().toList(),
                sink.numbers().stream().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void batchesAreCutAsAskedAndNothingElseChanges(int batchRows) {
        AtomicReference<Integer> largest = new AtomicReference<>(0);
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", ScriptedSource.ofRange(0, 5000))
                .transform("look", () -> (port, batch, out) -> {
                    largest.accumulateAndGet(batch.rows(), Math::max);
                    out.emit(0, batch);
                })
                .sink("sink", sink)
                .chain("numbers", "look", "sink")
                .start(new RunOptions(batchRows, Duration.ofMillis(5)));

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(Math.min(1000, batchRows), largest.get());
        assertEquals(LongStream.range(0, 5000).boxed().toList(), sink.numbers());
    }

    @Test
    void smallBatchesAreMergedWhileTheReaderIsBusy() {
        ScriptedSource source = new ScriptedSource();
        ScriptedSource.Script script = source.partition();
        for (int i = 0; i < 2000; i++) {
            script.rows(i);
        }
        List<Integer> sizes = new ArrayList<>();
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .transform("slow", () -> (port, batch, out) -> {
                    sizes.add(batch.rows());
                    Conditions.await("the source has gone on", () -> source.polls() > 1500);
                    out.emit(0, batch);
                })
                .sink("sink", sink)
                .chain("numbers", "slow", "sink")
                .start(new RunOptions(1024, Duration.ofSeconds(10)));

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(LongStream.range(0, 2000).boxed().toList(), sink.numbers());
        assertTrue(sizes.contains(1024), sizes::toString);
    }

    @Test
    void heldRowsComeWhenTheReaderHasNothingElseToDo() {
        ScriptedSource.Gate never = new ScriptedSource.Gate();
        ScriptedSource source = new ScriptedSource();
        source.partition().rows(1).rows(2).rows(3).await(never);
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .sink("sink", sink)
                .chain("numbers", "sink")
                .start(new RunOptions(1024, Duration.ofHours(1)));

        Conditions.await("all have come, long before the linger", () -> sink.rows() == 3);
        run.stop();
        assertEquals(State.STOPPED, Conditions.end(run));
    }

    /** Its task waits for room, in the midst of an element, until the one that is at rest takes some. */
    @Test
    void whoeverLooksAtANodeOfAPausedRunIsAnsweredAlsoWhereARingIsFull() {
        Semaphore permits = new Semaphore(0);
        ScriptedSource endless = new ScriptedSource();
        endless.partition().forever(ScriptedSource.range(0, 1000));
        ScriptedSource other = new ScriptedSource();
        other.partition().await(new ScriptedSource.Gate());
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("endless", endless)
                .source("other", other)
                .transform("pass", RunStatesTest.PassOn::new)
                .sink("sink", new Sink() {
                    @Override
                    public void write(Batch batch) {
                        permits.acquireUninterruptibly();
                    }
                })
                .chain("endless", "pass", "sink")
                .wire("other", "sink")
                .start();
        Conditions.await("the task of the node is held up", () -> {
            Telemetry.NodeReading reading = run.telemetry().nodes().get("pass");
            return reading != null && reading.blockedNanos() > 0;
        });

        run.pause();
        CompletableFuture<StateLook> look = run.lookAtState("pass", StateLook.Wanted.SOME);

        Conditions.await("the look has come", look::isDone);
        assertEquals(new StateLook.Unseen(StateLook.Why.IN_A_BATCH), look.join());
        permits.release(Integer.MAX_VALUE);
        run.stop();
        assertEquals(State.STOPPED, Conditions.end(run));
    }

    @Test
    void completionsComeBackOnTheNodesThread() {
        ScriptedSource.Gate gate = new ScriptedSource.Gate();
        ScriptedSource source = new ScriptedSource();
        source.partition().rows(1).await(gate);
        List<Thread> threads = new ArrayList<>();
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .transform("look-up", () -> new Processor() {
                    private @Nullable ProcessorContext context;

                    @Override
                    public void open(ProcessorContext newContext) {
                        context = newContext;
                        threads.add(Thread.currentThread());
                    }

                    @Override
                    public void process(int port, Batch batch, Outlet out) {
                        ProcessorContext asked = Objects.requireNonNull(context);
                        var answer = CompletableFuture.runAsync(() -> asked.onThisThread(outlet -> {
                            threads.add(Thread.currentThread());
                            outlet.emit(0, ScriptedSource.numbers(42));
                        }));
                        assertTrue(!answer.isCompletedExceptionally());
                    }
                })
                .sink("sink", sink)
                .chain("numbers", "look-up", "sink")
                .start();
        Conditions.await("the answer is there", () -> sink.numbers().equals(List.of(42L)));
        gate.open();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(threads.get(0), threads.get(1));
    }

    @Test
    void processingTimersFireWithoutRows() {
        ScriptedSource.Gate gate = new ScriptedSource.Gate();
        ScriptedSource source = new ScriptedSource();
        source.partition().await(gate);
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .transform("ticker", () -> new Processor() {
                    @Override
                    public void open(ProcessorContext context) {
                        long now = context.now();
                        context.atProcessingTime(now + 30);
                        context.atProcessingTime(now + 20);
                    }

                    @Override
                    public void process(int port, Batch batch, Outlet out) {}

                    @Override
                    public void processingTimer(long millis, Outlet out) {
                        out.emit(0, ScriptedSource.numbers(millis));
                    }
                })
                .sink("sink", sink)
                .chain("numbers", "ticker", "sink")
                .start();
        Conditions.await("both have fired", () -> sink.rows() == 2);
        gate.open();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(10, sink.numbers().get(1) - sink.numbers().get(0));
    }

    @Test
    void aNodeJoinsTheTaskOfItsInputsUnlessTheyComeFromSeveral() {
        var checked = new Drawing(ScriptedSource.NUMBERS)
                .source("a", new ScriptedSource())
                .source("b", new ScriptedSource())
                .transform("fork", RunStatesTest.PassOn::new)
                .transform("left", RunStatesTest.PassOn::new)
                .transform("again", RunStatesTest.PassOn::new)
                .transform("union", RunStatesTest.PassOn::new)
                .sink("sink", sink)
                .chain("a", "fork", "left", "again", "union", "sink")
                .wire("fork", "again.right")
                .wire("b", "union")
                .checked();

        Plan plan = Plan.of(checked);

        assertEquals(3, plan.tasks());
        Map<String, Integer> tasks = plan.taskOf();
        for (String node : List.of("fork", "left", "again")) {
            assertEquals(tasks.get("a"), tasks.get(node), node);
        }
        assertEquals(tasks.get("union"), tasks.get("sink"));
        assertEquals(
                2, checked.pipeline().wires().stream().filter(plan::crosses).count());
    }
}
