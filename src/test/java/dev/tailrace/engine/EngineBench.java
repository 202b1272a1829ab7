package dev.tailrace.engine;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Tap;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * What telemetry and taps cost on the lightest chain, and what an idle pipeline takes, in processor time:
 *
 * <pre>{@code
 * mvn -q -B test-compile && java -cp target/test-classes:target/classes:$(cat classpath) dev.tailrace.engine.EngineBench compare
 * }</pre>
 */
final class EngineBench {
    private static final int BATCHES = 200_000;
    private static final int ROUNDS = 12;
    private static final int JVMS = 21;
    private static final int STARTS = 20;
    private static final Schema SCHEMA =
            Schema.of(Field.required("a", DataType.BIGINT), Field.required("b", DataType.BIGINT));

    private EngineBench() {}

    /**
     * @param arguments {@code compare}, about a minute; {@code bare}, {@code metered} or {@code tapped} for one JVM of
     *     that comparison; {@code idle}, five seconds; or {@code first-row}, in the folder of the project
     */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        PrintStream out = System.out;
        String what = arguments.length == 0 ? "compare" : arguments[0];
        switch (what) {
            case "compare" -> compare(out);
            case "idle" -> idle(out);
            case "first-row" -> firstRow(out);
            default -> out.println(nanosPerBatch(Mode.valueOf(what.toUpperCase(Locale.ROOT))));
        }
    }

    private enum Mode {
        BARE,
        METERED,
        TAPPED
    }

    /**
     * The modes in turn, each in a JVM of its own, because together they would make each other's calls megamorphic.
     */
    private static void compare(PrintStream out) throws IOException, InterruptedException {
        Map<Mode, double[]> nanos = new EnumMap<>(Mode.class);
        for (int run = 0; run < JVMS; run++) {
            for (Mode mode : Mode.values()) {
                nanos.computeIfAbsent(mode, any -> new double[JVMS])[run] = inOwnJvm(mode);
            }
        }
        double[] bare = Objects.requireNonNull(nanos.get(Mode.BARE));
        out.printf("processor time a batch of 1,024 rows, medians of %d JVMs each, in turn%n", JVMS);
        nanos.forEach((mode, runs) -> {
            double[] more = IntStream.range(0, JVMS)
                    .mapToDouble(run -> runs[run] - bare[run])
                    .toArray();
            out.printf(
                    Locale.ROOT,
                    "%-8s %6.1f ns (least %.1f)   against bare in the same turn %+5.1f ns  %+4.1f %%%n",
                    mode.name().toLowerCase(Locale.ROOT),
                    median(runs),
                    Arrays.stream(runs).min().orElseThrow(),
                    median(more),
                    100 * median(more) / median(bare));
        });
    }

    private static double inOwnJvm(Mode mode) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineBench.class.getName(),
                        mode.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Double.parseDouble(printed.trim());
    }

    /** The least of some rounds: what the machine does besides can only add to it. */
    private static double nanosPerBatch(Mode mode) {
        Chain chain = new Chain(mode);
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            rounds[round] = chain.nanosPerBatch();
        }
        return Arrays.stream(rounds).min().orElseThrow();
    }

    /** Three light nodes and a sink on one thread, with or without meters on the three wires and a stopwatch. */
    private static final class Chain {
        private final Mode mode;
        private final Stopwatch stopwatch = new Stopwatch(new ThreadMeter());
        private final List<WireSampler> samplers =
                IntStream.range(0, 3).mapToObj(i -> new WireSampler()).toList();
        private final Batch batch = batch();
        private final Receiver first;

        Chain(Mode mode) {
            this.mode = mode;
            Receiver next = new Counting(new long[1]);
            for (int i = 2; i >= 0; i--) {
                Receiver reader = mode == Mode.BARE ? next : new LiveWire(samplers.get(i), next);
                TransformNode node = new TransformNode(
                        "n" + i,
                        new Adding(),
                        new Outputs(List.of(List.of(reader))),
                        new int[] {0},
                        stopwatch,
                        failure -> {},
                        completion -> {},
                        System::currentTimeMillis);
                next = new NodeInput(node, 0, 0);
            }
            first = next;
            if (mode == Mode.TAPPED) {
                samplers.forEach(WireSampler::watch);
            }
            stopwatch.start();
        }

        double nanosPerBatch() {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long began = threads.getCurrentThreadCpuTime();
            long renewed = System.nanoTime();
            for (int i = 0; i < BATCHES; i++) {
                if (mode == Mode.BARE) {
                    first.rows(batch);
                } else {
                    stopwatch.beginElement();
                    first.rows(batch);
                    stopwatch.endElement();
                }
                if ((i & 0xfff) == 0 && System.nanoTime() - renewed > 100_000_000) {
                    renewed = System.nanoTime();
                    stopwatch.timeNext();
                    samplers.forEach(WireSampler::renew);
                }
            }
            return (double) (threads.getCurrentThreadCpuTime() - began) / BATCHES;
        }
    }

    private static void idle(PrintStream out) throws InterruptedException {
        ScriptedSource source = new ScriptedSource();
        source.partition().rows(1).await(new ScriptedSource.Gate());
        RecordingSink sink = new RecordingSink();
        Run run = new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .transform("pass", RunStatesTest.PassOn::new)
                .sink("sink", sink)
                .chain("numbers", "pass", "sink")
                .start();
        Conditions.await("it is idle", () -> sink.rows() == 1);
        LockSupport.parkNanos(200_000_000);
        out.printf("idle pipeline     %.3f %% of a core%n", cpuShare());
        try (Tap tap = run.tap(Wire.of("pass.out", "sink.in"))) {
            out.printf("idle, with a tap  %.3f %% of a core, %d rows seen%n", cpuShare(), tap.version());
        }
        run.stop();
        run.await(Duration.ofSeconds(5));
    }

    /** From the start of a sample to its first row at a sink, which is when its first day ends, in a warm JVM. */
    private static void firstRow(PrintStream out) throws InterruptedException, IOException {
        Path file = Path.of("sample-pipelines/flights/flights.tailrace.json").toAbsolutePath();
        PipelineCheck check = new PipelineCheck(Catalogue.load());
        Pipeline pipeline = Objects.requireNonNull(PipelineJson.read(file).pipeline());
        Path folder = Files.createTempDirectory("tailrace-bench");
        Path daily = folder.resolve("daily.csv");
        Path weekly = folder.resolve("weekly.csv");
        CheckedPipeline checked = check.check(
                pipeline,
                Objects.requireNonNull(file.getParent()),
                Map.of(
                        "pace", TextNode.valueOf("0"),
                        "out", TextNode.valueOf(daily.toString()),
                        "weeklyOut", TextNode.valueOf(weekly.toString())));
        EmbeddedRuntime runtime = new EmbeddedRuntime(check);
        double[] first = new double[STARTS];
        double[] whole = new double[STARTS];
        for (int i = 0; i < 2 * STARTS; i++) {
            long began = System.nanoTime();
            Run run = runtime.start(checked, RunOptions.DEFAULT);
            try (Tap tap = run.tap(Wire.of("rounded.out", "file.in"))) {
                while (tap.version() == 0 && !run.state().isFinal()) {
                    LockSupport.parkNanos(20_000);
                }
            }
            first[i % STARTS] = (System.nanoTime() - began) / 1e6;
            run.await(Duration.ofMinutes(1));
            whole[i % STARTS] = (System.nanoTime() - began) / 1e6;
        }
        Files.deleteIfExists(daily);
        Files.deleteIfExists(weekly);
        Files.delete(folder);
        out.printf(
                Locale.ROOT,
                "flights: first row at a sink after %.1f ms (%.1f to %.1f), all 20,000 rows after %.1f ms,%n"
                        + "medians of %d starts after as many to warm up%n",
                median(first),
                Arrays.stream(first).min().orElseThrow(),
                Arrays.stream(first).max().orElseThrow(),
                median(whole),
                STARTS);
    }

    /** Processor time of the threads of runs over two seconds, in percent. */
    private static double cpuShare() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] ids = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tailrace-run"))
                .mapToLong(Thread::getId)
                .toArray();
        long before = Arrays.stream(ids).map(threads::getThreadCpuTime).sum();
        long began = System.nanoTime();
        while (System.nanoTime() - began < 2_000_000_000L) {
            LockSupport.parkNanos(2_000_000_000L - (System.nanoTime() - began));
        }
        long used = Arrays.stream(ids).map(threads::getThreadCpuTime).sum() - before;
        return 100.0 * used / (System.nanoTime() - began);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Batch batch() {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (long i = 0; i < 1024; i++) {
            builder.append(Row.of(i, i * 3));
        }
        return builder.build();
    }

    /** One addition a row into a column that is used again, about the lightest work there is. */
    private static final class Adding implements Processor {
        private final long[] sums = new long[1024];

        @Override
        public void process(int port, Batch batch, Outlet out) {
            long[] a = ((Column.Longs) batch.column(0)).values;
            long[] b = ((Column.Longs) batch.column(1)).values;
            for (int i = 0; i < batch.rows(); i++) {
                sums[i] = a[i] + b[i];
            }
            Column sum = new Column.Longs(DataType.BIGINT, batch.rows(), sums, null);
            out.emit(0, batch.with(SCHEMA, new Column[] {sum, batch.column(1)}));
        }
    }

    /** The end of the chain. */
    private record Counting(long[] sum) implements Receiver {
        @Override
        public void rows(Batch batch) {
            sum[0] += batch.rows();
        }

        @Override
        public void watermark(long millis) {}

        @Override
        public void idle() {}

        @Override
        public void end() {}
    }
}
