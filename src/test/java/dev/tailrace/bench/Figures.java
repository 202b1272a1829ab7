package dev.tailrace.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What was measured of one query, and the tables of many. */
final class Figures {
    /** Names of the cells of {@link #lines}. */
    static final String LINE_HEAD =
            "engine\tquery\tevents\twall_s\tcpu_s\tevents_per_cpu_s\tbytes_per_event\tpeak_bytes";

    private static final String OURS = "tailrace";

    private final String query;
    private final List<Measurements> measured = new ArrayList<>();

    Figures(String query) {
        this.query = query;
    }

    void add(Measurements one) {
        measured.add(one);
    }

    private double of(String engine) {
        return measured.stream()
                .map(Measurements::median)
                .filter(one -> one.engine().equals(engine))
                .mapToDouble(Measured::eventsPerCpuSecond)
                .findFirst()
                .orElse(Double.NaN);
    }

    private double over(String engine) {
        return of(OURS) / of(engine);
    }

    private double bytesPerEvent() {
        return measured.stream()
                .map(Measurements::median)
                .filter(one -> one.engine().equals(OURS))
                .mapToDouble(Measured::bytesPerEvent)
                .findFirst()
                .orElse(Double.NaN);
    }

    private double peakMegabytes(String engine) {
        return measured.stream()
                .filter(one -> one.median().engine().equals(engine) && one.peakBytes() > 0)
                .mapToDouble(one -> one.peakBytes() / (double) (1 << 20))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** In Markdown, a row a query. */
    static List<String> table(List<Figures> all) {
        List<String> table = new ArrayList<>();
        table.add(
                "| query | M events / CPU s | generator alone | of it | by hand | of it | all read | Flink | × | Jet | × "
                        + "| bytes / event | peak MiB | of Flink |");
        table.add("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        all.forEach(figures -> table.add(figures.row()));
        return table;
    }

    private String row() {
        return String.join(
                " | ",
                "| " + query,
                million(of(OURS)),
                million(of("generator")),
                ratio(over("generator")),
                million(of("by-hand")),
                ratio(over("by-hand")),
                million(of("tailrace-read")),
                million(of("flink")),
                ratio(over("flink")),
                million(of("jet")),
                ratio(over("jet")),
                ratio(bytesPerEvent()),
                whole(peakMegabytes(OURS)),
                whole(peakMegabytes("flink")) + " |");
    }

    /** Geometric means of the ratios to the peers, in Markdown; of what was measured. */
    static List<String> means(List<Figures> all) {
        Predicate<Figures> stateless = figures -> NexmarkQuery.STATELESS.contains(figures.query);
        return List.of(
                "| ratios | queries | geometric mean | worst |",
                "|---|---|---|---|",
                mean(
                        "with state, over Flink",
                        "flink",
                        all.stream().filter(stateless.negate()).toList()),
                mean(
                        "without state, over Flink",
                        "flink",
                        all.stream().filter(stateless).toList()),
                mean("all, over Flink", "flink", all),
                mean("over Jet", "jet", all));
    }

    private static String mean(String name, String peer, List<Figures> some) {
        double[] ratios = some.stream()
                .mapToDouble(figures -> figures.over(peer))
                .filter(ratio -> !Double.isNaN(ratio))
                .toArray();
        double logarithms = 0;
        double worst = Double.NaN;
        for (double ratio : ratios) {
            logarithms += Math.log(ratio);
            worst = Double.isNaN(worst) ? ratio : Math.min(worst, ratio);
        }
        double mean = ratios.length == 0 ? Double.NaN : Math.exp(logarithms / ratios.length);
        return "| " + name + " | " + ratios.length + " | " + ratio(mean) + " | " + ratio(worst) + " |";
    }

    /** The medians, with tabs. */
    List<String> lines() {
        return measured.stream()
                .map(runs -> String.format(
                        Locale.ROOT,
                        "%s\t%s\t%d\t%.3f\t%.3f\t%.0f\t%.3f\t%d",
                        runs.median().engine(),
                        query,
                        runs.median().events(),
                        runs.median().wallSeconds(),
                        runs.median().cpuSeconds(),
                        runs.median().eventsPerCpuSecond(),
                        runs.median().bytesPerEvent(),
                        runs.peakBytes()))
                .toList();
    }

    private static String million(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f", value / 1e6);
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String whole(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.0f", value);
    }
}
