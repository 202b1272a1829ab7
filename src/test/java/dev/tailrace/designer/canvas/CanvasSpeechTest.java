package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.model.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The canvas as assistive technology asks it. */
@ExtendWith(OnScreen.class)
@SuppressWarnings("NullAway.Init")
class CanvasSpeechTest {
    private static final Wire TO_TOP = Wire.of("strong.out", "top.in");

    private CanvasPane pane;
    private PipelineEditor editor;
    private Workbench workbench;

    @Start
    void start(Stage stage) {
        editor = Drawings.editor(Drawings.earthquakes());
        workbench = CanvasShots.workbench(editor);
        pane = CanvasShots.show(stage, workbench);
    }

    @Test
    void itIsAListOfNodesAndWires(FxRobot robot) {
        robot.interact(() -> {
            assertEquals(AccessibleRole.LIST_VIEW, pane.getAccessibleRole());
            assertEquals(15, pane.queryAccessibleAttribute(AccessibleAttribute.ITEM_COUNT));
            assertEquals("earthquakes, 8 operators", pane.getAccessibleText());
            assertNull(pane.queryAccessibleAttribute(AccessibleAttribute.FOCUS_ITEM));
            Node first = item(0);
            assertEquals(AccessibleRole.LIST_ITEM, first.getAccessibleRole());
            assertTrue(text(first).startsWith("Quake feed, "), text(first));
            assertEquals("Quake feed to Event time", text(item(1)));
            assertNull(pane.queryAccessibleAttribute(AccessibleAttribute.ITEM_AT_INDEX, 15));
        });
    }

    @Test
    void theFocusMovesWithTheSelectionByKeys(FxRobot robot) {
        robot.type(KeyCode.TAB);
        assertEquals("feed", editor.selectedNode());
        robot.type(KeyCode.TAB);
        assertEquals(Wire.of("feed.out", "time.in"), editor.selectedWire());
        robot.interact(() -> assertEquals("Quake feed to Event time", text(focused())));
        robot.type(KeyCode.DOWN);
        assertEquals("time", editor.selectedNode());
        robot.interact(() -> {
            assertTrue(text(focused()).startsWith("Event time, "));
            assertEquals(List.of(focused()), pane.queryAccessibleAttribute(AccessibleAttribute.SELECTED_ITEMS));
        });
    }

    @Test
    void aReaderMayPutTheFocusOnAnyOfThem(FxRobot robot) {
        robot.interact(() -> {
            Node wire = item(1);
            wire.executeAccessibleAction(AccessibleAction.REQUEST_FOCUS);
            assertEquals(wire, focused());
            assertEquals(true, wire.queryAccessibleAttribute(AccessibleAttribute.SELECTED));
            assertEquals(1, wire.queryAccessibleAttribute(AccessibleAttribute.INDEX));
        });
        assertEquals(Wire.of("feed.out", "time.in"), editor.selectedWire());
    }

    @Test
    void whatRunsIsToldAsItIsNow(FxRobot robot) {
        robot.interact(() -> {
            editor.selectWire(TO_TOP);
            long watermark = Instant.parse("2026-03-04T14:02:48Z").toEpochMilli();
            workbench
                    .pictureProperty()
                    .set(new LivePicture(
                            Map.of(
                                    TO_TOP,
                                    new LiveWire(WireState.BACKPRESSURED, 9, 9, watermark, false, "9/s", "", false)),
                            Map.of("strong", new LiveNode(0, 0, 0, 0, 12_400, 3_100, 0, 0, -1, 0)),
                            null,
                            0,
                            0,
                            0));
            String said = Objects.requireNonNull(pane.getAccessibleText());
            assertTrue(said.startsWith("Strong enough to Strongest five, backpressured, watermark "), said);
            editor.selectNodes(List.of("strong"));
            assertTrue(text(focused()).endsWith("12.4 thousand rows in, 3.1 out"), text(focused()));
        });
    }

    private Node item(int index) {
        return (Node) Objects.requireNonNull(pane.queryAccessibleAttribute(AccessibleAttribute.ITEM_AT_INDEX, index));
    }

    private Node focused() {
        return (Node) Objects.requireNonNull(pane.queryAccessibleAttribute(AccessibleAttribute.FOCUS_ITEM));
    }

    private static String text(Node item) {
        return String.valueOf(item.queryAccessibleAttribute(AccessibleAttribute.TEXT));
    }
}
