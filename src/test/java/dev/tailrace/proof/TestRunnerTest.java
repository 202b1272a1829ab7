package dev.tailrace.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.proof.ComparedRow.Verdict;
import dev.tailrace.proof.Outcome.ComparedPort;
import dev.tailrace.proof.Outcome.Status;
import dev.tailrace.runtime.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests of pipelines find. */
class TestRunnerTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Texts TEXTS = new Texts(Locale.ROOT);

    /** Orders; those over a limit go to a file, and all are counted by customer, as a changelog, and by the minute. */
    private static final String ORDERS =
            """
            {"tailrace": 1, "name": "Orders",
             "parameters": [{"name": "limit", "type": "INT", "default": 100}],
             "nodes": [
              {"id": "orders", "operator": "file-source", "name": "Orders", "settings": {"path": "nowhere.jsonl",
               "format": {"type": "json", "columns": [
                {"name": "at", "type": "TIMESTAMP(3)"}, {"name": "customer", "type": "STRING"},
                {"name": "amount", "type": "INT"}, {"name": "weight", "type": "DOUBLE"}]}}},
              {"id": "big", "operator": "filter", "name": "Big", "settings": {"condition": "amount > :limit"}},
              {"id": "share", "operator": "derive", "name": "Share", "settings": {"columns": [
                {"name": "share", "expression": "100 / amount"}]}},
              {"id": "file", "operator": "file-sink", "name": "Big orders",
               "settings": {"path": "out/big.csv", "format": {"type": "csv"}}},
              {"id": "by", "operator": "group-aggregate", "name": "By customer",
               "settings": {"groupBy": ["customer"], "aggregates": [{"name": "orders", "function": "count"}]}},
              {"id": "table", "operator": "table-sink", "name": "Customers", "settings": {}},
              {"id": "time", "operator": "event-time", "name": "Time", "settings": {"column": "at", "disorder": "10 s"}},
              {"id": "minute", "operator": "tumbling-window", "name": "Per minute",
               "settings": {"size": "1 min", "aggregates": [{"name": "orders", "function": "count"}]}},
              {"id": "late", "operator": "discard", "name": "Late", "settings": {}},
              {"id": "minutes", "operator": "discard", "name": "Minutes", "settings": {}}],
             "wires": [{"from": "orders.out", "to": "big.in"}, {"from": "big.out", "to": "share.in"},
              {"from": "share.out", "to": "file.in"}, {"from": "orders.out", "to": "by.in"},
              {"from": "by.out", "to": "table.in"}, {"from": "orders.out", "to": "time.in"},
              {"from": "time.out", "to": "minute.in"}, {"from": "minute.out", "to": "minutes.in"},
              {"from": "minute.late", "to": "late.in"}],
             "layout": {},
             "tests": [%s]}
            """;

    @TempDir
    private Path folder;

    @Test
    void rowsThatComeAsExpectedPassInAnyOrder() throws InterruptedException {
        Outcome outcome = run(
                """
                {"name": "big", "inputs": {"orders.out": [{"customer": "a", "amount": 200}, {"customer": "b", "amount": 5},
                 {"customer": "c", "amount": 101}]},
                 "expected": {"big.out": [{"customer": "c", "amount": 101}, {"customer": "a"}]}}
                """);

        assertEquals(Status.PASSED, outcome.status(), outcome::toString);
    }

    @Test
    void aWrongValueIsShownBesideTheNearestRow() throws InterruptedException {
        Outcome outcome = run(
                """
                {"name": "big", "inputs": {"orders.out": [{"customer": "a", "amount": 200}, {"customer": "b", "amount": 300}]},
                 "expected": {"file.in": [{"customer": "b", "amount": 301}, {"customer": "a", "amount": 200}]}}
                """);

        assertEquals(Status.FAILED, outcome.status());
        ComparedRow line = outcome.ports().get(0).differences().get(0);
        assertEquals(Verdict.DIFFERENT, line.verdict());
        assertEquals("b", Objects.requireNonNull(line.actual()).get(1));
        assertEquals(BitSet.valueOf(new long[] {1 << 2}), line.differing());
        assertEquals(1, outcome.ports().get(0).count(Verdict.SAME));
    }

    @Test
    void missingAndUnexpectedRowsAreTold() throws InterruptedException {
        Outcome outcome = run(
                """
                {"name": "big", "inputs": {"orders.out": [{"customer": "a", "amount": 200}]},
                 "expected": {"big.out": [{"customer": "x", "amount": 1}, {"customer": "y", "amount": 2}]}}
                """);

        ComparedPort port = outcome.ports().get(0);
        assertEquals(2, port.count(Verdict.MISSING));
        assertEquals(1, port.count(Verdict.UNEXPECTED));
    }

    @Test
    void orderCountsWhereTheTestSaysSo() throws InterruptedException {
        String rows = "\"inputs\": {\"orders.out\": [{\"customer\": \"a\", \"amount\": 200}, "
                + "{\"customer\": \"b\", \"amount\": 300}]}, \"expected\": {\"big.out\": [{\"customer\": \"b\"}, "
                + "{\"customer\": \"a\"}]}}";

        assertEquals(Status.PASSED, run("{\"name\": \"any\", " + rows).status());
        assertEquals(
                Status.FAILED,
                run("{\"name\": \"ordered\", \"ordered\": true, " + rows).status());
    }

    @Test
    void aChangelogIsComparedByTheTableItAddsUpTo() throws InterruptedException {
        Outcome outcome = run(
                """
                {"name": "by", "inputs": {"orders.out": [{"customer": "a"}, {"customer": "a"}, {"customer": "b"},
                 {"customer": "a"}]},
                 "expected": {"by.out": [{"customer": "a", "orders": 3}, {"customer": "b", "orders": 1}]}}
                """);

        assertEquals(Status.PASSED, outcome.status(), outcome::toString);
    }

    @Test
    void rowsGivenToAChangelogMaySayWhatTheyDo() throws InterruptedException {
        Outcome outcome = run(
                """
                {"name": "table", "inputs": {"by.out": [{"customer": "a", "orders": 1},
                 {"$kind": "-U", "customer": "a", "orders": 1}, {"$kind": "+U", "customer": "a", "orders": 2}]},
                 "expected": {"table.in": [{"customer": "a", "orders": 2}]}}
                """);

        assertEquals(Status.PASSED, outcome.status(), outcome::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void whatIsLateIsDecidedByTheDrawingsDisorderAtAnyBatchSize(int batchRows) throws InterruptedException {
        // After 12:01:10 the watermark is 12:00:59.999, so that the first minute is over: 12:00:30 is late, and was not
        // at 12:01:09.999.
        String rows = "{\"name\": \"late\", \"inputs\": {\"%s\": [{\"at\": \"2026-01-01 12:00:10\"}, "
                + "{\"at\": \"2026-01-01T12:01:%s\"}, {\"at\": \"2026-01-01T12:00:30\"}]}, "
                + "\"expected\": {\"minute.out\": [{\"window_start\": \"2026-01-01T12:00:00\", \"orders\": %d}, "
                + "{\"orders\": 1}], \"minute.late\": [%s]}}";
        for (String port : List.of("orders.out", "time.out")) {
            Outcome late = run(rows.formatted(port, "10", 1, "{\"at\": \"2026-01-01T12:00:30\"}"), batchRows);
            Outcome inTime = run(rows.formatted(port, "09.999", 2, ""), batchRows);

            assertEquals(Status.PASSED, late.status(), late::toString);
            assertEquals(Status.PASSED, inTime.status(), inTime::toString);
        }
    }

    @Test
    void doublesAreTheSameWithinABillionthOfTheirSize() throws InterruptedException {
        String rows = "{\"name\": \"weight\", \"inputs\": {\"orders.out\": [{\"amount\": 101, \"weight\": 1e12}]}, "
                + "\"expected\": {\"big.out\": [{\"weight\": %s}]}}";

        assertEquals(Status.PASSED, run(rows.formatted("1000000000100")).status());
        assertEquals(Status.FAILED, run(rows.formatted("1000000010000")).status());
    }

    @Test
    void theTestsParametersGoOverThoseOfTheCaller() throws InterruptedException {
        String rows = "\"inputs\": {\"orders.out\": [{\"amount\": 50}]}, \"expected\": {\"big.out\": [%s]}}";
        Map<String, TextNode> caller = Map.of("limit", TextNode.valueOf("10"));

        assertEquals(
                Status.PASSED,
                run("{\"name\": \"caller\", " + rows.formatted("{\"amount\": 50}"), 7, caller)
                        .status());
        assertEquals(
                Status.PASSED,
                run("{\"name\": \"own\", \"parameters\": {\"limit\": 60}, " + rows.formatted(""), 7, caller)
                        .status());
    }

    @Test
    void aSourceWithoutRowsIsNamed() throws InterruptedException {
        Outcome outcome = run("{\"name\": \"none\", \"expected\": {\"big.out\": []}}");

        assertEquals(Status.UNFIT, outcome.status());
        assertEquals(
                "Orders is needed, and a test reads no source. Give rows of orders.out in the test.", told(outcome));
    }

    @Test
    void cellsThatAreNoneAreToldWithTheirPlace() throws InterruptedException {
        Outcome outcome = run(
                """
                {"name": "cells", "inputs": {"orders.out": [{"amount": 1}, {"amount": "many"}, {"amont": 1}]},
                 "expected": {"big.out": [{"at": "yesterday"}], "bog.out": []}}
                """);

        assertEquals(Status.UNFIT, outcome.status());
        assertEquals("There is no port bog.out in this pipeline.", told(outcome));
        outcome = run(
                """
                {"name": "cells", "inputs": {"orders.out": [{"amount": 1}, {"amount": "many"}, {"amont": 1}]},
                 "expected": {"big.out": [{"at": "yesterday"}]}}
                """);
        assertEquals(
                """
                orders.out, row 2, amount: "many" is no INT.
                orders.out, row 3: there is no column amont. Did you mean amount?
                big.out, row 1, at: "yesterday" is no TIMESTAMP(3).""",
                told(outcome));
    }

    @Test
    void aRunThatFailsFailsTheTestWithItsRow() throws InterruptedException {
        Outcome outcome = run(
                """
                {"name": "zero", "parameters": {"limit": -1}, "inputs": {"orders.out": [{"customer": "z", "amount": 0}]},
                 "expected": {"share.out": [{}]}}
                """);

        assertEquals(Status.FAILED, outcome.status());
        assertEquals("share", outcome.problems().get(0).node());
        assertEquals("z", Objects.requireNonNull(outcome.failedRow()).row().get(1));
    }

    @Test
    void sinksAreNotWritten() throws InterruptedException {
        run("{\"name\": \"file\", \"inputs\": {\"orders.out\": [{\"amount\": 200}]}, \"expected\": {\"file.in\": []}}");

        assertFalse(Files.exists(folder.resolve("out")));
    }

    private Outcome run(String test) throws InterruptedException {
        return run(test, 1024);
    }

    private Outcome run(String test, int batchRows) throws InterruptedException {
        return run(test, batchRows, Map.of());
    }

    private Outcome run(String test, int batchRows, Map<String, TextNode> values) throws InterruptedException {
        Pipeline pipeline = Objects.requireNonNull(
                PipelineJson.parse(ORDERS.formatted(test)).pipeline());
        TestRunner runner = new TestRunner(
                CATALOGUE,
                new EmbeddedRuntime(new PipelineCheck(CATALOGUE)),
                new RunOptions(batchRows, RunOptions.DEFAULT.linger()));
        return runner.run(pipeline, folder, pipeline.attachments().tests().get(0), Map.copyOf(values));
    }

    private static String told(Outcome outcome) {
        return String.join(
                "\n",
                outcome.problems().stream()
                        .map((Problem problem) -> TEXTS.of(problem))
                        .toList());
    }
}
