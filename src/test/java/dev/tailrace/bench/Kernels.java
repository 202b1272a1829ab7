package dev.tailrace.bench;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.ColumnRoom;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
import dev.tailrace.language.RowFilter;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Compiled expressions against loops that somebody wrote by hand for the same columns: rows a second of processor time
 * of either, in turn, and the ratio of their best rounds.
 */
final class Kernels {
    private static final int ROWS = 1000;
    private static final int BATCHES = 32;
    private static final int ROUNDS = 80;
    private static final int JVMS = 5;
    private static final long ROUND_NANOS = 10_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Schema SCHEMA = Schema.of(
            Field.required("price", DataType.BIGINT),
            Field.required("channel", DataType.STRING),
            Field.required("url", DataType.STRING));

    /**
     * @param compiled passes over all batches, giving something that depends on all results
     * @param byHand the same, which must give the same
     */
    record Kernel(String name, LongSupplier compiled, LongSupplier byHand) {}

    private Kernels() {}

    /** @param arguments the number of a kernel; without one, all are measured, each in JVMs of its own */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        if (arguments.length == 0) {
            inOwnProcesses().forEach(out::println);
        } else {
            out.println(measured(all().get(Integer.parseInt(arguments[0]))));
        }
    }

    /**
     * Lines of {@code kernel}, its name, millions of rows a second compiled and by hand, and their ratio, with tabs. Of
     * each kernel the JVM whose ratio is the median: the just-in-time compiler lays a loop out anew in every JVM.
     */
    static List<String> inOwnProcesses() throws IOException, InterruptedException {
        List<String> medians = new ArrayList<>();
        for (int i = 0; i < all().size(); i++) {
            List<String> lines = new ArrayList<>();
            for (int jvm = 0; jvm < JVMS; jvm++) {
                lines.addAll(OwnProcess.java(Kernels.class, Integer.toString(i)).lines());
            }
            lines.sort(Comparator.comparingDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf('\t')))));
            medians.add(lines.get(lines.size() / 2));
        }
        return medians;
    }

    private static String measured(Kernel kernel) {
        double compiled = 0;
        double byHand = 0;
        for (int round = 0; round < ROUNDS; round++) {
            compiled = Math.max(compiled, rowsPerSecond(kernel.compiled()));
            byHand = Math.max(byHand, rowsPerSecond(kernel.byHand()));
        }
        return String.format(
                Locale.ROOT,
                "kernel\t%s\t%.1f\t%.1f\t%.2f",
                kernel.name(),
                compiled / 1e6,
                byHand / 1e6,
                compiled / byHand);
    }

    private static double rowsPerSecond(LongSupplier pass) {
        long began = THREADS.getCurrentThreadCpuTime();
        long passes = 0;
        long nanos;
        do {
            var unused = pass.getAsLong();
            passes++;
            nanos = THREADS.getCurrentThreadCpuTime() - began;
        } while (nanos < ROUND_NANOS);
        return passes * (double) ROWS * BATCHES / nanos * 1e9;
    }

    static List<Kernel> all() {
        List<Batch> batches = batches();
        RowFilter prices = filter("0.908 * price > 1000000 AND 0.908 * price < 50000000");
        RowFilter contains = filter("UPPER(channel) LIKE '%GOO%'");
        Projection converted = projection("0.908 * price");
        Projection directory = projection("SPLIT_INDEX(url, '/', 3)");
        ColumnRoom room = new ColumnRoom();
        ColumnRoom texts = new ColumnRoom();
        HandWritten byHand = new HandWritten(ROWS);
        int[] selection = new int[ROWS];
        return List.of(
                new Kernel(
                        "filter 0.908 * price",
                        () -> over(batches, batch -> prices.filter(batch, selection)),
                        () -> over(batches, batch -> byHand.prices(batch, selection))),
                new Kernel(
                        "project 0.908 * price",
                        () -> over(batches, batch -> last(converted.evaluate(batch, room)[0])),
                        () -> over(batches, batch -> last(byHand.converted(batch)))),
                new Kernel(
                        "filter upper, contains",
                        () -> over(batches, batch -> contains.filter(batch, selection)),
                        () -> over(batches, batch -> byHand.contains(batch, selection))),
                new Kernel(
                        "project a directory of url",
                        () -> over(batches, batch -> last(directory.evaluate(batch, texts)[0])),
                        () -> over(batches, batch -> last(byHand.directory(batch)))));
    }

    /** What is done with a batch. */
    private interface OnBatch {
        long of(Batch batch);
    }

    private static long over(List<Batch> batches, OnBatch work) {
        long sum = 0;
        for (Batch batch : batches) {
            sum += work.of(batch);
        }
        return sum;
    }

    private static long last(Column column) {
        return column instanceof Column.Bytes texts
                ? texts.ends[ROWS - 1] - texts.starts[ROWS - 1]
                : ((Column.Decimals) column).low[ROWS - 1];
    }

    private static RowFilter filter(String condition) {
        return Language.compileFilter(checked(condition));
    }

    private static Projection projection(String text) {
        return Language.compileProjection(List.of(checked(text)), SCHEMA);
    }

    private static Expression checked(String text) {
        return Objects.requireNonNull(
                Language.check(text, SCHEMA, Environment.UTC).expression(), text);
    }

    private static List<Batch> batches() {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, BATCHES).mapToObj(i -> batch(random)).toList();
    }

    private static Batch batch(SplittableRandom random) {
        long[] prices = new long[ROWS];
        String[] channels = new String[ROWS];
        String[] urls = new String[ROWS];
        String[] hot = {"Google", "Facebook", "Baidu", "Apple"};
        for (int i = 0; i < ROWS; i++) {
            prices[i] = Math.round(Math.pow(10, random.nextDouble() * 6) * 100);
            channels[i] = random.nextBoolean() ? hot[random.nextInt(4)] : "channel-" + random.nextInt(10_000);
            urls[i] =
                    "https://www.nexmark.com/abcde/fghij/klmno/item.htm?query=1&channel_id=" + random.nextInt(1 << 30);
        }
        Column[] columns = {new Column.Longs(DataType.BIGINT, ROWS, prices, null), texts(channels), texts(urls)};
        return Batch.of(SCHEMA, ROWS, columns, null);
    }

    private static Column texts(String[] texts) {
        byte[] buffer = String.join("", texts).getBytes(StandardCharsets.US_ASCII);
        int[] starts = new int[ROWS];
        int[] ends = new int[ROWS];
        int at = 0;
        for (int i = 0; i < ROWS; i++) {
            starts[i] = at;
            at += texts[i].length();
            ends[i] = at;
        }
        return new Column.Bytes(DataType.STRING, ROWS, buffer, starts, ends, null);
    }
}
