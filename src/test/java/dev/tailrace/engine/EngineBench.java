package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Tap;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
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
    private static final int JVMS = 15;
    private static final Schema SCHEMA =
            Schema.of(Field.required("a", DataType.BIGINT), Field.required("b", DataType.BIGINT));

    private EngineBench() {}

    /**
     * @param arguments {@code compare}, about a minute; {@code bare}, {@code metered} or {@code tapped} for one JVM of
     *     that comparison; or {@code idle}, five seconds
     */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        PrintStream out = System.out;
        String what = arguments.length == 0 ? "compare" : arguments[0];
        switch (what) {
            case "compare" -> compare(out);
            case "idle" -> idle(out);
            default -> out.println(nanosPerBatch(Mode.valueOf(what.toUpperCase(Locale.ROOT))));
        }
    }

    private enum Mode {
        BARE,
        METERED,
        TAPPED
    }

    /**
     * The modes in turn, each in a JVM of its own, because together they would make each other's calls megamorphic; the
     * median over these JVMs of what each has measured.
     */
    private static void compare(PrintStream out) throws IOException, InterruptedException {
        Map<Mode, double[]> nanos = new EnumMap<>(Mode.class);
        for (int run = 0; run < JVMS; run++) {
            for (Mode mode : Mode.values()) {
                nanos.computeIfAbsent(mode, any -> new double[JVMS])[run] = inOwnJvm(mode);
            }
        }
        double bare = median(Objects.requireNonNull(nanos.get(Mode.BARE)));
        out.printf("processor time a batch of 1,024 rows, median of %d JVMs each, in turn%n", JVMS);
        nanos.forEach((mode, runs) -> out.printf(
                Locale.ROOT,
                "%-8s %6.1f ns  %+5.1f ns  %+4.1f %%   (%.1f to %.1f)%n",
                mode.name().toLowerCase(Locale.ROOT),
                median(runs),
                median(runs) - bare,
                100 * (median(runs) - bare) / bare,
                runs[0],
                runs[JVMS - 1]));
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
        Batch batch = batch();
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            rounds[round] = nanosPerBatch(batch, mode);
        }
        return Arrays.stream(rounds).min().orElseThrow();
    }

    /** Three light nodes and a sink on one thread, with or without meters on the three wires and a stopwatch. */
    private static double nanosPerBatch(Batch batch, Mode mode) {
        Stopwatch stopwatch = new Stopwatch(new ThreadMeter());
        long[] sum = new long[1];
        List<WireSampler> samplers =
                IntStream.range(0, 3).mapToObj(i -> new WireSampler()).toList();
        Receiver chain = new Counting(sum);
        for (int i = 2; i >= 0; i--) {
            Receiver reader = mode == Mode.BARE ? chain : new LiveWire(samplers.get(i), chain);
            TransformNode node = new TransformNode(
                    "n" + i,
                    new Adding(),
                    new Outputs(List.of(List.of(reader))),
                    new int[] {0},
                    stopwatch,
                    failure -> {},
                    completion -> {},
                    System::currentTimeMillis);
            chain = new NodeInput(node, 0, 0);
        }
        if (mode == Mode.TAPPED) {
            samplers.forEach(WireSampler::watch);
        }
        stopwatch.start();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        long renewed = System.nanoTime();
        for (int i = 0; i < BATCHES; i++) {
            if (mode == Mode.BARE) {
                chain.rows(batch);
            } else {
                stopwatch.beginElement();
                chain.rows(batch);
                stopwatch.endElement();
            }
            if ((i & 0xfff) == 0 && mode == Mode.TAPPED && System.nanoTime() - renewed > 100_000_000) {
                renewed = System.nanoTime();
                samplers.forEach(WireSampler::renew);
            }
        }
        return (double) (threads.getCurrentThreadCpuTime() - began) / BATCHES;
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

    /** Sorts the values. */
    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
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
