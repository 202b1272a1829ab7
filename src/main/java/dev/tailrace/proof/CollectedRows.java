package dev.tailrace.proof;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands in a test for what reads a port: it keeps the rows, or lets them go where only the wire matters. */
final class CollectedRows implements SinkOperator<CollectedRows.Settings> {
    static final String ID = "collected-rows";

    /**
     * @param port under whose name the rows are kept
     * @param kept whether they are; if not, no column is demanded of them
     */
    record Settings(@Setting(kind = Kind.LONG_TEXT) String port, @Setting(kind = Kind.SWITCH) boolean kept) {}

    /** By port; each list is written by one thread of the run, and read after its end. */
    private final Map<String, List<Row>> rows = new ConcurrentHashMap<>();

    /** What has come by way of a port, in its order where one wire brings it. */
    List<Row> rows(String port) {
        return List.copyOf(rows.getOrDefault(port, List.of()));
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                ID, "proof", Family.SINKS, "mdi2t-table", List.of(Port.inChanges()), List.of(), List.of());
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
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return placement.settings().kept() ? Map.of() : Map.of("in", new BitSet());
    }

    @Override
    public Sink sink(Setup<Settings> setup) {
        if (!setup.settings().kept()) {
            return batch -> {};
        }
        List<Row> kept = rows.computeIfAbsent(setup.settings().port(), port -> new ArrayList<>());
        return new Sink() {
            @Override
            public void write(Batch batch) {
                kept.addAll(batch.toRows());
            }
        };
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("proof.not-on-flink"), null);
    }
}
