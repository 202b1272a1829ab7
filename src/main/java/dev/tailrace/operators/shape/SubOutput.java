package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.nested.SubPipelines;
import java.util.List;
import java.util.Map;

/**
 * Where rows leave a pipeline that is used as a sub-pipeline.
 *
 * <p>Its name is that of the port. Rows and changelogs leave as they come. Where the pipeline runs by itself, they are
 * dropped.
 */
@AutoService(Operator.class)
public final class SubOutput implements SinkOperator<SubOutput.Settings> {
    /** Nothing to set. */
    public record Settings() {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                SubPipelines.OUTPUT,
                "operators",
                Family.SINKS,
                "mdi2e-export",
                List.of(Port.inChanges()),
                List.of("output", "result", "sub-pipeline", "outlet", "end"),
                List.of("Mapping output (Hop)", "Output port (NiFi)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        return Output.none();
    }

    @Override
    public Sink sink(Setup<Settings> setup) {
        return batch -> {};
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.SinkTable(
                "SELECT * FROM " + script.view(),
                placement.input().schema().fields(),
                List.of(),
                Map.of("connector", "blackhole"));
    }
}
