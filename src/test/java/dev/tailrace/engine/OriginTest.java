package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Origin;
import dev.tailrace.runtime.Origin.Certainty;
import dev.tailrace.runtime.Origin.Step;
import dev.tailrace.runtime.OriginWanted;
import dev.tailrace.runtime.OriginWanted.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Origins of rows, worked out by hand over six orders and two customers. */
class OriginTest {
    private static final List<String> ORDERS = List.of(
            order("ada", 10, "12:00:00", "\"x\", \"y\""),
            order("ben", 4, "12:00:30", "\"z\""),
            order("ada", 6, "12:00:50", ""),
            order("ada", 1, "12:01:10", ""),
            order("ben", 7, "12:01:20", ""),
            order("ada", 2, "12:05:00", ""));

    private static final List<String> CUSTOMERS =
            List.of("{\"name\": \"ada\", \"city\": \"Rome\"}", "{\"name\": \"ben\", \"city\": \"Oslo\"}");

    @TempDir
    private Path folder;

    private final PipelineCheck check = new PipelineCheck(Catalogue.load());
    private final EmbeddedRuntime runtime = new EmbeddedRuntime(check);
    private final List<String> nodes = new ArrayList<>();
    private final List<String> wires = new ArrayList<>();

    private static String order(String customer, int amount, String time, String tags) {
        return "{\"customer\": \"%s\", \"amount\": %d, \"at\": \"2026-01-01T%s\", \"tags\": [%s], \"extra\": {\"day\": %d}}"
                .formatted(customer, amount, time, tags, amount * 10);
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Files.write(folder.resolve("orders.jsonl"), ORDERS);
        Files.write(folder.resolve("customers.jsonl"), CUSTOMERS);
        source("orders", "orders.jsonl");
    }

    private void source(String id, String file) {
        node(
                id,
                "file-source",
                """
                {"path": "%s", "format": {"type": "json", "columns": [%s]}}"""
                        .formatted(
                                file,
                                file.startsWith("customers")
                                        ? """
                                        {"name": "name", "type": "STRING"}, {"name": "city", "type": "STRING"}"""
                                        : """
                                        {"name": "customer", "type": "STRING"}, {"name": "amount", "type": "INT"},
                                        {"name": "at", "type": "TIMESTAMP(3)"}, {"name": "tags", "type": "ARRAY<STRING>"},
                                        {"name": "extra", "type": "ROW<day INT>"}"""));
    }

    private OriginTest node(String id, String operator, String settings) {
        nodes.add("{\"id\": \"%s\", \"operator\": \"%s\", \"name\": \"%s\", \"settings\": %s}"
                .formatted(id, operator, id, settings));
        return this;
    }

    private OriginTest wire(String from, String to) {
        wires.add("{\"from\": \"%s\", \"to\": \"%s\"}"
                .formatted(from.contains(".") ? from : from + ".out", to.contains(".") ? to : to + ".in"));
        return this;
    }

    /** Event time without disorder, and the node behind it. */
    private OriginTest timed(String operator, String settings) {
        return node("timed", "event-time", "{\"column\": \"at\", \"disorder\": \"0 s\"}")
                .node("it", operator, settings)
                .wire("orders", "timed")
                .wire("timed", "it");
    }

    private OriginTest plain(String operator, String settings) {
        return node("it", operator, settings).wire("orders", "it");
    }

    private CheckedPipeline checked() {
        PipelineJson.Loaded loaded = PipelineJson.parse(
                "{\"tailrace\": 1, \"name\": \"Orders\", \"nodes\": [%s], \"wires\": [%s], \"layout\": {}}"
                        .formatted(String.join(",", nodes), String.join(",", wires)));
        Pipeline pipeline = Objects.requireNonNull(
                loaded.pipeline(), () -> loaded.problems().toString());
        CheckedPipeline checked = check.check(pipeline, folder, Map.of());
        assertEquals(
                List.of(), checked.problems().stream().filter(Problem::isError).toList());
        return checked;
    }

    private Origin search(String port, String row, Limits limits, Instant since) throws InterruptedException {
        return runtime.origin(
                checked(),
                new OriginWanted(
                        "it",
                        port,
                        (number, it) -> it.toString().equals(row) || row.equals("#" + number),
                        limits,
                        since),
                (rows, followed) -> {});
    }

    private Origin search(String row) throws InterruptedException {
        return search(null, row, Limits.DEFAULT, null);
    }

    /** The rows of sources as {@code source:number}, in order. */
    private static String rows(Origin origin) {
        assertNull(origin.problem());
        TreeSet<String> found = new TreeSet<>();
        collect(Objects.requireNonNull(origin.root()), found);
        return String.join(" ", found);
    }

    private static void collect(Step step, TreeSet<String> found) {
        if (step.place() != null) {
            found.add(step.from().node() + ":" + step.place().number());
        }
        step.rows().forEach(row -> collect(row, found));
    }

    private String origin(String row) throws InterruptedException {
        return rows(search(row));
    }

    private static final String TOTAL =
            "\"groupBy\": [\"customer\"], \"aggregates\": [{\"name\": \"total\", \"function\": \"sum\", \"argument\": \"amount\"}]";

    @Test
    void aFilteredRowCameOfItselfExactly() throws InterruptedException {
        plain("filter", "{\"condition\": \"amount > 5\"}");

        Origin origin = search("#2");

        assertEquals("orders:3", rows(origin));
        Step root = assertNotNullRoot(origin);
        assertEquals(Certainty.EXACT, root.certainty());
        assertEquals(0, origin.replays());
        Step source = root.rows().get(0);
        assertEquals("orders.jsonl", Objects.requireNonNull(source.place()).partition());
        assertEquals("ada", source.row().get(0));
    }

    private static Step assertNotNullRoot(Origin origin) {
        return Objects.requireNonNull(origin.root(), () -> String.valueOf(origin.problem()));
    }

    @Test
    void aDerivedRowCameOfItself() throws InterruptedException {
        plain("derive", "{\"columns\": [{\"name\": \"twice\", \"expression\": \"amount * 2\"}]}");

        assertEquals("orders:4", origin("#4"));
    }

    @Test
    void aRowOfABranchCameOfItself() throws InterruptedException {
        plain("route", "{\"branches\": [{\"name\": \"big\", \"condition\": \"amount > 5\"}]}");

        assertEquals("orders:4", rows(search("rest", "#2", Limits.DEFAULT, null)));
    }

    @Test
    void allElementsCameOfTheRowThatHadThem() throws InterruptedException {
        plain("unnest", "{\"column\": \"tags\", \"name\": \"tag\"}");

        assertEquals("orders:1", origin("#2"));
        assertEquals("orders:2", origin("#3"));
    }

    @Test
    void flattenedColumnsCameOfTheirRow() throws InterruptedException {
        plain("flatten", "{\"column\": \"extra\"}");

        assertEquals("orders:5", origin("#5"));
    }

    @Test
    void aRowOfAUnionCameOfOneInput() throws InterruptedException {
        source("more", "orders-too.jsonl");
        write("orders-too.jsonl", order("cid", 99, "12:00:00", ""));
        node("it", "union", "{}").wire("orders", "it").wire("more", "it");

        Origin origin = runtime.origin(
                checked(),
                new OriginWanted("it", null, (number, row) -> "cid".equals(row.get(0)), Limits.DEFAULT, null),
                (rows, followed) -> {});

        assertEquals("more:1", rows(origin));
    }

    private void write(String file, String... lines) {
        try {
            Files.write(folder.resolve(file), List.of(lines));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void eventTimePassesRowsOn() throws InterruptedException {
        timed("filter", "{\"condition\": \"TRUE\"}");

        assertEquals("orders:5", origin("#5"));
    }

    @Test
    void aWindowCameOfItsRowsOfTheKey() throws InterruptedException {
        timed("tumbling-window", "{\"size\": \"1 min\", " + TOTAL + "}");

        Origin origin = runtime.origin(
                checked(),
                new OriginWanted("it", null, (number, row) -> row.values().contains(16), Limits.DEFAULT, null),
                (rows, followed) -> {});

        assertEquals("orders:1 orders:3", rows(origin));
        assertEquals(Certainty.SMALLEST, assertNotNullRoot(origin).certainty());
        assertEquals(4, assertNotNullRoot(origin).candidates());
    }

    @Test
    void aHoppingWindowCameOfRowsThatOtherWindowsHaveToo() throws InterruptedException {
        timed("hopping-window", "{\"size\": \"2 min\", \"slide\": \"1 min\", " + TOTAL + "}");

        // 12:00 to 12:02: 10 + 6 + 1
        assertEquals("orders:1 orders:3 orders:4", originOfValue(17));
        // 12:01 to 12:03: 7 alone
        assertEquals("orders:5", originOfValue(7));
    }

    private String originOfValue(Object value) throws InterruptedException {
        return rows(runtime.origin(
                checked(),
                new OriginWanted("it", null, (number, row) -> row.values().contains(value), Limits.DEFAULT, null),
                (rows, followed) -> {}));
    }

    @Test
    void aSessionCameOfAllThatHoldItTogether() throws InterruptedException {
        timed("session-window", "{\"gap\": \"1 min\", " + TOTAL + "}");

        assertEquals("orders:1 orders:3 orders:4", originOfValue(17));
        assertEquals("orders:6", originOfValue(2));
    }

    @Test
    void aCumulatedWindowCameOfItsRowsSoFar() throws InterruptedException {
        timed("cumulate-window", "{\"size\": \"4 min\", \"step\": \"1 min\", " + TOTAL + "}");

        assertEquals("orders:2 orders:5", originOfValue(11));
    }

    @Test
    void aChangeOfAGroupCameOfTheRowsThatCountThen() throws InterruptedException {
        plain("group-aggregate", "{" + TOTAL + "}");

        assertEquals("orders:1 orders:3", originOfValue(16));
        assertEquals("orders:1 orders:3 orders:4", originOfValue(17));
        assertEquals("orders:2 orders:5", origin("-U[ben, 4]"));
    }

    @Test
    void aMaximumCameOfTheRowThatHasIt() throws InterruptedException {
        timed(
                "tumbling-window",
                "{\"size\": \"10 min\", \"aggregates\": [{\"name\": \"most\", \"function\": \"max\", \"argument\": \"amount\"}]}");

        assertEquals("orders:1", originOfValue(10));
    }

    @Test
    void aJoinedRowCameOfOneRowOfEachSide() throws InterruptedException {
        source("customers", "customers.jsonl");
        node("it", "join", "{\"on\": [{\"left\": \"customer\", \"right\": \"name\"}]}")
                .wire("orders", "it.left")
                .wire("customers", "it.right");

        assertEquals("customers:2 orders:5", originOfValue(7));
        assertEquals("customers:1 orders:3", originOfValue(6));
    }

    @Test
    void theBestOfAKeyCameOfItself() throws InterruptedException {
        plain("top-n", "{\"n\": 1, \"keys\": [\"customer\"], \"orderBy\": [{\"column\": \"amount\"}]}");

        assertEquals("orders:5", originOfValue(7));
    }

    @Test
    void aRankCameOfTheRowsAboveItToo() throws InterruptedException {
        plain(
                "top-n",
                "{\"n\": 3, \"keys\": [\"customer\"], \"orderBy\": [{\"column\": \"amount\"}], \"rankColumn\": \"place\"}");

        // 1 is third after 10 and 6
        assertEquals("orders:1 orders:3 orders:4", originOfAmount(1));
    }

    private String originOfAmount(int amount) throws InterruptedException {
        return rows(runtime.origin(
                checked(),
                new OriginWanted("it", null, (number, row) -> Objects.equals(row.get(1), amount), Limits.DEFAULT, null),
                (rows, followed) -> {}));
    }

    @Test
    void theFirstOfEqualsCameOfItself() throws InterruptedException {
        timed("deduplicate", "{\"keys\": [\"customer\"], \"keep\": \"first\"}");

        assertEquals("orders:2", origin("#2"));
    }

    @Test
    void theLastOfEqualsCameOfItself() throws InterruptedException {
        timed("deduplicate", "{\"keys\": [\"customer\"], \"keep\": \"last\"}");

        assertEquals("orders:6", originOfAmount(2));
    }

    @Test
    void aMatchCameOfItsRows() throws InterruptedException {
        timed(
                "match-pattern",
                """
                {"keys": ["customer"], "pattern": "A B",
                 "define": [{"variable": "A", "condition": "A.amount = 6"}, {"variable": "B", "condition": "B.amount < A.amount"}],
                 "measures": [{"name": "was", "expression": "A.amount"}, {"name": "became", "expression": "B.amount"}]}""");

        assertEquals("orders:3 orders:4", origin("#1"));
    }

    @Test
    void theWayGoesBackThroughSeveralNodes() throws InterruptedException {
        source("customers", "customers.jsonl");
        node("large", "filter", "{\"condition\": \"amount > 5\"}")
                .node("joined", "join", "{\"on\": [{\"left\": \"customer\", \"right\": \"name\"}]}")
                .node(
                        "it",
                        "group-aggregate",
                        "{\"groupBy\": [\"city\"], \"aggregates\": [{\"name\": \"orders\", \"function\": \"count\"}]}")
                .wire("orders", "large")
                .wire("large", "joined.left")
                .wire("customers", "joined.right")
                .wire("joined", "it");

        // Rome's second: 10 and 6 of ada's
        assertEquals("customers:1 orders:1 orders:3", originOfValue(2L));
    }

    @Test
    void aSinksRowIsTheOneThatEntersIt() throws InterruptedException {
        node("large", "filter", "{\"condition\": \"amount > 5\"}")
                .node("it", "table-sink", "{}")
                .wire("orders", "large")
                .wire("large", "it");

        assertEquals("orders:5", origin("#3"));
    }

    @Test
    void theStepsOfAQueryAreToldAsTheQuery() throws InterruptedException {
        node("it", "sql-query", "{\"query\": \"SELECT customer, amount * 2 AS twice FROM input WHERE amount > 5\"}")
                .wire("orders", "it.input");

        Origin origin = search("#2");

        assertEquals("orders:3", rows(origin));
        assertEquals("it", assertNotNullRoot(origin).from().node());
    }

    @Test
    void aRowThatDoesNotComeIsTold() throws InterruptedException {
        plain("filter", "{\"condition\": \"amount > 5\"}");

        assertEquals(
                "engine.origin-not-come",
                Objects.requireNonNull(search("#9").problem()).code());
    }

    @Test
    void withoutTimeTheRowsThatSufficeAreTold() throws InterruptedException {
        timed("tumbling-window", "{\"size\": \"1 min\", " + TOTAL + "}");

        Origin origin = search(null, "#1", new Limits(1_000, 1 << 20, Duration.ZERO, 100), null);

        assertEquals(Certainty.ENOUGH, assertNotNullRoot(origin).certainty());
    }

    @Test
    void tooManyRowsEndTheSearch() throws InterruptedException {
        plain("filter", "{\"condition\": \"FALSE\"}");

        Origin origin = search(null, "#1", new Limits(3, 1 << 20, Duration.ofMinutes(1), 100), null);

        assertEquals(
                "engine.origin-too-much",
                Objects.requireNonNull(origin.problem()).code());
    }

    @Test
    void anInterruptCancels() {
        node("endless", "generator", "{\"columns\": [{\"name\": \"n\", \"kind\": \"sequence\"}]}")
                .node("it", "filter", "{\"condition\": \"n < 0\"}")
                .wire("endless", "it");
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> search("#1"));
    }

    @Test
    void anEndlessSourceIsReadUnpacedUntilTheRowComes() throws InterruptedException {
        node("endless", "generator", "{\"rowsPerSecond\": 1, \"columns\": [{\"name\": \"n\", \"kind\": \"sequence\"}]}")
                .node("it", "filter", "{\"condition\": \"n >= 5000\"}")
                .wire("endless", "it");

        assertEquals("endless:5001", origin("#1"));
    }

    @Test
    void aFileThatHasChangedSinceIsTold() throws InterruptedException {
        plain("filter", "{\"condition\": \"amount > 5\"}");

        Origin origin = search(null, "#1", Limits.DEFAULT, Instant.EPOCH);

        assertEquals(
                List.of("engine.origin-file-changed"),
                origin.notes().stream().map(Problem::code).toList());
        assertNotNull(origin.root());
    }

    @Test
    void whatAWallClockMakesIsTold() throws InterruptedException {
        node("clock", "generator", "{\"columns\": [{\"name\": \"t\", \"kind\": \"timestamp\"}]}")
                .node("it", "filter", "{\"condition\": \"TRUE\"}")
                .wire("clock", "it");

        assertEquals(
                List.of("engine.origin-not-repeatable"),
                search("#1").notes().stream().map(Problem::code).toList());
    }
}
