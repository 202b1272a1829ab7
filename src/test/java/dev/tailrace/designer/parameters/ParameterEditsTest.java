package dev.tailrace.designer.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.model.Environment;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.ParameterUses;
import dev.tailrace.operator.graph.ParameterUses.Use;
import dev.tailrace.operator.graph.ParameterValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterEditsTest {
    private static final String PIPELINE =
            """
            {
              "tailrace": 1,
              "name": "Readings",
              "parameters": [
                {"name": "least", "type": "INT", "default": 2},
                {"name": "place", "type": "STRING", "default": "here"}],
              "nodes": [
                {"id": "in", "operator": "file-source", "name": "In", "settings": {"path": "${place}/in.jsonl",
                  "format": {"type": "json", "columns": [{"name": "amount", "type": "INT"}]}}},
                {"id": "some", "operator": "filter", "name": "Some",
                  "settings": {"condition": "amount >= :least AND ':least' <> 'x' /* :least */ AND amount < :least9"}},
                {"id": "made", "operator": "derive", "name": "Made", "settings": {"columns": [
                  {"name": "a", "expression": "amount + 1"}, {"name": "b", "expression": ":least + :least"}]}},
                {"id": "out", "operator": "file-sink", "name": "Out",
                  "settings": {"path": "${place}-${least}.csv", "format": {"type": "csv"}}}
              ],
              "wires": [{"from": "in.out", "to": "some.in"}, {"from": "some.out", "to": "made.in"},
                {"from": "made.out", "to": "out.in"}],
              "environments": [{"name": "prod", "values": {"least": 5, "place": "there"}}],
              "tests": [{"name": "t", "parameters": {"least": 9}, "inputs": {}, "expected": {}}]
            }
            """;

    private final Catalogue catalogue = Catalogue.load();
    private final ParameterEdits edits = new ParameterEdits(catalogue);

    @TempDir
    private Path folder;

    private Pipeline pipeline = Pipeline.empty("");

    @BeforeEach
    void read() throws IOException {
        Path file = Files.writeString(folder.resolve("p.tailrace.json"), PIPELINE);
        pipeline = Objects.requireNonNull(PipelineJson.read(file).pipeline());
    }

    @Test
    void usesAreFoundInExpressionsAndTextsAndNotInStringsOrComments() {
        assertEquals(
                List.of(
                        new Use("place", "in", "path"),
                        new Use("least", "some", "condition"),
                        new Use("least9", "some", "condition"),
                        new Use("least", "made", "columns[1].expression"),
                        new Use("place", "out", "path"),
                        new Use("least", "out", "path")),
                new ParameterUses(catalogue).of(pipeline));
    }

    @Test
    void aRenamedParameterIsRenamedWhereverItIsUsedInOneStepOfUndo() {
        PipelineEditor editor = new PipelineEditor(catalogue, pipeline, folder, Runnable::run, Runnable::run);
        editor.apply(edits.rename("least", "floor"));
        Pipeline renamed = editor.pipeline();
        assertEquals(
                "amount >= :floor AND ':least' <> 'x' /* :least */ AND amount < :least9",
                setting(renamed, "some", "condition").asText());
        assertEquals(
                ":floor + :floor",
                setting(renamed, "made", "columns").path(1).path("expression").asText());
        assertEquals("${place}-${floor}.csv", setting(renamed, "out", "path").asText());
        assertEquals(
                List.of("floor", "place"),
                renamed.parameters().stream().map(Parameter::name).toList());
        assertEquals(
                5,
                renamed.attachments()
                        .environments()
                        .get(0)
                        .values()
                        .get("floor")
                        .asInt());
        assertEquals(
                9,
                renamed.attachments().tests().get(0).parameters().get("floor").asInt());
        editor.undo();
        assertEquals(pipeline, editor.pipeline());
    }

    @Test
    void aDeletedParameterTakesItsValuesAlong() {
        Pipeline without = ParameterEdits.delete("least").apply(pipeline);
        assertEquals(1, without.parameters().size());
        assertFalse(without.attachments().environments().get(0).values().containsKey("least"));
        assertFalse(without.attachments().tests().get(0).parameters().containsKey("least"));
    }

    @Test
    void aValueIsReadByItsType() {
        assertEquals(IntNode.valueOf(12), ParameterEdits.valueOf("INT", " 12 "));
        assertEquals(TextNode.valueOf("twelve"), ParameterEdits.valueOf("INT", "twelve"));
        assertEquals(BooleanNode.TRUE, ParameterEdits.valueOf("BOOLEAN", "true"));
        assertEquals(TextNode.valueOf("12"), ParameterEdits.valueOf("STRING", "12"));
        assertEquals(TextNode.valueOf("2026-01-02"), ParameterEdits.valueOf("DATE", "2026-01-02"));
        assertNull(ParameterEdits.valueOf("INT", " "));
    }

    @Test
    void aValueThatIsNotOfItsTypeIsAProblemAtOnce() {
        Parameter least = pipeline.parameters().get(0);
        ZoneId zone = ZoneId.of("UTC");
        assertEquals(List.of(), ParameterValues.problems(least, LongNode.valueOf(3), zone));
        assertEquals(List.of(), ParameterValues.problems(least, null, zone));
        assertEquals(
                "operator.parameter-value",
                ParameterValues.problems(least, TextNode.valueOf("few"), zone)
                        .get(0)
                        .code());
        Parameter strange = new Parameter("x", "INTT", null, Map.of());
        assertEquals(
                "operator.parameter-type",
                ParameterValues.problems(strange, null, zone).get(0).code());
    }

    @Test
    void namesAreFreeAndMadeOfLetters() {
        assertTrue(ParameterEdits.isFree(pipeline, "floor_2"));
        assertFalse(ParameterEdits.isFree(pipeline, "least"));
        assertFalse(ParameterEdits.isFree(pipeline, "2nd"));
        assertFalse(ParameterEdits.isFree(pipeline, ""));
    }

    @Test
    void theCheckTakesTheValuesOfTheChosenEnvironment() {
        PipelineEditor editor = new PipelineEditor(catalogue, pipeline, folder, Runnable::run, Runnable::run);
        assertEquals(
                2,
                Objects.requireNonNull(
                                editor.checked().environment().parameters().get("least"))
                        .value());
        editor.useEnvironment("prod");
        assertEquals(
                5,
                Objects.requireNonNull(
                                editor.checked().environment().parameters().get("least"))
                        .value());
        editor.apply(ParameterEdits.value(pipeline.parameters().get(0), "prod", "7"));
        assertEquals(
                7,
                Objects.requireNonNull(
                                editor.checked().environment().parameters().get("least"))
                        .value());
        editor.apply(ParameterEdits.deleteEnvironment("prod"));
        assertNull(editor.environment());
        assertEquals(
                2,
                Objects.requireNonNull(
                                editor.checked().environment().parameters().get("least"))
                        .value());
    }

    @Test
    void environmentsAreNamedDevThenProd() {
        Pipeline none = pipeline.withAttachments(pipeline.attachments().withEnvironments(List.of()));
        assertEquals("dev", ParameterEdits.nextEnvironment(none));
        Pipeline one = ParameterEdits.addEnvironment("dev").apply(none);
        assertEquals("prod", ParameterEdits.nextEnvironment(one));
        Pipeline taken = ParameterEdits.renameEnvironment("dev", "prod")
                .apply(ParameterEdits.addEnvironment("prod").apply(one));
        assertEquals(
                List.of("dev", "prod"),
                taken.attachments().environments().stream()
                        .map(Environment::name)
                        .toList());
    }

    private static JsonNode setting(Pipeline pipeline, String node, String setting) {
        return pipeline.node(node).map(Node::settings).orElseThrow().path(setting);
    }
}
