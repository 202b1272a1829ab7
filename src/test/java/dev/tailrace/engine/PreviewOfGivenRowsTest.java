package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.Row;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Sample;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Previews over rows that somebody gives. The file that the source names is not there: nothing may read it. */
class PreviewOfGivenRowsTest {
    private static final List<Row> ORDERS =
            List.of(order("ada", 10, 0), order("ben", 4, 30), order("ada", 6, 50), order("ada", 1, 70));

    private final PipelineCheck check = new PipelineCheck(Catalogue.load());
    private final EmbeddedRuntime runtime = new EmbeddedRuntime(check);

    private static Row order(String customer, Integer amount, int second) {
        return Row.of(customer, amount, LocalDateTime.of(2026, 1, 1, 12, 0).plusSeconds(second));
    }

    private static String settings(String operator) {
        return switch (operator) {
            case "derive" -> "{\"columns\": [{\"name\": \"share\", \"expression\": \"100 / (amount - 4)\"}]}";
            case "filter" -> "{\"condition\": \"amount > 5\"}";
            case "event-time" -> "{\"column\": \"at\", \"disorder\": \"0 s\"}";
            case "tumbling-window" ->
                "{\"size\": \"1 min\", \"groupBy\": [\"customer\"], \"aggregates\":"
                        + " [{\"name\": \"total\", \"function\": \"sum\", \"argument\": \"amount\"}]}";
            case "sql-query" -> "{\"query\": \"SELECT customer, amount * 2 AS twice FROM input WHERE amount > 5\"}";
            default -> "{}";
        };
    }

    /** The orders, event time, and one operator. */
    private CheckedPipeline orders(String operator) {
        String in = operator.equals("sql-query") ? "input" : "in";
        PipelineJson.Loaded loaded = PipelineJson.parse(
                """
                {"tailrace": 1, "name": "Orders",
                 "nodes": [
                  {"id": "orders", "operator": "file-source", "name": "Orders", "settings": {
                    "path": "not-there.jsonl", "format": {"type": "json", "columns": [
                      {"name": "customer", "type": "STRING"}, {"name": "amount", "type": "INT"},
                      {"name": "at", "type": "TIMESTAMP(3)"}]}}},
                  {"id": "timed", "operator": "event-time", "name": "Timed", "settings": %s},
                  {"id": "shown", "operator": "%s", "name": "Shown", "settings": %s}],
                 "wires": [{"from": "orders.out", "to": "timed.in"}, {"from": "timed.out", "to": "shown.%s"}],
                 "layout": {}}
                """
                        .formatted(settings("event-time"), operator, settings(operator), in));
        Pipeline pipeline = Objects.requireNonNull(
                loaded.pipeline(), () -> loaded.problems().toString());
        CheckedPipeline checked = check.check(pipeline, Path.of("."), Map.of());
        Node shown = checked.node("shown").node();
        assertEquals(
                List.of(),
                checked.node(shown.id()).problems().stream()
                        .filter(p -> p.isError())
                        .toList());
        return checked;
    }

    private Preview preview(String operator, List<Row> rows) throws InterruptedException {
        CheckedPipeline checked = orders(operator);
        var wire = checked.pipeline().wiresTo("shown").get(0);
        Sample sample = new Sample(Objects.requireNonNull(checked.stream(wire)).schema(), rows);
        return runtime.preview(checked, "shown", 10, Map.of(wire.to().port(), sample));
    }

    private static List<Row> out(Preview preview) {
        return Objects.requireNonNull(preview.outputs().get("out")).rows();
    }

    @Test
    void eachRowIsToldWhatCameOfIt() throws InterruptedException {
        Preview preview = preview("filter", ORDERS);

        assertNull(preview.problem());
        assertEquals(ORDERS, Objects.requireNonNull(preview.inputs().get("in")).rows());
        assertEquals(List.of(ORDERS.get(0), ORDERS.get(2)), out(preview));
        assertEquals(
                List.of(Map.of("out", List.of(0)), Map.of(), Map.of("out", List.of(1)), Map.of()),
                preview.arrivals().stream().map(Preview.Arrival::left).toList());
    }

    @Test
    void aRowThatCannotBeComputedIsToldAtItsPlaceAndTheOthersAreComputed() throws InterruptedException {
        Preview preview = preview("derive", ORDERS);

        assertNull(preview.problem());
        // 100 / 6, 100 / 0, 100 / 2, 100 / -3: whole numbers, cut towards zero.
        assertEquals(
                List.of(16, 50, -33),
                out(preview).stream().map(row -> row.get(3)).toList());
        assertNotNull(preview.arrivals().get(1).problem());
        assertEquals("shown", preview.arrivals().get(1).problem().node());
        assertEquals(
                List.of(true, false, true, true),
                preview.arrivals().stream()
                        .map(arrival -> arrival.problem() == null)
                        .toList());
    }

    @Test
    void windowsFireAtTheEndOfTheRows() throws InterruptedException {
        Preview preview = preview("tumbling-window", ORDERS);

        assertNull(preview.problem());
        // 12:00 ada 10 + 6, ben 4; 12:01 ada 1.
        Sample out = Objects.requireNonNull(preview.outputs().get("out"));
        int customer = out.schema().indexOf("customer");
        int total = out.schema().indexOf("total");
        assertEquals(
                List.of("ada 1", "ada 16", "ben 4"),
                out.rows().stream()
                        .map(row -> row.get(customer) + " " + row.get(total))
                        .sorted()
                        .toList());
        assertEquals(
                List.of(Map.of(), Map.of(), Map.of(), Map.of()),
                preview.arrivals().stream().map(Preview.Arrival::left).toList());
    }

    @Test
    void noGivenRowIsLate() throws InterruptedException {
        Preview preview =
                preview("tumbling-window", List.of(order("ada", 1, 3600), order("ada", 2, 0), order("ada", 3, 1)));

        assertEquals(2, out(preview).size());
    }

    @Test
    void aQueryIsAskedOfGivenRows() throws InterruptedException {
        Preview preview = preview("sql-query", ORDERS);

        assertNull(preview.problem());
        assertEquals(List.of(Row.of("ada", 20), Row.of("ada", 12)), out(preview));
    }

    @Test
    void withoutRowsNothingComesOut() throws InterruptedException {
        Preview preview = preview("filter", List.of());

        assertNull(preview.problem());
        assertEquals(List.of(), out(preview));
    }

    @Test
    void whatIsNotGivenIsReadAndFailsHere() throws InterruptedException {
        Preview preview = runtime.preview(orders("filter"), "shown", 10);

        assertEquals("orders", Objects.requireNonNull(preview.problem()).node());
    }
}
