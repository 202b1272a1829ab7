package dev.tailrace.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a row is on its way from when it is due at its source to the sink, at half of the rate at which the pipeline
 * is found to run when it is not held back. In the project's folder:
 *
 * <pre>{@code
 * docs/measure/java dev.tailrace.bench.Latency [SECONDS]
 * }</pre>
 */
final class Latency {
    private static final int DEFAULT_SECONDS = 10;
    private static final long ROWS_AT_FULL_RATE = 10_000_000;
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final String FILTER = "{\"condition\": \"MOD(key, 10) < 9 AND key * 2 >= 0\"}";
    private static final String COUNT =
            """
            {"groupBy": ["key"], "aggregates": [
              {"name": "n", "function": "count"},
              {"name": "due", "function": "max", "argument": "due"}]}
            """;

    private Latency() {}

    /** @param arguments seconds at half of the rate; 10 unless given */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 0 ? DEFAULT_SECONDS : Integer.parseInt(arguments[0]);
        PrintStream out = System.out;
        out.println(measured("filter", "filter", FILTER, seconds));
        out.println(measured("group-aggregate, 10,000 keys", "group-aggregate", COUNT, seconds));
    }

    private static String measured(String name, String operator, String settings, int seconds) throws Exception {
        var unused = run(operator, settings, 0, ROWS_AT_FULL_RATE, new LatencySink(0));
        double full = ROWS_AT_FULL_RATE / run(operator, settings, 0, ROWS_AT_FULL_RATE, new LatencySink(0));
        long rows = (long) (full / 2 * seconds);
        LatencySink sink = new LatencySink(rows / 10);
        unused = run(operator, settings, full / 2, rows, sink);
        return String.format(
                Locale.ROOT,
                "%-30s %6.1f M rows/s, at half of it: median %.2f ms, 99 of 100 under %.2f ms, 999 of 1000 under %.2f ms",
                name,
                full / 1e6,
                sink.percentile(0.5) / 1e6,
                sink.percentile(0.99) / 1e6,
                sink.percentile(0.999) / 1e6);
    }

    /** @return seconds */
    private static double run(String operator, String settings, double rowsPerSecond, long rows, LatencySink sink)
            throws JsonProcessingException, InterruptedException {
        Catalogue catalogue = Catalogue.load();
        List<Operator<?>> operators = new ArrayList<>(catalogue.operators());
        operators.add(new StampedSource());
        operators.add(sink);
        PipelineCheck check = new PipelineCheck(new Catalogue(operators, catalogue.formats()));
        Pipeline drawing = Pipeline.empty("Latency")
                .withNodes(List.of(
                        Node.of(
                                "rows",
                                StampedSource.ID,
                                "Rows",
                                json(String.format(
                                        Locale.ROOT, "{\"rowsPerSecond\": %.0f, \"rows\": %d}", rowsPerSecond, rows))),
                        Node.of("work", operator, "Work", json(settings)),
                        Node.of("end", LatencySink.ID, "End", json("{}"))))
                .withWires(List.of(
                        new Wire(new PortRef("rows", "out"), new PortRef("work", "in"), Map.of()),
                        new Wire(new PortRef("work", "out"), new PortRef("end", "in"), Map.of())));
        CheckedPipeline checked = check.check(drawing, Path.of("").toAbsolutePath(), Map.of());
        if (checked.hasErrors()) {
            throw new IllegalStateException(checked.problems().toString());
        }
        long began = System.nanoTime();
        Run run = new EmbeddedRuntime(check).start(checked, RunOptions.DEFAULT);
        if (!run.await(PATIENCE) || run.state() != Run.State.DONE) {
            throw new IllegalStateException(String.valueOf(run.failure()));
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return (ObjectNode) new JsonMapper().readTree(text);
    }
}
