package dev.tailrace.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./tailrace bench}: how many events of Nexmark's queries a second of processor time takes through the
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
            usage: ./tailrace bench [q0,q1,...|stateless|stateful|all] [options]
              q0,q1,...           queries; those without state unless given
              --events N          of one run of ours, of a query without state; 50_000_000
              --peer-events N     of one run of Flink or Jet, and of ours where there is state; 10_000_000
              --repeat N          runs whose median counts, after those that warm up; 5
              --peers on|off      whether Flink and Jet run the same queries; on, where they are found
              --kernels on|off    whether compiled expressions run beside loops written by hand; on
              --shared FOLDER     where nexmark/peers/run is; ../shared
              --out FOLDER        for nexmark.md and nexmark.tsv; target/bench
            Those without state, with --events 20_000_000 --peer-events 3_000_000 --repeat 3, take about five minutes on two
            idle cores; those with state, with --peer-events 3_000_000 --repeat 3, about twenty.
            """;

    private static final String DISCARD = "discard";

    private final PrintStream out;
    private List<String> queries = List.of();
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

    /** Queries separated by commas, or one of the names of many. */
    private static List<String> named(String words) throws IOException {
        List<String> all = NexmarkQuery.all();
        return switch (words) {
            case "all" -> all;
            case "stateless" -> NexmarkQuery.STATELESS;
            case "stateful" ->
                all.stream()
                        .filter(query -> !NexmarkQuery.STATELESS.contains(query))
                        .toList();
            default -> {
                List<String> queries = List.of(words.split(","));
                yield all.containsAll(queries) ? queries : List.of();
            }
        };
    }

    private boolean understands(String[] arguments) throws IOException {
        queries = NexmarkQuery.STATELESS;
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                queries = named(arguments[i]);
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
        return !queries.isEmpty();
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
            if (ByHand.QUERIES.contains(query)) {
                figures.add(ours("by-hand", query, DISCARD));
            }
            for (String engine : Peers.ENGINES) {
                if (withPeers && peers.areThere() && Peers.has(engine, query)) {
                    figures.add(show(peers.measure(engine, query, peerEvents, runs)));
                }
            }
            all.add(figures);
        }
        List<String> kernels = withKernels ? Kernels.inOwnProcesses() : List.of();
        report(all, kernels);
    }

    /** Of a query with state that grows, as many events as of the peers, so that the state is as large. */
    private Measurements ours(String what, String query, String sink) throws IOException, InterruptedException {
        long count = NexmarkQuery.STATELESS.contains(query) ? events : peerEvents;
        OwnProcess.Printed printed =
                OwnProcess.java(NexmarkRuns.class, what, query, Long.toString(count), Integer.toString(runs), sink);
        List<Measured> measured = new ArrayList<>();
        for (String line : printed.lines()) {
            Measured one = Measured.parse(line);
            if (one != null) {
                measured.add(one);
            }
        }
        return show(new Measurements(measured, printed.peakBytes()));
    }

    private Measurements show(Measurements measured) {
        out.println(measured.median());
        return measured;
    }

    private void report(List<Figures> all, List<String> kernels) throws IOException {
        List<String> table = new ArrayList<>(Figures.table(all));
        table.add("");
        table.addAll(Figures.means(all));
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
        lines.add(Figures.LINE_HEAD);
        all.forEach(figures -> lines.addAll(figures.lines()));
        lines.addAll(kernels);
        Files.write(folder.resolve("nexmark.tsv"), lines);
        out.println();
        out.println("Written to " + folder.resolve("nexmark.md") + " and " + folder.resolve("nexmark.tsv"));
    }
}
