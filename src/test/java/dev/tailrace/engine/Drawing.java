package dev.tailrace.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Port.Carries;
import dev.tailrace.operator.Port.Side;
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
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Draws pipelines of nodes whose behaviour a test gives, and runs them. Every node is an operator of its own: a source
 * has the outputs {@code out} and {@code error}, a transform the inputs {@code in} and {@code right} for many wires each
 * and the outputs {@code out} and {@code late}, a sink the input {@code in} for many wires.
 */
final class Drawing {
    private final Schema schema;
    private final List<Operator<?>> operators = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();

    /** Settings of nodes whose behaviour is given in code. */
    record None() {}

    /** @param schema of all wires */
    Drawing(Schema schema) {
        this.schema = schema;
    }

    Drawing source(String id, Source source) {
        return add(id, new FixedSource(id, schema, source));
    }

    Drawing transform(String id, Supplier<Processor> processor) {
        return add(id, new FixedTransform(id, schema, processor));
    }

    Drawing sink(String id, Sink sink) {
        return add(id, new FixedSink(id, sink));
    }

    Drawing wire(String from, String to) {
        wires.add(Wire.of(from.contains(".") ? from : from + ".out", to.contains(".") ? to : to + ".in"));
        return this;
    }

    /** Wires each node's {@code out} to the next one's {@code in}. */
    Drawing chain(String... ids) {
        for (int i = 1; i < ids.length; i++) {
            wire(ids[i - 1], ids[i]);
        }
        return this;
    }

    Run start() {
        return start(RunOptions.DEFAULT);
    }

    Run start(RunOptions options) {
        CheckedPipeline checked = checked();
        List<Problem> errors =
                checked.problems().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw new IllegalStateException(errors.toString());
        }
        return new EmbeddedRuntime(check()).start(checked, options);
    }

    Preview preview(String node, int sourceRows) throws InterruptedException {
        return new EmbeddedRuntime(check()).preview(checked(), node, sourceRows);
    }

    CheckedPipeline checked() {
        Pipeline pipeline = Pipeline.empty("test").withNodes(nodes).withWires(wires);
        return check().check(pipeline, Path.of(""), Map.of());
    }

    private PipelineCheck check() {
        return new PipelineCheck(new Catalogue(operators, List.of()));
    }

    private Drawing add(String id, Operator<?> operator) {
        operators.add(operator);
        nodes.add(Node.of(id, id, id, JsonNodeFactory.instance.objectNode()));
        return this;
    }

    private static OperatorSpec spec(String id, Family family, Port... ports) {
        return new OperatorSpec(id, "engine", family, "mdi2c-circle", List.of(ports), List.of(), List.of());
    }

    private static Output outputs(Schema schema, String... ports) {
        Map<String, StreamType> streams = new HashMap<>();
        for (String port : ports) {
            streams.put(port, StreamType.rows(schema));
        }
        return new Output(streams, List.of());
    }

    private record FixedSource(String id, Schema schema, Source source) implements SourceOperator<None> {
        @Override
        public OperatorSpec spec() {
            return Drawing.spec(id, Family.SOURCES, Port.out(), Port.errors());
        }

        @Override
        public Class<None> settingsType() {
            return None.class;
        }

        @Override
        public Output output(Placement<None> placement) {
            return outputs(schema, "out", "error");
        }

        @Override
        public Source source(Setup<None> setup) {
            return source;
        }

        @Override
        public FlinkNode flink(Placement<None> placement, FlinkScript script) {
            return new FlinkNode.Refused(Problem.error("engine.test"), null);
        }
    }

    private record FixedTransform(String id, Schema schema, Supplier<Processor> processor)
            implements TransformOperator<None> {
        @Override
        public OperatorSpec spec() {
            return Drawing.spec(
                    id,
                    Family.SHAPE,
                    new Port("in", Side.INPUT, Carries.ROWS, false, true),
                    new Port("right", Side.INPUT, Carries.ROWS, true, true),
                    Port.out(),
                    Port.late());
        }

        @Override
        public Class<None> settingsType() {
            return None.class;
        }

        @Override
        public Output output(Placement<None> placement) {
            return outputs(schema, "out", "late");
        }

        @Override
        public Processor processor(Setup<None> setup) {
            return processor.get();
        }

        @Override
        public FlinkNode flink(Placement<None> placement, FlinkScript script) {
            return new FlinkNode.Refused(Problem.error("engine.test"), null);
        }
    }

    private record FixedSink(String id, Sink sink) implements SinkOperator<None> {
        @Override
        public OperatorSpec spec() {
            return Drawing.spec(id, Family.SINKS, Port.inMany());
        }

        @Override
        public Class<None> settingsType() {
            return None.class;
        }

        @Override
        public Output output(Placement<None> placement) {
            return Output.none();
        }

        @Override
        public Sink sink(Setup<None> setup) {
            return sink;
        }

        @Override
        public FlinkNode flink(Placement<None> placement, FlinkScript script) {
            return new FlinkNode.Refused(Problem.error("engine.test"), null);
        }
    }
}
