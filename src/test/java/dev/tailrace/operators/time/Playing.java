package dev.tailrace.operators.time;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Plays batches into a processor and notes what leaves, rows by their first column, in the order of the calls. */
final class Playing implements Outlet {
    private final Processor processor;
    private final List<String> seen = new ArrayList<>();
    private final HandClock clock = new HandClock();

    private Playing(Processor processor) {
        this.processor = processor;
    }

    static <S extends Record> Playing of(TransformOperator<S> operator, S settings, Schema input) {
        Placement<S> placement = new Placement<>(
                "node",
                settings,
                Map.of("in", List.of(StreamType.rows(input))),
                Set.of("out"),
                Environment.UTC,
                Path.of(""));
        BitSet all = new BitSet();
        Map<String, StreamType> outputs = operator.output(placement).ports();
        all.set(0, outputs.get("out").schema().size());
        return new Playing(operator.processor(new Setup<>(placement, outputs, Map.of("out", all))));
    }

    Playing batch(Batch batch) {
        processor.process(0, batch, this);
        return this;
    }

    /** A watermark that enters; what leaves is seen. */
    Playing entering(long watermark) {
        processor.watermark(watermark, this);
        return this;
    }

    /** Opens the processor at a time of the clock, in milliseconds; without it there is no clock. */
    Playing openAt(long millis) {
        clock.now = millis;
        processor.open(clock);
        return this;
    }

    /** The clock goes on to this time, and calls what was asked for on the way. */
    Playing clockAt(long millis) {
        while (!clock.timers.isEmpty() && clock.timers.first() <= millis) {
            long due = clock.timers.first();
            clock.timers.remove(due);
            clock.now = due;
            processor.processingTimer(due, this);
        }
        clock.now = millis;
        return this;
    }

    List<String> seen() {
        return seen;
    }

    @Override
    public void emit(int port, Batch batch) {
        seen.add(batch.toRows().stream()
                .map(Row::values)
                .map(values -> String.valueOf(values.get(0)))
                .collect(Collectors.joining(" ", "rows ", "")));
    }

    @Override
    public void watermark(long millis) {
        seen.add("watermark " + millis);
    }

    @Override
    public void idle() {
        seen.add("idle");
    }

    /** A clock that a test moves on. */
    private static final class HandClock implements ProcessorContext {
        final TreeSet<Long> timers = new TreeSet<>();
        long now;

        @Override
        public long now() {
            return now;
        }

        @Override
        public void atProcessingTime(long millis) {
            timers.add(millis);
        }

        @Override
        public void atEventTime(long millis) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onThisThread(Consumer<Outlet> completion) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String node() {
            return "node";
        }

        @Override
        public void countLate(long rows) {}

        @Override
        public void countErrors(long rows) {}

        @Override
        public RuntimeException fail(Problem problem) {
            throw new AssertionError(problem);
        }

        @Override
        public RuntimeException fail(Problem problem, Batch batch, int index) {
            throw new AssertionError(problem);
        }
    }
}
