package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Row;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkContext;
import dev.tailrace.operator.view.TableView;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Run.State;
import dev.tailrace.runtime.Tap;
import dev.tailrace.runtime.Telemetry.NodeReading;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoThreadsLeft.class)
class TelemetryTest {
    private final RecordingSink sink = new RecordingSink();

    private static WireReading wire(Run run, String from, String to) {
        return Objects.requireNonNull(run.telemetry().wires().get(Wire.of(from, to)));
    }

    private static NodeReading node(Run run, String id) {
        return Objects.requireNonNull(run.telemetry().nodes().get(id));
    }

    /** Keeps even numbers, drops the others as late, and remembers how many it kept. */
    private static final class Evens implements Processor {
        private @Nullable ProcessorContext context;
        private long kept;

        @Override
        public void open(ProcessorContext newContext) {
            context = newContext;
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            int[] even = new int[batch.rows()];
            int count = 0;
            for (int i = 0; i < batch.rows(); i++) {
                long number = (Long) Objects.requireNonNull(batch.column(0).value(batch.index(i)));
                if (number % 2 == 0) {
                    even[count++] = batch.index(i);
                }
            }
            kept += count;
            Objects.requireNonNull(context).countLate(batch.rows() - count);
            Objects.requireNonNull(context).countErrors(1);
            out.emit(0, batch.select(even, count));
        }

        @Override
        public long stateRows() {
            return kept;
        }
    }

    @Test
    void totalsAreExactAtTheEnd() {
        ScriptedSource source = new ScriptedSource();
        source.partition().range(0, 1000).watermark(7).range(1000, 1501);
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .transform("evens", Evens::new)
                .sink("sink", sink)
                .chain("numbers", "evens", "sink")
                .start();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(new WireReading(1501, 1501 * 8, Long.MAX_VALUE, 0, true), wire(run, "numbers.out", "evens.in"));
        assertEquals(new WireReading(751, 751 * 8, Long.MAX_VALUE, -1, true), wire(run, "evens.out", "sink.in"));
        NodeReading evens = node(run, "evens");
        assertEquals(750, evens.late());
        assertEquals(2, evens.errors());
        assertEquals(751, evens.stateRows());
        assertTrue(evens.busyNanos() > 0);
        assertTrue(node(run, "numbers").busyNanos() > 0);
    }

    @Test
    void aSlowSinkHoldsTheSourceUp() {
        Semaphore permits = new Semaphore(0);
        ScriptedSource source = new ScriptedSource();
        source.partition().forever(ScriptedSource.range(0, 1000));
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .sink("sink", new Sink() {
                    @Override
                    public void write(Batch batch) {
                        permits.acquireUninterruptibly();
                    }
                })
                .chain("numbers", "sink")
                .start();

        Conditions.await(
                "the source is held up",
                () -> run.telemetry().nodes().containsKey("numbers")
                        && node(run, "numbers").blockedNanos() > 20_000_000);
        // Half of the ring is free before a writer that was held up goes on.
        assertTrue(wire(run, "numbers.out", "sink.in").queueFill() > 0.5);
        assertTrue(source.polls() <= Ring.CAPACITY + 2, () -> source.polls() + " polls");
        permits.release(Integer.MAX_VALUE);
        Conditions.await("it goes on", () -> source.polls() > 1000);
        run.stop();
        assertEquals(State.STOPPED, Conditions.end(run));
    }

    @Test
    void aRingIsFullByBytesToo() {
        Parking reader = new Parking();
        Lifecycle lifecycle = new Lifecycle();
        Ring ring = new Ring(reader, new Parking(), new ThreadMeter(), lifecycle, () -> {}, Ring.Meanwhile.NOTHING);
        Batch batch = ScriptedSource.numbers(1);
        assertTrue(ring.put(new Element.Rows(0, batch, 2 * Ring.MAX_BYTES)), "one element always fits");
        lifecycle.stop(); // So that what does not fit is refused instead of waited for.

        assertFalse(ring.put(new Element.Rows(0, batch, 1)));
        assertEquals(1, ring.fill());
        ring.poll();
        assertTrue(ring.put(new Element.Rows(0, batch, 1)));
    }

    @Test
    void aTapSeesRowsWhileItIsOpen() {
        ScriptedSource source = new ScriptedSource();
        source.partition().forever(ScriptedSource.range(0, 100));
        // Counted and not kept: nobody knows how many rows come until this thread has its turn.
        AtomicLong rows = new AtomicLong();
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .sink("sink", batch -> rows.addAndGet(batch.rows()))
                .chain("numbers", "sink")
                .start();
        Wire wire = Wire.of("numbers.out", "sink.in");
        long before;
        try (Tap tap = run.tap(wire)) {
            assertEquals(ScriptedSource.NUMBERS, tap.schema());
            Conditions.await("rows are seen again and again", () -> tap.version() > 3 * WireSampler.ALLOWANCE);
            assertTrue(tap.latest().size() <= WireSampler.KEPT);
            assertEquals(Row.of(0L), tap.latest().get(0));
        }
        Tap second = run.tap(wire);
        second.close();
        Conditions.await("the last allowance is used up", () -> {
            long version = second.version();
            long seen = rows.get();
            Conditions.await("rows go on", () -> rows.get() > seen + 10_000);
            return second.version() == version;
        });
        before = second.version();
        long seen = rows.get();
        Conditions.await("rows go on", () -> rows.get() > seen + 10_000);
        assertEquals(before, second.version());
        run.stop();
        assertEquals(State.STOPPED, Conditions.end(run));
    }

    @Test
    void aTapShowsTheFirstRowsOfARunThatHasEnded() {
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", ScriptedSource.ofRange(0, 1000))
                .sink("sink", sink)
                .chain("numbers", "sink")
                .start();
        assertEquals(State.DONE, Conditions.end(run));

        Tap tap = run.tap(Wire.of("numbers.out", "sink.in"));

        assertEquals(
                LongStream.range(0, WireSampler.ALLOWANCE).mapToObj(Row::of).toList(), tap.latest());
        tap.close();
    }

    @Test
    void aSinksViewIsKeptAfterTheEnd() {
        TableView view = new TableView(ScriptedSource.NUMBERS, 10);
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", ScriptedSource.ofRange(0, 3))
                .sink("table", new Sink() {
                    @Override
                    public void open(SinkContext context) {
                        context.publish(view);
                    }

                    @Override
                    public void write(Batch batch) {
                        batch.toRows().forEach(view::add);
                    }
                })
                .chain("numbers", "table")
                .start();

        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(view, run.view("table"));
        assertEquals(List.of(Row.of(0L), Row.of(1L), Row.of(2L)), view.rows());
    }
}
