package dev.tailrace.designer.finding;

import static dev.tailrace.designer.finding.Orders.CATALOGUE;
import static dev.tailrace.designer.finding.Orders.check;
import static dev.tailrace.designer.finding.Orders.setting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.finding.NodeSearch.By;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.SettingsForm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Searching, replacing, outlining and editing many nodes, without a screen. */
class FindingTest {
    private static final String AUCTIONS =
            """
            {"tailrace": 1, "nodes": [{"id": "auctions", "operator": "nexmark", "name": "Auctions"}]}""";

    private final Pipeline orders = Orders.pipeline();
    private final NodeSearch search = new NodeSearch(CATALOGUE, new Texts(Locale.ENGLISH));

    @Test
    void nodesAreFoundByNameOperatorSettingColumnAndNote() {
        assertEquals(List.of(new NodeSearch.Hit("large", By.NAME, "Large orders")), find("large OR"));
        assertEquals(List.of(new NodeSearch.Hit("taxed", By.OPERATOR, "Derive")), find("derive"));
        assertEquals(List.of(new NodeSearch.Hit("taxed", By.NOTE, "rates of 2026")), find("2026"));
        assertEquals(List.of(new NodeSearch.Hit("customers", By.SETTING, "customers.jsonl")), find("customers.j"));
        assertEquals(List.of(new NodeSearch.Hit("auctions", By.COLUMN, "reserve")), findIn(AUCTIONS, "reserve"));
    }

    @Test
    void nodesAreFoundInTheOrderOfTheFlow() {
        assertEquals(
                List.of("large", "taxed", "short", "sum"),
                find("amount").stream()
                        .map(NodeSearch.Hit::node)
                        .filter(id -> !id.equals("orders") && !id.equals("customers"))
                        .toList());
    }

    @Test
    void notesOnTheCanvasAreFoundToo() {
        Pipeline noted = orders.withAttachments(
                orders.attachments().withNotes(List.of(new Note("n1", "Ask   *Bea* about VAT", 200, 100, Map.of()))));

        assertEquals(
                List.of(new NodeSearch.Hit("n1", By.NOTE, "Ask *Bea* about VAT")),
                search.find(check(noted), noted, "about vat"));
    }

    @Test
    void groupsAreFoundByTheirNames() {
        Pipeline grouped = orders.withAttachments(
                orders.attachments().withGroups(List.of(Group.of("g1", "Money matters", List.of("taxed", "sum")))));

        assertEquals(
                List.of(new NodeSearch.Hit("g1", By.GROUP, "Money matters")),
                search.find(check(grouped), grouped, "matters"));
    }

    @Test
    void aTextIsReplacedAsAWholeWordWhereWanted() {
        List<SettingReplace.Hit> hits = replaced("tax", "vat", false, true, SettingReplace.Kind.ALL);

        assertEquals(List.of(new SettingReplace.Hit("taxed", "columns[0].name", "tax", "vat")), hits);
        assertEquals("vat", setting(SettingReplace.replace(orders, hits).apply(orders), "taxed", "/columns/0/name"));
    }

    @Test
    void groupsOfARegularExpressionAreUsedInTheReplacement() {
        List<SettingReplace.Hit> hits =
                replaced("(\\w+) \\* 0\\.2", "0.19 * $1", true, false, SettingReplace.Kind.EXPRESSIONS);

        assertEquals(
                List.of("0.19 * amount", "amount + 0.19 * amount"),
                hits.stream().map(SettingReplace.Hit::after).toList());
    }

    @Test
    void onlyTheWantedKindOfSettingAndTheGivenNodesAreSearched() {
        assertEquals(
                List.of("groupBy[0]"),
                replaced("customer", "client", false, false, SettingReplace.Kind.COLUMNS).stream()
                        .map(SettingReplace.Hit::path)
                        .toList());
        assertEquals(
                List.of(),
                SettingReplace.find(
                                orders,
                                CATALOGUE,
                                Set.of("out"),
                                new SettingReplace.Query("amount", "", false, false, false, SettingReplace.Kind.ALL))
                        .hits());
    }

    @Test
    void aRegularExpressionThatIsNoneIsSaidAndChangesNothing() {
        SettingReplace.Found found = SettingReplace.find(
                orders,
                CATALOGUE,
                Set.of("large"),
                new SettingReplace.Query("am(", "", true, false, false, SettingReplace.Kind.ALL));

        assertEquals("Unclosed group", found.mistake());
        assertFalse(SettingReplace.find(
                        orders,
                        CATALOGUE,
                        Set.of("large"),
                        new SettingReplace.Query("am", "$9", true, false, false, SettingReplace.Kind.ALL))
                .mistake()
                .isEmpty());
    }

    @Test
    void oneSettingReplacedTwiceInAnEditKeepsBoth() {
        List<SettingReplace.Hit> hits = replaced("amount", "sum", false, true, SettingReplace.Kind.EXPRESSIONS);
        Pipeline after = SettingReplace.replace(orders, hits).apply(orders);

        assertEquals("sum * 0.2", setting(after, "taxed", "/columns/0/expression"));
        assertEquals("sum + sum * 0.2", setting(after, "taxed", "/columns/1/expression"));
    }

    @Test
    void aNumberIsReplacedByANumberAndByNothingElse() {
        Pipeline limited = Orders.pipeline(
                """
                {"tailrace": 1, "nodes": [{"id": "top", "operator": "top-n", "name": "Top 10",
                  "settings": {"n": 10, "orderBy": []}}]}""");
        SettingReplace.Query query = new SettingReplace.Query("10", "25", false, false, false, SettingReplace.Kind.ALL);
        List<SettingReplace.Hit> hits =
                SettingReplace.find(limited, CATALOGUE, Set.of("top"), query).hits();

        assertEquals(List.of(new SettingReplace.Hit("top", "n", "10", "25")), hits);
        Pipeline after = SettingReplace.replace(limited, hits).apply(limited);
        assertEquals(
                IntNode.valueOf(25), after.node("top").orElseThrow().settings().get("n"));
        SettingReplace.Query words =
                new SettingReplace.Query("10", "ten", false, false, false, SettingReplace.Kind.ALL);
        assertEquals(
                List.of(),
                SettingReplace.find(limited, CATALOGUE, Set.of("top"), words).hits());
    }

    @Test
    void operatorsOfSeveralKindsAreEditedTogetherInWhatTheyHaveInCommon() {
        List<List<FormField>> forms = Stream.of("tumbling-window", "hopping-window")
                .map(CATALOGUE::operator)
                .map(operator -> SettingsForm.fields(Objects.requireNonNull(operator), CATALOGUE))
                .toList();
        List<String> common =
                SharedSettings.fields(forms).stream().map(FormField::name).toList();

        assertTrue(common.containsAll(List.of("size", "groupBy", "aggregates")), common::toString);
        assertFalse(common.contains("slide"), common::toString);
    }

    @Test
    void theOutlineFollowsTheFlowAndBranchesAtGroups() {
        Pipeline grouped = orders.withAttachments(
                orders.attachments().withGroups(List.of(Group.of("g", "Prices", List.of("short", "taxed")))));
        List<Outline.Line> lines = Outline.of(grouped, check(grouped), "");

        assertEquals(
                List.of("orders", "customers", "large", "g", "sum", "out").stream()
                        .sorted()
                        .toList(),
                lines.stream().map(FindingTest::id).sorted().toList());
        Outline.OfGroup group = (Outline.OfGroup)
                lines.stream().filter(line -> id(line).equals("g")).findFirst().orElseThrow();
        assertEquals(
                List.of("taxed", "short"),
                group.lines().stream().map(FindingTest::id).toList());
        assertEquals(
                List.of("g"),
                Outline.of(grouped, check(grouped), "tax").stream()
                        .map(FindingTest::id)
                        .toList());
    }

    @Test
    void aGroupInAGroupBranchesAgain() {
        Pipeline nested = orders.withAttachments(orders.attachments()
                .withGroups(List.of(
                        Group.of("g", "Prices", List.of("short", "taxed")),
                        Group.of("h", "Totals", List.of("sum", "short", "taxed")))));
        List<Outline.Line> lines = Outline.of(nested, check(nested), "pric");

        assertEquals(List.of("h"), lines.stream().map(FindingTest::id).toList());
        Outline.OfGroup outer = (Outline.OfGroup) lines.get(0);
        assertEquals(List.of("g"), outer.lines().stream().map(FindingTest::id).toList());
        assertEquals(2, outer.size());
    }

    @Test
    void severalNodesShowWhatTheyHaveInCommonAndAreEditedTogether() {
        Node large = orders.node("large").orElseThrow();
        Node other =
                large.withId("other").withSettings(large.settings().deepCopy().put("condition", "amount < 3"));
        Pipeline two = orders.withNodes(List.of(large, other));
        SharedSettings common = SharedSettings.of(
                two.nodes(), SettingsForm.fields(Objects.requireNonNull(CATALOGUE.operator("filter")), CATALOGUE));

        assertEquals(Set.of("condition"), common.differing());
        Pipeline after = SharedSettings.edit(two.nodes(), "condition", TextNode.valueOf("TRUE"))
                .apply(two);
        assertEquals(
                Set.of("TRUE"),
                after.nodes().stream()
                        .map(node -> node.settings().path("condition").asText())
                        .collect(Collectors.toSet()));
    }

    @Test
    void theWayBackLeadsThroughPlacesAndANewOneEndsTheWayForward() {
        Places<String> places = new Places<>();
        List.of("a", "b", "b", "c").forEach(places::visit);

        assertEquals(Optional.of("b"), places.back());
        places.amend("B");
        assertEquals(Optional.of("a"), places.back());
        assertFalse(places.hasBack());
        assertEquals(Optional.of("B"), places.forward());
        places.visit("d");
        assertFalse(places.hasForward());
        assertTrue(places.hasBack());
    }

    private List<NodeSearch.Hit> find(String text) {
        return search.find(check(orders), orders, text);
    }

    private List<NodeSearch.Hit> findIn(String json, String text) {
        Pipeline pipeline = Orders.pipeline(json);
        return search.find(check(pipeline), pipeline, text);
    }

    private List<SettingReplace.Hit> replaced(
            String text, String with, boolean regex, boolean whole, SettingReplace.Kind kind) {
        Set<String> all = orders.nodes().stream().map(Node::id).collect(Collectors.toSet());
        return SettingReplace.find(
                        orders, CATALOGUE, all, new SettingReplace.Query(text, with, regex, whole, false, kind))
                .hits();
    }

    private static String id(Outline.Line line) {
        return line instanceof Outline.OfGroup group
                ? group.group().id()
                : ((Outline.OfNode) line).node().id();
    }
}
