package dev.tailrace.designer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Catalogue;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wires of versions that somebody wants to draw. */
class VersionWiresTest {
    private static final String DRAWING =
            """
            {"tailrace": 1, "name": "Versions", "nodes": [
              {"id": "made", "operator": "generator", "name": "Made", "settings": {"columns": [
                {"name": "k", "kind": "sequence"}, {"name": "t", "kind": "timestamp"},
                {"name": "op", "kind": "choice", "words": "c"}]}},
              {"id": "timed", "operator": "event-time", "name": "Timed", "settings": {"column": "t"}},
              {"id": "versions", "operator": "rows-to-changes", "name": "Versions",
                "settings": {"column": "op", "gives": "versions"}},
              {"id": "counts", "operator": "group-aggregate", "name": "Counts",
                "settings": {"groupBy": ["k"], "aggregates": [{"name": "n"}], "stateTtl": "1 d"}},
              {"id": "some", "operator": "filter", "name": "Some", "settings": {"condition": "n > 0"}},
              {"id": "shown", "operator": "table-sink", "name": "Shown", "settings": {}},
              {"id": "joined", "operator": "temporal-join", "name": "Joined",
                "settings": {"on": [{"left": "k", "right": "k"}], "rightPrefix": "r_"}}],
            "wires": [{"from": "made.out", "to": "timed.in"}, {"from": "timed.out", "to": "versions.in"},
              {"from": "timed.out", "to": "counts.in"}, {"from": "counts.out", "to": "some.in"}]}
            """;

    @ParameterizedTest
    @CsvSource({
        "versions.out, joined.right,",
        "timed.out, joined.right,",
        "counts.out, joined.right, designer.canvas.refused-no-versions",
        "some.out, joined.right, designer.canvas.refused-no-versions",
        "versions.out, shown.in, designer.canvas.refused-versions",
        "versions.out, joined.left, designer.canvas.refused-versions"
    })
    void areDrawnToATemporalJoinOnly(String from, String to, @Nullable String code) {
        PipelineEditor editor = new PipelineEditor(
                Catalogue.load(),
                Objects.requireNonNull(PipelineJson.parse(DRAWING).pipeline()),
                Path.of("."),
                Runnable::run,
                Runnable::run);
        Problem refusal = WireRules.refusal(
                editor.pipeline(),
                new Ports(editor.catalogue(), editor.checked()),
                PortRef.parse(from),
                PortRef.parse(to));
        assertEquals(code, refusal == null ? null : refusal.code());
    }
}
