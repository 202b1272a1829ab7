package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.RecentFiles;
import dev.tailrace.model.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Files that others write, drop or delete, and those that were saved or opened before. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class FilesOnScreenTest {
    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        shown = TestWindow.running();
        shown.window.show(null);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void aFileThatSomebodyElseWroteIsReadAgain(FxRobot robot) throws Exception {
        Path file = shown.open(robot, "one");
        TestWindow.write(file, "elsewhere", "project");
        shown.open(robot, "two");
        robot.clickOn("#file-tab-one");
        until(() -> shown.shows("#notice"));
        assertEquals("one was changed on disk and has been read again.", accessible("#notice"));
        assertEquals("one — Tailrace", shown.stage.getTitle());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> shown.stage.getTitle().startsWith("•"));
    }

    @Test
    void editsHereAndOnDiskAreNotMixed(FxRobot robot) throws Exception {
        Path file = shown.open(robot, "one");
        robot.doubleClickOn("#palette-filter");
        until(() -> shown.stage.getTitle().startsWith("•"));
        TestWindow.write(file, "elsewhere", "project");
        robot.push(KeyCode.CONTROL, KeyCode.S);
        until(() -> shown.shows("#question"));
        assertTrue(Files.readString(file).contains("\"project\""), "theirs is not written over");
        robot.clickOn("#answer-theirs");
        until(() -> shown.text("#drawing").startsWith("1 operator,")
                && !shown.stage.getTitle().startsWith("•"));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> shown.text("#drawing").startsWith("2 operators"));
    }

    @Test
    void aSavedStateOfBeforeComesBackAsAnEdit(FxRobot robot) throws Exception {
        shown.open(robot, "one");
        robot.doubleClickOn("#palette-filter");
        until(() -> shown.stage.getTitle().startsWith("•"));
        robot.push(KeyCode.CONTROL, KeyCode.S);
        until(() -> !shown.stage.getTitle().startsWith("•"));
        robot.clickOn(".file-menu").clickOn("#menu-local-history");
        until(() -> shown.shows("#local-history")
                && ((ListView<?>) shown.find("#history-states")).getItems().size() == 2);
        assertTrue(robot.lookup((Label label) -> label.getText().startsWith("Added Filter"))
                .tryQuery()
                .isPresent());
        robot.type(KeyCode.DOWN);
        robot.clickOn("#history-restore");
        until(() -> shown.text("#drawing").startsWith("1 operator,")
                && shown.stage.getTitle().startsWith("•"));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> shown.text("#drawing").startsWith("2 operators"));
    }

    @Test
    void aDroppedFileOfRowsBecomesASourceAndItsColumnsAreInferredWhenAsked(FxRobot robot) throws Exception {
        Path pipeline = shown.open(robot, "one");
        Files.writeString(pipeline.resolveSibling("orders.csv"), "id,price\n1,2.5\n2,3.5\n");
        robot.interact(() -> shown.window.drop(pipeline.resolveSibling("orders.csv"), 700, 300));
        until(() -> shown.text("#drawing").startsWith("2 operators"));
        robot.clickOn("#infer-dropped");
        until(() -> !shown.shows("#notice"));
        robot.push(KeyCode.CONTROL, KeyCode.S);
        until(() -> !shown.stage.getTitle().startsWith("•"));
        Pipeline saved = ((PipelineFiles.Read) PipelineFiles.read(pipeline)).pipeline();
        assertEquals("orders.csv", saved.nodes().get(1).settings().path("path").asText());
        assertEquals("orders", saved.nodes().get(1).name());
    }

    @Test
    void aPipelineThatIsSavedInAnotherFolderStillReadsItsFiles(FxRobot robot) throws Exception {
        Path pipeline = shown.open(robot, "one");
        Files.writeString(pipeline.resolveSibling("orders.csv"), "id,price\n1,2.5\n");
        robot.interact(() -> shown.window.drop(pipeline.resolveSibling("orders.csv"), 700, 300));
        until(() -> shown.text("#drawing").startsWith("2 operators"));
        Path elsewhere = Files.createDirectory(shown.machine.resolve("elsewhere"));
        shown.chosen = Optional.of(elsewhere.resolve("copy.tailrace.json"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        until(() -> shown.stage.getTitle().startsWith("copy"));
        Pipeline saved = ((PipelineFiles.Read) PipelineFiles.read(elsewhere.resolve("copy.tailrace.json"))).pipeline();
        assertEquals(
                "../orders.csv", saved.nodes().get(1).settings().path("path").asText());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> shown.text("#drawing").startsWith("1 operator,"));
        robot.push(KeyCode.CONTROL, KeyCode.Y);
        until(() -> !shown.stage.getTitle().startsWith("•"));
    }

    @Test
    void aDroppedScriptIsDrawn(FxRobot robot) throws Exception {
        Path script = shown.machine.resolve("made.sql");
        Files.writeString(script, "SELECT 1 FROM missing");
        robot.interact(() -> shown.window.drop(script, 10, 10));
        until(() -> shown.shows("#notice"));
        assertTrue(accessible("#notice").startsWith("made.sql, line 1:"), accessible("#notice"));
    }

    @Test
    void recentFilesArePinnedAndTakenOut(FxRobot robot) throws Exception {
        Path one = shown.open(robot, "one");
        Path two = shown.open(robot, "two");
        Files.delete(one);
        robot.clickOn("#strip-home");
        until(() -> shown.shows("#recent-one"));
        until(() -> shown.find("#recent-one").getAccessibleText().contains("Not there any more"));
        robot.moveTo("#recent-one").clickOn("#pin-one");
        until(() -> remembered().get(0).equals(one));
        robot.moveTo("#recent-one").clickOn("#forget-one");
        until(() -> !shown.shows("#recent-one"));
        until(() -> remembered().equals(List.of(two)));
    }

    /** As they are written down, which is done aside. */
    private List<Path> remembered() {
        return new RecentFiles(TestWindow.folders(shown.machine))
                .all().stream().map(RecentFiles.RecentFile::path).toList();
    }

    @Test
    void theGalleryFindsSamplesByTheOperatorsInThem(FxRobot robot) {
        until(() -> shown.shows("#samples-all"));
        robot.clickOn("#samples-all");
        until(() -> shown.shows("#gallery"));
        robot.clickOn("#gallery-query").write("session");
        until(() -> !shown.shows("#sample-q5") && shown.shows("#sample-q11"));
    }

    private String accessible(String selector) {
        return shown.find(selector).getAccessibleText();
    }
}
