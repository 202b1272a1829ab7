package dev.tailrace.flink;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sinks of a drawing are given on the embedded engine.
 *
 * @param rows by sink
 * @param failure null if the run is done
 */
record EmbeddedOutcome(Map<String, List<Row>> rows, @Nullable String failure) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static EmbeddedOutcome of(Drawing drawing, int batchRows) throws InterruptedException {
        drawing.batchRows(batchRows);
        CollectSink sink = new CollectSink();
        PipelineCheck checking = drawing.checking(sink);
        Run run = new EmbeddedRuntime(checking)
                .start(drawing.check(checking), new RunOptions(batchRows, RunOptions.DEFAULT.linger()));
        boolean ended = run.await(PATIENCE);
        Map<String, List<Row>> rows = new HashMap<>();
        drawing.sinks().forEach(node -> rows.put(node, List.copyOf(sink.rows(node))));
        if (!ended) {
            run.stop();
            return new EmbeddedOutcome(rows, "did not end in " + PATIENCE);
        }
        Problem failure = run.failure();
        return new EmbeddedOutcome(
                rows,
                run.state() == Run.State.DONE
                        ? null
                        : run.state() + ": " + (failure == null ? "" : new Texts(Locale.ENGLISH).of(failure)));
    }
}
