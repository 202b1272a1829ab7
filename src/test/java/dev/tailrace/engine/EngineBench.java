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
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * What telemetry and taps cost on the lightest chain, and what an idle pipeline takes. A few seconds:
 *
 * <pre>{@code
 * mvn -q -B test-compile && java -cp target/test-classes:target/classes:$(cat classpath) dev.tailrace.engine.EngineBench
 * }</pre>
 */
final class EngineBench {
    private static final int BATCHES = 400_000;
    private static final int ROUNDS = 7;
    private static final Schema SCHEMA =
            Schema.of(Field.required("a", DataType.BIGINT), Field.required("b", DataType.BIGINT));

    private EngineBench() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        Batch batch = batch();
        double[] bare = new double[ROUNDS];
        double[] metered = new double[ROUNDS];
        double[] tapped = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            bare[round] = nanosPerBatch(batch, Mode.BARE);
            metered[round] = nanosPerBatch(batch, Mode.METERED);
            tapped[round] = nanosPerBatch(batch, Mode.TAPPED);
        }
        double base = median(bare);
        out.printf("bare chain        %7.1f ns a batch of 1,024 rows%n", base);
        out.printf("with telemetry    %7.1f ns  %+.2f %%%n", median(metered), (median(metered) / base - 1) * 100);
        out.printf("and a tap a wire  %7.1f ns  %+.2f %%%n", median(tapped), (median(tapped) / base - 1) * 100);
        idle(out);
    }

    private enum Mode {
        BARE,
        METERED,
        TAPPED
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
            Outputs outputs = new Outputs(List.of(List.of(reader)));
            Processor processor = new Adding();
            chain = mode == Mode.BARE
                    ? new Bare(processor, outputs)
                    : new NodeInput(
                            new TransformNode(
                                    "n" + i,
                                    processor,
                                    outputs,
                                    new int[] {0},
                                    stopwatch,
                                    failure -> {},
                                    completion -> {},
                                    System::currentTimeMillis),
                            0,
                            0);
        }
        if (mode == Mode.TAPPED) {
            samplers.forEach(WireSampler::watch);
        }
        stopwatch.start();
        long began = System.nanoTime();
        long renewed = began;
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
        return (double) (System.nanoTime() - began) / BATCHES;
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

    /** A node without meters. */
    private record Bare(Processor processor, Outputs outputs) implements Receiver {
        @Override
        public void rows(Batch batch) {
            processor.process(0, batch, outputs);
        }

        @Override
        public void watermark(long millis) {}

        @Override
        public void idle() {}

        @Override
        public void end() {}
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
