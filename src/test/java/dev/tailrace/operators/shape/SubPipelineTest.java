package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import dev.tailrace.operator.nested.SubPipelines;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipelines of other files as nodes. */
class SubPipelineTest {
    private static final String COLUMNS = "\"columns\": [{\"name\": \"n\", \"type\": \"BIGINT\"}]";

    /** Keeps the multiples of a parameter and adds their square, beside a text from another parameter. */
    private static final String MULTIPLES =
            """
            {"tailrace": 1, "name": "Multiples",
             "parameters": [{"name": "of", "type": "BIGINT"}, {"name": "word", "type": "STRING", "default": "no"}],
             "nodes": [
              {"id": "a", "operator": "sub-input", "name": "Numbers", "settings": {%s}},
              {"id": "f", "operator": "filter", "name": "Fits", "settings": {"condition": "MOD(n, :of) = 0"}},
              {"id": "d", "operator": "derive", "name": "Square", "settings": {"columns": [
                {"name": "square", "expression": "n * n"}, {"name": "word", "expression": ":word"}]}},
              {"id": "z", "operator": "sub-output", "name": "kept", "settings": {}}],
             "wires": [{"from": "a.out", "to": "f.in"}, {"from": "f.out", "to": "d.in"}, {"from": "d.out", "to": "z.in"}],
             "layout": {}}
            """
                    .formatted(COLUMNS);

    private final PipelineCheck check = new PipelineCheck(Catalogue.load());
    private final SubPipelineFiles files = new SubPipelineFiles();

    @TempDir
    private Path folder;

    @Test
    void inputsAndOutputsOfTheFileArePorts() throws IOException {
        write("multiples", MULTIPLES);

        CheckedPipeline checked = checked(using("multiples", "{\"name\": \"of\", \"value\": \"3\"}"));

        assertEquals(List.of(), checked.problems());
        assertEquals(
                List.of("numbers", "kept"),
                checked.node("sub").ports().stream().map(Port::name).toList());
        assertEquals(
                List.of("n BIGINT NOT NULL", "square BIGINT NOT NULL", "word STRING NOT NULL"),
                Objects.requireNonNull(checked.stream(Wire.of("sub.kept", "file.in"))).schema().fields().stream()
                        .map(Object::toString)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void itGivesWhatTheSameNodesGiveDrawnFlat(int batchRows) throws IOException, InterruptedException {
        write("multiples", MULTIPLES);
        Path nested = folder.resolve("nested.csv");
        Path flat = folder.resolve("flat.csv");

        run(
                outer(
                        "multiples",
                        "{\"name\": \"of\", \"value\": \"7\"}, {\"name\": \"word\", \"value\": \"${out}\"}",
                        nested),
                batchRows);
        run(flat(nested.toString(), flat), batchRows);

        assertEquals(15, Files.readAllLines(flat).size() - 1);
        assertEquals(Files.readString(flat), Files.readString(nested));
    }

    @Test
    void aMissingParameterIsToldWithItsType() throws IOException {
        write("multiples", MULTIPLES);

        Problem problem = only(checked(using("multiples", "")));

        assertEquals("operators.sub-pipeline.missing-parameters", problem.code());
        assertEquals(List.of("Multiples", "of BIGINT"), problem.arguments());
        assertEquals("parameters", problem.place());
    }

    @Test
    void anUnknownParameterAndAWrongValueAreTold() throws IOException {
        write("multiples", MULTIPLES);
        String of = "{\"name\": \"of\", \"value\": \"%s\"}";

        assertEquals(
                "operator.unknown-parameter-near",
                only(checked(using("multiples", of.formatted("2") + ", {\"name\": \"wrd\", \"value\": \"x\"}")))
                        .code());
        assertTrue(words(only(checked(using("multiples", of.formatted("two"))))).contains("two"));
    }

    @Test
    void aMistakeWithinNamesTheNodeAndItsSetting() throws IOException {
        write("multiples", MULTIPLES.replace("n * n", "n * m"));

        Problem problem = only(checked(using("multiples", "{\"name\": \"of\", \"value\": \"3\"}")));

        assertEquals("sub", problem.node());
        assertTrue(words(problem).startsWith("Multiples \u25b8 Square \u25b8 columns[0].expression: "), words(problem));
    }

    @Test
    void furtherColumnsAreLeftOut() throws IOException {
        write("multiples", MULTIPLES);
        Pipeline wide = using("multiples", "{\"name\": \"of\", \"value\": \"3\"}")
                .replacing(node(
                        "numbers",
                        "generator",
                        "{\"rowsPerSecond\": 0, \"rows\": 100, \"columns\": [{\"name\": \"m\", \"kind\": \"sequence\"},"
                                + " {\"name\": \"n\", \"kind\": \"sequence\"}]}"));

        CheckedPipeline checked = checked(wide);

        assertEquals(List.of(), checked.problems());
        assertEquals(
                List.of("n", "square", "word"),
                Objects.requireNonNull(checked.stream(Wire.of("sub.kept", "file.in")))
                        .schema()
                        .names());
    }

    @Test
    void columnsThatAreMissingOrOfAnotherTypeAreToldAtThePort() throws IOException {
        write(
                "multiples",
                MULTIPLES.replace("\"name\": \"n\", \"type\": \"BIGINT\"", "\"name\": \"n\", \"type\": \"INT\""));
        Problem type = only(checked(using("multiples", "{\"name\": \"of\", \"value\": \"3\"}")));
        write("others", MULTIPLES.replace("\"name\": \"n\", \"type\"", "\"name\": \"k\", \"type\""));
        Problem column = only(checked(using("others", "{\"name\": \"of\", \"value\": \"3\"}")));

        assertEquals("operators.sub-pipeline.other-type", type.code());
        assertEquals("numbers", type.place());
        assertEquals("operators.sub-pipeline.missing-column", column.code());
    }

    @Test
    void aMissingFileIsTold() {
        Problem problem = checked(using("gone", "")).problems().stream()
                .filter(told -> told.code().startsWith("operators.sub-pipeline"))
                .findFirst()
                .orElseThrow();

        assertEquals("operators.sub-pipeline.unreadable", problem.code());
        assertEquals("path", problem.place());
    }

    @Test
    void onlyPipelineFilesAreRead() throws IOException {
        Files.writeString(folder.resolve("secret.json"), MULTIPLES);
        Pipeline pipeline = outer("x", "", folder.resolve("out.csv"))
                .replacing(node("sub", "sub-pipeline", "{\"path\": \"secret.json\"}"));

        assertEquals(Map.of(), files.read(pipeline, folder).files());
        assertTrue(checked(pipeline).problems().stream()
                .anyMatch(problem -> problem.code().equals("operators.sub-pipeline.not-a-pipeline")));
    }

    @Test
    void aFileThatContainsItselfIsRefused() throws IOException {
        write("one", passing("two"));
        write("two", passing("one"));

        String words = words(checked(using("one", "")).problems().get(0));

        assertTrue(words.contains("one.tailrace.json contains itself"), words);
    }

    @Test
    void moreThanEightWithinEachOtherAreRefused() throws IOException {
        for (int i = 0; i < 9; i++) {
            write("level" + i, passing("level" + (i + 1)));
        }
        write(
                "level9",
                MULTIPLES.replace(
                        "\"type\": \"BIGINT\"}, {\"name\": \"word\"",
                        "\"type\": \"BIGINT\", \"default\": 1}, {\"name\": \"word\""));

        String words = words(checked(using("level0", "")).problems().get(0));

        assertTrue(words.contains("More than 8"), words);
        assertEquals(List.of(), checked(using("level2", "")).problems());
    }

    @Test
    void aSubPipelineInAnotherFolderFindsItsOwnFiles() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("parts/deep"));
        write(
                "parts/outer",
                passing("deep/multiples", "{\"name\": \"of\", \"value\": \"${k}\"}")
                        .replace(
                                "\"nodes\":",
                                "\"parameters\": [{\"name\": \"k\", \"type\": \"INT\", \"default\": 50}], \"nodes\":"));
        write("parts/deep/multiples", MULTIPLES);
        Path out = folder.resolve("out.csv");

        run(outer("parts/outer", "", out), 1024);

        assertEquals(List.of("n,square,word", "0,0,no", "50,2500,no", "100,10000,no"), Files.readAllLines(out));
    }

    @Test
    void aRunTellsOfTheNodeAsItIsDrawn() throws IOException, InterruptedException {
        write("multiples", MULTIPLES);
        write("around", passing("multiples", "{\"name\": \"of\", \"value\": \"3\"}"));

        Run run = run(outer("around", "", folder.resolve("out.csv")), 7);

        assertEquals(Set.of("numbers", "sub", "file"), run.telemetry().nodes().keySet());
        assertEquals(
                101,
                Objects.requireNonNull(run.telemetry().wires().get(Wire.of("numbers.out", "sub.numbers")))
                        .rows());
        assertEquals(
                34,
                Objects.requireNonNull(run.telemetry().wires().get(Wire.of("sub.kept", "file.in")))
                        .rows());
    }

    @Test
    void aChangedFileIsReadAgainAndAnUnchangedOneIsNot() throws IOException {
        write("multiples", MULTIPLES);
        Pipeline pipeline = using("multiples", "{\"name\": \"of\", \"value\": \"3\"}");
        SubPipelines before = files.read(pipeline, folder);
        assertSame(before, files.read(pipeline, folder));
        assertEquals(List.of(), checked(pipeline).problems());

        write("multiples", MULTIPLES.replace("n * n", "n * nothing"));

        assertNotEquals(before, files.read(pipeline, folder));
        assertEquals(1, checked(pipeline).problems().size());
    }

    /** A pipeline whose only part is the sub-pipeline. */
    private static String passing(String file) {
        return passing(file, "");
    }

    private static String passing(String file, String parameters) {
        return """
                {"tailrace": 1, "name": "Around %s", "nodes": [
                  {"id": "a", "operator": "sub-input", "name": "numbers", "settings": {%s}},
                  {"id": "s", "operator": "sub-pipeline", "name": "Part", "settings": {
                    "path": "%s.tailrace.json", "parameters": [%s]}},
                  {"id": "z", "operator": "sub-output", "name": "kept", "settings": {}}],
                 "wires": [{"from": "a.out", "to": "s.numbers"}, {"from": "s.kept", "to": "z.in"}], "layout": {}}
                """
                .formatted(file, COLUMNS, file, parameters);
    }

    private Pipeline using(String file, String parameters) {
        return outer(file, parameters, folder.resolve("out.csv"));
    }

    private static Pipeline outer(String file, String parameters, Path out) {
        return read(
                """
                {"tailrace": 1, "name": "Outer",
                 "parameters": [{"name": "out", "type": "STRING", "default": "%s"}],
                 "nodes": [
                  {"id": "numbers", "operator": "generator", "name": "Numbers", "settings": {
                    "rowsPerSecond": 0, "rows": 101, "columns": [{"name": "n", "kind": "sequence"}]}},
                  {"id": "sub", "operator": "sub-pipeline", "name": "Sub", "settings": {
                    "path": "%s.tailrace.json", "parameters": [%s]}},
                  {"id": "file", "operator": "file-sink", "name": "File", "settings": {
                    "path": "${out}", "format": {"type": "csv"}}}],
                 "wires": [{"from": "numbers.out", "to": "sub.numbers"}, {"from": "sub.kept", "to": "file.in"}],
                 "layout": {}}
                """
                        .formatted(out, file, parameters));
    }

    private static Pipeline flat(String word, Path out) {
        return read(
                """
                {"tailrace": 1, "name": "Flat",
                 "nodes": [
                  {"id": "numbers", "operator": "generator", "name": "Numbers", "settings": {
                    "rowsPerSecond": 0, "rows": 101, "columns": [{"name": "n", "kind": "sequence"}]}},
                  {"id": "f", "operator": "filter", "name": "Fits", "settings": {"condition": "MOD(n, 7) = 0"}},
                  {"id": "d", "operator": "derive", "name": "Square", "settings": {"columns": [
                    {"name": "square", "expression": "n * n"}, {"name": "word", "expression": "'%s'"}]}},
                  {"id": "file", "operator": "file-sink", "name": "File", "settings": {
                    "path": "%s", "format": {"type": "csv"}}}],
                 "wires": [{"from": "numbers.out", "to": "f.in"}, {"from": "f.out", "to": "d.in"},
                  {"from": "d.out", "to": "file.in"}],
                 "layout": {}}
                """
                        .formatted(word, out));
    }

    private static Node node(String id, String operator, String settings) {
        return read("{\"tailrace\": 1, \"name\": \"x\", \"nodes\": [{\"id\": \"%s\", \"operator\": \"%s\", \"name\": \"X\","
                                .formatted(id, operator)
                        + " \"settings\": " + settings + "}], \"wires\": [], \"layout\": {}}")
                .nodes()
                .get(0);
    }

    private static Pipeline read(String text) {
        PipelineJson.Loaded loaded = PipelineJson.parse(text);
        return Objects.requireNonNull(loaded.pipeline(), loaded.problems().toString());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + PipelineJson.SUFFIX), text);
    }

    private CheckedPipeline checked(Pipeline pipeline) {
        return check.check(pipeline, folder, Map.of(), files.read(pipeline, folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//elsewhere/share/part.tailrace.json", "\\\\elsewhere\\share\\part.tailrace.json"})
    void aFileOfAnotherMachineIsNotReachedByOpeningADrawing(String path) {
        assertNull(SubPipelines.resolve(Path.of("/drawings"), path));
    }

    private Run run(Pipeline pipeline, int batchRows) throws InterruptedException {
        CheckedPipeline checked = checked(pipeline);
        assertEquals(List.of(), checked.problems());
        Run run = new EmbeddedRuntime(check).start(checked, new RunOptions(batchRows, RunOptions.DEFAULT.linger()));
        assertTrue(run.await(Duration.ofMinutes(1)));
        assertEquals(Run.State.DONE, run.state(), () -> String.valueOf(run.failure()));
        return run;
    }

    private static Problem only(CheckedPipeline checked) {
        assertEquals(1, checked.problems().size(), checked.problems().toString());
        return checked.problems().get(0);
    }

    private static String words(Problem problem) {
        return new Texts(Locale.ENGLISH).of(problem);
    }
}
