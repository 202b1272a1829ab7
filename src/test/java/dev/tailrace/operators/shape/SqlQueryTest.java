package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operators.shape.SqlQuery.Settings;
import dev.tailrace.operators.shape.SqlQuery.Table;
import dev.tailrace.runtime.Breakpoint;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The SQL query as a node; what queries mean is for the tests of {@code dev.tailrace.query}. */
class SqlQueryTest {
    private static final Wire IN = Wire.of("numbers.out", "query.input");
    private static final Wire OUT = Wire.of("query.out", "shown.in");

    private final PipelineCheck check = new PipelineCheck(Catalogue.load());

    @Test
    void tablesArePortsUnderTheirNames() {
        Settings settings =
                new Settings(List.of(new Table("bids"), new Table("a b"), new Table("auctions")), "SELECT 1");

        assertEquals(
                List.of("bids", "auctions", "out"),
                new SqlQuery().ports(settings).stream().map(Port::name).toList());
    }

    @Test
    void whatComesOutIsKnownBeforeARun() {
        CheckedPipeline checked = checked("SELECT n AS m, n * 2 AS twice FROM input WHERE n < 10");

        assertEquals(List.of(), checked.problems());
        assertEquals(
                List.of("m BIGINT NOT NULL", "twice BIGINT NOT NULL"),
                Objects.requireNonNull(checked.stream(OUT)).schema().fields().stream()
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void mistakesStandAtTheNodeWithTheirPlaceInTheQuery() {
        CheckedPipeline checked = checked("SELECT n\\nFROM input\\nWHERE m < 10");

        Problem problem = checked.problems().get(0);
        assertEquals("query.unknown-column-near", problem.code());
        assertEquals("query", problem.node());
        assertEquals("query", problem.place());
        assertEquals(new Problem.Span(3, 7, 3, 8), problem.span());
        assertNull(checked.expanded());
    }

    @Test
    void namesOfTablesAreChecked() {
        CheckedPipeline twice = check(pipeline("SELECT 1 FROM input", "{\"name\": \"input\"}, {\"name\": \"input\"}"));
        assertEquals("operators.sql-query.table-twice", twice.problems().get(0).code());
        CheckedPipeline taken = check(pipeline("SELECT 1 FROM input", "{\"name\": \"input\"}, {\"name\": \"out\"}"));
        assertEquals("operators.sql-query.table-name", taken.problems().get(0).code());
    }

    @Test
    void aTableThatTheQueryDoesNotReadIsTold() {
        CheckedPipeline checked =
                check(pipeline("SELECT 1 AS one FROM input", "{\"name\": \"input\"}, {\"name\": \"more\"}"));

        assertTrue(
                checked.problems().stream().anyMatch(problem -> problem.code().equals("operator.input-not-wired")));
    }

    @Test
    void aRunTellsOfTheNodeAsItIsDrawn() throws InterruptedException {
        CheckedPipeline checked = checked("SELECT n % 3 AS r, COUNT(*) AS c FROM input WHERE n < 90 GROUP BY n % 3");

        Run run = new EmbeddedRuntime(check).start(checked, RunOptions.DEFAULT);
        assertTrue(run.await(Duration.ofMinutes(1)));

        assertEquals(Run.State.DONE, run.state(), () -> String.valueOf(run.failure()));
        assertEquals(checked, run.pipeline());
        Telemetry telemetry = run.telemetry();
        assertEquals(Set.of("numbers", "query", "shown"), telemetry.nodes().keySet());
        assertEquals(Set.of(IN, OUT), telemetry.wires().keySet());
        assertEquals(100, Objects.requireNonNull(telemetry.wires().get(IN)).rows());
        assertEquals(3, Objects.requireNonNull(telemetry.nodes().get("query")).stateRows());
    }

    @Test
    void aFailureWithinTheQueryIsTheNodes() throws InterruptedException {
        Run run = new EmbeddedRuntime(check).start(checked("SELECT 10 / (n - 50) AS q FROM input"), RunOptions.DEFAULT);
        assertTrue(run.await(Duration.ofMinutes(1)));

        assertEquals(Run.State.FAILED, run.state());
        assertEquals("query", Objects.requireNonNull(run.failure()).node());
    }

    @Test
    void aRunHoldsAtWiresAsTheyAreDrawn() throws InterruptedException {
        Run run = new EmbeddedRuntime(check)
                .start(
                        checked("SELECT n * 2 AS twice FROM input"),
                        RunOptions.DEFAULT.withBreakpoints(
                                Map.of(IN, new Breakpoint("n = 7", 1), OUT, new Breakpoint("twice = 40", 1))));
        Semaphore told = new Semaphore(0);
        run.onStateChange(told::release);

        for (Wire wire : List.of(IN, OUT)) {
            while (run.breakpoints().held() == null
                    || !run.breakpoints().held().wire().equals(wire)) {
                assertTrue(told.tryAcquire(1, TimeUnit.MINUTES));
            }
            run.resume();
        }
        assertTrue(run.await(Duration.ofMinutes(1)));
        assertEquals(Run.State.DONE, run.state(), () -> String.valueOf(run.failure()));
        assertEquals(Set.of(IN, OUT), run.breakpoints().tallies().keySet());
    }

    @Test
    void aPreviewShowsWhatEntersAndWhatLeaves() throws InterruptedException {
        CheckedPipeline checked = checked("SELECT n * 10 AS ten FROM input WHERE n >= 8");

        Preview preview = new EmbeddedRuntime(check).preview(checked, "query", 10);

        assertNull(preview.problem());
        assertEquals(
                10, Objects.requireNonNull(preview.inputs().get("input")).rows().size());
        assertEquals(
                List.of(List.of(80L), List.of(90L)),
                Objects.requireNonNull(preview.outputs().get("out")).rows().stream()
                        .map(row -> row.values())
                        .toList());
    }

    @Test
    void parametersAreKnownInTheQuery() {
        assertEquals(
                List.of(), checked("SELECT n FROM input AS i WHERE i.n < :most").problems());
        assertEquals(
                "language.unknown-parameter-near",
                checked("SELECT n FROM input WHERE n < :mots").problems().get(0).code());
    }

    private CheckedPipeline checked(String query) {
        return check(pipeline(query, "{\"name\": \"input\"}"));
    }

    private CheckedPipeline check(Pipeline pipeline) {
        return check.check(pipeline, Path.of("."), Map.of());
    }

    private static Pipeline pipeline(String query, String tables) {
        PipelineJson.Loaded loaded = PipelineJson.parse(
                """
                {"tailrace": 1, "name": "Query",
                 "parameters": [{"name": "most", "type": "INT", "default": 7}],
                 "nodes": [
                  {"id": "numbers", "operator": "generator", "name": "Numbers", "settings": {
                    "rowsPerSecond": 0, "rows": 100, "columns": [{"name": "n", "kind": "sequence"}]}},
                  {"id": "query", "operator": "sql-query", "name": "Query", "settings": {
                    "tables": [%s], "query": "%s"}},
                  {"id": "shown", "operator": "table-sink", "name": "Shown", "settings": {}}],
                 "wires": [{"from": "numbers.out", "to": "query.input"}, {"from": "query.out", "to": "shown.in"}],
                 "layout": {}}
                """
                        .formatted(tables, query));
        assertNotNull(loaded.pipeline(), () -> loaded.problems().toString());
        return Objects.requireNonNull(loaded.pipeline());
    }
}
