package dev.tailrace.operator.graph;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.NoRows;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the place of a muted node, on both runtimes.
 *
 * <p>Rows pass by a node with one input and one output that works row by row (those of the family Shape) or passes rows on
 * as they are, such as a filter, a deduplication or event time. Of any other node the branch stops: a source brings
 * nothing, a sink takes rows and drops them, what keeps state takes rows and gives none, with watermarks as they come.
 */
final class Muted {
    /** Nothing to set. */
    record Settings() {}

    private Muted() {}

    /**
     * @param own what the operator would give, as far as it is known
     * @param inputs what the wires bring
     */
    static Operator<Settings> of(
            Operator<?> operator, List<Port> ports, Output own, Map<String, List<StreamType>> inputs) {
        if (operator instanceof SourceOperator<?>) {
            return new Silent(operator.spec(), own);
        }
        if (operator instanceof SinkOperator<?>) {
            return new Dropping(operator.spec());
        }
        StreamType in = passing(operator, ports, own, inputs);
        return in == null ? new Stopped(operator.spec(), own) : new PassedBy(operator.spec(), own, main(ports), in);
    }

    private static @Nullable StreamType passing(
            Operator<?> operator, List<Port> ports, Output own, Map<String, List<StreamType>> inputs) {
        List<Port> into = ports.stream().filter(Port::isInput).toList();
        List<StreamType> streams =
                into.size() == 1 ? inputs.getOrDefault(into.get(0).name(), List.of()) : List.of();
        long outOf = ports.stream()
                .filter(port -> !port.isInput() && carriesRows(port))
                .count();
        if (streams.size() != 1 || outOf != 1) {
            return null;
        }
        StreamType in = streams.get(0);
        StreamType out = own.ports().get(main(ports));
        boolean unchanged = out != null && out.schema().equals(in.schema());
        return unchanged || operator.spec().family() == Family.SHAPE ? in : null;
    }

    private static String main(List<Port> ports) {
        return ports.stream()
                .filter(port -> !port.isInput() && carriesRows(port))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static boolean carriesRows(Port port) {
        return port.carries() != Port.Carries.ERRORS && port.carries() != Port.Carries.LATE_ROWS;
    }

    private static Output streams(Output own) {
        return new Output(own.ports(), List.of());
    }

    /** Rows leave as they come. */
    private record PassedBy(OperatorSpec spec, Output own, String port, StreamType in)
            implements TransformOperator<Settings> {
        @Override
        public Class<Settings> settingsType() {
            return Settings.class;
        }

        @Override
        public Output output(Placement<Settings> placement) {
            Map<String, StreamType> streams = new HashMap<>(own.ports());
            streams.put(port, in);
            return new Output(streams, List.of());
        }

        @Override
        public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
            String only = placement.inputs().keySet().iterator().next();
            return Map.of(only, demanded.getOrDefault(port, new BitSet()));
        }

        @Override
        public Processor processor(Setup<Settings> setup) {
            return new Processor() {
                @Override
                public void process(int input, Batch batch, Outlet out) {
                    out.emit(0, batch);
                }
            };
        }

        @Override
        public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
            return placement.inputs().containsKey("in")
                    ? new FlinkNode.RowByRow(Map.of(port, new FlinkNode.Select(List.of(), null)))
                    : new FlinkNode.Refused(Problem.error("operator.muted-on-flink"), null);
        }
    }

    /** Rows are taken and none are given. */
    private record Stopped(OperatorSpec spec, Output own) implements TransformOperator<Settings> {
        @Override
        public Class<Settings> settingsType() {
            return Settings.class;
        }

        @Override
        public Output output(Placement<Settings> placement) {
            return streams(own);
        }

        @Override
        public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
            Map<String, BitSet> none = new HashMap<>();
            placement.inputs().keySet().forEach(port -> none.put(port, new BitSet()));
            return none;
        }

        @Override
        public Processor processor(Setup<Settings> setup) {
            return new Processor() {
                @Override
                public void process(int port, Batch batch, Outlet out) {
                    // The branch stops here.
                }
            };
        }

        @Override
        public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
            return new FlinkNode.Refused(Problem.error("operator.muted-on-flink"), null);
        }
    }

    /** A source that brings nothing, and has nothing to read. */
    private record Silent(OperatorSpec spec, Output own) implements SourceOperator<Settings> {
        @Override
        public Class<Settings> settingsType() {
            return Settings.class;
        }

        @Override
        public Output output(Placement<Settings> placement) {
            return streams(own);
        }

        @Override
        public Source source(Setup<Settings> setup) {
            return NoRows.source();
        }

        @Override
        public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
            return new FlinkNode.Refused(Problem.error("operator.muted-on-flink"), null);
        }
    }

    /** A sink that writes nothing. */
    private record Dropping(OperatorSpec spec) implements SinkOperator<Settings> {
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
            Map<String, BitSet> none = new HashMap<>();
            placement.inputs().keySet().forEach(port -> none.put(port, new BitSet()));
            return none;
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
}
