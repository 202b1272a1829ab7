package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Screen;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Course;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.model.Attachments;
import dev.tailrace.model.Wire;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Groups, notes and bends in the real pane, by pointer and keys. */
@ExtendWith(OnScreen.class)
@SuppressWarnings("NullAway.Init")
class MarksOnScreenTest {
    private CanvasPane pane;
    private PipelineEditor editor;

    @Start
    void start(Stage stage) {
        editor = Drawings.editor(Drawings.earthquakes());
        pane = CanvasShots.show(stage, CanvasShots.workbench(editor));
    }

    private Point2D screen(double x, double y) {
        Viewport viewport = pane.viewport();
        return pane.localToScreen(viewport.toScreenX(x), viewport.toScreenY(y));
    }

    private Attachments marks() {
        return editor.pipeline().attachments();
    }

    private static void press(FxRobot robot, KeyCode... keys) {
        robot.press(keys);
        robot.release(keys);
        Screen.settle();
    }

    private void select(String... nodes) {
        Screen.ask(() -> {
            editor.selectNodes(List.of(nodes));
            return nodes;
        });
    }

    @Test
    void selectedNodesAreGroupedNamedFoldedAndOpenedByADoubleClick(FxRobot robot) {
        select("hourly", "chart");
        press(robot, KeyCode.CONTROL, KeyCode.G);
        press(robot, KeyCode.F2);
        robot.write("Counts");
        robot.type(KeyCode.ENTER);
        assertEquals("Counts", marks().groups().get(0).name());
        press(robot, KeyCode.SHIFT, KeyCode.G);
        assertTrue(marks().groups().get(0).collapsed());
        Box block = Objects.requireNonNull(pane.model().node("chart")).box();
        robot.doubleClickOn(screen(block.x() + 60, block.y() + 28));
        Screen.settle();
        assertFalse(marks().groups().get(0).collapsed());
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.G);
        assertEquals(List.of(), marks().groups());
    }

    @Test
    void aValueIsPinnedByAKeyAndUnpinned(FxRobot robot) {
        Wire wire = Wire.of("time.out", "strong.in");
        select("time");
        press(robot, KeyCode.P);
        assertTrue(pane.lookup("#pin-card").isVisible());
        robot.write("region");
        robot.interact(() -> ((Button) pane.lookup("#pin-add")).fire());
        assertEquals(List.of("region"), pane.workbench().pins().of(wire));
        assertEquals(1, pane.lookupAll("#pin-card .quiet-button").size());
        robot.clickOn("#pin-card .quiet-button");
        assertTrue(pane.workbench().pins().isEmpty());
        robot.clickOn("#pin-done");
        assertFalse(pane.lookup("#pin-card").isVisible());
    }

    @Test
    void aNoteIsWrittenKeptAndLeftAgain(FxRobot robot) {
        robot.moveTo(screen(40, 240));
        press(robot, KeyCode.SHIFT, KeyCode.N);
        TextArea area = (TextArea) pane.lookup("#canvas-note");
        assertTrue(area.isFocused());
        robot.write("late rows");
        press(robot, KeyCode.CONTROL, KeyCode.ENTER);
        assertEquals("late rows", marks().notes().get(0).text());
        robot.doubleClickOn(screen(60, 260));
        robot.write(" and more");
        robot.type(KeyCode.ESCAPE);
        assertEquals("late rows", marks().notes().get(0).text(), "Esc leaves it as it was");
        assertFalse(area.isVisible());
        assertTrue(pane.isFocused());
        robot.type(KeyCode.DELETE);
        assertEquals(List.of(), marks().notes());
    }

    @Test
    void aNoteWithoutWordsDoesNotCome(FxRobot robot) {
        press(robot, KeyCode.SHIFT, KeyCode.N);
        press(robot, KeyCode.CONTROL, KeyCode.ENTER);
        assertEquals(Drawings.earthquakes(), editor.pipeline());
    }

    @Test
    void aDoubleClickBendsAWireAndDelStraightensIt(FxRobot robot) {
        Wire wire = Wire.of("strong.out", "top.in");
        Course course = Objects.requireNonNull(pane.model().wire(wire)).curve();
        robot.doubleClickOn(screen(course.x(0.4), course.y(0.4)));
        Screen.settle();
        assertEquals(1, marks().bends().getOrDefault(wire.id(), List.of()).size());
        robot.type(KeyCode.DELETE);
        assertEquals(Drawings.earthquakes(), editor.pipeline());
    }

    @Test
    void theLayoutAndTheFlowAreTurnedByKeys(FxRobot robot) {
        press(robot, KeyCode.SHIFT, KeyCode.RIGHT);
        Box feed = Objects.requireNonNull(pane.model().node("feed")).box();
        Box time = Objects.requireNonNull(pane.model().node("time")).box();
        assertTrue(feed.right() < time.x(), "rows run to the right");
        press(robot, KeyCode.CONTROL, KeyCode.Z);
        assertEquals(Drawings.earthquakes(), editor.pipeline());
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        assertNotEquals(Drawings.earthquakes().layout(), editor.pipeline().layout());
    }
}
