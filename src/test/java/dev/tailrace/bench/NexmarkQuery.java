package dev.tailrace.bench;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query as its sample draws it, with other ends: the file of events becomes the {@code nexmark} source, the file of
 * answers a sink that drops the rows, and times are not written as text. The source says the event time and the watermark
 * itself, so that the node which does so for the file falls away; and where a query reads one kind of event, the source
 * emits that kind alone, as its setting lets it, and so does the filter on the kind. What is between is the sample's.
 */
final class NexmarkQuery {
    static final List<String> STATELESS = List.of("q0", "q1", "q2", "q10", "q14", "q21", "q22");

    private static final Path SAMPLES = Path.of("sample-pipelines/nexmark");
    static final String SOURCE = "events";
    private static final String TIME = "time";
    private static final String TEXT = "text";
    private static final Pattern AS_MILLIS =
            Pattern.compile("EXTRACT\\(EPOCH FROM (.+?)\\) \\* 1000 \\+ EXTRACT\\(MILLISECOND FROM \\1\\)");
    private static final String SINK = "answer";
    private static final Pattern KIND = Pattern.compile("kind = '(auction|bid)'");

    private final PipelineCheck check;
    private final CheckedPipeline checked;

    private NexmarkQuery(PipelineCheck check, CheckedPipeline checked) {
        this.check = check;
        this.checked = checked;
    }

    /** All that are drawn, by number. */
    static List<String> all() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(PipelineJson.SUFFIX))
                    .map(name -> name.substring(0, name.length() - PipelineJson.SUFFIX.length()))
                    .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.substring(1))))
                    .toList();
        }
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
        sample = replace(sample, SINK, Node.of(SINK, sink, "Answer", JsonNodeFactory.instance.objectNode()));
        sample = sample.withNodes(
                sample.nodes().stream().map(NexmarkQuery::withTimes).toList());
        return source == null ? sample : withSource(sample, source);
    }

    /** The node that writes times as text lets them pass; the columns that it chooses are the answer's. */
    private static Node withTimes(Node node) {
        if (!node.id().equals(TEXT)) {
            return node;
        }
        ObjectNode settings = node.settings().deepCopy();
        for (JsonNode column : settings.path("columns")) {
            String expression = column.path("expression").asText();
            ((ObjectNode) column)
                    .put("expression", AS_MILLIS.matcher(expression).replaceAll("$1"));
        }
        return node.withSettings(settings);
    }

    private static Pipeline withSource(Pipeline sample, Node source) {
        Pipeline timed = sample.node(TIME).isPresent() ? bypass(replace(sample, SOURCE, source), TIME) : sample;
        List<Wire> read = timed.wires().stream()
                .filter(wire -> wire.from().node().equals(SOURCE))
                .toList();
        Node reader = timed.node(read.get(0).to().node()).orElseThrow();
        Matcher kind = KIND.matcher(reader.settings().path("condition").asText());
        if (read.size() > 1 || !kind.matches()) {
            return replace(timed, SOURCE, source);
        }
        ObjectNode settings = source.settings().deepCopy();
        settings.put("emitted", kind.group(1) + "s");
        return bypass(replace(timed, SOURCE, source.withSettings(settings)), reader.id());
    }

    private static Pipeline replace(Pipeline sample, String id, Node by) {
        return sample.withNodes(sample.nodes().stream()
                .map(node -> node.id().equals(id) ? by : node)
                .toList());
    }

    /** Without a node that has one input; what reads from it reads from that. */
    private static Pipeline bypass(Pipeline sample, String id) {
        PortRef above = sample.wiresTo(id).get(0).from();
        return sample.withNodes(sample.nodes().stream()
                        .filter(node -> !node.id().equals(id))
                        .toList())
                .withWires(sample.wires().stream()
                        .filter(wire -> !wire.to().node().equals(id))
                        .map(wire -> wire.from().node().equals(id) ? new Wire(above, wire.to(), wire.extra()) : wire)
                        .toList());
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
