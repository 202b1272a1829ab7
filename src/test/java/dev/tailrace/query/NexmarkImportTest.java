package dev.tailrace.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.Shared;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.language.ParsedSql;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Imports Nexmark's queries as they are written for Flink, runs the drawings and compares the digests of what they give
 * with those of Flink's answers.
 */
class NexmarkImportTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Texts TEXTS = new Texts(Locale.ROOT);

    private final Catalogue catalogue = Catalogue.load();
    private final PipelineCheck check = new PipelineCheck(catalogue);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"q0", "q1", "q2", "q3", "q4", "q5", "q7", "q8", "q9", "q10", "q11", "q12", "q14", "q15", "q16", "q17",
                "q18", "q19", "q20", "q21", "q22"})
    void importedQueriesGiveTheAnswers(String query) throws Exception {
        assertAnswers(query, "a", 1, 1436918300000L);
        assertAnswers(query, "b", 2, 1436947100000L);
    }

    private void assertAnswers(String query, String set, long seed, long baseTime) throws Exception {
        String script = setup(seed, baseTime) + Files.readString(Shared.path("nexmark/queries/" + query + ".sql"));
        Imported imported = ScriptImport.of(script, query, catalogue);
        Pipeline pipeline = imported.pipeline();
        assertNotNull(pipeline, () -> told(imported));
        Path out = folder.resolve(query + set + ".tsv");

        run(writing(pipeline, out));

        List<String> lines = new ArrayList<>(Files.readAllLines(out, StandardCharsets.US_ASCII));
        lines.sort(null);
        assertEquals(expected(Shared.path("nexmark/" + set), query), lines.size() + " rows, " + digest(lines));
    }

    private static String told(Imported imported) {
        StringBuilder told = new StringBuilder();
        imported.problems()
                .forEach(problem -> told.append(problem.span()).append(' ').append(TEXTS.of(problem)).append('\n'));
        return told.toString();
    }

    private static String setup(long seed, long baseTime) throws IOException {
        return Files.readString(Shared.path("nexmark/queries/setup.sql"))
                .replace("${events}", "100000")
                .replace("${seed}", Long.toString(seed))
                .replace("${rate}", "500")
                .replace("${base-time}", Long.toString(baseTime));
    }

    /** The same pipeline with a file of the golden answers' form in the place of the table on the screen. */
    private Pipeline writing(Pipeline pipeline, Path out) {
        CheckedPipeline checked = check.check(pipeline, folder, Map.of());
        assertEquals(List.of(), checked.problems().stream().filter(Problem::isError).toList());
        Node sink = pipeline.nodes().stream()
                .filter(node -> node.operator().equals("table-sink"))
                .findFirst()
                .orElseThrow();
        Wire into = pipeline.wiresTo(sink.id()).get(0);
        StreamType stream = Objects.requireNonNull(checked.stream(into));
        ObjectNode columns = JsonNodeFactory.instance.objectNode();
        for (Field field : stream.schema().fields()) {
            String name = ParsedSql.quote(field.name());
            columns.withArray("/columns")
                    .addObject()
                    .put("name", field.name())
                    .put(
                            "expression",
                            field.type().kind().isTimestamp()
                                    ? "EXTRACT(EPOCH FROM " + name + ") * 1000 + EXTRACT(MILLISECOND FROM " + name + ")"
                                    : name);
        }
        ObjectNode file = JsonNodeFactory.instance.objectNode().put("path", out.toString());
        file.putObject("format").put("type", "csv").put("header", false).put("delimiter", "\\t");
        if (stream.changes()) {
            file.put("changes", "table");
        }
        List<Node> nodes = new ArrayList<>(pipeline.nodes());
        nodes.remove(sink);
        nodes.add(Node.of("text", "project", "text", columns));
        nodes.add(Node.of("answer", "file-sink", "answer", file));
        List<Wire> wires = new ArrayList<>(pipeline.wires());
        wires.remove(into);
        wires.add(new Wire(into.from(), PortRef.parse("text.in"), Map.of()));
        wires.add(Wire.of("text.out", "answer.in"));
        return pipeline.withNodes(nodes).withWires(wires);
    }

    private void run(Pipeline pipeline) throws InterruptedException {
        CheckedPipeline checked = check.check(pipeline, folder, Map.of());
        assertFalse(checked.hasErrors(), () -> checked.problems().toString());
        Run run = new EmbeddedRuntime(check).start(checked, RunOptions.DEFAULT);
        assertTrue(run.await(PATIENCE), "still running");
        assertEquals(Run.State.DONE, run.state(), () -> String.valueOf(run.failure()));
    }

    @ParameterizedTest
    @CsvSource({"q13, query.snapshot-alone"})
    void whatCannotBeDrawnIsRefusedAtItsPlace(String query, String code) throws Exception {
        String script = setup(1, 1436918300000L) + Files.readString(Shared.path("nexmark/queries/" + query + ".sql"));

        Imported imported = ScriptImport.of(script, query, catalogue);

        assertNull(imported.pipeline());
        assertEquals(code, imported.problems().get(0).code());
        assertNotNull(imported.problems().get(0).span());
    }

    /** Of the line with query, rows, digest and columns. */
    private static String expected(Path set, String query) throws IOException {
        return Files.readAllLines(set.resolve("digests.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[0].equals(query))
                .map(cells -> cells[1] + " rows, " + cells[2])
                .findFirst()
                .orElseThrow();
    }

    private static String digest(List<String> lines) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.US_ASCII)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
