package dev.tailrace.designer.finding;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Orders that are read, computed with, joined with customers and counted, for tests of what follows their columns. */
public final class Orders {
    static final Catalogue CATALOGUE = Catalogue.load();

    /** The drawing as in its file. */
    public static final String DRAWING =
            """
            {"tailrace": 1, "name": "orders", "nodes": [
              {"id": "orders", "operator": "file-source", "name": "Order feed", "settings": {"path": "orders.jsonl",
                "format": {"type": "json", "columns": [{"name": "id", "type": "BIGINT"},
                  {"name": "customer", "type": "BIGINT"}, {"name": "amount", "type": "DOUBLE"},
                  {"name": "order", "type": "STRING"}]}}},
              {"id": "customers", "operator": "file-source", "name": "Customers", "settings": {"path": "customers.jsonl",
                "format": {"type": "json", "columns": [{"name": "id", "type": "BIGINT"},
                  {"name": "amount", "type": "DOUBLE"}]}}},
              {"id": "large", "operator": "filter", "name": "Large orders",
                "settings": {"condition": "amount > 10 AND `order` <> 'amount' /* amount */"}},
              {"id": "taxed", "operator": "derive", "name": "With tax",
                "settings": {"columns": [{"name": "tax", "expression": "amount * 0.2"},
                  {"name": "total", "expression": "amount + amount * 0.2"}]}, "notes": "rates of 2026"},
              {"id": "short", "operator": "project", "name": "Short",
                "settings": {"columns": [{"expression": "customer"}, {"expression": "amount"},
                  {"expression": "total", "name": "gross"}]}},
              {"id": "sum", "operator": "group-aggregate", "name": "By customer", "settings": {"groupBy": ["customer"],
                "aggregates": [{"name": "spent", "function": "sum", "argument": "amount"}]}},
              {"id": "out", "operator": "table-sink", "name": "Result"}],
             "wires": [{"from": "orders.out", "to": "large.in"}, {"from": "large.out", "to": "taxed.in"},
              {"from": "taxed.out", "to": "short.in"}, {"from": "short.out", "to": "sum.in"},
              {"from": "sum.out", "to": "out.in"}],
             "tests": [{"name": "one order", "inputs": {"orders.out": [{"id": 1, "amount": 12.5}]},
              "expected": {"out.in": [{"customer": 1, "spent": 12.5}]}}]}""";

    private Orders() {}

    static Pipeline pipeline() {
        return pipeline(DRAWING);
    }

    static Pipeline pipeline(String json) {
        return Objects.requireNonNull(PipelineJson.parse(json).pipeline());
    }

    static CheckedPipeline check(Pipeline pipeline) {
        return new PipelineCheck(CATALOGUE).check(pipeline, Path.of("").toAbsolutePath(), Map.of());
    }

    static List<Problem> errors(CheckedPipeline checked) {
        return checked.problems().stream().filter(Problem::isError).toList();
    }

    static Column column(String port, String name) {
        return new Column(PortRef.parse(port), name);
    }

    static String setting(Pipeline pipeline, String node, String pointer) {
        return pipeline.node(node).orElseThrow().settings().at(pointer).asText();
    }
}
