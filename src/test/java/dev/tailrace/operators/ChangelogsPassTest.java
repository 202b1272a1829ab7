package dev.tailrace.operators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.model.Attachments;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.HarnessResult;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operators.combine.Union;
import dev.tailrace.operators.shape.Derive;
import dev.tailrace.operators.shape.Filter;
import dev.tailrace.operators.shape.Project;
import dev.tailrace.operators.shape.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators that work row by row pass a changelog on as it is; others refuse it before anything runs. */
class ChangelogsPassTest {
    private static final Schema SCHEMA = Schema.of(Field.of("k", DataType.STRING), Field.of("v", DataType.INT));

    private static Row row(RowKind kind, String key, int value) {
        return new Row(kind, Row.of(key, value).values());
    }

    private static final Row[] CHANGES = {
        row(RowKind.INSERT, "a", 1),
        row(RowKind.INSERT, "b", 7),
        row(RowKind.UPDATE_BEFORE, "a", 1),
        row(RowKind.UPDATE_AFTER, "a", 9),
        row(RowKind.UPDATE_BEFORE, "b", 7),
        row(RowKind.UPDATE_AFTER, "b", 2),
        row(RowKind.DELETE, "a", 9)
    };

    private static <S extends Record> HarnessResult run(TransformOperator<S> operator, S settings) {
        var result = OperatorHarness.of(operator, settings)
                .input("in", new StreamType(SCHEMA, true, null))
                .rows(CHANGES)
                .run();
        result.output().ports().forEach((port, stream) -> assertTrue(stream.changes(), port));
        return result;
    }

    @Test
    void theHalvesOfAnUpdatePassAFilterEachForItself() {
        var result = run(new Filter(), new Filter.Settings("v > 5", Filter.WhenNull.DROP, ErrorPolicy.STOP));
        assertEquals(List.of(CHANGES[1], CHANGES[3], CHANGES[4], CHANGES[6]), result.rows());
    }

    @Test
    void theHalvesOfAnUpdateTakeTheirOwnBranches() {
        var result = run(
                new Route(),
                new Route.Settings(
                        List.of(new Route.Branch("much", "v > 5")), Route.Mode.FIRST_MATCH, ErrorPolicy.STOP));
        assertEquals(List.of(CHANGES[1], CHANGES[3], CHANGES[4], CHANGES[6]), result.rows("much"));
        assertEquals(List.of(CHANGES[0], CHANGES[2], CHANGES[5]), result.rows("rest"));
    }

    @Test
    void computedColumnsKeepTheKinds() {
        List<Row> twice = new ArrayList<>();
        List<Row> derived = new ArrayList<>();
        for (Row change : CHANGES) {
            int value = (Integer) change.get(1);
            twice.add(new Row(change.kind(), Row.of(2 * value).values()));
            derived.add(new Row(
                    change.kind(), Row.of(change.get(0), value, 2 * value).values()));
        }
        assertEquals(
                twice,
                run(
                                new Project(),
                                new Project.Settings(
                                        List.of(new Project.ProjectedColumn("v * 2", "twice")), ErrorPolicy.STOP))
                        .rows());
        assertEquals(
                derived,
                run(
                                new Derive(),
                                new Derive.Settings(
                                        List.of(new Derive.DerivedColumn("twice", "v * 2")), ErrorPolicy.STOP))
                        .rows());
    }

    @Test
    void aUnionWithAChangelogIsOne() {
        var result = OperatorHarness.of(new Union(), new Union.Settings())
                .input("in", StreamType.rows(SCHEMA), new StreamType(SCHEMA, true, null))
                .rows("in", 0, CHANGES[0])
                .rows("in", 1, CHANGES)
                .run();
        assertTrue(result.output().ports().get("out").changes());
        List<Row> expected = new ArrayList<>(List.of(CHANGES[0]));
        expected.addAll(List.of(CHANGES));
        assertEquals(expected, result.rows());
    }

    @Test
    void rowsThatFailKeepTheirKinds() {
        var result = run(new Filter(), new Filter.Settings("10 / (v - 9) > 5", Filter.WhenNull.DROP, ErrorPolicy.STOP));
        assertEquals(
                List.of(RowKind.UPDATE_AFTER, RowKind.DELETE),
                result.rows("error").stream().map(Row::kind).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event-time | {'column': 't'}",
                "tumbling-window | {'size': '1 min', 'aggregates': [{'name': 'n'}]}",
                "deduplicate | {'keys': ['k']}"
            })
    void whoTakesOnlyAddedRowsRefusesAChangelogAlsoBehindAFilter(String operator, String settings) {
        List<Problem> problems =
                problems(operator, settings).stream().filter(Problem::isError).toList();
        assertEquals(
                List.of("operator.changes-into-rows"),
                problems.stream().map(Problem::code).toList());
        assertEquals("in", problems.get(0).place());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filter | {'condition': 'n > 1'}",
                "top-n | {'orderBy': [{'column': 'n'}]}",
                "group-aggregate | {'aggregates': [{'name': 'groups'}]}",
                "union | {}",
                "table-sink | {}",
                "chart-sink | {'x': 'k', 'y': ['n']}",
                "gauge-sink | {'value': 'n'}",
                "map-sink | {'latitude': 'n', 'longitude': 'n'}",
                "discard | {}"
            })
    void othersTakeIt(String operator, String settings) {
        assertEquals(
                List.of(),
                problems(operator, settings).stream().filter(Problem::isError).toList());
    }

    private static List<Problem> problems(String operator, String settings) {
        Pipeline empty = Pipeline.empty("changes");
        List<Node> nodes = List.of(
                node(
                        "made",
                        "generator",
                        "{'columns': [{'name': 'k', 'kind': 'sequence'}, {'name': 't', 'kind': 'timestamp'}]}"),
                node("counted", "group-aggregate", "{'groupBy': ['k', 't'], 'aggregates': [{'name': 'n'}]}"),
                node("some", "filter", "{'condition': 'n > 0'}"),
                node("last", operator, settings));
        List<Wire> wires = List.of(
                Wire.of("made.out", "counted.in"), Wire.of("counted.out", "some.in"), Wire.of("some.out", "last.in"));
        return new PipelineCheck(Catalogue.load())
                        .check(
                                new Pipeline(
                                        "changes",
                                        "UTC",
                                        1,
                                        null,
                                        empty.flow(),
                                        List.of(),
                                        nodes,
                                        wires,
                                        Map.of(),
                                        Attachments.NONE,
                                        Map.of()),
                                Path.of("."),
                                Map.of())
                        .problems()
                        .stream()
                        .filter(problem -> "last".equals(problem.node()))
                        .toList();
    }

    private static Node node(String id, String operator, String settings) {
        try {
            return Node.of(id, operator, id, (ObjectNode) new JsonMapper().readTree(settings.replace('\'', '"')));
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException(settings, invalid);
        }
    }
}
