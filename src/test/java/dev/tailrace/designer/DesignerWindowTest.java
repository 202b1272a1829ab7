package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.Recovery;
import dev.tailrace.designer.files.WindowMemory;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.model.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The whole window, driven by mouse and keys. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class DesignerWindowTest {
    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        shown = new TestWindow(TestWindow.newMachine(), new NoRuntime());
        shown.window.show(null);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void theStartScreenOpensASample(FxRobot robot) {
        until(() -> shown.shows(".sample-card"));
        robot.clickOn("#sample-earthquakes");
        until(() -> shown.shows("#canvas"));
        assertEquals("earthquakes", shown.text(".file-menu"));
        assertEquals("earthquakes — Tailrace", shown.stage.getTitle());
    }

    @Test
    void aFaultOfTheProgramIsSaidInASentenceAndWrittenDown(FxRobot robot) throws Exception {
        beginNew(robot);
        shown.window.failed(Thread.currentThread(), new IllegalStateException("of a test"));
        until(() -> shown.shows("#notice"));
        String words = shown.find("#notice").getAccessibleText();
        assertTrue(words.startsWith("Something in Tailrace failed."), words);
        Path log = TestWindow.folders(shown.machine).state().resolve("failures.log");
        assertTrue(words.contains(log.toString()), words);
        assertFalse(words.contains("IllegalStateException"), words);
        assertTrue(Files.readString(log).contains("java.lang.IllegalStateException: of a test\n\tat "));
    }

    @Test
    void aNewPipelineIsEmptyAndNotDirty(FxRobot robot) {
        robot.clickOn("#start-new");
        until(() -> shown.shows("#canvas"));
        assertEquals("Untitled — Tailrace", shown.stage.getTitle());
        assertEquals("no operators, no wires", shown.text("#drawing"));
    }

    @Test
    void searchingThePaletteLeavesWhatFits(FxRobot robot) {
        beginNew(robot);
        robot.clickOn("#palette-query").write("file-so");
        until(() -> !shown.shows("#palette-file-sink"));
        assertTrue(shown.shows("#palette-file-source"));
    }

    @Test
    void aMistypedOperatorIsGuessed(FxRobot robot) {
        beginNew(robot);
        robot.clickOn("#palette-query").write("flie");
        until(() -> shown.shows(".palette-none"));
        robot.clickOn("File is close.");
        until(() -> shown.shows("#palette-file-source"));
    }

    @Test
    void anOperatorIsDraggedOntoTheCanvas(FxRobot robot) {
        beginNew(robot);
        robot.drag("#palette-file-source").moveTo("#canvas").drop();
        until(() -> shown.text("#drawing").startsWith("1 operator,"));
        assertTrue(shown.stage.getTitle().startsWith("•"));
    }

    @Test
    void anOperatorLetGoBesideTheCanvasIsNotAdded(FxRobot robot) {
        beginNew(robot);
        robot.drag("#palette-file-source").moveTo("#toolbar-check").drop();
        Screen.settle();
        assertEquals("no operators, no wires", shown.text("#drawing"));
    }

    @Test
    void aDoubleClickAddsAndUndoTakesBack(FxRobot robot) {
        beginNew(robot);
        robot.doubleClickOn("#palette-nexmark");
        until(() -> shown.text("#drawing").startsWith("1 operator,"));
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        until(() -> shown.text("#drawing").startsWith("no operators,"));
        assertFalse(shown.stage.getTitle().startsWith("•"));
    }

    @Test
    void savingAsksForAFileAndClearsTheMark(FxRobot robot) throws Exception {
        beginNew(robot);
        robot.doubleClickOn("#palette-file-source");
        until(() -> shown.text("#state").equals("Not saved"));
        shown.chosen = Optional.of(shown.machine.resolve("quakes"));
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        until(() -> shown.text("#state").equals("Saved"));
        Path file = shown.machine.resolve("quakes.tailrace.json");
        assertEquals("quakes — Tailrace", shown.stage.getTitle());
        assertTrue(Files.readString(file).contains("\"file-source\""));
    }

    @Test
    void theCommandPaletteFindsAndRunsACommand(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P).release(KeyCode.P, KeyCode.SHIFT, KeyCode.CONTROL);
        until(() -> shown.shows("#command-palette"));
        robot.write("new pip").type(KeyCode.ENTER);
        until(() -> shown.shows("#canvas"));
        assertFalse(shown.shows("#command-palette"));
    }

    @Test
    void theCommandPaletteListsEveryActionWithItsKey(FxRobot robot) {
        beginNew(robot);
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P).release(KeyCode.P, KeyCode.SHIFT, KeyCode.CONTROL);
        until(() -> shown.shows("#command-palette"));
        ListView<?> list = (ListView<?>) shown.find("#command-palette .list-view");
        Set<String> listed =
                list.getItems().stream().map(item -> ((Action) item).id()).collect(Collectors.toSet());
        Set<String> missing = shown.window.actions().all().stream()
                .map(Action::id)
                .filter(id -> !listed.contains(id) && !id.equals("commands"))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), missing, "what cannot be done now is listed too");
        robot.write("ungroup").type(KeyCode.ENTER);
        assertTrue(shown.shows("#command-palette"), "nothing is selected that could be ungrouped");
        robot.type(KeyCode.ESCAPE);
        until(() -> !shown.shows("#command-palette"));
    }

    @Test
    void anEmptyPipelineSaysWhatParametersAndEnvironmentsAreFor(FxRobot robot) {
        beginNew(robot);
        for (String said : List.of("No parameters.", "No environments.")) {
            assertTrue(
                    robot.lookup((Label label) -> label.getText().startsWith(said))
                            .tryQuery()
                            .isPresent(),
                    said);
        }
    }

    @Test
    void theThemeChangesAndIsRemembered(FxRobot robot) {
        robot.clickOn("#start-theme");
        until(() -> shown.stage.getScene().getStylesheets().get(0).endsWith("dark.css"));
        shown.requestClose(robot);
        until(() -> WindowMemory.read(TestWindow.folders(shown.machine)).mode() == Mode.DARK);
    }

    @Test
    void keysShowAndFoldPanesAndChooseTabs(FxRobot robot) {
        beginNew(robot);
        robot.push(KeyCode.CONTROL, KeyCode.B);
        until(() -> !shown.shows(".palette"));
        robot.push(KeyCode.CONTROL, KeyCode.I);
        until(() -> !shown.shows(".inspector"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        until(() -> shown.find(".problems-pane") != null);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        until(() -> shown.find(".charts-pane") != null && shown.find(".problems-pane") == null);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        until(() -> shown.find(".data-pane") != null);
        robot.push(KeyCode.CONTROL, KeyCode.J);
        until(() -> ((Region) shown.find(".bottom-pane")).getHeight() == 40
                && !shown.find(".tab-content").isVisible());
    }

    @Test
    void theFocusGoesRoundThePanes(FxRobot robot) {
        beginNew(robot);
        robot.interact(() -> shown.find("#canvas").requestFocus());
        for (String pane : List.of(".bottom-pane", ".inspector", ".side-tabs", "#canvas")) {
            robot.type(KeyCode.F6);
            until(() -> isIn(shown.stage.getScene().getFocusOwner(), shown.find(pane)));
        }
        robot.push(KeyCode.SHIFT, KeyCode.F6);
        until(() -> isIn(shown.stage.getScene().getFocusOwner(), shown.find(".side-tabs")));
    }

    @Test
    void reducedMotionIsRemembered(FxRobot robot) {
        beginNew(robot);
        CanvasPane canvas = (CanvasPane) shown.find("#canvas");
        robot.clickOn(".no-arrow").clickOn("#menu-reduced-motion");
        until(() -> canvas.reducedMotionProperty().get());
        shown.requestClose(robot);
        until(() -> WindowMemory.read(TestWindow.folders(shown.machine)).reducedMotion());
    }

    private static boolean isIn(Node node, Node pane) {
        return node != null && (node == pane || isIn(node.getParent(), pane));
    }

    @Test
    void closingWithUnsavedEditsAsks(FxRobot robot) {
        beginNew(robot);
        robot.doubleClickOn("#palette-file-source");
        until(() -> shown.text("#state").equals("Not saved"));
        shown.requestClose(robot);
        until(() -> shown.shows("#question"));
        robot.clickOn("#answer-cancel");
        until(() -> !shown.shows("#question"));
        assertTrue(shown.stage.isShowing());
        shown.requestClose(robot);
        until(() -> shown.shows("#question"));
        robot.clickOn("#answer-discard");
        until(() -> !shown.stage.isShowing());
    }

    @Test
    void afterACrashTheEditsAreOffered(FxRobot robot) throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        new Recovery(TestWindow.folders(shown.machine), dead.pid())
                .keep(new Recovery.Kept(
                        "lost",
                        null,
                        "paid-orders",
                        Instant.parse("2026-01-02T14:06:31Z"),
                        PipelineFiles.text(Pipeline.empty("paid-orders"))));
        robot.interact(() -> shown.window.show(null));
        until(() -> shown.shows("#question"));
        assertEquals("Restore 14:06:31", shown.text("#answer-restore"));
        robot.clickOn("#answer-restore");
        until(() -> shown.shows("#canvas"));
        until(() -> shown.text("#state").equals("Not saved"));
        assertEquals("• paid-orders — Tailrace", shown.stage.getTitle());
    }

    @Test
    void aBrokenFileIsExplainedAndNothingIsLost(FxRobot robot) throws Exception {
        Path broken = shown.machine.resolve("broken.tailrace.json");
        Files.writeString(broken, "{\n  \"tailrace\": 1,\n  \"name\": \n}");
        beginNew(robot);
        robot.interact(() -> shown.window.show(broken));
        until(() -> shown.shows("#notice"));
        assertTrue(shown.find("#notice").getAccessibleText().startsWith("broken.tailrace.json, line 4:"));
        assertTrue(shown.shows("#canvas"));
    }

    @Test
    void everyControlTellsWhatItIs(FxRobot robot) {
        beginNew(robot);
        List<String> silent = Silence.in(shown.stage.getScene().getRoot());
        assertEquals(List.of(), silent);
    }

    @Test
    void keysReachTheFieldThatHasTheFocusFirst(FxRobot robot) {
        beginNew(robot);
        robot.doubleClickOn("#palette-file-source");
        until(() -> shown.text("#drawing").startsWith("1 operator,"));
        robot.clickOn("#palette-query").write("ab");
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        Screen.settle();
        assertEquals("", ((TextField) shown.find("#palette-query")).getText());
        assertTrue(shown.text("#drawing").startsWith("1 operator,"));
    }

    private void beginNew(FxRobot robot) {
        robot.clickOn("#start-new");
        until(() -> shown.shows("#canvas"));
    }
}
