package dev.tailrace.language;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How long it takes from an edit of one node until what it computes can run: the check of the whole drawing, the
 * setups, and compiling, in milliseconds. Each edit is another text, so that nothing is found compiled.
 *
 * <pre>{@code
 * docs/measure/java dev.tailrace.language.EditLatency
 * }</pre>
 */
final class EditLatency {
    private static final Path SAMPLE = Path.of("sample-pipelines/flights/flights.tailrace.json");
    private static final int WARM_UP = 200;
    private static final int EDITS = 101;

    private EditLatency() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        Pipeline pipeline = Objects.requireNonNull(PipelineJson.read(SAMPLE).pipeline());
        Path folder = Objects.requireNonNull(SAMPLE.toAbsolutePath().getParent());
        PipelineCheck check = new PipelineCheck(Catalogue.load());
        EmbeddedRuntime runtime = new EmbeddedRuntime(check);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] checks = new double[EDITS];
        double[] all = new double[EDITS];
        double[] processor = new double[EDITS];
        double first = 0;
        for (int i = -WARM_UP; i < EDITS; i++) {
            Pipeline edited = edited(pipeline, i + WARM_UP);
            long beginProcessor = threads.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            CheckedPipeline checked = check.check(edited, folder, Map.of());
            long middle = System.nanoTime();
            int nodes = runtime.plan(checked).tasks().get(0).nodes().size();
            long end = System.nanoTime();
            if (nodes == 0 || checked.hasErrors()) {
                throw new IllegalStateException(checked.problems().toString());
            }
            if (i == -WARM_UP) {
                first = (end - begin) / 1e6;
            } else if (i >= 0) {
                checks[i] = (middle - begin) / 1e6;
                all[i] = (end - begin) / 1e6;
                processor[i] = (threads.getCurrentThreadCpuTime() - beginProcessor) / 1e6;
            }
        }
        out.printf(
                Locale.ROOT,
                "first %.0f ms; warm, %d edits: median %.1f ms (%.1f ms of the processor), of it the check %.1f ms;"
                        + " 95 of 100 under %.1f ms%n",
                first,
                EDITS,
                at(all, 0.5),
                at(processor, 0.5),
                at(checks, 0.5),
                at(all, 0.95));
    }

    /** The flights with another text in the expression of their second node. */
    private static Pipeline edited(Pipeline pipeline, int edit) {
        String text = "TIMESTAMPADD(SECOND, " + edit + ", TO_TIMESTAMP(departs, 'yyyy/MM/dd HH:mm'))";
        return pipeline.withNodes(pipeline.nodes().stream()
                .map(node -> node.id().equals("departure") ? withExpression(node, text) : node)
                .toList());
    }

    private static Node withExpression(Node node, String text) {
        ObjectNode settings = node.settings().deepCopy();
        ((ObjectNode) settings.at("/columns/0")).put("expression", text);
        return node.withSettings(settings);
    }

    private static double at(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
