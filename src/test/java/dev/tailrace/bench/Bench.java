package dev.tailrace.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./tailrace bench}: how many events of Nexmark's stateless queries a second of processor time takes through the
 * embedded engine, beside the generator alone, which is the floor, and beside Flink and Jet where their harness is there.
 *
 * <p>Each figure is the median of some runs in one JVM after two that warm up; each engine and query has a JVM of its
 * own. The processor time is that of the whole process from the start of the run to its end, the source included.
 *
 * <p>The sink is {@code discard}, which demands every column of the answer: the pruning leaves none out, and columns are
 * written to memory before the sink is called, so that no compiler can leave them out either. As with Flink's blackhole,
 * nobody reads them then. The column "all read" is the same with a sink that reads every value.
 */
final class Bench {
    private static final String USAGE =
            """
            usage: ./tailrace bench [q0,q1,...] [options]
              q0,q1,...           queries, of q0, q1, q2, q10, q14, q21 and q22; all of them unless given
              --events N          of one run of ours; 50_000_000
              --peer-events N     of one run of Flink or Jet; 10_000_000
              --repeat N          runs whose median counts, after those that warm up; 5
              --peers on|off      whether Flink and Jet run the same queries; on, where they are found
              --kernels on|off    whether compiled expressions run beside loops written by hand; on
              --shared FOLDER     where nexmark/peers/run is; ../shared
              --out FOLDER        for nexmark.md and nexmark.tsv; target/bench
            All queries with --events 20_000_000 --peer-events 3_000_000 --repeat 3 take about five minutes on two idle cores.
            """;

    private static final String DISCARD = "discard";

    private final PrintStream out;
    private List<String> queries = NexmarkQuery.ALL;
    private long events = 50_000_000;
    private long peerEvents = 10_000_000;
    private int runs = 5;
    private boolean withPeers = true;
    private boolean withKernels = true;
    private Path shared = Path.of(System.getProperty("tailrace.shared", "../shared"));
    private Path folder = Path.of("target/bench");

    private Bench(PrintStream out) {
        this.out = out;
    }

    /** @param arguments see the usage */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Bench bench = new Bench(System.out);
        if (List.of(arguments).contains("--help")) {
            bench.out.print(USAGE);
            return;
        }
        if (!bench.understands(arguments)) {
            System.err.print(USAGE);
            System.exit(2);
        }
        bench.run();
    }

    private boolean understands(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                queries = List.of(arguments[i].split(","));
                continue;
            }
            if (i + 1 == arguments.length) {
                return false;
            }
            String value = arguments[++i];
            switch (arguments[i - 1]) {
                case "--events" -> events = Long.parseLong(value.replace("_", ""));
                case "--peer-events" -> peerEvents = Long.parseLong(value.replace("_", ""));
                case "--repeat" -> runs = Integer.parseInt(value);
                case "--peers" -> withPeers = value.equals("on");
                case "--kernels" -> withKernels = value.equals("on");
                case "--shared" -> shared = Path.of(value);
                case "--out" -> folder = Path.of(value);
                default -> {
                    return false;
                }
            }
        }
        return NexmarkQuery.ALL.containsAll(queries);
    }

    private void run() throws IOException, InterruptedException {
        Peers peers = new Peers(shared);
        if (withPeers && !peers.areThere()) {
            out.println("No peers: there is no " + shared.resolve("nexmark/peers/run") + "; give it with --shared.");
        }
        List<Figures> all = new ArrayList<>();
        for (String query : queries) {
            Figures figures = new Figures(query);
            figures.add(ours("generator", query, DISCARD));
            figures.add(ours("engine", query, DISCARD));
            figures.add(ours("engine", query, ReadingSink.ID));
            for (String engine : Peers.ENGINES) {
                if (withPeers && peers.areThere() && Peers.has(engine, query)) {
                    figures.add(show(median(peers.measure(engine, query, peerEvents, runs))));
                }
            }
            all.add(figures);
        }
        List<String> kernels = withKernels ? Kernels.inOwnProcesses() : List.of();
        report(all, kernels);
    }

    private Measured ours(String what, String query, String sink) throws IOException, InterruptedException {
        List<Measured> measured = new ArrayList<>();
        for (String line :
                OwnProcess.java(NexmarkRuns.class, what, query, Long.toString(events), Integer.toString(runs), sink)) {
            Measured one = Measured.parse(line);
            if (one != null) {
                measured.add(one);
            }
        }
        return show(median(measured));
    }

    private Measured show(Measured measured) {
        out.println(measured);
        return measured;
    }

    private static Measured median(List<Measured> measured) {
        List<Measured> sorted = new ArrayList<>(measured);
        sorted.sort(Comparator.comparingDouble(Measured::cpuSeconds));
        return sorted.get(sorted.size() / 2);
    }

    private void report(List<Figures> all, List<String> kernels) throws IOException {
        List<String> table = new ArrayList<>();
        table.add(
                "| query | M events / CPU s | generator alone | of it | all read | Flink | × | Jet | × | bytes / event |");
        table.add("|---|---|---|---|---|---|---|---|---|---|");
        all.forEach(figures -> table.add(figures.row()));
        if (!kernels.isEmpty()) {
            table.add("");
            table.add("| kernel | M rows / s | by hand | of it |");
            table.add("|---|---|---|---|");
            kernels.forEach(line ->
                    table.add("| " + line.substring(line.indexOf('\t') + 1).replace("\t", " | ") + " |"));
        }
        out.println();
        table.forEach(out::println);
        Files.createDirectories(folder);
        Files.write(folder.resolve("nexmark.md"), table);
        List<String> lines = new ArrayList<>();
        lines.add("engine\tquery\tevents\twall_s\tcpu_s\tevents_per_cpu_s\tbytes_per_event");
        all.forEach(figures -> lines.addAll(figures.lines()));
        lines.addAll(kernels);
        Files.write(folder.resolve("nexmark.tsv"), lines);
        out.println();
        out.println("Written to " + folder.resolve("nexmark.md") + " and " + folder.resolve("nexmark.tsv"));
    }

    /** What was measured of one query. */
    private static final class Figures {
        private final String query;
        private final List<Measured> medians = new ArrayList<>();

        Figures(String query) {
            this.query = query;
        }

        void add(Measured median) {
            medians.add(median);
        }

        private double of(String engine) {
            return medians.stream()
                    .filter(one -> one.engine().equals(engine))
                    .mapToDouble(Measured::eventsPerCpuSecond)
                    .findFirst()
                    .orElse(Double.NaN);
        }

        String row() {
            double ours = of("tailrace");
            double bytes = medians.stream()
                    .filter(one -> one.engine().equals("tailrace"))
                    .mapToDouble(Measured::bytesPerEvent)
                    .findFirst()
                    .orElse(Double.NaN);
            return "| " + query + " | " + million(ours) + " | " + million(of("generator")) + " | "
                    + ratio(ours / of("generator")) + " | " + million(of("tailrace-read")) + " | "
                    + million(of("flink")) + " | " + ratio(ours / of("flink"))
                    + " | " + million(of("jet")) + " | " + ratio(ours / of("jet")) + " | " + ratio(bytes) + " |";
        }

        List<String> lines() {
            return medians.stream()
                    .map(one -> String.format(
                            Locale.ROOT,
                            "%s\t%s\t%d\t%.3f\t%.3f\t%.0f\t%.3f",
                            one.engine(),
                            one.query(),
                            one.events(),
                            one.wallSeconds(),
                            one.cpuSeconds(),
                            one.eventsPerCpuSecond(),
                            one.bytesPerEvent()))
                    .toList();
        }

        private static String million(double value) {
            return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f", value / 1e6);
        }

        private static String ratio(double value) {
            return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
        }
    }
}
