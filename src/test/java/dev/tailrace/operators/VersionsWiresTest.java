package dev.tailrace.operators;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Attachments;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where versions may go, and what may be taken for versions. */
class VersionsWiresTest {
    private static final List<Node> NODES = List.of(
            node(
                    "made",
                    "generator",
                    "{'columns': [{'name': 'k', 'kind': 'sequence'}, {'name': 't', 'kind': 'timestamp'},"
                            + " {'name': 'op', 'kind': 'choice', 'words': 'c'}]}"),
            node("timed", "event-time", "{'column': 't'}"),
            node("versions", "rows-to-changes", "{'column': 'op', 'gives': 'versions'}"),
            node("table", "rows-to-changes", "{'column': 'op', 'keys': ['k']}"),
            node("changes", "rows-to-changes", "{'column': 'op'}"),
            node("counts", "group-aggregate", "{'groupBy': ['k', 't'], 'aggregates': [{'name': 'n'}]}"),
            node("latest", "deduplicate", "{'keys': ['k'], 'keep': 'last'}"),
            node("some", "filter", "{'condition': 'k > 0'}"),
            node("all", "union", "{}"),
            node("shown", "table-sink", "{}"),
            node(
                    "joined",
                    "temporal-join",
                    "{'on': [{'left': 'k', 'right': 'k'}], 'leftPrefix': 'l_', 'rightPrefix': 'r_'}"));

    @ParameterizedTest
    @CsvSource({
        "timed.out > joined.right,",
        "timed.out > some.in > joined.right,",
        "timed.out > versions.in > joined.right,",
        "timed.out > table.in > joined.right, operator.changes-into-versions",
        "timed.out > latest.in > joined.right, operator.changes-into-versions",
        "timed.out > counts.in > some.in > joined.right, operator.changes-into-versions",
        "timed.out > versions.in > some.in, operator.versions-elsewhere",
        "timed.out > versions.in > shown.in, operator.versions-elsewhere",
        "timed.out > versions.in > all.in, operator.versions-elsewhere",
        "timed.out > versions.in > joined.left, operator.versions-elsewhere",
        "timed.out > latest.in > joined.left, operators.temporal-join.changes-without-time",
        "timed.out > changes.in > joined.left,",
        "timed.out > changes.in > some.in > joined.left,",
        "timed.out > changes.in > joined.right, operator.changes-into-versions",
        "timed.out > changes.in > some.in > joined.right, operator.changes-into-versions",
        "timed.out > table.in > shown.in,",
        "made.out > versions.in > joined.right, operators.rows-to-changes.no-event-time"
    })
    void aTemporalJoinTakesRowsAndVersionsOnItsRightAndNobodyElseTakesVersions(String way, @Nullable String code) {
        List<Wire> wires = new ArrayList<>(List.of(Wire.of("made.out", "timed.in")));
        String[] ports = way.split(" > ");
        String from = ports[0];
        for (int i = 1; i < ports.length; i++) {
            wires.add(Wire.of(from, ports[i]));
            from = ports[i].substring(0, ports[i].indexOf('.')) + ".out";
        }
        wires.add(Wire.of("timed.out", way.contains("joined.left") ? "joined.right" : "joined.left"));
        Pipeline empty = Pipeline.empty("versions");
        Pipeline pipeline = new Pipeline(
                "versions",
                "UTC",
                1,
                null,
                empty.flow(),
                List.of(),
                NODES,
                wires,
                Map.of(),
                Attachments.NONE,
                Map.of());
        List<String> codes = new PipelineCheck(Catalogue.load())
                .check(pipeline, Path.of("."), Map.of()).problems().stream()
                        .filter(Problem::isError)
                        .map(Problem::code)
                        .filter(problem -> !problem.equals("operator.input-not-wired"))
                        .toList();
        assertEquals(code == null ? List.of() : List.of(code), codes);
    }

    private static Node node(String id, String operator, String settings) {
        try {
            return Node.of(id, operator, id, (ObjectNode) new JsonMapper().readTree(settings.replace('\'', '"')));
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException(settings, invalid);
        }
    }
}
