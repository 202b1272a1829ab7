package dev.tailrace.designer.gestures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.OperatorSpec;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What presses, drags and releases do, without a screen. */
class GesturesTest {
    private final DeskSurface desk = new DeskSurface(Drawings.earthquakes());

    private Pipeline pipeline() {
        return desk.editor().pipeline();
    }

    private Pointer on(PortSpot spot) {
        return desk.at(spot.x(), spot.y());
    }

    private NodeBox box(String id) {
        return Objects.requireNonNull(desk.model().node(id));
    }

    private Pointer in(String node) {
        return desk.at(box(node).box().x() + 60, box(node).box().y() + 28);
    }

    @Test
    void aClickOnANodeSelectsItAndAClickBesideNothing() {
        desk.drag(in("strong"), in("strong"));
        assertEquals("strong", desk.editor().selectedNode());
        desk.drag(desk.at(-300, -300), desk.at(-300, -300));
        assertEquals(Set.of(), desk.editor().selectedNodes());
    }

    @Test
    void shiftAddsToTheSelectionAndTakesOutOfIt() {
        desk.drag(in("strong"), in("strong"));
        Pointer time = in("time");
        Pointer shifted = desk.with(time.x(), time.y(), true, false, false);
        desk.press(shifted).release(shifted);
        assertEquals(Set.of("strong", "time"), desk.editor().selectedNodes());
        desk.press(shifted).release(shifted);
        assertEquals(Set.of("strong"), desk.editor().selectedNodes());
    }

    @Test
    void aDraggedNodeComesToRestOnTheGridAndIsOneStepOfUndo() {
        Pointer from = in("dead");
        desk.drag(from, desk.at(from.x() + 61, from.y() + 203));
        assertEquals(new Point(856, 328), pipeline().layout().get("dead"), "792 + 61 and 124 + 203, to the next 8");
        desk.editor().undo();
        assertEquals(Drawings.earthquakes(), pipeline());
    }

    @Test
    void aSmallTrembleIsAClick() {
        Pointer from = in("dead");
        desk.drag(from, desk.at(from.x() + 2, from.y() + 2));
        assertEquals(Drawings.earthquakes(), pipeline());
    }

    @Test
    void allSelectedNodesMoveTogether() {
        desk.editor().selectNodes(Set.of("chart", "board"));
        Pointer from = in("chart");
        desk.drag(from, desk.at(from.x(), from.y() + 96));
        assertEquals(new Point(272, 584), pipeline().layout().get("chart"));
        assertEquals(new Point(592, 584), pipeline().layout().get("board"));
    }

    @Test
    void aNodeSnapsInLineWithAnotherAndShowsTheGuide() {
        Pointer from = in("dead");
        Gesture gesture = desk.press(from);
        gesture.drag(desk.at(from.x() - 40, from.y() + 111));
        Overlay overlay = gesture.overlay();
        assertEquals(Set.of("dead"), overlay.dragged());
        assertEquals(108, overlay.drag().dy(), "level with Strong enough at 232");
        assertEquals(1, overlay.guides().size());
        gesture.cancel();
        assertEquals(Drawings.earthquakes(), pipeline());
    }

    @Test
    void aWireIsDrawnFromAnOutputToAnInputThatFits() {
        Pointer from = on(desk.output("time.late"));
        PortSpot to = desk.input("chart.in");
        Gesture gesture = desk.press(from);
        gesture.drag(on(to));
        Overlay.Draft draft = Objects.requireNonNull(gesture.overlay().draft());
        assertEquals(to, draft.target());
        assertFalse(draft.fitting().contains(new PortRef("feed", "out")));
        gesture.release(on(to));
        assertTrue(pipeline().wires().contains(Wire.of("time.late", "chart.in")));
        assertFalse(pipeline().wires().contains(Wire.of("hourly.out", "chart.in")), "a chart takes one wire");
    }

    @Test
    void aWireCanBeginAtAnInput() {
        DeskSurface orders = new DeskSurface(Drawings.orders());
        orders.editor()
                .apply(new dev.tailrace.designer.commands.DeleteWires(Set.of(Wire.of("orders.out", "order-time.in"))));
        PortSpot from = orders.input("order-time.in");
        PortSpot to = orders.output("orders.out");
        orders.drag(orders.at(from.x(), from.y()), orders.at(to.x(), to.y()));
        assertTrue(orders.editor().pipeline().wires().contains(Wire.of("orders.out", "order-time.in")));
    }

    @Test
    void aWireThatDoesNotFitIsRefusedWithTheReason() {
        PortSpot to = desk.input("chart.in");
        Gesture gesture = desk.press(on(desk.output("top.out")));
        gesture.drag(on(to));
        Overlay.Draft draft = Objects.requireNonNull(gesture.overlay().draft());
        assertNull(draft.target());
        assertEquals(
                "designer.canvas.refused-changes",
                Objects.requireNonNull(draft.refusal()).code());
        gesture.release(on(to));
        assertEquals(Drawings.earthquakes(), pipeline());
        assertTrue(desk.picks.isEmpty());
    }

    @Test
    void aRefusedWireThatIsLetGoAsksWhatShallHelp() {
        desk.drag(on(desk.output("top.out")), on(desk.input("chart.in")));
        assertEquals(1, desk.refusals.size());
        RefusedWire refused = desk.refusals.get(0);
        assertEquals(
                List.of("Strongest five", "Quakes per hour"), refused.reason().arguments());
        assertEquals("operators.fix.changes", refused.reason().fixes().get(0).code());
        assertFalse(refused.drawable(), "changes never enter an input of rows");
        assertEquals(Drawings.earthquakes(), pipeline());
    }

    @Test
    void anOutputOverAnotherOutputSaysThatWiresRunToInputs() {
        Gesture gesture = desk.press(on(desk.output("top.out")));
        gesture.drag(on(desk.output("hourly.out")));
        Overlay.Draft draft = Objects.requireNonNull(gesture.overlay().draft());
        assertEquals(
                "designer.canvas.refused-direction",
                Objects.requireNonNull(draft.refusal()).code());
    }

    @Test
    void aWireOverATakenInputSaysWhatItReplaces() {
        Gesture gesture = desk.press(on(desk.output("time.late")));
        gesture.drag(on(desk.input("chart.in")));
        Overlay.Draft draft = Objects.requireNonNull(gesture.overlay().draft());
        assertEquals(
                List.of("Hourly by region"),
                Objects.requireNonNull(draft.notice()).arguments());
    }

    @Test
    void anOperatorThatDoesNotFitSaysWhy() {
        PickRequest changes = new PickRequest(
                0, 0, new PortRef("top", "out"), desk.output("top.out").port());
        assertEquals(
                "designer.picker.not-taking-changes",
                changes.misfit(spec("chart").ports()));
        assertEquals(
                "designer.picker.not-without-input", changes.misfit(spec("feed").ports()));
        PickRequest rows = new PickRequest(
                0, 0, new PortRef("chart", "in"), desk.input("chart.in").port());
        assertEquals("designer.picker.not-giving-rows", rows.misfit(spec("top").ports()));
        assertEquals(
                "designer.picker.not-without-output", rows.misfit(spec("chart").ports()));
    }

    @Test
    void aWireLetGoOverNothingAsksForAnOperatorThatFits() {
        desk.drag(on(desk.output("strong.error")), desk.at(900, 300));
        assertEquals(1, desk.picks.size());
        PickRequest wish = desk.picks.get(0);
        assertEquals(new PortRef("strong", "error"), wish.end());
        assertTrue(wish.fits(spec("dead").ports()));
        assertFalse(wish.fits(spec("customers").ports()), "a source takes no rows");
        assertEquals(
                Wire.of("strong.error", "dead-2.in"),
                wish.wire("dead-2", spec("dead").ports()).orElseThrow());
    }

    @Test
    void aWireLetGoOverANodeTakesItsFirstFreePortThatFits() {
        DeskSurface orders = new DeskSurface(Drawings.orders());
        PortSpot from = orders.output("refunds.out");
        NodeBox add = Objects.requireNonNull(orders.model().node("add"));
        Pointer body = orders.at(add.box().x() + 40, add.box().y() + 30);
        orders.drag(orders.at(from.x(), from.y()), body);
        assertTrue(orders.editor().pipeline().wires().contains(Wire.of("refunds.out", "add.in")));
    }

    @Test
    void theEndOfAWireCanBeTakenUpAndPutElsewhere() {
        desk.drag(on(desk.input("chart.in")), on(desk.input("dead.in")));
        assertTrue(pipeline().wires().contains(Wire.of("hourly.out", "dead.in")));
        assertTrue(pipeline().wiresTo("chart").isEmpty());
        desk.editor().undo();
        assertEquals(Drawings.earthquakes(), pipeline());
    }

    @Test
    void theEndOfAWireLetGoOverNothingTakesTheWireAway() {
        desk.drag(on(desk.input("chart.in")), desk.at(-200, 700));
        assertTrue(pipeline().wiresTo("chart").isEmpty());
    }

    @Test
    void aDrawnRectangleSelectsWhatItTouches() {
        Gesture gesture = desk.press(desk.at(200, 340));
        gesture.drag(desk.at(640, 600));
        assertNotNull(gesture.overlay().band());
        gesture.release(desk.at(640, 600));
        assertEquals(Set.of("hourly", "top", "chart", "board"), desk.editor().selectedNodes());
    }

    @Test
    void anAltDragCutsTheWiresItCrosses() {
        Gesture gesture = desk.press(desk.with(200, 330, false, false, true));
        assertInstanceOf(CutWires.class, gesture);
        gesture.drag(desk.at(800, 330));
        gesture.release(desk.at(800, 330));
        assertTrue(pipeline().wiresFrom("strong").isEmpty());
        assertEquals(5, pipeline().wires().size());
    }

    @Test
    void aNodeDroppedOnAWireGoesIntoIt() {
        Pipeline drawing = new Drawings.Drawing("splice")
                .node("a", "feed", "A", "", 0, 0)
                .node("b", "dead", "B", "", 0, 300)
                .node("f", "filter", "F", "", 400, 100)
                .wire("a.out", "b.in")
                .pipeline();
        DeskSurface mine = new DeskSurface(drawing);
        mine.drag(mine.at(460, 128), mine.at(60, 178));
        assertEquals(
                Set.of(Wire.of("a.out", "f.in"), Wire.of("f.out", "b.in")),
                Set.copyOf(mine.editor().pipeline().wires()));
        mine.editor().undo();
        assertEquals(drawing, mine.editor().pipeline());
    }

    @Test
    void shiftPullsANodeOutOfItsWires() {
        Pointer from = in("time");
        Gesture gesture = desk.press(desk.with(from.x(), from.y(), true, false, false));
        gesture.drag(desk.at(from.x() + 300, from.y() + 40));
        gesture.release(desk.at(from.x() + 300, from.y() + 40));
        assertTrue(pipeline().wires().contains(Wire.of("feed.out", "strong.in")));
        assertTrue(pipeline().wiresTo("time").isEmpty());
    }

    @Test
    void anOperatorFromThePaletteStandsWhereItIsDropped() {
        PlaceOperator drag = new PlaceOperator(desk, desk.drafting, spec("filter"), "Filter");
        drag.drag(desk.at(1_000, 700));
        assertNotNull(drag.overlay().ghost());
        drag.leave();
        assertNull(drag.overlay().ghost());
        drag.release(desk.at(1_000, 700));
        assertEquals(new Point(896, 672), pipeline().layout().get("filter"), "its middle under the pointer");
    }

    @Test
    void anOperatorFromThePaletteDroppedOnAWireGoesIntoIt() {
        PlaceOperator drag = new PlaceOperator(desk, desk.drafting, spec("filter"), "Filter");
        drag.drag(desk.at(536, 206));
        assertEquals(Set.of(Wire.of("time.out", "strong.in")), drag.overlay().marked());
        drag.release(desk.at(536, 206));
        assertTrue(pipeline().wires().contains(Wire.of("time.out", "filter.in")));
        assertTrue(pipeline().wires().contains(Wire.of("filter.out", "strong.in")));
    }

    private static OperatorSpec spec(String operator) {
        return Objects.requireNonNull(Drawings.catalogue().operator(operator)).spec();
    }

    @Test
    void panningMovesTheViewAndCancelBringsItBack() {
        Pan pan = new Pan(desk, desk.at(0, 0));
        pan.drag(Pointer.at(30, -20, desk.viewport()));
        assertEquals(new Viewport(1, 30, -20), desk.viewport());
        pan.cancel();
        assertEquals(Viewport.START, desk.viewport());
    }

    @Test
    void theWheelZoomsAboutThePointerWithControlAndElseMoves() {
        Pointer pointer = Pointer.at(400, 300, Viewport.START, false, true, false);
        Viewport zoomed = ZoomAtPointer.wheel(Viewport.START, pointer, 0, 40);
        assertEquals(1.2, zoomed.zoom(), 1e-9);
        assertEquals(400, zoomed.toCanvasX(400), 1e-9);
        assertEquals(300, zoomed.toCanvasY(300), 1e-9);
        Pointer plain = Pointer.at(400, 300, Viewport.START);
        assertEquals(new Viewport(1, 0, 40), ZoomAtPointer.wheel(Viewport.START, plain, 0, 40));
    }
}
