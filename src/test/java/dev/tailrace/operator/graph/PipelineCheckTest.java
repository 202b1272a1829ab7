package dev.tailrace.operator.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Setup;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PipelineCheckTest {
    private static final String READINGS =
            """
            {"id": "in", "operator": "file-source", "settings": {"path": "a.jsonl", "format": {"type": "json", "columns": [
              {"name": "at", "type": "TIMESTAMP_LTZ(3)"}, {"name": "a", "type": "INT"}, {"name": "b", "type": "STRING"},
              {"name": "c", "type": "DOUBLE"}]}}}""";

    private final PipelineCheck check = new PipelineCheck(Catalogue.load());

    @Test
    void onlyColumnsThatSomebodyReadsAreDemandedOfTheSource() {
        CheckedPipeline checked = check(
                """
                {"tailrace": 1, "nodes": [%s,
                  {"id": "time", "operator": "event-time", "settings": {"column": "at"}},
                  {"id": "some", "operator": "filter", "settings": {"condition": "a > 1"}},
                  {"id": "hourly", "operator": "tumbling-window", "settings": {"size": "1 h", "aggregates": [{"name": "n", "function": "count"}]}},
                  {"id": "out", "operator": "table-sink"}],
                 "wires": [{"from": "in.out", "to": "time.in"}, {"from": "time.out", "to": "some.in"},
                  {"from": "some.out", "to": "hourly.in"}, {"from": "hourly.out", "to": "out.in"}]}"""
                        .formatted(READINGS));

        Map<String, Setup<?>> setups = check.setups(checked);

        assertEquals(columns(0, 1), Objects.requireNonNull(setups.get("in")).demanded("out"));
        assertEquals(columns(0, 1), Objects.requireNonNull(setups.get("time")).demanded("out"));
        assertEquals(columns(0), Objects.requireNonNull(setups.get("some")).demanded("out"));
    }

    @Test
    void parametersAreTypedAndOverridden() {
        String drawing =
                """
                {"tailrace": 1, "parameters": [{"name": "least", "type": "INT", "default": 3}], "nodes": [%s,
                  {"id": "some", "operator": "filter", "settings": {"condition": "a > :least"}},
                  {"id": "out", "operator": "discard"}],
                 "wires": [{"from": "in.out", "to": "some.in"}, {"from": "some.out", "to": "out.in"}]}"""
                        .formatted(READINGS);
        Pipeline pipeline = pipeline(drawing);

        assertEquals(List.of(), check(drawing).problems());
        CheckedPipeline overridden = check.check(pipeline, Path.of("."), Map.of("least", TextNode.valueOf("7")));
        assertEquals(
                7,
                Objects.requireNonNull(overridden.environment().parameters().get("least"))
                        .value());
        assertEquals(
                List.of("operator.parameter-value"),
                codes(check.check(pipeline, Path.of("."), Map.of("least", TextNode.valueOf("many")))));
        assertEquals(
                List.of("operator.unknown-parameter-near"),
                codes(check.check(pipeline, Path.of("."), Map.of("lest", IntNode.valueOf(7)))));
    }

    @Test
    void aCircleOfWiresIsToldAtEachOfItsNodes() {
        CheckedPipeline checked = check(
                """
                {"tailrace": 1, "nodes": [
                  {"id": "a", "operator": "filter", "settings": {"condition": "TRUE"}},
                  {"id": "b", "operator": "filter", "settings": {"condition": "TRUE"}}],
                 "wires": [{"from": "a.out", "to": "b.in"}, {"from": "b.out", "to": "a.in"}]}""");

        assertEquals(List.of("operator.cycle", "operator.cycle"), codes(checked));
    }

    @Test
    void ofTwoNodesWithOneIdTheFirstIsChecked() {
        CheckedPipeline checked = check(
                """
                {"tailrace": 1, "nodes": [%s,
                  {"id": "out", "operator": "discard"},
                  {"id": "out", "operator": "file-sink", "settings": {"path": "b", "format": {"type": "csv"}}}],
                 "wires": [{"from": "in.out", "to": "out.in"}]}"""
                        .formatted(READINGS));

        assertEquals(List.of("operator.node-twice"), codes(checked));
        assertEquals("discard", checked.node("out").node().operator());
    }

    @Test
    void anErrorUpstreamIsToldOnceAndNotAgainBelow() {
        CheckedPipeline checked = check(
                """
                {"tailrace": 1, "nodes": [%s,
                  {"id": "some", "operator": "filter", "settings": {"condition": "nope > 1"}},
                  {"id": "more", "operator": "filter", "settings": {"condition": "nope > 2"}},
                  {"id": "out", "operator": "discard"}],
                 "wires": [{"from": "in.out", "to": "some.in"}, {"from": "some.out", "to": "more.in"},
                  {"from": "more.out", "to": "out.in"}]}"""
                        .formatted(READINGS));

        assertTrue(checked.hasErrors());
        assertTrue(checked.node("some").hasErrors());
        assertFalse(checked.node("out").hasErrors());
    }

    @Test
    void unreadSourcesAndOpenOutputsAreWarnings() {
        CheckedPipeline alone = check("{\"tailrace\": 1, \"nodes\": [%s]}".formatted(READINGS));

        assertEquals(List.of("operator.source-not-read"), codes(alone));
        assertFalse(alone.hasErrors());
    }

    @Test
    void theSameDrawingGivesTheSameAnswerAndAnEditAsksOnlyWhatItReaches() {
        String drawing =
                """
                {"tailrace": 1, "nodes": [%s,
                  {"id": "some", "operator": "filter", "settings": {"condition": "a > 1"}},
                  {"id": "out", "operator": "discard"}],
                 "wires": [{"from": "in.out", "to": "some.in"}, {"from": "some.out", "to": "out.in"}]}"""
                        .formatted(READINGS);

        CheckedPipeline first = check(drawing);
        CheckedPipeline second = check(drawing);

        assertEquals(first.nodes().get("some"), second.nodes().get("some"));
        assertEquals(first.node("some").output(), second.node("some").output());
    }

    private CheckedPipeline check(String json) {
        return check.check(pipeline(json), Path.of("."), Map.of());
    }

    private static Pipeline pipeline(String json) {
        PipelineJson.Loaded loaded = PipelineJson.parse(json);
        return Objects.requireNonNull(loaded.pipeline(), loaded.problems().toString());
    }

    private static List<String> codes(CheckedPipeline checked) {
        return checked.problems().stream().map(Problem::code).toList();
    }

    private static BitSet columns(int... positions) {
        BitSet set = new BitSet();
        for (int position : positions) {
            set.set(position);
        }
        return set;
    }
}
