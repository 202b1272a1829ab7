package dev.tailrace.flink;

import dev.tailrace.data.Row;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Random SQL queries over random rows, asked the SQL query node here in batches of 1, 7 and 1,024 rows, and, as they are
 * written, Flink: the same final rows of the same types. In the project's folder:
 *
 * <pre>{@code
 * docs/measure/java dev.tailrace.flink.RandomQueries SEED QUERIES
 * }</pre>
 *
 * What differs is made smaller, as long as it differs, and told; so is what either side does not take.
 */
final class RandomQueries {
    private static final int AT_ONCE = 25;
    private static final int CLUSTER_LASTS = 500;
    private static final int MAX_ROUNDS = 6;

    private final FlinkCluster cluster;

    /** By what Flink says, the last query that it does not take. */
    private final Map<String, String> refusedByFlink = new TreeMap<>();

    private int compared;

    RandomQueries(FlinkCluster cluster) {
        this.cluster = cluster;
    }

    public static void main(String[] arguments) {
        int exit = 2;
        try {
            exit = run(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]), System.out);
        } catch (Exception failure) {
            failure.printStackTrace();
        }
        System.exit(exit);
    }

    private static int run(long seed, int count, PrintStream out) throws Exception {
        int differences = 0;
        Map<String, String> refusedHere = new TreeMap<>();
        for (int done = 0; done < count; done += CLUSTER_LASTS) {
            try (FlinkCluster cluster = new FlinkCluster()) {
                RandomQueries queries = new RandomQueries(cluster);
                int these = Math.min(CLUSTER_LASTS, count - done);
                for (int at = 0; at < these; at += AT_ONCE) {
                    Map<GrownQuery, String> found =
                            queries.differences(grown(seed + done + at, Math.min(AT_ONCE, these - at), refusedHere));
                    for (Map.Entry<GrownQuery, String> one : found.entrySet()) {
                        out.println(one.getKey().name() + " differs: " + one.getValue());
                        GrownQuery smaller = queries.smaller(one.getKey());
                        out.println(smaller + "\n  "
                                + queries.differences(List.of(smaller)).get(smaller) + "\n");
                    }
                    differences += found.size();
                }
                out.printf(
                        "seeds %d to %d: %d queries compared, %d differ so far%n",
                        seed + done, seed + done + these - 1, queries.compared, differences);
                queries.refusedByFlink.forEach((why, text) -> out.println("refused by Flink: " + why + "\n  " + text));
            }
        }
        refusedHere.forEach((why, text) -> out.println("refused here: " + why + "\n  " + text));
        return differences == 0 ? 0 : 1;
    }

    static List<GrownQuery> grown(long seed, int count, Map<String, String> refused) {
        List<GrownQuery> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            QueryGrower.Result result = QueryGrower.grow(seed + i);
            refused.putAll(result.refused());
            if (result.query() != null) {
                queries.add(result.query());
            }
        }
        return queries;
    }

    /** What differs, by query, of those that both take. */
    Map<GrownQuery, String> differences(List<GrownQuery> queries) throws InterruptedException {
        FlinkAgreement agreement = new FlinkAgreement(cluster);
        Map<GrownQuery, Drawing> drawings = new LinkedHashMap<>();
        for (GrownQuery query : queries) {
            Drawing drawing = query.drawing();
            CheckedPipeline checked = drawing.check();
            if (checked.hasErrors()) {
                continue;
            }
            FlinkSql sql = query.forFlink(checked);
            Throwable refusal = cluster.refusal(sql);
            if (refusal == null) {
                drawings.put(query, drawing.saidAs(sql));
                agreement.expect(drawing);
            } else {
                String why = Failed.of(refusal).message();
                refusedByFlink.put(why.substring(0, Math.min(160, why.length())).replaceAll("\\s+", " "), query.text());
            }
        }
        Map<GrownQuery, String> differences = new LinkedHashMap<>();
        for (Map.Entry<GrownQuery, Drawing> entry : drawings.entrySet()) {
            String difference = RandomPipelines.difference(agreement, entry.getValue());
            compared++;
            if (difference != null) {
                differences.put(entry.getKey(), difference);
            }
        }
        return differences;
    }

    /** The smallest part that differs, and as few rows as will do. */
    private GrownQuery smaller(GrownQuery query) throws InterruptedException {
        GrownQuery smallest = query;
        List<GrownQuery> parts = query.parts().stream().map(query::withText).toList();
        Map<GrownQuery, String> differing = differences(parts);
        for (GrownQuery part : parts) {
            if (differing.containsKey(part)) {
                smallest = part;
                break;
            }
        }
        for (int parted = 2, round = 0; parted <= 64 && round < MAX_ROUNDS; round++) {
            Map<GrownQuery, String> found = differences(withFewerRows(smallest, parted));
            if (found.isEmpty()) {
                parted *= 4;
            } else {
                smallest = found.keySet().iterator().next();
            }
        }
        return smallest;
    }

    private static List<GrownQuery> withFewerRows(GrownQuery query, int parts) {
        List<GrownQuery> candidates = new ArrayList<>();
        query.tables().forEach((table, rows) -> {
            int size = Math.max(1, rows.size() / parts);
            for (int from = 0; from < rows.size() && rows.size() <= parts * 8; from += size) {
                List<Row> fewer = new ArrayList<>(rows.subList(0, from));
                fewer.addAll(rows.subList(Math.min(rows.size(), from + size), rows.size()));
                candidates.add(query.withRows(table, fewer));
            }
        });
        return candidates;
    }
}
