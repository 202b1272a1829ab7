package dev.tailrace.designer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.OperatorSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every edit: what it does, and that undo and redo bring back equal drawings. */
class CommandsTest {
    private final PipelineEditor editor = Drawings.editor(Drawings.earthquakes());

    private static Ports ports(PipelineEditor editor) {
        return new Ports(editor.catalogue(), editor.checked());
    }

    private static OperatorSpec spec(String operator) {
        return Objects.requireNonNull(Drawings.catalogue().operator(operator)).spec();
    }

    private static Node fresh(String operator) {
        return Fresh.node(Drawings.earthquakes(), spec(operator), "New");
    }

    static Stream<Command> everyCommand() {
        PipelineEditor editor = Drawings.editor(Drawings.earthquakes());
        Ports ports = ports(editor);
        Pipeline drawing = editor.pipeline();
        Wire wire = Wire.of("time.out", "strong.in");
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("what", "depth > 5");
        Point at = new Point(8, 16);
        Fragment part = Fragment.of(drawing, Set.of("hourly", "chart"));
        return Stream.of(
                new AddNode(fresh("filter"), at),
                new AddNodeOnWire(fresh("filter"), at, new Splice(wire, "in", "out")),
                new AddNodeFromPort(fresh("dead"), at, Wire.of("strong.error", "dead-2.in"), false),
                new MoveNodes(Map.of("feed", at, "time", new Point(1, 2)), false),
                new DeleteSelected(Set.of("strong", "top")),
                new DeleteAndHeal(Set.of("time", "strong"), ports),
                new AddWire(Wire.of("time.late", "chart.in"), false),
                new ReplaceWire(wire, Wire.of("time.out", "chart.in"), false),
                new DeleteWires(Set.of(wire)),
                new RenameNode("feed", "Feed of quakes"),
                new SetNotes("feed", "from the USGS"),
                new SetMuted(Set.of("strong"), true),
                new SetFlow(Pipeline.FlowDirection.RIGHT, Map.of("feed", at)),
                new ChangeSettings("strong", settings, "what"),
                new Paste(part.freshIn(drawing, 24, 24), false),
                new Arrange(Map.of("feed", at), Arrange.Order.ROW),
                new PullOut("strong", at, ports));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void undoAndRedoBringBackEqualDrawings(Command command) {
        Pipeline before = editor.pipeline();
        editor.apply(command);
        Pipeline after = editor.pipeline();
        assertNotEquals(before, after);
        editor.undo();
        assertEquals(before, editor.pipeline());
        editor.redo();
        assertEquals(after, editor.pipeline());
        assertNotNull(Drawings.TEXTS.find(command.titleKey()), command.titleKey());
    }

    @Test
    void aNewNodeGetsAnIdAndANameOfItsOwn() {
        Node first = Fresh.node(editor.pipeline(), spec("filter"), "Filter");
        editor.apply(new AddNode(first, new Point(0, 0)));
        Node second = Fresh.node(editor.pipeline(), spec("filter"), "Filter");
        assertEquals(List.of("filter", "filter-2"), List.of(first.id(), second.id()));
        assertEquals(List.of("Filter", "Filter 2"), List.of(first.name(), second.name()));
        assertEquals("filter", editor.selectedNode());
    }

    @Test
    void aNodeOnAWireStandsBetweenItsEndsAndInItsPlace() {
        Wire wire = Wire.of("time.out", "strong.in");
        int index = editor.pipeline().wires().indexOf(wire);
        editor.apply(new AddNodeOnWire(fresh("filter"), new Point(0, 0), new Splice(wire, "in", "out")));
        List<Wire> wires = editor.pipeline().wires();
        assertFalse(wires.contains(wire));
        assertEquals(Wire.of("time.out", "filter.in"), wires.get(index));
        assertEquals(Wire.of("filter.out", "strong.in"), wires.get(index + 1));
    }

    @Test
    void whatFollowsMakesRoomForANodeOnAWire() {
        Wire wire = Wire.of("time.out", "strong.in");
        Point writer = at("time");
        Point reader = at("strong");
        Point feed = at("feed");
        Point after = at(editor.pipeline().wiresFrom("strong").get(0).to().node());
        editor.apply(new AddNodeOnWire(
                fresh("filter"), new Point(writer.x(), (writer.y() + reader.y()) / 2), new Splice(wire, "in", "out")));
        double push = writer.y() + 2 * 108 - reader.y();
        assertEquals(new Point(writer.x(), writer.y() + 108), at("filter"));
        assertEquals(new Point(reader.x(), reader.y() + push), at("strong"));
        assertEquals(
                new Point(after.x(), after.y() + push),
                at(editor.pipeline().wiresFrom("strong").get(0).to().node()));
        assertEquals(feed, at("feed"));
        editor.undo();
        assertEquals(reader, at("strong"));
    }

    private Point at(String node) {
        return editor.pipeline().layout().get(node);
    }

    @Test
    void aWireIntoAnInputThatTakesOneReplacesTheOldOne() {
        editor.apply(new AddWire(Wire.of("feed.out", "strong.in"), false));
        assertEquals(
                List.of(Wire.of("feed.out", "strong.in")), editor.pipeline().wiresInto(new PortRef("strong", "in")));
    }

    @Test
    void anInputThatTakesManyKeepsItsWires() {
        Pipeline drawing = new Drawings.Drawing("two")
                .node("a", "feed", "A", "", 0, 0)
                .node("b", "feed", "B", "", 300, 0)
                .node("all", "union", "All", "", 0, 200)
                .wire("a.out", "all.in")
                .pipeline();
        Pipeline after = new AddWire(Wire.of("b.out", "all.in"), true).apply(drawing);
        assertEquals(2, after.wiresInto(new PortRef("all", "in")).size());
    }

    @Test
    void deletingTakesWiresAndPlacesAlong() {
        editor.apply(new DeleteSelected(Set.of("strong")));
        assertTrue(editor.pipeline().wiresTo("strong").isEmpty());
        assertTrue(editor.pipeline().wiresFrom("strong").isEmpty());
        assertFalse(editor.pipeline().layout().containsKey("strong"));
    }

    @Test
    void healingJoinsTheNeighboursOfAChain() {
        editor.apply(new DeleteAndHeal(Set.of("time", "strong"), ports(editor)));
        assertTrue(editor.pipeline().wires().contains(Wire.of("feed.out", "hourly.in")));
        assertTrue(editor.pipeline().wires().contains(Wire.of("feed.out", "top.in")));
    }

    @Test
    void healingDoesNotJoinPortsThatDoNotFit() {
        Pipeline drawing = new Drawings.Drawing("changes")
                .node("a", "feed", "A", "", 0, 0)
                .node("top", "top", "Top", "", 0, 100)
                .node("board", "table", "Board", "", 0, 200)
                .node("customers", "customers", "Customers", "", 300, 0)
                .node("add", "lookup", "Add", "", 300, 100)
                .node("out", "dead", "Out", "", 300, 200)
                .wire("a.out", "top.in")
                .wire("top.out", "board.in")
                .wire("customers.out", "add.table")
                .wire("add.out", "out.in")
                .pipeline();
        PipelineEditor mine = Drawings.editor(drawing);
        mine.apply(new DeleteAndHeal(Set.of("top"), ports(mine)));
        assertTrue(mine.pipeline().wires().contains(Wire.of("a.out", "board.in")), "rows fit a changes input");
        mine.apply(new DeleteAndHeal(Set.of("add"), ports(mine)));
        assertTrue(mine.pipeline().wiresTo("out").isEmpty(), "a side table is no stream");
    }

    @Test
    void lettersTypedIntoOneSettingAreOneStepOfUndo() {
        for (String text : List.of("m", "ma", "mag")) {
            editor.apply(new ChangeSettings(
                    "strong", JsonNodeFactory.instance.objectNode().put("what", text), "what"));
        }
        editor.undo();
        assertEquals(Drawings.earthquakes(), editor.pipeline());
    }

    @Test
    void aPartSurvivesTheClipboardAndComesBackWithNewIds() {
        Fragment part = Fragment.of(editor.pipeline(), Set.of("hourly", "chart"));
        Fragment read = ClipboardJson.read(ClipboardJson.write(part)).orElseThrow();
        assertEquals(part, read);
        editor.apply(new Paste(read.freshIn(editor.pipeline(), 24, 24), false));
        assertEquals(Set.of("hourly-2", "chart-2"), editor.selectedNodes());
        assertTrue(editor.pipeline().wires().contains(Wire.of("hourly-2.out", "chart-2.in")));
        assertEquals(new Point(296, 388), editor.pipeline().layout().get("hourly-2"));
    }

    @Test
    void whatIsPastedCanStandInAFile() {
        String text =
                """
                {"nodes": [
                   {"id": "a", "operator": "filter", "settings": {"condition": "x > 1", "limit": 0.10000000000000000001}},
                   {"id": "b", "operator": "discard", "later": 1}],
                 "wires": [{"from": "a.out", "to": "b.in"}, {"from": "flights.out", "to": "a.in"}],
                 "layout": {"a": [24, 48]}}""";
        Fragment read = ClipboardJson.read(text).orElseThrow();
        editor.apply(new Paste(read.freshIn(editor.pipeline(), 0, 0), false));

        assertEquals(List.of(Wire.of("a.out", "b.in")), read.wires(), "a wire from elsewhere would join what is there");
        assertEquals(
                editor.pipeline(),
                PipelineJson.parse(PipelineJson.write(editor.pipeline())).pipeline(),
                "no digit is lost either");
        assertTrue(ClipboardJson.read("{\"nodes\": [{\"id\": \"a b\", \"operator\": \"filter\"}]}")
                .isEmpty());
        assertTrue(ClipboardJson.read(text.replace("\"id\": \"b\"", "\"id\": \"a\""))
                .isEmpty());
        assertTrue(ClipboardJson.read(text.replace("[24, 48]", "[1e400, 0]")).isEmpty());
    }

    @Test
    void aCopyOfANodeWithTheLongestIdCanBeReadAgain() {
        Node longest = Node.of("a".repeat(64), "discard", "Out", JsonNodeFactory.instance.objectNode());
        PipelineEditor own = Drawings.editor(Pipeline.empty("").withNodes(List.of(longest)));
        own.apply(new Paste(Fragment.of(own.pipeline(), Set.of(longest.id())).freshIn(own.pipeline(), 0, 0), true));

        assertEquals(
                own.pipeline(),
                PipelineJson.parse(PipelineJson.write(own.pipeline())).pipeline());
    }

    @Test
    void otherTextIsNoPart() {
        assertTrue(ClipboardJson.read("SELECT 1").isEmpty());
        assertTrue(ClipboardJson.read("{\"nodes\": [{\"id\": \"\"}]}").isEmpty());
        assertTrue(ClipboardJson.read("").isEmpty());
    }

    @Test
    void wiresThatMayNotBeDrawnAreRefusedWithTheReason() {
        Ports ports = ports(editor);
        Pipeline drawing = editor.pipeline();
        assertNull(WireRules.refusal(drawing, ports, new PortRef("time", "late"), new PortRef("dead", "in")));
        assertEquals("designer.canvas.refused-twice", refusal(ports, "feed.out", "time.in"));
        assertEquals("designer.canvas.refused-cycle", refusal(ports, "strong.out", "time.in"));
        assertEquals("designer.canvas.refused-changes", refusal(ports, "top.out", "chart.in"));
        assertEquals("designer.canvas.refused-direction", refusal(ports, "chart.in", "time.in"));
    }

    private String refusal(Ports ports, String from, String to) {
        Problem problem = WireRules.refusal(editor.pipeline(), ports, PortRef.parse(from), PortRef.parse(to));
        return Objects.requireNonNull(problem).code();
    }

    @Test
    void aFixChangesTheSettingThatItNames() {
        PipelineEditor orders = Drawings.editor(Drawings.orders());
        Problem problem = orders.checked().node("join").problems().stream()
                .filter(Problem::isError)
                .findFirst()
                .orElseThrow();
        Command command = new ApplyFix(orders.catalogue(), Drawings.TEXTS, ports(orders))
                .of(orders.pipeline(), problem, problem.fixes().get(0))
                .orElseThrow();
        orders.apply(command);
        assertEquals(
                "fixed",
                orders.pipeline()
                        .node("join")
                        .orElseThrow()
                        .settings()
                        .get("what")
                        .textValue());
    }

    @Test
    void aFixReplacesOnlyTheSpanOfTheText() {
        Problem problem = Problem.error("any").at("strong", "what").at(new Problem.Span(1, 1, 1, 4));
        Command command = new ApplyFix(editor.catalogue(), Drawings.TEXTS, ports(editor))
                .of(editor.pipeline(), problem, new Problem.Fix.ReplaceText("x", List.of(), "magnitude"))
                .orElseThrow();
        editor.apply(command);
        assertEquals(
                "magnitude >= :min_mag",
                editor.pipeline()
                        .node("strong")
                        .orElseThrow()
                        .settings()
                        .get("what")
                        .textValue());
    }

    @Test
    void fixesInsertAndAttachOperators() {
        ApplyFix fixes = new ApplyFix(editor.catalogue(), Drawings.TEXTS, ports(editor));
        Problem atInput = Problem.error("any").at("strong", "in");
        editor.apply(fixes.of(editor.pipeline(), atInput, new Problem.Fix.InsertBefore("x", List.of(), "window", "{}"))
                .orElseThrow());
        assertTrue(editor.pipeline().wires().contains(Wire.of("window.out", "strong.in")));
        Problem atOutput = Problem.error("any").at("strong", "error");
        editor.apply(fixes.of(editor.pipeline(), atOutput, new Problem.Fix.AttachTo("x", List.of(), "dead", ""))
                .orElseThrow());
        assertTrue(editor.pipeline().wires().contains(Wire.of("strong.error", "dead-2.in")));
    }
}
