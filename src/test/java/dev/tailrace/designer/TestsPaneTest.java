package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.model.PipelineTest;
import dev.tailrace.model.Wire;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Tests of a pipeline as they are run, read and written in the window. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class TestsPaneTest {
    private static final Wire BLASTS_GONE = Wire.of("quakes.out", "hourly.in");

    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        shown = TestWindow.running();
        shown.window.show(Path.of("sample-pipelines/earthquakes/earthquakes.tailrace.json")
                .toAbsolutePath());
    }

    @BeforeEach
    void opened() {
        until(() -> shown.shows("#canvas") && editor().isCheckCurrent());
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void testsAreRunAWrongCellIsShownAndUndoMakesItRight(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT6);
        until(() -> shown.shows("#tests"));
        assertTrue(words(robot).contains("not run"));
        Pictures.inBothModes(shown, "tests-open");

        robot.push(KeyCode.SHIFT, KeyCode.F7);
        until(() -> words(robot).stream().filter(word -> word.equals("passed")).count() == 2);
        Pictures.inBothModes(shown, "tests-passed");

        type(robot, "2", "3");
        until(() -> tests().get(0)
                        .expected()
                        .get("columns.out")
                        .get(0)
                        .get("quakes")
                        .asInt()
                == 3);
        assertEquals(
                List.of("not run"),
                words(robot).stream().filter("not run"::equals).toList());
        robot.push(KeyCode.SHIFT, KeyCode.F7);
        until(() -> words(robot).contains("failed"));
        assertTrue(cells(robot).stream().anyMatch(text -> text.equals("3 \u2192 2")), () -> cells(robot)
                .toString());
        Pictures.inBothModes(shown, "tests-failed");

        robot.interact(() -> editor().undo());
        robot.push(KeyCode.SHIFT, KeyCode.F7);
        until(() -> words(robot).stream().filter(word -> word.equals("passed")).count() == 2);
    }

    @Test
    void rowsOfAWireAreRecordedAndMarkedAsExpected(FxRobot robot) {
        robot.interact(() -> {
            editor().selectNodes(List.of("time"));
            canvas().workbench().trustedProperty().set(true);
        });
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT6);
        robot.clickOn("#tests-add");
        until(() -> tests().size() == 3);
        robot.interact(() -> editor().selectWire(Wire.of("time.out", "quakes.in")));
        command(robot, "Record as test input");
        until(() -> tests().get(2).inputs().getOrDefault("time.out", List.of()).size() == 20);
        robot.interact(() -> editor().selectWire(BLASTS_GONE));
        command(robot, "Mark as expected");
        until(() -> !tests().get(2).expected().isEmpty());
        assertFalse(tests().get(2).expected().get("quakes.out").isEmpty());
        robot.push(KeyCode.SHIFT, KeyCode.F7);
        until(() -> words(robot).stream().filter(word -> word.equals("passed")).count() == 3);
        Pictures.inBothModes(shown, "tests-recorded");
    }

    @Test
    void rowsArePastedFromASpreadsheetAndWrongCellsMarked(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT6);
        robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString("id\tmag\tat\nnew\tlots\t2014-05-07T01:00:00Z\n");
            Clipboard.getSystemClipboard().setContent(content);
        });
        robot.clickOn("#test-given-more").clickOn("Paste rows from a spreadsheet");
        until(() -> tests().get(0).inputs().get("feed.out").size() == 4);
        assertEquals(
                "lots",
                tests().get(0).inputs().get("feed.out").get(3).get("mag").asText());
        until(() -> !robot.lookup(".unreadable-cell").queryAll().isEmpty());
        robot.push(KeyCode.SHIFT, KeyCode.F7);
        until(() -> words(robot).contains("cannot run"));
        Pictures.inBothModes(shown, "tests-unfit");
    }

    private CanvasPane canvas() {
        return (CanvasPane) shown.find("#canvas");
    }

    private PipelineEditor editor() {
        return canvas().editor();
    }

    private static void command(FxRobot robot, String words) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        robot.write(words).type(KeyCode.ENTER);
    }

    private List<PipelineTest> tests() {
        return editor().pipeline().attachments().tests();
    }

    /** What the list says of the tests. */
    private static List<String> words(FxRobot robot) {
        return robot.lookup(".test-word").queryAllAs(Labeled.class).stream()
                .filter(label -> label.getScene() != null && label.isVisible())
                .map(Labeled::getText)
                .toList();
    }

    private static List<String> cells(FxRobot robot) {
        return robot.lookup(".difference-rows .table-cell").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .filter(text -> text != null)
                .toList();
    }

    private static void type(FxRobot robot, String before, String after) {
        robot.doubleClickOn((javafx.scene.Node node) -> node instanceof Labeled cell
                && node.getStyleClass().contains("table-cell")
                && before.equals(cell.getText()));
        robot.write(after).type(KeyCode.ENTER);
    }
}
