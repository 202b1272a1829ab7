package dev.tailrace.designer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.geometry.AutoLayout;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of a drawing put into a file of its own, and back. */
class SubPipelineDraftTest {
    private final Catalogue catalogue = Catalogue.load();

    @TempDir
    private Path folder;

    @Test
    void whatCrossesTheBorderBecomesInputsAndOutputs() throws IOException {
        Pipeline made = made("parts");

        assertEquals(List.of("numbers", "sub-pipeline", "shown", "wrong"), ids(made));
        assertEquals(
                Set.of(
                        "numbers.out -> sub-pipeline.numbers",
                        "sub-pipeline.square -> shown.in",
                        "sub-pipeline.square -> wrong.in"),
                made.wires().stream().map(Wire::id).collect(Collectors.toSet()));
        assertEquals(List.of(), checked(made).problems());
    }

    @Test
    void explodingItGivesThePartBack() throws IOException {
        Pipeline made = made("parts");
        Explode explode = Explode.of(checked(made), "sub-pipeline", catalogue, AutoLayout::of)
                .orElseThrow();

        Pipeline back = explode.apply(made);

        Pipeline drawn = drawn();
        assertEquals(Set.copyOf(drawn.nodes()), Set.copyOf(back.nodes()));
        assertEquals(Set.copyOf(drawn.wires()), Set.copyOf(back.wires()));
        assertEquals(drawn.parameters(), back.parameters());
    }

    @Test
    void rowsThatLeaveAndComeBackCannotBeDrawn() {
        assertEquals(Optional.empty(), SubPipelineDraft.of(checked(drawn()), Set.of("numbers", "square")));
        assertTrue(SubPipelineDraft.of(checked(drawn()), Set.of("numbers", "few", "square"))
                .isPresent());
    }

    private Pipeline made(String sub) throws IOException {
        Path file = Files.createDirectories(folder.resolve(sub)).resolve("squares.tailrace.json");
        SubPipelineDraft draft =
                SubPipelineDraft.of(checked(drawn()), Set.of("few", "square")).orElseThrow();
        PipelineJson.write(draft.file("squares", catalogue, folder, file.getParent()), file);
        return draft.command("Squares", sub + "/squares.tailrace.json").apply(drawn());
    }

    private CheckedPipeline checked(Pipeline pipeline) {
        return new PipelineCheck(catalogue)
                .check(pipeline, folder, Map.of(), new SubPipelineFiles().read(pipeline, folder));
    }

    private static List<String> ids(Pipeline pipeline) {
        return pipeline.nodes().stream().map(Node::id).toList();
    }

    private static Pipeline drawn() {
        PipelineJson.Loaded loaded = PipelineJson.parse(
                """
                {"tailrace": 1, "name": "Drawn", "parameters": [{"name": "most", "type": "BIGINT", "default": 9}],
                 "nodes": [
                  {"id": "numbers", "operator": "generator", "name": "Numbers", "settings": {
                    "rows": 100, "columns": [{"name": "n", "kind": "sequence"}]}},
                  {"id": "few", "operator": "filter", "name": "Few", "settings": {"condition": "n < :most"}},
                  {"id": "square", "operator": "derive", "name": "Square", "settings": {
                    "columns": [{"name": "q", "expression": "n * n"}]}},
                  {"id": "shown", "operator": "table-sink", "name": "Shown", "settings": {}},
                  {"id": "wrong", "operator": "discard", "name": "Gone", "settings": {}}],
                 "wires": [{"from": "numbers.out", "to": "few.in"}, {"from": "few.out", "to": "square.in"},
                  {"from": "square.out", "to": "shown.in"}, {"from": "square.out", "to": "wrong.in"}],
                 "layout": {"numbers": [96, 48], "few": [96, 156], "square": [96, 264], "shown": [96, 372],
                  "wrong": [240, 372]}}
                """);
        return Objects.requireNonNull(loaded.pipeline(), loaded.problems().toString());
    }
}
