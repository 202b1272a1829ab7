package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.Selection;
import dev.tailrace.designer.commands.Arrange.Order;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Edge;
import dev.tailrace.designer.gestures.DeskSurface;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Aligning, distributing and grouping by keys, without a screen. */
class ArrangeActionsTest {
    private final DeskSurface desk = new DeskSurface(Drawings.grouped());
    private final ArrangeActions actions = new ArrangeActions(desk);
    private final GroupActions groups = new GroupActions(desk, Drawings.TEXTS);
    private final CanvasActions edits = new CanvasActions(desk);

    private Box box(String id) {
        return Objects.requireNonNull(desk.model().node(id)).box();
    }

    private Point place(String id) {
        return desk.editor().pipeline().layout().get(id);
    }

    @Test
    void edgesAreAlignedAsTheyAreSeen() {
        desk.editor().selectNodes(List.of("feed", "time", "top"));
        actions.arrange(Order.LEFT);
        assertEquals(box("feed").x(), box("top").x());
        assertEquals(box("time").x(), box("top").x(), "though it is wider");
        actions.arrange(Order.RIGHT);
        assertEquals(box("time").right(), box("top").right());
        actions.arrange(Order.BOTTOM);
        assertEquals(364, place("feed").y());
        desk.editor().undo();
        desk.editor().undo();
        desk.editor().undo();
        assertEquals(Drawings.grouped(), desk.editor().pipeline());
    }

    @Test
    void gapsBecomeEqualAndTheOutermostStay() {
        desk.editor().selectNodes(List.of("feed", "time", "top", "board"));
        actions.arrange(Order.DOWN);
        assertEquals(16, place("feed").y());
        assertEquals(488, place("board").y());
        List<Double> gaps = new ArrayList<>();
        List<String> order = List.of("feed", "time", "top", "board");
        for (int i = 0; i + 1 < order.size(); i++) {
            gaps.add(box(order.get(i + 1)).y() - box(order.get(i)).bottom());
        }
        for (double gap : gaps) {
            assertEquals((488 - 16 - 3 * 56) / 3.0, gap, 1);
        }
    }

    @Test
    void aNoteIsAlignedWithNodes() {
        desk.editor().select(Selection.of(desk.editor().pipeline(), List.of("why", "feed")));
        actions.arrange(Order.TOP);
        assertEquals(new Point(40, 16), place("why"));
        assertTrue(actions.canAlign());
        assertFalse(actions.canDistribute(), "two things have one gap");
    }

    @Test
    void aGroupIsMadeFoldedAndTakenApartByKeys() {
        desk.editor().selectNodes(List.of("top", "board"));
        groups.group();
        assertEquals("Group", Objects.requireNonNull(groups.selected()).name());
        assertFalse(groups.canGroup(), "they are one group already");
        groups.fold();
        assertEquals(Set.of("top", "board"), desk.editor().selectedNodes());
        edits.nudge(Edge.RIGHT, false);
        groups.fold();
        assertEquals(new Point(600, 364), place("top"), "the block took it along, 592 + 8");
        groups.ungroup();
        assertEquals(1, desk.editor().pipeline().attachments().groups().size());
    }

    @Test
    void theArrowKeysWalkOverBlocks() {
        DeskSurface folded = new DeskSurface(Drawings.folded());
        CanvasActions walk = new CanvasActions(folded);
        folded.editor().selectNodes(List.of("strong"));
        walk.follow(Edge.BOTTOM);
        assertEquals(Set.of("hourly", "chart"), folded.editor().selectedNodes());
        walk.follow(Edge.TOP);
        assertEquals("strong", folded.editor().selectedNode());
    }
}
