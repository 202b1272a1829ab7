package dev.tailrace.bench;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A query as its sample draws it, with other ends: the file of events becomes the {@code nexmark} source, the file of
 * answers a sink that drops the rows, and the node that writes times as text falls away. What is between is the sample's.
 */
final class NexmarkQuery {
    static final List<String> ALL = List.of("q0", "q1", "q2", "q10", "q14", "q21", "q22");

    private static final Path SAMPLES = Path.of("sample-pipelines/nexmark");
    static final String SOURCE = "events";
    private static final String TEXT = "text";
    private static final String SINK = "answer";

    private final PipelineCheck check;
    private final CheckedPipeline checked;

    private NexmarkQuery(PipelineCheck check, CheckedPipeline checked) {
        this.check = check;
        this.checked = checked;
    }

    /**
     * @param sink {@code bench-sink} or {@code discard}
     * @param events that the source makes
     */
    static NexmarkQuery of(String query, long events, ReadingSink reading, String sink) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("events", events).put("rowsPerSecond", 0);
        return of(query, Node.of(SOURCE, "nexmark", "Events", settings), reading, sink);
    }

    /** @param source in the place of the sample's; null to read the sample's file of events */
    static NexmarkQuery of(String query, @Nullable Node source, ReadingSink reading, String sink) {
        Catalogue catalogue = Catalogue.load();
        List<Operator<?>> operators = new ArrayList<>(catalogue.operators());
        operators.add(reading);
        PipelineCheck check = new PipelineCheck(new Catalogue(operators, catalogue.formats()));
        CheckedPipeline checked =
                check.check(drawing(query, source, sink), SAMPLES.toAbsolutePath(), Map.of("pace", IntNode.valueOf(0)));
        if (checked.hasErrors()) {
            throw new IllegalStateException(query + ": " + checked.problems());
        }
        return new NexmarkQuery(check, checked);
    }

    private static Pipeline drawing(String query, @Nullable Node source, String sink) {
        PipelineJson.Loaded loaded = PipelineJson.read(SAMPLES.resolve(query + PipelineJson.SUFFIX));
        Pipeline sample =
                Objects.requireNonNull(loaded.pipeline(), loaded.problems().toString());
        List<Node> nodes = new ArrayList<>();
        for (Node node : sample.nodes()) {
            switch (node.id()) {
                case SOURCE -> nodes.add(source == null ? node : source);
                case SINK -> nodes.add(Node.of(SINK, sink, node.name(), JsonNodeFactory.instance.objectNode()));
                case TEXT -> {}
                default -> nodes.add(node);
            }
        }
        List<Wire> wires = new ArrayList<>();
        for (Wire wire : sample.wires()) {
            if (wire.from().node().equals(TEXT)) {
                PortRef above = sample.wiresTo(TEXT).get(0).from();
                wires.add(new Wire(above, wire.to(), wire.extra()));
            } else if (!wire.to().node().equals(TEXT)) {
                wires.add(wire);
            }
        }
        return sample.withNodes(nodes).withWires(wires);
    }

    PipelineCheck check() {
        return check;
    }

    CheckedPipeline pipeline() {
        return checked;
    }

    /** The source alone, which makes the columns that the query demands of it. */
    Source source() {
        Setup<?> setup = Objects.requireNonNull(check.setups(checked).get(SOURCE));
        return source(
                (SourceOperator<?>) Objects.requireNonNull(checked.node(SOURCE).operator()), setup);
    }

    @SuppressWarnings("unchecked")
    private static <S extends Record> Source source(SourceOperator<S> operator, Setup<?> setup) {
        return operator.source((Setup<S>) setup);
    }
}
