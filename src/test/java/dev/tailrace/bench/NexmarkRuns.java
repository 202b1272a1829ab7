package dev.tailrace.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Runs one query, or the generator alone with the columns that it demands, in this process. */
final class NexmarkRuns {
    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private NexmarkRuns() {}

    /**
     * @param arguments {@code engine}, {@code generator} or {@code by-hand}, query, events, runs, sink; two short runs before them warm up
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        String query = arguments[1];
        long events = Long.parseLong(arguments[2]);
        int runs = Integer.parseInt(arguments[3]);
        String sink = arguments[4];
        for (int run = -2; run < runs; run++) {
            long count = run < 0 ? Math.max(1, events / 4) : events;
            Measured measured =
                    switch (arguments[0]) {
                        case "engine" -> engine(query, count, sink);
                        case "by-hand" -> byHand(query, count);
                        default -> generator(query, count);
                    };
            if (run >= 0) {
                out.println(measured.line());
            }
        }
    }

    /** @param sink {@code bench-sink} or {@code discard} */
    static Measured engine(String query, long events, String sink) throws InterruptedException {
        Allocation allocation = new Allocation(events);
        ReadingSink reading = new ReadingSink();
        NexmarkQuery drawn = NexmarkQuery.of(query, events, reading, sink);
        long wall = System.nanoTime();
        long cpu = OS.getProcessCpuTime();
        Run run = new EmbeddedRuntime(drawn.check()).start(drawn.pipeline(), RunOptions.DEFAULT);
        allocation.watch(run);
        run.await(Duration.ofHours(1));
        double cpuSeconds = (OS.getProcessCpuTime() - cpu) / 1e9;
        double wallSeconds = (System.nanoTime() - wall) / 1e9;
        if (run.state() != Run.State.DONE) {
            throw new IllegalStateException(query + ": " + run.failure());
        }
        boolean read = sink.equals(ReadingSink.ID);
        return new Measured(
                read ? "tailrace-read" : "tailrace",
                query,
                events,
                read ? reading.rows() : -1,
                reading.sum(),
                wallSeconds,
                cpuSeconds,
                allocation.bytesPerEvent());
    }

    static Measured generator(String query, long events) throws IOException, InterruptedException {
        Source source =
                NexmarkQuery.of(query, events, new ReadingSink(), "discard").source();
        Counting counting = new Counting();
        return read("generator", query, events, source, counting, counting, () -> counting.rows);
    }

    /** The columns that the query demands, through a loop that somebody wrote for it. */
    static Measured byHand(String query, long events) throws IOException, InterruptedException {
        Source source =
                NexmarkQuery.of(query, events, new ReadingSink(), "discard").source();
        ByHand loop = ByHand.of(query, false);
        return read("by-hand", query, events, source, new Counting(), loop, () -> {
            loop.end();
            return loop.checksum();
        });
    }

    /** @param end gives something that depends on all that was done */
    private static Measured read(
            String engine,
            String query,
            long events,
            Source source,
            SourceContext context,
            Outlet outlet,
            LongSupplier end)
            throws IOException, InterruptedException {
        long wall = System.nanoTime();
        long cpu = OS.getProcessCpuTime();
        try (Source.Reader reader = source.open(source.partitions().get(0), context)) {
            while (reader.poll(outlet) == Source.Reader.Poll.MORE) {
                // Goes on to the end.
            }
        }
        long result = end.getAsLong();
        double cpuSeconds = (OS.getProcessCpuTime() - cpu) / 1e9;
        double wallSeconds = (System.nanoTime() - wall) / 1e9;
        return new Measured(engine, query, events, -1, result, wallSeconds, cpuSeconds, Double.NaN);
    }

    /** What the threads of a run have allocated between a half and nine tenths of its events. */
    private static final class Allocation {
        private final long from;
        private final long to;
        private double bytesPerEvent = Double.NaN;

        Allocation(long events) {
            from = events / 2;
            to = events / 10 * 9;
        }

        double bytesPerEvent() {
            return bytesPerEvent;
        }

        void watch(Run run) throws InterruptedException {
            await(run, from);
            AllocatedBytes first = AllocatedBytes.now();
            long firstEvents = eventsOf(run);
            await(run, to);
            AllocatedBytes last = AllocatedBytes.now();
            long lastEvents = eventsOf(run);
            if (first.threads() == last.threads()
                    && lastEvents > firstEvents
                    && !run.state().isFinal()) {
                bytesPerEvent = (double) (last.bytes() - first.bytes()) / (lastEvents - firstEvents);
            }
        }

        private static void await(Run run, long events) throws InterruptedException {
            while (eventsOf(run) < events && !run.await(Duration.ofMillis(20))) {
                // Not there yet.
            }
        }

        private static long eventsOf(Run run) {
            return run.telemetry().wires().entrySet().stream()
                    .filter(wire -> wire.getKey().from().node().equals("events"))
                    .mapToLong(wire -> wire.getValue().rows())
                    .sum();
        }
    }

    /** Takes batches and does nothing with them. */
    static final class Counting implements Outlet, SourceContext {
        private long rows;

        @Override
        public void emit(int port, Batch batch) {
            rows += batch.rows();
        }

        @Override
        public void watermark(long millis) {}

        @Override
        public void pollAt(long nanoTime) {
            throw new IllegalStateException("paced");
        }

        @Override
        public void pollNow() {}

        @Override
        public String node() {
            return "events";
        }

        @Override
        public void countLate(long count) {}

        @Override
        public void countErrors(long count) {}

        @Override
        public RuntimeException fail(Problem problem) {
            return new IllegalStateException(problem.toString());
        }

        @Override
        public RuntimeException fail(Problem problem, Batch batch, int index) {
            return fail(problem);
        }

        @Override
        public long now() {
            return System.currentTimeMillis();
        }
    }
}
