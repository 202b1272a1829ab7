package dev.tailrace.flink;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Random pipelines over random rows, run here in batches of 1, 7 and 1,024 rows and by Flink: the same final rows. In the
 * project's folder:
 *
 * <pre>{@code
 * docs/measure/java dev.tailrace.flink.RandomPipelines SEED PIPELINES
 * }</pre>
 *
 * What differs is made smaller, as long as it differs, and told.
 */
final class RandomPipelines {
    private static final int AT_ONCE = 25;
    private static final int CLUSTER_LASTS = 500;

    private final FlinkCluster cluster;
    private final Map<String, Integer> refusals = new TreeMap<>();
    private int compared;

    RandomPipelines(FlinkCluster cluster) {
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
        for (int done = 0; done < count; done += CLUSTER_LASTS) {
            try (FlinkCluster cluster = new FlinkCluster()) {
                RandomPipelines pipelines = new RandomPipelines(cluster);
                int these = Math.min(CLUSTER_LASTS, count - done);
                for (int at = 0; at < these; at += AT_ONCE) {
                    Map<GrownPipeline, String> found =
                            pipelines.differences(grown(seed + done + at, Math.min(AT_ONCE, these - at)));
                    for (Map.Entry<GrownPipeline, String> one : found.entrySet()) {
                        out.println(one.getKey().name() + " differs: " + one.getValue());
                        GrownPipeline smaller = new PipelineShrinker(pipelines).shrink(one.getKey());
                        out.println(smaller + "\n  "
                                + pipelines.differences(List.of(smaller)).get(smaller) + "\n");
                    }
                    differences += found.size();
                }
                out.printf(
                        "seeds %d to %d: %d pipelines compared, %d differ so far; said to be different on Flink: %s%n",
                        seed + done, seed + done + these - 1, pipelines.compared, differences, pipelines.refusals);
            }
        }
        return differences == 0 ? 0 : 1;
    }

    static List<GrownPipeline> grown(long seed, int count) {
        List<GrownPipeline> pipelines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pipelines.add(PipelineGrower.grow(seed + i));
        }
        return pipelines;
    }

    /** What differs, by pipeline, of those that Flink can be asked. */
    Map<GrownPipeline, String> differences(List<GrownPipeline> pipelines) throws InterruptedException {
        FlinkAgreement agreement = new FlinkAgreement(cluster);
        Map<GrownPipeline, Drawing> drawings = new LinkedHashMap<>();
        for (GrownPipeline pipeline : pipelines) {
            Drawing drawing = pipeline.drawing();
            if (pipeline.ends().isEmpty() || drawing.check().hasErrors()) {
                continue;
            }
            FlinkSql sql = drawing.flink(drawing.check());
            if (sql.isComplete()) {
                drawings.put(pipeline, drawing);
                agreement.expect(drawing);
            } else {
                sql.refusals().forEach(problem -> refusals.merge(problem.code(), 1, Integer::sum));
            }
        }
        Map<GrownPipeline, String> differences = new LinkedHashMap<>();
        for (Map.Entry<GrownPipeline, Drawing> entry : drawings.entrySet()) {
            String difference = difference(agreement, entry.getValue());
            compared++;
            if (difference != null) {
                differences.put(entry.getKey(), difference);
            }
        }
        return differences;
    }

    static @Nullable String difference(FlinkAgreement agreement, Drawing drawing) throws InterruptedException {
        try {
            agreement.compare(drawing);
            return null;
        } catch (AssertionError | RuntimeException different) {
            return String.valueOf(different.getMessage());
        }
    }
}
