package dev.tailrace.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.model.Attachments;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pipeline for a test, node by node, with the rows of its sources. */
final class Drawing {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Node> nodes = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private final List<Operator<?>> operators = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final String name;
    private String timeZone = "UTC";
    private Path baseDirectory = Path.of(".");
    private String last = "";
    private @Nullable String upsertKey;
    private @Nullable FlinkSql said;

    private Drawing(String name) {
        this.name = name;
    }

    static Drawing named(String name) {
        return new Drawing(name);
    }

    /** Everything a pipeline file draws, to which sinks and sources may be added. */
    static Drawing of(Pipeline pipeline, Path baseDirectory) {
        Drawing drawing = new Drawing(pipeline.name());
        drawing.nodes.addAll(pipeline.nodes());
        drawing.wires.addAll(pipeline.wires());
        drawing.parameters.addAll(pipeline.parameters());
        drawing.timeZone = pipeline.timeZone();
        drawing.baseDirectory = baseDirectory;
        return drawing;
    }

    String name() {
        return name;
    }

    /** Flink's answer replaces rows by this column without taking them back. */
    Drawing upsertedBy(@Nullable String column) {
        upsertKey = column;
        return this;
    }

    @Nullable
    String upsertKey() {
        return upsertKey;
    }

    /** What Flink runs is this, not what the drawing is translated to. */
    Drawing saidAs(FlinkSql sql) {
        said = sql;
        return this;
    }

    /** What Flink runs. */
    FlinkSql flink(CheckedPipeline checked) {
        return said == null ? FlinkTranslation.of(checked) : said;
    }

    String timeZone() {
        return timeZone;
    }

    Drawing zone(String zone) {
        timeZone = zone;
        return this;
    }

    Drawing in(Path directory) {
        baseDirectory = directory;
        return this;
    }

    /** An operator besides those of the catalogue. */
    Drawing with(Operator<?> operator) {
        operators.add(operator);
        return this;
    }

    /** A source of these rows; what is added next is wired to it. */
    Drawing rows(String id, Schema schema, List<Row> rows) {
        RowsSource source = new RowsSource(id, schema, rows);
        operators.add(source);
        return node(id, source.spec().id(), "{}");
    }

    /** A node without wires; what is added next is wired to it. */
    Drawing node(String id, String operator, String settings) {
        nodes.add(Node.of(id, operator, "Node " + id, json(settings)));
        last = id + ".out";
        return this;
    }

    /** The node added last is muted. */
    Drawing muted() {
        nodes.set(nodes.size() - 1, nodes.get(nodes.size() - 1).withMuted(true));
        return this;
    }

    /** A node that reads the node before. */
    Drawing then(String id, String operator, String settings) {
        String from = last;
        node(id, operator, settings);
        return wire(from, id + ".in");
    }

    /** What is added next is wired to this port. */
    Drawing at(String port) {
        last = port;
        return this;
    }

    Drawing wire(String from, String to) {
        wires.add(Wire.of(from, to));
        return this;
    }

    /** A sink, whose rows are compared, that reads the node before. */
    Drawing collect(String id) {
        String from = last;
        return then(id, CollectSink.ID, "{}").at(from);
    }

    /** All sinks replaced by ones whose rows are compared. */
    Drawing collectingInsteadOfSinks() {
        Catalogue catalogue = Catalogue.load();
        nodes.replaceAll(node -> catalogue.operator(node.operator()) instanceof SinkOperator<?>
                ? Node.of(node.id(), CollectSink.ID, node.name(), JSON.createObjectNode())
                : node);
        return this;
    }

    /** Sources as fast as they can. */
    Drawing unpaced() {
        nodes.replaceAll(node -> {
            ObjectNode settings = node.settings().deepCopy();
            settings.remove("rowsPerSecond");
            return node.withSettings(settings);
        });
        return this;
    }

    List<String> sinks() {
        return nodes.stream()
                .filter(node -> node.operator().equals(CollectSink.ID))
                .map(Node::id)
                .toList();
    }

    CheckedPipeline check() {
        return check(checking(new CollectSink()));
    }

    CheckedPipeline check(PipelineCheck checking) {
        Pipeline empty = Pipeline.empty(name);
        Pipeline pipeline = new Pipeline(
                name, timeZone, 1, null, empty.flow(), parameters, nodes, wires, Map.of(), Attachments.NONE, Map.of());
        return checking.check(pipeline, baseDirectory, Map.of(), new SubPipelineFiles().read(pipeline, baseDirectory));
    }

    /** A check that knows the catalogue's operators, those of this drawing, and the sink. */
    PipelineCheck checking(CollectSink sink) {
        Catalogue catalogue = Catalogue.load();
        List<Operator<?>> all = new ArrayList<>(catalogue.operators());
        all.addAll(operators);
        all.add(sink);
        return new PipelineCheck(new Catalogue(all, catalogue.formats()));
    }

    /** Sets how many rows the sources of {@link #rows} put into a batch on the embedded engine. */
    void batchRows(int batchRows) {
        operators.forEach(operator -> {
            if (operator instanceof RowsSource source) {
                source.batchRows(batchRows);
            }
        });
    }

    private static ObjectNode json(String settings) {
        try {
            return (ObjectNode) JSON.readTree(settings);
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException(settings, invalid);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
