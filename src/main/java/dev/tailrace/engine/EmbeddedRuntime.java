package dev.tailrace.engine;

import dev.tailrace.operator.Setup;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Runtime;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs pipelines on threads of this process. Safe on any thread. */
public final class EmbeddedRuntime implements Runtime {
    private final PipelineCheck check;
    private final AtomicInteger runs = new AtomicInteger();

    /** @param check of the catalogue whose operators run */
    public EmbeddedRuntime(PipelineCheck check) {
        this.check = check;
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Run start(CheckedPipeline pipeline, RunOptions options) {
        if (options.batchRows() < 1) {
            throw new IllegalArgumentException("batches of " + options.batchRows() + " rows");
        }
        EmbeddedRun run =
                new EmbeddedRun(pipeline, check::setups, options, "tailrace-run-" + runs.incrementAndGet());
        run.start();
        return run;
    }

    @Override
    public Preview preview(CheckedPipeline pipeline, String node, int sourceRows) throws InterruptedException {
        throw new UnsupportedOperationException(node);
    }
}
