package dev.tailrace.designer.gestures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.Selection;
import dev.tailrace.designer.commands.Bend;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.model.Attachments;
import dev.tailrace.model.Group;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What presses, drags and releases do with groups, notes and bends, without a screen. */
class MarkGesturesTest {
    private static final String ERRORS = "feed.error -> dead.in";

    private final DeskSurface desk = new DeskSurface(Drawings.grouped());

    private Pipeline pipeline() {
        return desk.editor().pipeline();
    }

    private Attachments marks() {
        return pipeline().attachments();
    }

    private Group counts() {
        return marks().groups().get(0);
    }

    private Pointer title() {
        Box box = frame().box();
        return desk.at(box.x() + 60, box.y() + 12);
    }

    private Frame frame() {
        return Objects.requireNonNull(desk.model().frame("counts"));
    }

    private Pointer in(String node) {
        Box box = Objects.requireNonNull(desk.model().node(node)).box();
        return desk.at(box.x() + 60, box.y() + 28);
    }

    private static Pointer moved(DeskSurface desk, Pointer from, double dx, double dy) {
        return desk.at(from.x() + dx, from.y() + dy);
    }

    @Test
    void theTitleOfAGroupSelectsAndMovesItsNodes() {
        desk.drag(title(), moved(desk, title(), -80, 160));
        assertEquals(Set.of("hourly", "chart"), desk.editor().selectedNodes());
        assertEquals(new Point(192, 528), pipeline().layout().get("hourly"), "272 - 80 and 364 + 160, to the next 8");
        assertEquals(new Point(192, 652), pipeline().layout().get("chart"));
        assertEquals(Drawings.grouped().attachments().groups(), marks().groups());
    }

    @Test
    void aNodeDroppedInAFrameJoinsTheGroupAndOneDraggedOutLeavesIt() {
        Box into = frame().box();
        desk.drag(in("dead"), desk.at(into.x() + 60, into.y() + 110));
        assertEquals(List.of("hourly", "chart", "dead"), counts().nodes());
        desk.editor().undo();
        assertEquals(Drawings.grouped(), pipeline(), "moving and joining are one step of undo");
        desk.drag(in("chart"), moved(desk, in("chart"), -400, 100));
        assertEquals(List.of("hourly"), counts().nodes());
    }

    @Test
    void aNodeMovedWithinItsFrameStaysInTheGroup() {
        desk.drag(in("chart"), moved(desk, in("chart"), 48, 16));
        assertEquals(List.of("hourly", "chart"), counts().nodes());
    }

    @Test
    void theArrowInTheTitleFoldsTheGroupIntoABlockWithThePortsThatAreWiredAcrossItsEdge() {
        Box box = frame().box();
        Pointer arrow = desk.at(box.x() + 16, box.y() + 14);
        desk.drag(arrow, arrow);
        assertTrue(counts().collapsed());
        NodeBox block = Objects.requireNonNull(desk.model().node("counts"));
        assertEquals(
                List.of("hourly.in"),
                block.ports().stream().map(spot -> spot.ref().toString()).toList());
        assertEquals(block, desk.model().node("chart"), "a hidden node is found in its block");
        Wire across = Wire.of("strong.out", "hourly.in");
        assertEquals(
                block.box().y(),
                Objects.requireNonNull(desk.model().wire(across)).curve().y4());
        assertEquals(null, desk.model().wire(Wire.of("hourly.out", "chart.in")), "wires within are hidden");
    }

    @Test
    void aBlockIsSelectedByItsNodesAndAWireCanBeDrawnFromItsPort() {
        DeskSurface folded = new DeskSurface(Drawings.folded());
        Box block = Objects.requireNonNull(folded.model().node("counts")).box();
        Pointer on = folded.at(block.x() + 60, block.y() + 28);
        folded.drag(on, on);
        assertEquals(Set.of("hourly", "chart"), folded.editor().selectedNodes());
        var in = folded.input("hourly.in");
        var late = folded.output("time.late");
        folded.drag(folded.at(late.x(), late.y()), folded.at(in.x(), in.y()));
        assertTrue(folded.editor().pipeline().wires().contains(Wire.of("time.late", "hourly.in")));
    }

    @Test
    void aNoteIsDraggedAndItsCornerPulled() {
        desk.drag(desk.at(100, 60), desk.at(140, 76));
        assertEquals(new Point(80, 48), pipeline().layout().get("why"), "40 + 40 and 32 + 16");
        assertEquals(Selection.ofNote("why"), desk.editor().selection());
        desk.drag(desk.at(80 + 278, 48 + 174), desk.at(80 + 278 - 41, 48 + 174 + 30));
        assertEquals(240, marks().notes().get(0).width(), "280 - 41, to the next 8");
        assertEquals(208, marks().notes().get(0).height(), "176 + 30, to the next 8");
        desk.drag(desk.at(80 + 238, 48 + 206), desk.at(-500, -500));
        assertEquals(96, marks().notes().get(0).width(), "no smaller than can be read");
    }

    @Test
    void aControlClickOnAWireBendsItAndTheDragThatFollowsIsOneStepOfUndo() {
        Wire wire = Wire.of("strong.out", "top.in");
        var course = Objects.requireNonNull(desk.model().wire(wire)).curve();
        Pointer on = desk.with(course.x(0.4), course.y(0.4), false, true, false);
        Gesture gesture = desk.press(on);
        gesture.drag(desk.at(816, 312));
        gesture.release(desk.at(816, 312));
        assertEquals(List.of(new Point(816, 312)), marks().bends().get(wire.id()));
        var bent = Objects.requireNonNull(desk.model().wire(wire)).curve();
        assertTrue(bent.distance(816, 312) < 0.01, "the wire goes through it");
        desk.editor().undo();
        assertEquals(Drawings.grouped(), pipeline());
    }

    @Test
    void aBendIsDraggedAndComesToRestLevelWithItsNeighbour() {
        desk.drag(desk.at(760, 40), desk.at(770, 77));
        assertEquals(new Point(768, 80), marks().bends().get(ERRORS).get(0), "level with the next at 80");
    }

    @Test
    void aRectangleSelectsNotesAndBendsToo() {
        desk.drag(desk.at(-100, -100), desk.at(850, 100));
        Selection selection = desk.editor().selection();
        assertEquals(Set.of("why"), selection.notes());
        assertEquals(Set.of(new Bend(ERRORS, 0), new Bend(ERRORS, 1)), selection.bends());
        assertTrue(selection.nodes().contains("feed"));
        assertFalse(selection.nodes().contains("dead"));
    }

    @Test
    void altLeavesADraggedNodeWhereThePointerIs() {
        Pointer from = in("dead");
        Gesture gesture = desk.press(from);
        gesture.drag(desk.with(from.x() + 61, from.y() + 203, false, false, true));
        assertEquals(61, gesture.overlay().drag().dx());
        assertEquals(203, gesture.overlay().drag().dy());
        assertEquals(List.of(), gesture.overlay().guides());
    }
}
