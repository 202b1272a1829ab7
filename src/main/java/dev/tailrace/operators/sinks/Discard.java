package dev.tailrace.operators.sinks;

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
import java.util.List;
import java.util.Map;

/**
 * Drops all rows.
 *
 * <p>As with Flink's {@code blackhole}, every column is computed before it is dropped, so that a pipeline does the same
 * work, and can fail at the same rows, as with another sink.
 */
@AutoService(Operator.class)
public final class Discard implements SinkOperator<Discard.Settings> {
    /** Nothing to set. */
    public record Settings() {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "discard",
                "operators",
                Family.SINKS,
                "mdi2t-trash-can-outline",
                List.of(Port.inChanges()),
                List.of("drop", "null", "nothing", "trash", "ignore"),
                List.of("blackhole (Flink)", "/dev/null (Unix)"));
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
