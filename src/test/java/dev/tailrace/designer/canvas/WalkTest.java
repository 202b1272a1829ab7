package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.geometry.Edge;
import dev.tailrace.designer.gestures.DeskSurface;
import dev.tailrace.model.Wire;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walking over the earthquakes by keys, without a screen: feed, time and strong stand below each other. */
class WalkTest {
    private final DeskSurface desk = new DeskSurface(Drawings.earthquakes());
    private final PipelineEditor editor = desk.editor();
    private final CanvasActions keys = new CanvasActions(desk);

    @Test
    void aNodeThatIsKeptStaysSelectedWhileTheArrowsGoOn() {
        editor.selectNodes(List.of("feed"));
        keys.keepSelected();
        keys.follow(Edge.BOTTOM);
        assertEquals(Set.of("feed", "time"), editor.selectedNodes());
        keys.follow(Edge.BOTTOM);
        assertEquals(Set.of("feed", "strong"), editor.selectedNodes(), "time was not kept");
    }

    @Test
    void aNodeThatIsKeptTwiceIsKeptNoLonger() {
        editor.selectNodes(List.of("feed"));
        keys.keepSelected();
        keys.keepSelected();
        keys.follow(Edge.BOTTOM);
        assertEquals(Set.of("time"), editor.selectedNodes());
    }

    @Test
    void whatElseSelectsNodesBeginsAnew() {
        editor.selectNodes(List.of("feed"));
        keys.keepSelected();
        keys.follow(Edge.BOTTOM);
        editor.selectNodes(List.of("strong"));
        keys.follow(Edge.TOP);
        assertEquals(Set.of("time"), editor.selectedNodes());
    }

    @Test
    void aNodeIsPulledOutOfItsWiresByAKeyAndStandsAside() {
        editor.selectNodes(List.of("strong"));
        assertTrue(keys.canPullOut());
        keys.pullOut();
        assertTrue(editor.pipeline().wiresTo("strong").isEmpty());
        assertTrue(editor.pipeline().wires().contains(Wire.of("time.out", "hourly.in")));
        assertTrue(editor.pipeline().layout().get("strong").x()
                > Drawings.earthquakes().layout().get("strong").x() + 208);
        assertFalse(keys.canPullOut(), "it has no wires any more");
        editor.undo();
        assertEquals(Drawings.earthquakes(), editor.pipeline());
    }
}
