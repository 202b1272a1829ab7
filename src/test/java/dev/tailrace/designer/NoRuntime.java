package dev.tailrace.designer;

import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Runtime;
import dev.tailrace.runtime.Sample;
import java.util.Map;

/** For windows and panes in which nothing is run. */
public final class NoRuntime implements Runtime {
    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Run start(CheckedPipeline pipeline, RunOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Preview preview(CheckedPipeline pipeline, String node, int sourceRows, Map<String, Sample> given) {
        return new Preview(Map.of(), Map.of(), null);
    }
}
