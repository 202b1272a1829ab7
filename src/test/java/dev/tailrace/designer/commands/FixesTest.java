package dev.tailrace.designer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is offered helps: after it, the check finds the problem no more. */
class FixesTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Texts TEXTS = new Texts(Locale.ENGLISH);

    /** A file with the columns of a list such as {@code id BIGINT, at TIMESTAMP(3)}. */
    private static String file(String id, String columns) {
        StringBuilder json = new StringBuilder();
        for (String column : columns.split(", ")) {
            String[] parts = column.split(" ");
            json.append(json.isEmpty() ? "" : ",")
                    .append("{\"name\":\"%s\",\"type\":\"%s\"}".formatted(parts[0], parts[1]));
        }
        return "{\"id\":\"%s\",\"name\":\"%s\",\"operator\":\"file-source\",\"settings\":".formatted(id, id)
                + "{\"path\":\"x.csv\",\"format\":{\"type\":\"csv\",\"columns\":[%s]}}}".formatted(json);
    }

    private static String node(String id, String operator, String settings) {
        return "{\"id\":\"%s\",\"operator\":\"%s\",\"settings\":%s}"
                .formatted(id, operator, settings.replace('\'', '"'));
    }

    private static Pipeline pipeline(List<String> nodes, String... wires) {
        String drawn = String.join(
                ",",
                List.of(wires).stream()
                        .map(wire ->
                                "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(wire.split(" ")[0], wire.split(" ")[1]))
                        .toList());
        String text = "{\"tailrace\":1,\"nodes\":[%s],\"wires\":[%s]}".formatted(String.join(",", nodes), drawn);
        return Objects.requireNonNull(PipelineJson.parse(text).pipeline());
    }

    private static CheckedPipeline check(Pipeline pipeline) {
        return new PipelineCheck(CATALOGUE).check(pipeline, Path.of("."), Map.of());
    }

    private static List<String> codes(Pipeline pipeline) {
        return check(pipeline).problems().stream().map(Problem::code).toList();
    }

    private static Problem problem(Pipeline pipeline, String code) {
        return check(pipeline).problems().stream()
                .filter(found -> found.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(codes(pipeline)));
    }

    private static List<FixOffer> offers(Pipeline pipeline, String code) {
        return new FixOffers(CATALOGUE, check(pipeline), TEXTS).of(pipeline, problem(pipeline, code));
    }

    /** Applies the offer of these words; the problem has to be gone. */
    private static Pipeline fixed(Pipeline pipeline, String code, String words) {
        FixOffer offer = offers(pipeline, code).stream()
                .filter(one -> one.words().equals(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(offers(pipeline, code)));
        assertFalse(offer.change().isBlank());
        Pipeline after = Objects.requireNonNull(offer.edit()).apply(pipeline);
        assertFalse(codes(after).contains(code), () -> codes(after).toString());
        return after;
    }

    private static Pipeline join(String operator, String left, String right, String settings) {
        return pipeline(
                List.of(file("a", left), file("b", right), node("j", operator, settings), node("out", "discard", "{}")),
                "a.out j.left",
                "b.out j.right",
                "j.out out.in");
    }

    @Test
    void joinKeysOfDifferentTypesAreCastOnEitherSide() {
        Pipeline drawing = join(
                "join",
                "order_id BIGINT",
                "payment_id STRING",
                "{'type':'semi','on':[{'left':'order_id','right':'payment_id'}],'stateTtl':'1 h'}");
        String code = "operators.join.key-types";
        assertEquals(
                List.of("Cast payment_id to BIGINT", "Cast order_id to STRING"),
                offers(drawing, code).stream().map(FixOffer::words).toList());
        assertEquals(
                "Adds Derive: payment_id, CAST(payment_id AS BIGINT)",
                offers(drawing, code).get(0).change());
        Pipeline after = fixed(drawing, code, "Cast payment_id to BIGINT");
        assertEquals(
                List.of("b"),
                after.wiresTo("derive").stream().map(wire -> wire.from().node()).toList());
        fixed(drawing, code, "Cast order_id to STRING");
    }

    @Test
    void ofTwoNumbersTheNarrowerIsCastFirst() {
        Pipeline drawing =
                join("join", "i INT", "l BIGINT", "{'type':'semi','on':[{'left':'i','right':'l'}],'stateTtl':'1 h'}");
        assertEquals(
                "Cast i to BIGINT",
                offers(drawing, "operators.join.key-types").get(0).words());
    }

    @Test
    void eventTimeIsAddedOnTheSideThatLacksItByItsOwnColumn() {
        Pipeline drawing = join(
                "interval-join",
                "k INT, at TIMESTAMP(3)",
                "k INT, seen TIMESTAMP(3)",
                "{'on':[{'left':'k','right':'k'}],'lower':'0 s','upper':'1 min','rightPrefix':'r_'}");
        String code = "operators.interval-join.no-time";
        Pipeline once = fixedOnce(drawing, code);
        assertEquals("seen", column(fixedOnce(once, code), "event-time-2"));
        assertEquals("at", column(once, "event-time"));
    }

    private static Pipeline fixedOnce(Pipeline pipeline, String code) {
        return Objects.requireNonNull(offers(pipeline, code).get(0).edit()).apply(pipeline);
    }

    private static String column(Pipeline pipeline, String node) {
        return pipeline.node(node).orElseThrow().settings().path("column").asText();
    }

    private static Pipeline union(String first, String second) {
        return pipeline(
                List.of(file("a", first), file("b", second), node("u", "union", "{}"), node("out", "discard", "{}")),
                "a.out u.in",
                "b.out u.in",
                "u.out out.in");
    }

    /** The problem's place is a setting: the operator comes on the only wire there is. */
    @Test
    void aNumberOrATextIsMadeATimeAboveTheEventTime() {
        for (String type : List.of("BIGINT", "STRING")) {
            Pipeline drawing = pipeline(
                    List.of(
                            file("a", "id BIGINT, at " + type),
                            node("time", "event-time", "{'column':'at'}"),
                            node("out", "discard", "{}")),
                    "a.out time.in",
                    "time.out out.in");
            String code = type.equals("BIGINT") ? "operators.event-time.number" : "operators.event-time.text";

            Pipeline after = fixed(drawing, code, "Convert at");

            assertEquals(List.of(), codes(after));
        }
    }

    @Test
    void anInputOfAUnionIsMadeLikeTheFirst() {
        fixed(union("a INT, b BIGINT", "a INT, b INT"), "operators.union.column-type", "Cast b to BIGINT");
        fixed(union("a INT, b BIGINT", "b BIGINT, a INT"), "operators.union.column-order", "Choose a, b");
        fixed(union("a INT", "a INT, b BIGINT"), "operators.union.column-extra", "Choose a");
        assertEquals(
                List.of(),
                codes(fixed(union("a INT, b BIGINT", "a INT"), "operators.union.column-missing", "Add b as NULL")));
    }

    @Test
    void anArgumentOfTheWrongTypeIsCast() {
        Pipeline drawing = pipeline(
                List.of(
                        file("a", "k STRING"),
                        node("g", "group-aggregate", "{'aggregates':[{'name':'s','function':'sum','argument':'k'}]}"),
                        node("out", "discard", "{}")),
                "a.out g.in",
                "g.out out.in");
        fixed(drawing, "operators.aggregate-argument-type", "Write CAST(k AS DOUBLE)");
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        Pipeline drawing = pipeline(
                List.of(
                        file("a", "k INT"),
                        node(
                                "d",
                                "derive",
                                "{'columns':[{'name':'x','expression':'1'},{'name':'x','expression':'2'}]}"),
                        node("out", "discard", "{}")),
                "a.out d.in",
                "d.out out.in");
        fixed(drawing, "operators.duplicate-name", "Name it x_2");
    }

    @Test
    void settingsThatDoNotExistAreRenamedOrRemoved() {
        Pipeline drawing = pipeline(List.of(
                file("a", "k INT"),
                node("f", "filter", "{'conditon':'k > 1'}"),
                node("g", "filter", "{'condition':'k > 1','zebra':2}")));
        Pipeline after = fixed(drawing, "operator.unknown-setting-near", "Rename to condition");
        assertEquals(
                "k > 1",
                after.node("f").orElseThrow().settings().path("condition").asText());
        fixed(drawing, "operator.unknown-setting", "Remove zebra");
    }

    @Test
    void wiresAndOperatorsThatDoNotExistAreTakenByTheirNearestNameOrOut() {
        Pipeline drawing = pipeline(
                List.of(file("a", "k INT"), node("f", "fliter", "{'condition':'k > 1'}"), node("o", "discard", "{}")),
                "a.uot o.in",
                "a.out nowhere.in");
        fixed(drawing, "operator.unknown-operator-near", "Use filter");
        assertTrue(fixed(drawing, "operator.no-such-port-near", "Wire to out")
                .wires()
                .contains(Wire.of("a.out", "o.in")));
        fixed(drawing, "operator.wire-to-nowhere", "Delete the wire");
        Pipeline twice = pipeline(List.of(file("a", "k INT"), node("o", "discard", "{}")), "a.out o.in", "a.out o.in");
        assertEquals(
                1,
                fixed(twice, "operator.wire-twice", "Delete the wire").wires().size());
    }

    @Test
    void aColumnThatIsMissingIsAddedToTheFileItComesFrom() {
        Pipeline drawing = pipeline(
                List.of(
                        file("a", "k INT"),
                        node("f", "filter", "{'condition':'k > 1'}"),
                        node("t", "deduplicate", "{'keys':['region']}"),
                        node("out", "discard", "{}")),
                "a.out f.in",
                "f.out t.in",
                "t.out out.in");
        fixed(drawing, "operators.unknown-column", "Add region to a");
    }

    @Test
    void theSameFixForAllProblemsOfAKindIsOneStep() {
        Pipeline drawing = pipeline(List.of(
                file("a", "k INT"),
                node("f", "filter", "{'condition':'k > 1','zebra':2}"),
                node("g", "filter", "{'condition':'k > 1','zebra':2}"),
                node("h", "filter", "{'condition':'k > 1','lion':2}")));
        CheckedPipeline checked = check(drawing);
        Problem meant = problem(drawing, "operator.unknown-setting");
        FixOffer all = new FixOffers(CATALOGUE, checked, TEXTS)
                .ofAllLike(drawing, checked.problems(), meant)
                .orElseThrow();
        assertEquals("Fix all 3 of this kind", all.words());
        assertFalse(codes(Objects.requireNonNull(all.edit()).apply(drawing)).contains("operator.unknown-setting"));
    }

    private static @Nullable Problem refusal(Pipeline drawing, String from, String to) {
        return WireRules.refusal(drawing, new Ports(CATALOGUE, check(drawing)), PortRef.parse(from), PortRef.parse(to));
    }

    private static String reason(Pipeline drawing, String from, String to) {
        return TEXTS.message(Objects.requireNonNull(refusal(drawing, from, to)));
    }

    @Test
    void aWireThatCannotConnectSaysWhy() {
        Pipeline drawing = pipeline(
                List.of(
                        file("a", "k INT, b BIGINT"),
                        file("c", "k INT, b STRING"),
                        node("top", "top-n", "{'n':5,'orderBy':[{'column':'k'}]}"),
                        node("f", "filter", "{'condition':'k > 1'}"),
                        node("g", "filter", "{'condition':'k > 1'}"),
                        node("w", "event-time", "{'column':'at'}"),
                        node("u", "union", "{}")),
                "a.out top.in",
                "a.out f.in",
                "f.out g.in",
                "a.out u.in");
        assertEquals("top gives changes; w takes rows only.", reason(drawing, "top.out", "w.in"));
        assertEquals("Rows would run in a circle: g already gets rows of f.", reason(drawing, "g.out", "f.in"));
        assertEquals("f would read its own rows.", reason(drawing, "f.out", "f.in"));
        assertEquals("These two ports are wired already.", reason(drawing, "f.out", "g.in"));
        assertEquals("A wire runs from an output to an input.", reason(drawing, "f.out", "a.out"));
        assertEquals("Column b is STRING in input 2 and BIGINT in the first.", reason(drawing, "c.out", "u.in"));
        assertNull(refusal(drawing, "f.out", "u.in"));
        Ports ports = new Ports(CATALOGUE, check(drawing));
        Problem replaced = Objects.requireNonNull(WireRules.replacement(drawing, ports, PortRef.parse("g.in")));
        assertEquals("Takes the place of the wire from f.", TEXTS.message(replaced));
    }

    @Test
    void aRefusedWireIsDrawnWithWhatMakesItFit() {
        Pipeline drawing = pipeline(
                List.of(
                        file("a", "k INT, b BIGINT"),
                        file("c", "k INT, b STRING"),
                        node("u", "union", "{}"),
                        node("out", "discard", "{}")),
                "a.out u.in",
                "u.out out.in");
        Problem reason = Objects.requireNonNull(refusal(drawing, "c.out", "u.in"));
        Command edit = new ApplyFix(CATALOGUE, TEXTS, new Ports(CATALOGUE, check(drawing)))
                .wiring(
                        drawing,
                        new AddWire(Wire.of("c.out", "u.in"), true),
                        reason,
                        reason.fixes().get(0))
                .orElseThrow();
        Pipeline after = edit.apply(drawing);
        assertEquals(List.of(), codes(after));
        assertTrue(after.wires().contains(Wire.of("c.out", "derive.in")));
    }
}
