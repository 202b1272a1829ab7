package dev.tailrace.operator.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.RandomEdits;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.nested.SubPipelineFiles;
import dev.tailrace.operator.nested.SubPipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A check that keeps what it knows from the drawing before says what a check says that has seen nothing before. */
class CheckAfterEditsTest {
    private static final long SEED = 20261122;
    private static final int EDITS = 16;
    private static final String ROW =
            """
            {"tailrace": 1, "nodes": [
              {"id": "in", "operator": "file-source", "settings": {"path": "a.jsonl", "format": {"type": "json",
                "columns": [{"name": "a", "type": "INT"}]}}},
              {"id": "some", "operator": "filter", "settings": {"condition": "a > 1"}},
              {"id": "more", "operator": "filter", "settings": {"condition": "a > 2"}},
              {"id": "out", "operator": "discard"}],
             "wires": [{"from": "in.out", "to": "some.in"}, {"from": "some.out", "to": "more.in"},
              {"from": "more.out", "to": "out.in"}]}""";

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void afterRandomEditsItIsWhatACheckFromNothingSays() throws IOException {
        int withErrors = 0;
        int checks = 0;
        long seed = SEED;
        for (Path file : samples()) {
            withErrors += afterEdits(file, seed++);
            checks += EDITS;
        }
        assertTrue(withErrors > checks / 5 && withErrors < checks, "one-sided edits: " + withErrors + " of " + checks);
    }

    private static List<Path> samples() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("sample-pipelines", "src/test/resources/dev/tailrace/flink/parts")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(path -> path.toString().endsWith(PipelineJson.SUFFIX))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** @return how many of the edited drawings had errors */
    private int afterEdits(Path file, long seed) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        PipelineCheck check = new PipelineCheck(catalogue);
        SubPipelineFiles read = new SubPipelineFiles();
        RandomEdits edits = new RandomEdits(
                seed,
                catalogue.operators().stream().map(known -> known.spec().id()).toList());
        Pipeline pipeline = Objects.requireNonNull(PipelineJson.read(file).pipeline());
        int withErrors = 0;
        for (int i = 0; i < EDITS; i++) {
            Map<String, JsonNode> values = i % 7 == 3 ? Map.of("size", IntNode.valueOf(i)) : Map.of();
            SubPipelines files = read.read(pipeline, folder);
            CheckedPipeline kept = check.check(pipeline, folder, values, files);
            CheckedPipeline anew = new PipelineCheck(catalogue).check(pipeline, folder, values, files);
            requireSame(anew, kept, file + " with seed " + seed + " after edit " + i + ":\n" + pipeline);
            withErrors += kept.hasErrors() ? 1 : 0;
            pipeline = edits.edit(pipeline);
        }
        return withErrors;
    }

    private static void requireSame(CheckedPipeline anew, CheckedPipeline kept, String where) {
        assertEquals(anew.problems(), kept.problems(), where);
        assertEquals(
                List.copyOf(anew.nodes().keySet()), List.copyOf(kept.nodes().keySet()), where);
        anew.nodes().forEach((id, node) -> assertEquals(node, kept.node(id), where));
        assertEquals(anew, kept, where);
    }

    @Test
    void aNodeThatAnEditDoesNotReachKeepsItsResult() {
        PipelineCheck check = new PipelineCheck(catalogue);
        Pipeline before = Objects.requireNonNull(PipelineJson.parse(ROW).pipeline());
        CheckedPipeline first = check.check(before, Path.of("."), Map.of());

        CheckedPipeline second = check.check(typed(before, "some", "a > 12"), Path.of("."), Map.of());

        assertSame(first.node("in"), second.node("in"));
        assertNotSame(first.node("some"), second.node("some"));
        assertSame(first.node("more"), second.node("more"), "the same columns leave the edited node");
    }

    @Test
    void anErrorReachesAllThatReadAndGoesWithItsCause() {
        PipelineCheck check = new PipelineCheck(catalogue);
        Pipeline before = Objects.requireNonNull(PipelineJson.parse(ROW).pipeline());
        CheckedPipeline first = check.check(before, Path.of("."), Map.of());
        Node unset = before.node("in").orElseThrow().withSettings(JsonNodeFactory.instance.objectNode());

        CheckedPipeline broken = check.check(before.replacing(unset), Path.of("."), Map.of());
        CheckedPipeline mended = check.check(before, Path.of("."), Map.of());

        assertTrue(broken.hasErrors());
        assertNull(broken.node("more").placement());
        assertEquals(first, mended);
    }

    private static Pipeline typed(Pipeline pipeline, String node, String condition) {
        return pipeline.replacing(pipeline.node(node)
                .orElseThrow()
                .withSettings(JsonNodeFactory.instance.objectNode().put("condition", condition)));
    }
}
