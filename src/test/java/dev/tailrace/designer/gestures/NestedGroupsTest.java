package dev.tailrace.designer.gestures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.commands.ClipboardJson;
import dev.tailrace.designer.commands.CollapseGroup;
import dev.tailrace.designer.commands.Fragment;
import dev.tailrace.designer.commands.GroupNodes;
import dev.tailrace.designer.commands.MoveNodes;
import dev.tailrace.designer.commands.Paste;
import dev.tailrace.designer.commands.Ungroup;
import dev.tailrace.designer.geometry.AutoLayout;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.model.Group;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Pipeline.Point;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A group within a group: how it is drawn, collapsed, moved, joined, left, laid out and copied, without a screen. */
class NestedGroupsTest {
    private final DeskSurface desk = new DeskSurface(Drawings.nested());

    private Pipeline pipeline() {
        return desk.editor().pipeline();
    }

    private Group group(String id) {
        return pipeline().attachments().groups().stream()
                .filter(group -> group.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Box frame(String id) {
        return Objects.requireNonNull(desk.model().frame(id)).box();
    }

    private void collapse(String id) {
        Frame frame = Objects.requireNonNull(desk.model().frame(id));
        desk.editor().apply(new CollapseGroup(id, frame.block()));
    }

    private void dragTitle(String group, double dx, double dy) {
        Pointer title = desk.at(frame(group).x() + 60, frame(group).y() + 12);
        desk.drag(title, desk.at(title.x() + dx, title.y() + dy));
    }

    @Test
    void theOuterFrameHasRoomForTheInnerOneAndItsTitle() {
        assertEquals(frame("counts").x() - Frame.INSET, frame("analysis").x());
        assertEquals(
                frame("counts").y() - Frame.INSET - Frame.TITLE,
                frame("analysis").y());
        assertTrue(frame("analysis").right() > frame("counts").right() + Frame.INSET);
    }

    @Test
    void theTitleOfTheInnerGroupSelectsIt() {
        dragTitle("counts", 0, 0);
        assertEquals(Set.of("hourly", "chart"), desk.editor().selectedNodes());
        dragTitle("analysis", 0, 0);
        assertEquals(Set.of("hourly", "chart", "top", "board"), desk.editor().selectedNodes());
    }

    @Test
    void anInnerBlockStandsInTheOuterFrameAndTheOuterBlockHidesIt() {
        collapse("counts");
        NodeBox inner = Objects.requireNonNull(desk.model().node("counts"));
        assertTrue(frame("analysis").contains(inner.box().centreX(), inner.box().centreY()));
        collapse("analysis");
        NodeBox outer = Objects.requireNonNull(desk.model().node("analysis"));
        assertEquals(outer, desk.model().node("chart"));
        assertNull(desk.model().frame("counts"));
        assertTrue(desk.model().nodes().stream().noneMatch(box -> box.id().equals("counts")));
        assertEquals(
                List.of("hourly.in", "top.in"),
                outer.ports().stream().map(spot -> spot.ref().toString()).toList());
        desk.editor().apply(new CollapseGroup("analysis", null));
        assertEquals(
                "counts", Objects.requireNonNull(desk.model().node("chart")).id(), "it is collapsed still");
    }

    @Test
    void aBlockThatMovesTakesTheBlocksInItAlong() {
        collapse("counts");
        Point before = pipeline().layout().get("counts");
        collapse("analysis");
        Point outer = pipeline().layout().get("analysis");
        desk.editor().apply(new MoveNodes(Map.of("analysis", new Point(outer.x() + 80, outer.y() - 40)), false));
        assertEquals(
                new Point(before.x() + 80, before.y() - 40), pipeline().layout().get("counts"));
        assertEquals(new Point(272 + 80, 364 - 40), pipeline().layout().get("hourly"));
    }

    @Test
    void aGroupDraggedOutLeavesTheOuterOneAndDraggedBackLiesInItAgain() {
        dragTitle("counts", -720, 0);
        assertEquals(List.of("top", "board"), group("analysis").nodes());
        assertEquals(List.of("hourly", "chart"), group("counts").nodes());
        desk.editor().undo();
        assertEquals(Drawings.nested(), pipeline(), "moving and leaving are one step of undo");
        desk.editor().redo();
        // The frame of the others begins behind where the group was.
        dragTitle("counts", 1_040, 0);
        assertEquals(
                Set.of("hourly", "chart", "top", "board"),
                Set.copyOf(group("analysis").nodes()));
        assertEquals(List.of("hourly", "chart"), group("counts").nodes());
    }

    @Test
    void aNodeDroppedInTheInnerFrameIsInBothAndOneDraggedIntoTheOuterLeavesTheInner() {
        Pointer dead = desk.at(792 + 60, 124 + 28);
        Box inner = frame("counts");
        desk.drag(dead, desk.at(inner.x() + 60, inner.y() + 110));
        assertTrue(group("counts").nodes().contains("dead"));
        assertTrue(group("analysis").nodes().contains("dead"));
        desk.editor().undo();
        Pointer chart = desk.at(272 + 60, 488 + 28);
        desk.drag(chart, desk.at(chart.x() + 200, chart.y() - 60));
        assertEquals(List.of("hourly"), group("counts").nodes());
        assertTrue(group("analysis").nodes().contains("chart"));
    }

    @Test
    void nodesAreGroupedWithinTheirGroupAndUngroupedFromTheInsideOut() {
        desk.editor().apply(new GroupNodes(Group.of("tops", "Tops", List.of("top", "board"))));
        assertEquals(4, group("analysis").nodes().size(), "it lies in the outer group");
        desk.editor().apply(new Ungroup(Set.of("tops")));
        assertEquals(Drawings.nested().attachments(), pipeline().attachments());
        desk.editor().apply(new GroupNodes(Group.of("mixed", "Mixed", List.of("chart", "dead"))));
        assertEquals(List.of("hourly"), group("counts").nodes());
        assertEquals(List.of("hourly", "top", "board"), group("analysis").nodes());
    }

    @Test
    void theLayoutKeepsFramesInFramesAndOtherNodesOutOfThem() {
        for (FlowDirection flow : FlowDirection.values()) {
            DeskSurface other = new DeskSurface(Drawings.nested().withFlow(flow));
            CanvasModel before = other.model();
            other.editor().apply(new MoveNodes(AutoLayout.of(before), false));
            CanvasModel model = other.model();
            Box inner = Objects.requireNonNull(model.frame("counts")).box();
            Box outer = Objects.requireNonNull(model.frame("analysis")).box();
            assertTrue(outer.contains(inner), "flowing " + flow);
            for (NodeBox node : model.nodes()) {
                assertEquals(
                        group("counts").nodes().contains(node.id()),
                        inner.meets(node.box()),
                        node.id() + " in the inner, flowing " + flow);
                assertEquals(
                        group("analysis").nodes().contains(node.id()),
                        outer.meets(node.box()),
                        node.id() + " in the outer, flowing " + flow);
            }
        }
    }

    @Test
    void aCopyIsAGroupInAGroup() {
        Fragment part = Fragment.of(pipeline(), Set.copyOf(group("analysis").nodes()));
        Fragment read = ClipboardJson.read(ClipboardJson.write(part)).orElseThrow();
        desk.editor().apply(new Paste(read.freshIn(pipeline(), 24, 24), false));
        assertEquals(List.of("hourly-2", "chart-2"), group("counts-2").nodes());
        assertEquals(
                List.of(group("analysis-2")), pipeline().attachments().nesting().around(group("counts-2")));
        desk.editor().undo();
        assertEquals(Drawings.nested(), pipeline());
    }
}
