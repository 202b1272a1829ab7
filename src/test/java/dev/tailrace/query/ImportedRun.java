package dev.tailrace.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.language.Language;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.query.ScriptImport.Imported;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Runs a drawing whose result is shown in a table, and gives the rows of the final result as sorted lines. */
final class ImportedRun {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Texts TEXTS = new Texts(Locale.ROOT);

    private final PipelineCheck check;
    private final Path folder;

    /** @param folder in which files are looked for and written */
    ImportedRun(Catalogue catalogue, Path folder) {
        this.check = new PipelineCheck(catalogue);
        this.folder = folder;
    }

    /** The problems with their places, one a line. */
    static String told(Imported imported) {
        return told(imported.problems());
    }

    static String told(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.span() + " " + TEXTS.of(problem))
                .collect(Collectors.joining("\n"));
    }

    CheckedPipeline check(Pipeline pipeline) {
        return check.check(pipeline, folder, Map.of());
    }

    /** The rows with tabs between columns, times as milliseconds of the epoch. */
    List<String> lines(Pipeline pipeline) throws IOException, InterruptedException {
        Path out = folder.resolve("result-" + System.nanoTime() + ".tsv");
        CheckedPipeline checked = check(writing(pipeline, out));
        assertEquals(
                "", told(checked.problems().stream().filter(Problem::isError).toList()));
        Run run = new EmbeddedRuntime(check).start(checked, RunOptions.DEFAULT);
        assertTrue(run.await(PATIENCE), "still running");
        assertEquals(Run.State.DONE, run.state(), () -> String.valueOf(run.failure()));
        List<String> lines = new ArrayList<>(Files.readAllLines(out, StandardCharsets.UTF_8));
        lines.sort(null);
        return lines;
    }

    /** The same pipeline with a file in the place of the table on the screen. */
    private Pipeline writing(Pipeline pipeline, Path out) {
        CheckedPipeline checked = check(pipeline);
        assertEquals(
                "", told(checked.problems().stream().filter(Problem::isError).toList()));
        Node sink = pipeline.nodes().stream()
                .filter(node -> node.operator().equals("table-sink"))
                .findFirst()
                .orElseThrow();
        Wire into = pipeline.wiresTo(sink.id()).get(0);
        StreamType stream = Objects.requireNonNull(checked.stream(into));
        ObjectNode columns = JsonNodeFactory.instance.objectNode();
        for (Field field : stream.schema().fields()) {
            String name = Language.quote(field.name());
            String millis = "EXTRACT(EPOCH FROM " + name + ") * 1000 + EXTRACT(MILLISECOND FROM " + name + ")";
            columns.withArray("/columns")
                    .addObject()
                    .put("name", field.name())
                    .put("expression", field.type().kind().isTimestamp() ? millis : name);
        }
        ObjectNode file = JsonNodeFactory.instance.objectNode().put("path", out.toString());
        file.putObject("format").put("type", "csv").put("header", false).put("delimiter", "\\t");
        if (stream.changes()) {
            file.put("changes", "table");
        }
        List<Node> nodes = new ArrayList<>(pipeline.nodes());
        nodes.remove(sink);
        nodes.add(Node.of("as_text", "project", "text", columns));
        nodes.add(Node.of("as_file", "file-sink", "answer", file));
        List<Wire> wires = new ArrayList<>(pipeline.wires());
        wires.remove(into);
        wires.add(new Wire(into.from(), PortRef.parse("as_text.in"), Map.of()));
        wires.add(Wire.of("as_text.out", "as_file.in"));
        return pipeline.withNodes(nodes).withWires(wires);
    }
}
