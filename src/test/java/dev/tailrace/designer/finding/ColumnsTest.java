package dev.tailrace.designer.finding;

import static dev.tailrace.designer.finding.Orders.CATALOGUE;
import static dev.tailrace.designer.finding.Orders.check;
import static dev.tailrace.designer.finding.Orders.column;
import static dev.tailrace.designer.finding.Orders.errors;
import static dev.tailrace.designer.finding.Orders.setting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where columns flow, and how they are renamed all along. */
class ColumnsTest {
    private final Pipeline orders = Orders.pipeline();
    private final CheckedPipeline checked = check(orders);
    private final ColumnFlow flow = new ColumnFlow(CATALOGUE);
    private final ColumnRename renames = new ColumnRename(CATALOGUE);

    @Test
    void theDrawingIsRight() {
        assertEquals(List.of(), errors(checked));
    }

    @Test
    void aColumnIsFollowedFromItsSourceToWhereItEnds() {
        ColumnFlow.Course course = flow.course(checked, column("short.out", "amount"));

        assertEquals(column("orders.out", "amount"), course.origin());
        assertEquals(Set.of("orders", "large", "taxed", "short", "sum"), course.nodes());
        assertEquals(
                Set.of(
                        "orders.out -> large.in",
                        "large.out -> taxed.in",
                        "taxed.out -> short.in",
                        "short.out -> sum.in"),
                course.wires().stream().map(Wire::id).collect(Collectors.toSet()));
        assertEquals(Set.of("large", "taxed", "short", "sum"), course.readers());
    }

    @Test
    void aComputedColumnBeginsWhereItIsComputedAndIsFollowedUnderOtherNames() {
        ColumnFlow.Course course = flow.course(checked, column("short.out", "gross"));

        assertEquals(column("taxed.out", "total"), course.origin());
        assertEquals(Set.of("taxed", "short", "sum"), course.nodes());
        assertEquals(Set.of("short"), course.readers());
    }

    @Test
    void aKeyFlowsThroughAnAggregate() {
        ColumnFlow.Course course = flow.course(checked, column("sum.out", "customer"));

        assertEquals(column("orders.out", "customer"), course.origin());
        assertEquals(Set.of("orders", "large", "taxed", "short", "sum", "out"), course.nodes());
        assertEquals(Set.of("short", "sum"), course.readers());
    }

    @Test
    void renamingReachesEveryExpressionThatMeansTheColumnAndNothingElse() {
        ColumnRename.Ready plan = ready(column("sum.in", "amount"), "value");
        Pipeline after = plan.command().apply(orders);

        assertEquals("value", setting(after, "orders", "/format/columns/2/name"));
        assertEquals("`value` > 10 AND `order` <> 'amount' /* amount */", setting(after, "large", "/condition"));
        assertEquals("`value` + `value` * 0.2", setting(after, "taxed", "/columns/1/expression"));
        assertEquals("`value`", setting(after, "short", "/columns/1/expression"));
        assertEquals("`value`", setting(after, "sum", "/aggregates/0/argument"));
        assertEquals("amount", setting(after, "customers", "/format/columns/1/name"));
        assertEquals(List.of(), errors(check(after)));
        assertTrue(plan.atSource());
        assertEquals(6, plan.lines().size());
        assertEquals(
                12.5,
                after.attachments()
                        .tests()
                        .get(0)
                        .inputs()
                        .get("orders.out")
                        .get(0)
                        .path("value")
                        .asDouble());
    }

    @Test
    void theAddressOfALookupIsRenamedToo() {
        Pipeline asked = Orders.pipeline(
                """
                {"tailrace": 1, "nodes": [
                  {"id": "in", "operator": "file-source", "name": "In", "settings": {"path": "in.jsonl", "format": {
                    "type": "json", "columns": [{"name": "code", "type": "STRING"}]}}},
                  {"id": "ask", "operator": "http-lookup", "name": "Ask", "settings": {
                    "url": "https://host/code/{code}?again={code}", "columns": [{"name": "v", "type": "INT"}]}}],
                 "wires": [{"from": "in.out", "to": "ask.in"}]}""");
        ColumnRename.Ready plan = assertInstanceOf(
                ColumnRename.Ready.class, renames.plan(check(asked), column("in.out", "code"), "iata"));
        assertEquals(
                "https://host/code/{iata}?again={iata}", setting(plan.command().apply(asked), "ask", "/url"));
    }

    @Test
    void renamingGoesThroughJoinsWindowsQueriesAndPatterns() {
        Pipeline drawn = Orders.pipeline(
                """
                {"tailrace": 1, "nodes": [
                  {"id": "a", "operator": "file-source", "name": "A", "settings": {"path": "a.jsonl", "format": {"type": "json",
                    "columns": [{"name": "at", "type": "TIMESTAMP(3)"}, {"name": "who", "type": "INT"}, {"name": "price", "type": "INT"}]}}},
                  {"id": "t", "operator": "event-time", "name": "T", "settings": {"column": "at", "disorder": "1 s"}},
                  {"id": "q", "operator": "sql-query", "name": "Q", "settings":
                    {"query": "SELECT x.who, x.price AS paid, price FROM input AS x WHERE x.price > 3 -- price"}},
                  {"id": "w", "operator": "tumbling-window", "name": "W", "settings": {"size": "1 min", "groupBy": ["who"],
                    "aggregates": [{"name": "most", "function": "max", "argument": "price"},
                      {"name": "many", "function": "count", "filter": "price > 5"}]}},
                  {"id": "p", "operator": "match-pattern", "name": "P", "settings": {"keys": ["who"], "pattern": "U D",
                    "define": [{"variable": "D", "condition": "D.price < LAST(U.price)"}],
                    "measures": [{"name": "low", "expression": "LAST(D.price)"}]}},
                  {"id": "j", "operator": "join", "name": "J", "settings": {"on": [{"left": "price", "right": "price"}],
                    "leftPrefix": "l_", "condition": "l_price > price - 2", "stateTtl": "1 d"}},
                  {"id": "s", "operator": "table-sink", "name": "S"}],
                 "wires": [{"from": "a.out", "to": "t.in"}, {"from": "t.out", "to": "q.input"}, {"from": "t.out", "to": "w.in"},
                  {"from": "t.out", "to": "p.in"}, {"from": "a.out", "to": "j.left"}, {"from": "a.out", "to": "j.right"},
                  {"from": "j.out", "to": "s.in"}],
                 "tests": [{"name": "both sides", "inputs": {}, "expected": {"j.out": [{"l_price": 1, "price": 2, "who": 3}]}}]}""");
        CheckedPipeline before = check(drawn);
        assertEquals(List.of(), errors(before));
        ColumnRename.Ready plan =
                assertInstanceOf(ColumnRename.Ready.class, renames.plan(before, column("t.out", "price"), "cost"));
        Pipeline after = plan.command().apply(drawn);

        assertEquals(List.of(), errors(check(after)));
        assertEquals(
                "SELECT x.who, x.cost AS paid, cost FROM input AS x WHERE x.cost > 3 -- price",
                setting(after, "q", "/query").replace("`", ""));
        assertEquals("cost", setting(after, "w", "/aggregates/0/argument").replace("`", ""));
        assertEquals("cost > 5", setting(after, "w", "/aggregates/1/filter").replace("`", ""));
        assertEquals(
                "D.cost < LAST(U.cost)",
                setting(after, "p", "/define/0/condition").replace("`", ""));
        assertEquals(
                "LAST(D.cost)", setting(after, "p", "/measures/0/expression").replace("`", ""));
        assertEquals("cost", setting(after, "j", "/on/0/left"));
        assertEquals("cost", setting(after, "j", "/on/0/right"));
        assertEquals("l_cost > cost - 2", setting(after, "j", "/condition").replace("`", ""));
        assertEquals(
                "{\"l_cost\":1,\"cost\":2,\"who\":3}",
                after.attachments()
                        .tests()
                        .get(0)
                        .expected()
                        .get("j.out")
                        .get(0)
                        .toString());
    }

    @Test
    void aNameThatANodeGivesItselfEndsTheRenaming() {
        ColumnRename.Ready plan = ready(column("taxed.out", "total"), "all_in");
        Pipeline after = plan.command().apply(orders);

        assertEquals("all_in", setting(after, "taxed", "/columns/1/name"));
        assertEquals("all_in", setting(after, "short", "/columns/2/expression"));
        assertEquals("gross", setting(after, "short", "/columns/2/name"));
        assertEquals(2, plan.lines().size());
    }

    @Test
    void aNameThatIsTakenSomewhereOnTheWayIsRefused() {
        ColumnRename.Refused refused = assertInstanceOf(
                ColumnRename.Refused.class, renames.plan(checked, column("orders.out", "amount"), "tax"));

        assertEquals("designer.column.taken", refused.reason().code());
        assertEquals(List.of("With tax", "tax"), refused.reason().arguments());
    }

    @Test
    void aNameThatNoSettingGivesIsRefused() {
        Pipeline auctions = Orders.pipeline(
                """
                {"tailrace": 1, "nodes": [{"id": "bids", "operator": "nexmark", "name": "Bids"},
                  {"id": "some", "operator": "filter", "settings": {"condition": "price > 3"}}],
                 "wires": [{"from": "bids.bids", "to": "some.in"}]}""");
        ColumnRename.Refused refused = assertInstanceOf(
                ColumnRename.Refused.class, renames.plan(check(auctions), column("some.out", "price"), "cost"));

        assertEquals("designer.column.not-named-here", refused.reason().code());
    }

    private ColumnRename.Ready ready(Column column, String name) {
        Column at = column.port().port().equals("in")
                ? new Column(
                        orders.wires().stream()
                                .filter(wire -> wire.to().equals(column.port()))
                                .findFirst()
                                .orElseThrow()
                                .from(),
                        column.name())
                : column;
        return assertInstanceOf(ColumnRename.Ready.class, Objects.requireNonNull(renames.plan(checked, at, name)));
    }
}
