package dev.tailrace.designer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Selection;
import dev.tailrace.model.Attachments;
import dev.tailrace.model.Group;
import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Edits of groups, notes and bends, each undone again. */
class MarksTest {
    private static final String ERRORS = "feed.error -> dead.in";

    private final PipelineEditor editor = Drawings.editor(Drawings.grouped());

    private Attachments marks() {
        return editor.pipeline().attachments();
    }

    private Pipeline undone() {
        while (editor.nextUndo().isPresent()) {
            editor.undo();
        }
        return editor.pipeline();
    }

    private Point place(String id) {
        return editor.pipeline().layout().get(id);
    }

    @Test
    void aNodeIsInTheGroupThatItWasPutIntoLast() {
        editor.apply(new GroupNodes(Group.of("sinks", "Sinks", List.of("chart", "board"))));
        assertEquals(List.of("hourly"), marks().groups().get(0).nodes());
        assertEquals(List.of("chart", "board"), marks().groups().get(1).nodes());
        assertEquals(Drawings.grouped(), undone());
    }

    @Test
    void ungroupingLeavesTheNodes() {
        editor.apply(new Ungroup(Set.of("counts")));
        assertEquals(List.of(), marks().groups());
        assertEquals(8, editor.pipeline().nodes().size());
        assertEquals(Drawings.grouped(), undone());
    }

    @Test
    void aBlockThatMovesTakesItsNodesAlong() {
        editor.apply(new CollapseGroup("counts", new Point(272, 424)));
        editor.apply(new MoveNodes(Map.of("counts", new Point(172, 444)), false));
        editor.apply(new CollapseGroup("counts", null));
        assertEquals(new Point(172, 384), place("hourly"), "272 - 100 and 364 + 20");
        assertEquals(new Point(172, 508), place("chart"), "272 - 100 and 488 + 20");
        assertEquals(new Point(592, 364), place("top"));
        assertEquals(Drawings.grouped(), undone());
    }

    @Test
    void aGroupGoesWithItsLastNode() {
        editor.apply(new CollapseGroup("counts", new Point(272, 424)));
        editor.apply(new DeleteSelected(Set.of("hourly", "chart")));
        assertEquals(List.of(), marks().groups());
        assertFalse(editor.pipeline().layout().containsKey("counts"), "nor does its place stay in the file");
        assertEquals(Drawings.grouped(), undone());
    }

    @Test
    void aCopyOfAGroupIsAGroupOfTheCopies() {
        Fragment part = Fragment.of(editor.pipeline(), Set.of("hourly", "chart", "why"));
        Fragment read = ClipboardJson.read(ClipboardJson.write(part)).orElseThrow();
        assertEquals(part, read, "the clipboard keeps all of it");
        editor.apply(new Paste(read.freshIn(editor.pipeline(), 24, 24), false));
        Group copy = marks().groups().get(1);
        assertEquals("Hourly counts", copy.name());
        assertEquals(List.of("hourly-2", "chart-2"), copy.nodes());
        assertEquals(marks().notes().get(0).text(), marks().notes().get(1).text());
        assertEquals(new Point(64, 56), place("why-2"), "40 + 24 and 32 + 24");
        assertEquals(new Selection(Set.of("hourly-2", "chart-2"), Set.of("why-2"), Set.of(), null), editor.selection());
        assertEquals(Drawings.grouped(), undone());
    }

    @Test
    void halfAGroupIsCopiedWithoutIt() {
        assertEquals(
                List.of(),
                Fragment.of(editor.pipeline(), Set.of("hourly")).marks().groups());
    }

    @Test
    void notesAloneCanBeCopied() {
        Fragment part = Fragment.of(editor.pipeline(), Set.of("why"));
        assertEquals(part, ClipboardJson.read(ClipboardJson.write(part)).orElseThrow());
    }

    @Test
    void aNoteIsAddedChangedAndDeleted() {
        editor.apply(new AddNote(Note.of("note", "Mind the gap", 240, 120), new Point(8, 16)));
        assertEquals(Set.of("note"), editor.selection().notes());
        editor.apply(new ChangeNote(marks().notes().get(1).withSize(320, 80)));
        assertEquals(320, marks().notes().get(1).width());
        editor.apply(new DeleteSelected(Set.of(), Set.of("note"), Set.of()));
        assertEquals(1, marks().notes().size());
        assertFalse(editor.pipeline().layout().containsKey("note"));
        assertTrue(editor.selection().isEmpty());
        assertEquals(Drawings.grouped(), undone());
    }

    @Test
    void bendsFollowWhenBothEndsOfTheirWireMoveAlike() {
        Point feed = place("feed");
        Point dead = place("dead");
        editor.apply(new MoveNodes(Map.of("feed", new Point(feed.x() + 8, feed.y())), false));
        assertEquals(new Point(760, 40), marks().bends().get(ERRORS).get(0), "one end alone leaves them");
        editor.undo();
        editor.apply(new MoveNodes(
                Map.of("feed", new Point(feed.x() + 8, feed.y() - 16), "dead", new Point(dead.x() + 8, dead.y() - 16)),
                false));
        assertEquals(
                List.of(new Point(768, 24), new Point(848, 64)), marks().bends().get(ERRORS));
        assertEquals(Drawings.grouped(), undone());
    }

    @Test
    void aBendIsAddedBetweenOthersAndDeleted() {
        editor.apply(new AddBend(new Bend(ERRORS, 1), new Point(800, 56)));
        assertEquals(new Point(800, 56), marks().bends().get(ERRORS).get(1));
        assertEquals(3, marks().bends().get(ERRORS).size());
        editor.apply(new DeleteSelected(Set.of(), Set.of(), Set.of(new Bend(ERRORS, 0), new Bend(ERRORS, 1))));
        assertEquals(List.of(new Point(840, 80)), marks().bends().get(ERRORS));
        assertEquals(Drawings.grouped(), undone());
    }

    @Test
    void aLayoutTakesBendsAway() {
        editor.apply(new Arrange(Map.of("feed", new Point(0, 0), "dead", new Point(400, 0)), Arrange.Order.AUTOMATIC));
        assertEquals(Map.of(), marks().bends());
        assertEquals(Drawings.grouped(), undone());
    }

    @Test
    void mutingAGroupMutesItsNodes() {
        editor.apply(SetMuted.toggle(
                editor.pipeline(), Set.copyOf(marks().groups().get(0).nodes())));
        assertTrue(editor.pipeline().node("hourly").orElseThrow().muted());
        assertTrue(editor.pipeline().node("chart").orElseThrow().muted());
    }
}
