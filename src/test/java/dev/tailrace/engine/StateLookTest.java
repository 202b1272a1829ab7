package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.view.TableView;
import dev.tailrace.runtime.Breakpoint;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Run.State;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.StateLook;
import dev.tailrace.runtime.StateLook.Seen;
import dev.tailrace.runtime.StateLook.Table;
import dev.tailrace.runtime.StateLook.Unseen;
import dev.tailrace.runtime.StateLook.Wanted;
import dev.tailrace.runtime.StateLook.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What nodes keep at a moment, worked out by hand over six orders, which come one by one. */
@ExtendWith(NoThreadsLeft.class)
class StateLookTest {
    private static final String TOTAL =
            "\"groupBy\": [\"customer\"], \"aggregates\": [{\"name\": \"total\", \"function\": \"sum\", \"argument\": \"amount\"}]";

    @TempDir
    private Path folder;

    private final PipelineCheck check = new PipelineCheck(Catalogue.load());
    private final EmbeddedRuntime runtime = new EmbeddedRuntime(check);
    private final List<String> nodes = new ArrayList<>();
    private final List<String> wires = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();

    @BeforeEach
    void writeOrders() throws IOException {
        orders(List.of(
                order("ada", 10, "12:00:00"),
                order("ben", 4, "12:00:30"),
                order("ada", 6, "12:00:50"),
                order("ada", 1, "12:01:10"),
                order("ben", 7, "12:01:20"),
                order("ada", 2, "12:05:00")));
        node(
                "orders",
                "file-source",
                """
                {"path": "orders.jsonl", "format": {"type": "json", "columns": [
                  {"name": "customer", "type": "STRING"}, {"name": "amount", "type": "INT"},
                  {"name": "at", "type": "TIMESTAMP(3)"}]}}""");
        node("sink", "table-sink", "{}").wire("it", "sink");
    }

    @AfterEach
    void stop() {
        runs.forEach(Run::stop);
    }

    @Test
    void aGroupHasTheRowsThatHaveComeSoFar() {
        Run run = plain("group-aggregate", "{" + TOTAL + "}").startHeldAt("orders", 1);

        Seen seen = seen(run);
        assertEquals(List.of("[ada, 16]", "[ben, 4]"), rows(table(seen, "groups")));
        assertEquals(
                List.of("customer", "total.sum"),
                table(seen, "groups").table().schema().names());
        assertEquals(2, seen.stateRows());
        assertFalse(seen.ended());
        goOn(run);

        assertEquals(List.of("[ada, 19]", "[ben, 11]"), rows(table(seen(run), "groups")));
        assertTrue(seen(run).ended());
    }

    @Test
    void aWindowIsOpenUntilTheWatermarkHasPassedItsEnd() {
        Run run =
                timed("tumbling-window", "{\"size\": \"1 min\", " + TOTAL + "}").startHeldAt("timed", 2);

        // The row of 12:01:20 has closed the first minute.
        Seen seen = seen(run);
        assertEquals(Instant.parse("2026-01-01T12:01:19.999Z").toEpochMilli(), seen.watermarkMillis());
        assertEquals(
                List.of("[ada, 2026-01-01T12:01, 2026-01-01T12:02, 1]", "[ben, 2026-01-01T12:01, 2026-01-01T12:02, 7]"),
                rows(table(seen, "groups")));
        assertEquals(
                List.of("customer", "window_start", "window_end", "total.sum"),
                table(seen, "groups").table().schema().names());
        goOn(run);

        assertEquals(List.of(), rows(table(seen(run), "groups")));
    }

    @Test
    void slicesOfHoppingWindowsAreNoWindows() {
        Run run = timed("hopping-window", "{\"size\": \"2 min\", \"slide\": \"1 min\", " + TOTAL + "}")
                .startHeldAt("timed", 2);

        Table slices = table(seen(run), "groups");
        assertEquals(
                List.of(
                        "[ada, 2026-01-01T12:00, 2026-01-01T12:02, 16]",
                        "[ada, 2026-01-01T12:01, 2026-01-01T12:03, 1]",
                        "[ben, 2026-01-01T12:00, 2026-01-01T12:02, 4]",
                        "[ben, 2026-01-01T12:01, 2026-01-01T12:03, 7]"),
                rows(slices));
        assertEquals(
                List.of("customer", "slice_start", "last_window_end", "total.sum"),
                slices.table().schema().names());
        goOn(run);
    }

    @Test
    void sessionsGrowWithTheirRows() {
        Run run = timed("session-window", "{\"gap\": \"1 min\", " + TOTAL + "}").startHeldAt("timed", 7);

        assertEquals(
                List.of(
                        "[ada, 2026-01-01T12:00, 2026-01-01T12:02:10, 17]",
                        "[ben, 2026-01-01T12:00:30, 2026-01-01T12:01:30, 4]"),
                rows(table(seen(run), "groups")));
        assertEquals(2, seen(run).stateRows());
        goOn(run);
    }

    @Test
    void aJoinKeepsTheRowsOfBothSides() throws IOException {
        Files.write(
                folder.resolve("customers.jsonl"),
                List.of("{\"name\": \"ada\", \"city\": \"Rome\"}", "{\"name\": \"cid\", \"city\": \"Bonn\"}"));
        Run run = node(
                        "customers",
                        "file-source",
                        """
                        {"path": "customers.jsonl", "format": {"type": "json", "columns": [
                          {"name": "name", "type": "STRING"}, {"name": "city", "type": "STRING"}]}}""")
                .node("it", "join", "{\"on\": [{\"left\": \"customer\", \"right\": \"name\"}]}")
                .wire("orders", "it.left")
                .wire("customers", "it.right")
                .start(Map.of());
        goOn(run);

        Seen seen = seen(run);
        assertEquals(
                List.of("ada 1", "ada 10", "ada 2", "ada 6", "ben 4", "ben 7"),
                cells(table(seen, "left"), "customer", "amount"));
        assertEquals(List.of("ada Rome", "cid Bonn"), cells(table(seen, "right"), "name", "city"));
        assertEquals(8, seen.stateRows());
    }

    @Test
    void theFirstOfAKeyWaitsForTheWatermark() {
        Run run = timed("deduplicate", "{\"keys\": [\"customer\"], \"keep\": \"first\"}")
                .startHeldAt("timed", 6);

        // The watermark is a millisecond before the row of ben.
        Seen seen = seen(run);
        assertEquals(List.of("ben 4"), cells(table(seen, "waiting"), "customer", "amount"));
        assertEquals(List.of("[ada]"), rows(table(seen, "passed")));
        goOn(run);
        assertEquals(List.of("[ada]", "[ben]"), rows(table(seen(run), "passed")));
    }

    @Test
    void aPatternHasRowsThatWaitAndMatchesUnderWay() {
        Run run = timed(
                        "match-pattern",
                        """
                        {"keys": ["customer"], "pattern": "A B",
                         "define": [{"variable": "A", "condition": "A.amount = 6"},
                                    {"variable": "B", "condition": "B.amount < A.amount"}],
                         "measures": [{"name": "was", "expression": "A.amount"}, {"name": "became", "expression": "B.amount"}]}""")
                .startHeldAt("timed", 7);

        // The row of 12:00:50 is an A; that of 12:01:10 comes after the watermark.
        Seen seen = seen(run);
        assertEquals(List.of("ada 1 true", "ada 6 false"), cells(table(seen, "rows"), "customer", "amount", "waiting"));
        assertEquals(List.of("ada A"), cells(table(seen, "matched"), "customer", "variable"));
        // What began with the A, and the beginning, at which every row may start a match.
        assertEquals(List.of("ada -1", "ada 0"), cells(table(seen, "partial"), "customer", "last_matched_number"));
        goOn(run);
    }

    @Test
    void manyRowsAreCutOffAndCounted() throws IOException {
        orders(IntStream.range(0, 5_000)
                .mapToObj(i -> order("c" + i, i, "12:00:00"))
                .toList());
        Run run = plain("group-aggregate", "{" + TOTAL + "}").startHeldAt("orders", 4_999);

        Seen seen = seen(run);
        Table groups = table(seen, "groups");
        assertEquals(Wanted.ROWS, groups.rows().size());
        assertFalse(groups.whole());
        assertEquals(4_999, seen.rowsOf(groups));
        // Ten keys of 2 letters, 90 of 3, 900 of 4; sums of 4 bytes.
        assertEquals(20 + 270 + 3_600 + 4_000, groups.bytes());
        assertEquals(Math.round(7.89 * 4_999), seen.bytesOf(groups));

        Table found =
                table(look(run, "it", new Wanted(10, row -> "c4711".equals(row.get(0)), Long.MAX_VALUE)), "groups");
        assertEquals(List.of("[c4711, 4711]"), rows(found));
        assertTrue(found.whole());
        assertEquals(4_999, found.searched());
        assertEquals(-1, seen.bytesOf(found));

        Table hurried = table(look(run, "it", new Wanted(10, row -> false, 0)), "groups");
        assertFalse(hurried.whole());
        assertTrue(hurried.searched() < 4_999, () -> hurried.searched() + " rows");
        goOn(run);
    }

    @Test
    void aRunThatIsLookedAtAllTheTimeGivesTheSame() throws IOException {
        orders(IntStream.range(0, 20_000)
                .mapToObj(i -> order("c" + i % 300, i % 7, "12:%02d:%02d".formatted(i / 400 % 60, i / 7 % 60)))
                .toList());
        timed("tumbling-window", "{\"size\": \"5 min\", " + TOTAL + "}");
        Run alone = start(Map.of());
        goOn(alone);
        Run watched = start(Map.of());
        long looks = 0;
        while (!watched.state().isFinal()) {
            look(watched, "it");
            looks++;
        }

        assertTrue(looks > 0);
        assertEquals(shown(alone), shown(watched));
    }

    @Test
    void aNodeInTheMidstOfABatchIsNotLookedAt() {
        Run run = plain("group-aggregate", "{" + TOTAL + "}")
                .start(Map.of(Wire.of("it.out", "sink.in"), new Breakpoint("total = 4", 1)));
        held(run);

        assertEquals(new Unseen(Why.IN_A_BATCH), look(run, "it"));
        run.breakpoints().clear(Wire.of("it.out", "sink.in"));
        goOn(run);
        assertEquals(List.of("[ada, 19]", "[ben, 11]"), rows(table(seen(run), "groups")));
    }

    @Test
    void aPausedRunAndOneThatWasStoppedShowWhatTheyKeep() {
        Run run = plain("group-aggregate", "{" + TOTAL + "}").startHeldAt("orders", 1);
        run.pause();
        run.breakpoints().clear(Wire.of("orders.out", "it.in"));

        assertEquals(List.of("[ada, 16]", "[ben, 4]"), rows(table(seen(run), "groups")));
        run.stop();
        Conditions.end(run);

        assertTrue(seen(run).ended());
        assertEquals(List.of("[ada, 16]", "[ben, 4]"), rows(table(seen(run), "groups")));
    }

    @Test
    void whoKeepsNothingSaysSo() {
        Run run = plain("filter", "{\"condition\": \"amount > 3\"}").start(Map.of());
        goOn(run);

        assertEquals(new Unseen(Why.STATELESS), look(run, "it"));
        assertEquals(new Unseen(Why.STATELESS), look(run, "orders"));
        assertEquals(new Unseen(Why.NOT_RUNNING), look(run, "nobody"));
    }

    @Test
    void theStepsOfAQueryAreToldAsTheQuery() {
        Run run = node(
                        "it",
                        "sql-query",
                        "{\"query\": \"SELECT customer, SUM(amount) AS total FROM input GROUP BY customer\"}")
                .wire("orders", "it.input")
                .start(Map.of());
        goOn(run);

        Seen seen = seen(run);
        assertEquals(1, seen.tables().size());
        assertEquals(List.of("[ada, 19]", "[ben, 11]"), rows(seen.tables().get(0)));
    }

    private static String order(String customer, int amount, String time) {
        return "{\"customer\": \"%s\", \"amount\": %d, \"at\": \"2026-01-01T%s\"}".formatted(customer, amount, time);
    }

    private void orders(List<String> lines) throws IOException {
        Files.write(folder.resolve("orders.jsonl"), lines);
    }

    private StateLookTest node(String id, String operator, String settings) {
        nodes.add("{\"id\": \"%s\", \"operator\": \"%s\", \"name\": \"%s\", \"settings\": %s}"
                .formatted(id, operator, id, settings));
        return this;
    }

    private StateLookTest wire(String from, String to) {
        wires.add("{\"from\": \"%s\", \"to\": \"%s\"}"
                .formatted(from.contains(".") ? from : from + ".out", to.contains(".") ? to : to + ".in"));
        return this;
    }

    private StateLookTest plain(String operator, String settings) {
        return node("it", operator, settings).wire("orders", "it");
    }

    private StateLookTest timed(String operator, String settings) {
        return node("timed", "event-time", "{\"column\": \"at\", \"disorder\": \"0 s\"}")
                .node("it", operator, settings)
                .wire("orders", "timed")
                .wire("timed", "it");
    }

    /** Comes to rest before the order of this amount enters the node that is looked at. */
    private Run startHeldAt(String from, int amount) {
        Run run = start(Map.of(Wire.of(from + ".out", "it.in"), new Breakpoint("amount = " + amount, 1)));
        held(run);
        return run;
    }

    private Run start(Map<Wire, Breakpoint> breakpoints) {
        PipelineJson.Loaded loaded = PipelineJson.parse(
                "{\"tailrace\": 1, \"name\": \"Orders\", \"nodes\": [%s], \"wires\": [%s], \"layout\": {}}"
                        .formatted(String.join(",", nodes), String.join(",", wires)));
        Pipeline pipeline = Objects.requireNonNull(
                loaded.pipeline(), () -> loaded.problems().toString());
        CheckedPipeline checked = check.check(pipeline, folder, Map.of());
        assertEquals(
                List.of(), checked.problems().stream().filter(Problem::isError).toList());
        Run run = runtime.start(checked, new RunOptions(1, Duration.ZERO, breakpoints));
        runs.add(run);
        return run;
    }

    private static void held(Run run) {
        Conditions.await("a row is held", () -> run.breakpoints().held() != null);
    }

    private static void goOn(Run run) {
        run.resume();
        assertEquals(State.DONE, Conditions.end(run));
    }

    private static StateLook look(Run run, String node) {
        return look(run, node, Wanted.SOME);
    }

    private static StateLook look(Run run, String node, Wanted wanted) {
        return run.lookAtState(node, wanted).orTimeout(2, TimeUnit.MINUTES).join();
    }

    private static Seen seen(Run run) {
        return assertInstanceOf(Seen.class, look(run, "it"));
    }

    private static Table table(StateLook look, String name) {
        Seen seen = assertInstanceOf(Seen.class, look);
        return seen.tables().stream()
                .filter(table -> table.table().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(seen.tables().toString()));
    }

    private static List<String> rows(Table table) {
        return table.rows().stream()
                .map(row -> row.values().toString())
                .sorted()
                .toList();
    }

    private static List<String> cells(Table table, String... columns) {
        return table.rows().stream()
                .map(row -> String.join(
                        " ",
                        List.of(columns).stream()
                                .map(column -> String.valueOf(
                                        row.get(table.table().schema().indexOf(column))))
                                .toList()))
                .sorted()
                .toList();
    }

    private static List<Row> shown(Run run) {
        return assertInstanceOf(TableView.class, run.view("sink")).rows();
    }
}
