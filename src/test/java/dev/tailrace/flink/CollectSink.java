package dev.tailrace.flink;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Row;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what it is given, by node, on both runtimes. Safe on any thread. */
final class CollectSink implements SinkOperator<CollectSink.Settings> {
    static final String ID = "collect";

    /** None. */
    record Settings() {}

    private final Map<String, List<Row>> rows = new ConcurrentHashMap<>();

    /** What the node has been given on the embedded engine. */
    List<Row> rows(String node) {
        return rows.getOrDefault(node, List.of());
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                ID, "flink", Family.SINKS, "mdi2t-table", List.of(Port.inChanges()), List.of(), List.of());
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
        List<Row> kept =
                rows.computeIfAbsent(setup.placement().node(), node -> Collections.synchronizedList(new ArrayList<>()));
        return new Sink() {
            @Override
            public void write(Batch batch) {
                kept.addAll(batch.toRows());
            }
        };
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.SinkTable(
                "SELECT *\nFROM " + script.view(),
                placement.input().schema().fields(),
                List.of(),
                Map.of("connector", FlinkRowsConnector.ID));
    }
}
