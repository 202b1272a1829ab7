package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.files.Session;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Telemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Several pipelines in one window, driven by mouse and keys. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class TabsTest {
    /** Ten rows a second of ten thousand: it runs for as long as any test. */
    private static final String SLOW =
            """
            {"tailrace": 1, "name": "slow", "nodes": [
              {"id": "in", "operator": "file-source", "name": "Numbers", "settings": {"path": "in.csv",
                "rowsPerSecond": 10, "format": {"type": "csv", "columns": [{"name": "n", "type": "INT"}]}}},
              {"id": "out", "operator": "discard", "name": "Gone"}],
             "wires": [{"from": "in.out", "to": "out.in"}], "layout": {"in": [80, 80], "out": [80, 200]}}
            """;

    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        shown = window(TestWindow.newMachine());
        shown.window.show(null);
    }

    private TestWindow window(Path machine) {
        return new TestWindow(machine, new EmbeddedRuntime(new PipelineCheck(Catalogue.load())));
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void theRowOfTabsIsThereOnlyWhileThereIsAChoice(FxRobot robot) throws Exception {
        shown.open(robot, "one");
        assertFalse(shown.shows("#tab-strip"));
        shown.open(robot, "two");
        assertTrue(shown.shows("#tab-strip"));
        assertEquals("two — Tailrace", shown.stage.getTitle());
        shown.open(robot, "one");
        assertEquals("one — Tailrace", shown.stage.getTitle());
        robot.push(KeyCode.CONTROL, KeyCode.W);
        until(() -> shown.stage.getTitle().equals("two — Tailrace") && !shown.shows("#tab-strip"));
    }

    @Test
    void keysGoFromTabToTabWhateverHasTheFocus(FxRobot robot) throws Exception {
        for (String name : List.of("one", "two", "three")) {
            shown.open(robot, name);
        }
        robot.clickOn("#palette-query");
        robot.push(KeyCode.CONTROL, KeyCode.TAB);
        until(() -> shown.stage.getTitle().startsWith("one"));
        robot.push(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
        until(() -> shown.stage.getTitle().startsWith("two"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.TAB);
        until(() -> shown.stage.getTitle().startsWith("one"));
        robot.push(KeyCode.CONTROL, KeyCode.PAGE_UP);
        until(() -> shown.stage.getTitle().startsWith("three"));
        assertEquals("palette-query", shown.stage.getScene().getFocusOwner().getId());
    }

    @Test
    void eachTabKeepsItsEditsItsUndoAndItsView(FxRobot robot) throws Exception {
        shown.open(robot, "one");
        robot.doubleClickOn("#palette-filter");
        until(() -> shown.text("#drawing").startsWith("2 operators"));
        CanvasPane canvas = (CanvasPane) shown.find("#canvas");
        robot.push(KeyCode.CONTROL, KeyCode.MINUS);
        until(() -> canvas.viewport().zoom() < 0.9);
        shown.open(robot, "two");
        assertEquals("1 operator, no wires", shown.text("#drawing"));
        robot.clickOn("#file-tab-one");
        until(() -> shown.text("#drawing").startsWith("2 operators"));
        assertTrue(((CanvasPane) shown.find("#canvas")).viewport().zoom() < 0.9);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> shown.text("#drawing").startsWith("1 operator,"));
    }

    @Test
    void tabsAreDraggedIntoAnotherOrder(FxRobot robot) throws Exception {
        for (String name : List.of("one", "two", "three")) {
            shown.open(robot, name);
        }
        robot.drag("#file-tab-three").moveTo("#file-tab-one").moveBy(-40, 0).drop();
        until(() -> shown.find("#file-tab-three").getLayoutX()
                < shown.find("#file-tab-one").getLayoutX());
    }

    @Test
    void theMiddleButtonClosesAndTheTabCanComeBack(FxRobot robot) throws Exception {
        shown.open(robot, "one");
        shown.open(robot, "two");
        robot.clickOn("#file-tab-one", MouseButton.MIDDLE);
        until(() -> !shown.shows("#tab-strip"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        until(() -> shown.shows("#tab-strip") && shown.stage.getTitle().startsWith("one"));
    }

    @Test
    void aTabWithEditsAsksBeforeItCloses(FxRobot robot) throws Exception {
        shown.open(robot, "one");
        robot.doubleClickOn("#palette-filter");
        until(() -> shown.stage.getTitle().startsWith("•"));
        shown.open(robot, "two");
        robot.clickOn("#file-tab-one", MouseButton.MIDDLE);
        until(() -> shown.shows("#question"));
        robot.clickOn("#answer-save");
        until(() -> !shown.shows("#tab-strip"));
        assertTrue(Files.readString(shown.file("one")).contains("\"filter\""));
    }

    @Test
    void theWindowAsksOnceForAllThatIsNotSaved(FxRobot robot) throws Exception {
        for (String name : List.of("one", "two")) {
            shown.open(robot, name);
            robot.doubleClickOn("#palette-filter");
            until(() -> shown.stage.getTitle().startsWith("•"));
        }
        shown.requestClose(robot);
        until(() -> shown.shows("#question"));
        robot.clickOn("#answer-save");
        until(() -> !shown.stage.isShowing());
        assertTrue(Files.readString(shown.file("one")).contains("\"filter\""));
        assertTrue(Files.readString(shown.file("two")).contains("\"filter\""));
    }

    @Test
    void aRunGoesOnInATabThatIsNotShown(FxRobot robot) throws Exception {
        Files.writeString(shown.machine.resolve("in.csv"), "n\n" + "1\n".repeat(10_000));
        Files.writeString(shown.file("slow"), SLOW);
        shown.open(robot, "slow");
        robot.clickOn("#toolbar-run");
        until(() -> shown.shows("#question"));
        robot.clickOn("#answer-run");
        until(() -> shown.text("#state").equals("Running"));
        Workbench bench = ((CanvasPane) shown.find("#canvas")).workbench();
        shown.open(robot, "two");
        until(() -> shown.find("#file-tab-slow").getAccessibleText().contains("Running"));
        assertNotEquals("Running", shown.text("#state"));
        // What is not shown does no work: rows go on passing, and no picture of them is taken.
        Object picture = bench.pictureProperty().get();
        long rows = rows(bench);
        until(() -> rows(bench) > rows + 10);
        assertSame(picture, bench.pictureProperty().get());
        robot.clickOn("#file-tab-slow", MouseButton.MIDDLE);
        until(() -> shown.shows("#question"));
        robot.clickOn("#answer-stop");
        until(() -> !shown.shows("#tab-strip"));
    }

    @Test
    void theStartScreenIsOneStepAwayAndBack(FxRobot robot) throws Exception {
        shown.open(robot, "one");
        shown.open(robot, "two");
        robot.clickOn("#strip-home");
        until(() -> shown.shows("#start-screen") && shown.shows("#tab-strip"));
        robot.clickOn("#file-tab-one");
        until(() -> shown.stage.getTitle().startsWith("one"));
    }

    @Test
    void whatWasOpenIsOpenAtTheNextStart(FxRobot robot) throws Exception {
        shown.open(robot, "one");
        shown.open(robot, "two");
        shown.open(robot, "one");
        robot.push(KeyCode.CONTROL, KeyCode.MINUS);
        CanvasPane canvas = (CanvasPane) shown.find("#canvas");
        until(() -> canvas.viewport().zoom() < 0.9 && canvas.camera().chosenViewport() != null);
        shown.requestClose(robot);
        until(() -> !shown.stage.isShowing());
        shown.close();
        Session session = Session.read(TestWindow.folders(shown.machine));
        assertEquals(
                List.of(shown.file("one"), shown.file("two")),
                session.files().stream().map(Session.Place::path).toList());
        robot.interact(() -> {
            shown = window(shown.machine);
            shown.window.show(null);
        });
        until(() -> shown.shows("#tab-strip") && shown.stage.getTitle().startsWith("one"));
        until(() -> Optional.ofNullable(session.files().get(0).viewport())
                .equals(Optional.of(((CanvasPane) shown.find("#canvas")).viewport())));
    }

    private static long rows(Workbench bench) {
        return Objects.requireNonNull(bench.runProperty().get()).telemetry().wires().values().stream()
                .mapToLong(Telemetry.WireReading::rows)
                .sum();
    }
}
