package dev.tailrace.flink;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An operator that is only said in SQL: for tests of the translation apart from the real operators. */
record Said(String id, List<String> outputs, Function<Schema, Schema> schema, Function<FlinkScript, FlinkNode> sql)
        implements TransformOperator<Said.Settings> {
    /** None. */
    record Settings() {}

    /** Passes the input's columns on. */
    static Said of(String id, FlinkNode node) {
        return new Said(id, List.of("out"), input -> input, script -> node);
    }

    static Said projecting(String id, FlinkNode.Computed... columns) {
        Schema schema = new Schema(
                List.of(columns).stream().map(FlinkNode.Computed::field).toList());
        return new Said(id, List.of("out"), input -> schema, script -> FlinkNode.RowByRow.select(List.of(columns)));
    }

    static Said refused(String id) {
        return of(id, new FlinkNode.Refused(Problem.error("flink.refused-for-a-test"), "late"));
    }

    @Override
    public OperatorSpec spec() {
        List<Port> ports = new java.util.ArrayList<>(List.of(Port.in()));
        outputs.forEach(name -> ports.add(Port.out(name)));
        return new OperatorSpec(id, "flink", Family.SHAPE, "mdi2f-filter", ports, List.of(), List.of());
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Map<String, StreamType> streams = new HashMap<>();
        for (String name : outputs) {
            streams.put(
                    name,
                    placement.input().withSchema(schema.apply(placement.input().schema())));
        }
        return new Output(streams, List.of());
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        throw new UnsupportedOperationException("only said in SQL");
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return sql.apply(script);
    }
}
