package dev.tailrace.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.data.json.JsonReading;
import dev.tailrace.model.PipelineJson.Loaded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineJsonTest {
    private static final String FLIGHTS =
            """
            {
              "tailrace": 1,
              "name": "Flights per day",
              "sample": {"domain": "logistics"},
              "parameters": [
                {"name": "minDelay", "type": "INT", "default": 15}
              ],
              "nodes": [
                {
                  "id": "flights",
                  "operator": "file-source",
                  "name": "Flights",
                  "colour": "blue",
                  "settings": {
                    "path": "data/flights.jsonl",
                    "format": {"type": "json", "columns": [{"name": "delay", "type": "INT", "path": "$.delay"}]}
                  }
                },
                {
                  "id": "delayed",
                  "operator": "filter",
                  "name": "Delayed",
                  "settings": {"condition": "delay >= :minDelay"}
                }
              ],
              "wires": [
                {"from": "flights.out", "to": "delayed.in"}
              ],
              "layout": {
                "flights": [80, 120],
                "delayed": [80, 232.5]
              },
              "groups": [
                {"id": "clean", "name": "Clean up", "collapsed": true, "nodes": ["delayed"]}
              ],
              "notes": [
                {"id": "why", "text": "Late **flights** only", "size": [216, 96]}
              ],
              "bends": {
                "flights.out -> delayed.in": [[60, 150], [60, 200]]
              },
              "environments": [
                {
                  "name": "prod",
                  "values": {"minDelay": 30}
                }
              ],
              "tests": [
                {
                  "name": "At the bound",
                  "inputs": {
                    "flights.out": [
                      {"delay": 15},
                      {"delay": 14}
                    ]
                  },
                  "expected": {
                    "delayed.out": [
                      {"delay": 15}
                    ]
                  }
                }
              ]
            }
            """;

    @Test
    void whatWasWrittenIsReadAgainAndWrittenAlike() {
        Loaded loaded = PipelineJson.parse(FLIGHTS);

        assertEquals(List.of(), loaded.problems());
        assertEquals(FLIGHTS, PipelineJson.write(pipeline(loaded)));
    }

    @Test
    void fieldsOfLaterVersionsAreKept() {
        Pipeline pipeline = pipeline(PipelineJson.parse(FLIGHTS));

        assertEquals(
                "{\"domain\":\"logistics\"}", String.valueOf(pipeline.extra().get("sample")));
        assertEquals("\"blue\"", String.valueOf(pipeline.nodes().get(0).extra().get("colour")));
    }

    @Test
    void whatLaterVersionsSayIsKeptWhereverItStands() throws IOException {
        ObjectNode file = (ObjectNode) Objects.requireNonNull(JsonReading.parse(FLIGHTS));
        List<ObjectNode> places = new ArrayList<>(List.of(file));
        for (String part : List.of("nodes", "wires", "parameters", "groups", "notes", "environments", "tests")) {
            file.get(part).forEach(entry -> places.add((ObjectNode) entry));
        }
        for (ObjectNode place : places) {
            place.set("later", JsonReading.parse("{\"x\": [1, 0.10, 1.0E-5, 12345678901234567890, null]}"));
        }

        Pipeline pipeline = pipeline(PipelineJson.parse(file.toString()));
        String written = PipelineJson.write(pipeline);

        assertEquals(file, JsonReading.parse(written));
        assertEquals(pipeline, PipelineJson.parse(written).pipeline());
        String digits = "[1,0.10,1.0E-5,12345678901234567890,null]";
        String dense = written.replaceAll("\\s", "");
        assertEquals(places.size(), (dense.length() - dense.replace(digits, "").length()) / digits.length());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsDrawnComesBackFromItsFile(long seed) {
        RandomEdits edits = new RandomEdits(seed, List.of("filter", "derive", "discard"));
        Pipeline drawn = Pipeline.empty("Anything");
        for (int i = 0; i < 400; i++) {
            drawn = edits.edit(drawn);

            assertEquals(drawn, PipelineJson.parse(PipelineJson.write(drawn)).pipeline(), "seed " + seed);
        }
    }

    @Test
    void membersAndBendsThatAreNotDrawnAnyMoreAreLeftOut() {
        Pipeline pipeline = pipeline(PipelineJson.parse(FLIGHTS));

        Pipeline unwired = pipeline.withWires(List.of());
        Pipeline alone = unwired.withNodes(pipeline.nodes().subList(0, 1));

        assertEquals(Map.of(), unwired.attachments().bends());
        assertEquals(1, unwired.attachments().groups().size());
        assertEquals(List.of(), alone.attachments().groups());
    }

    @Test
    void aMovedNodeChangesOneLineOfTheLayout() {
        Pipeline pipeline = pipeline(PipelineJson.parse(FLIGHTS));
        Map<String, Pipeline.Point> moved = new HashMap<>(pipeline.layout());
        moved.put("flights", new Pipeline.Point(88, 120));

        List<String> before = FLIGHTS.lines().toList();
        List<String> after =
                PipelineJson.write(pipeline.withLayout(moved)).lines().toList();

        assertEquals(before.size(), after.size());
        long changed = before.stream().filter(line -> !after.contains(line)).count();
        assertEquals(1, changed);
        assertTrue(after.contains("    \"flights\": [88, 120],"), after.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | model.empty-file | 1",
                "`[1]` | model.not-an-object | 1",
                "`{\"tailrace\": 1` | model.ends-early | 1",
                "`{\n\"tailrace\": 1,\n\"name\": nope}` | model.not-json | 3",
                "`{\"tailrace\": 1,\n\"name\": \"a\", \"name\": \"b\"}` | model.field-twice | 2",
                "`{\"tailrace\": 1} x` | model.not-json | 1",
                "`{\"tailrace\": 1} {}` | model.text-after-end | 1",
                "`{}` | model.no-version | 1",
                "`{\n\"tailrace\": 2}` | model.newer-version | 2",
                "`{\"tailrace\": \"1\"}` | model.bad-version | 1",
                "`{\"tailrace\": 1,\n\n\"nodes\": 7}` | model.not-a-list | 3",
                "`{\"tailrace\": 1, \"nodes\": [\n7]}` | model.entry-not-an-object | 2",
                "`{\"tailrace\": 1, \"nodes\": [{\"id\": \"a.b\",\"operator\": \"x\"}]}` | model.bad-id | 1",
                "`{\"tailrace\": 1, \"nodes\": [{\"id\": \"a\"}]}` | model.no-operator | 1",
                "`{\"tailrace\": 1, \"nodes\": [{\"id\": \"a\",\"operator\": \"x\",\n\"settings\": []}]}` | model.settings-not-an-object | 2",
                "`{\"tailrace\": 1, \"wires\": [\n{\"from\": \"a\", \"to\": \"b.in\"}]}` | model.bad-wire-end | 2",
                "`{\"tailrace\": 1, \"layout\": {\"a\": [1]}}` | model.bad-point | 1",
                "`{\"tailrace\": 1, \"groups\": [\n{\"id\": \"a b\"}]}` | model.bad-id | 2",
                "`{\"tailrace\": 1, \"groups\": [{\"id\": \"g\",\n\"nodes\": \"a\"}]}` | model.not-a-list | 2",
                "`{\"tailrace\": 1, \"notes\": [{\"id\": \"n\",\n\"size\": [0, 9]}]}` | model.bad-size | 2",
                "`{\"tailrace\": 1, \"bends\": {\n\"a.out -> b.in\": [[1]]}}` | model.bad-point | 2",
                "`{\"tailrace\": 1, \"environments\": [{\"name\": \"e\",\n\"values\": []}]}` | model.field-not-an-object | 2",
                "`{\"tailrace\": 1, \"tests\": [{\"name\": \"t\",\n\"inputs\": {\"a.out\": [1]}}]}` | model.entry-not-an-object | 2",
                "`{\"tailrace\": 1, \"parallelism\": 0}` | model.bad-count | 1",
                "`{\"tailrace\": 1, \"flow\": \"up\"}` | model.bad-flow | 1",
            })
    void brokenFilesAreToldWithTheirLine(String text, String code, int line) {
        Loaded loaded = PipelineJson.parse(text);

        assertNull(loaded.pipeline());
        Problem problem = loaded.problems().get(0);
        assertEquals(code, problem.code());
        assertEquals(line, problem.span() == null ? 1 : problem.span().startLine());
        assertFalse(new Texts(Locale.ENGLISH).of(problem).contains("model."), "the message has words");
    }

    @Test
    void deepNestingIsRefusedNotFollowed() {
        String deep = "{\"tailrace\": 1, \"x\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertEquals(
                "model.too-deep", PipelineJson.parse(deep).problems().get(0).code());
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] latin1 = "{\"tailrace\": 1, \"name\": \"Zürich\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertEquals(
                "model.not-utf8", PipelineJson.parse(latin1).problems().get(0).code());
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertEquals(
                "a",
                pipeline(PipelineJson.parse("\uFEFF{\"tailrace\": 1, \"name\": \"a\"}"))
                        .name());
    }

    @Test
    void missingFilesAndFoldersAreTold(@TempDir Path folder) {
        assertEquals(
                "model.no-such-file",
                PipelineJson.read(folder.resolve("a")).problems().get(0).code());
        assertEquals(
                "model.is-a-folder", PipelineJson.read(folder).problems().get(0).code());
    }

    @Test
    void aFileIsReplacedWholeAndNothingIsLeftBeside(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("flights.tailrace.json");
        Files.writeString(file, "old");

        PipelineJson.write(pipeline(PipelineJson.parse(FLIGHTS)), file);

        assertEquals(FLIGHTS, Files.readString(file));
        try (var entries = Files.list(folder)) {
            assertEquals(List.of(file), entries.toList());
        }
    }

    @Test
    void linesOfSettingsAreKnown() {
        FileLines lines = PipelineJson.parse(FLIGHTS).lines();

        assertEquals(9, lines.line("flights", null));
        assertEquals(15, lines.line("flights", "path"));
        assertEquals(16, lines.line("flights", "format.columns[0].type"));
        assertEquals(23, lines.line("delayed", "condition"));
    }

    @Test
    void olderVersionsAreMigratedStepByStep() {
        Migrations migrations = new Migrations(List.of(
                file -> file.put("name", file.path("title").asText()),
                file -> file.put("name", file.path("name").asText() + "!")));
        ObjectNode old = Objects.requireNonNull(
                JsonTree.parse("{\"tailrace\": 1, \"title\": \"a\"}").root());

        ObjectNode migrated = migrations.toLatest(old, 1);

        assertEquals("a!", migrated.path("name").asText());
        assertEquals(3, migrated.path("tailrace").asInt());
    }

    private static Pipeline pipeline(Loaded loaded) {
        return Objects.requireNonNull(loaded.pipeline(), loaded.problems().toString());
    }
}
