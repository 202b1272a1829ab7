package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.files.RecentFiles;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.runtime.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Running from the window, on the embedded runtime. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class DesignerRunTest {
    private static final String PIPELINE =
            """
            {
              "tailrace": 1,
              "name": "Copy",
              "nodes": [
                {"id": "in", "operator": "file-source", "name": "Numbers", "settings": {"path": "%s",
                  "format": {"type": "csv", "columns": [{"name": "n", "type": "INT"}]}}},
                {"id": "out", "operator": "file-sink", "name": "Copy", "settings": {"path": "out.csv", "format": {"type": "csv"}}}
              ],
              "wires": [{"from": "in.out", "to": "out.in"}],
              "layout": {"in": [80, 80], "out": [80, 200]}
            }
            """;

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
    void aFileFromElsewhereSaysWhatItTouchesBeforeItsFirstRun(FxRobot robot) throws Exception {
        Path file = open(robot, "in.csv");
        Files.writeString(shown.machine.resolve("in.csv"), "n\n1\n2\n3\n");
        robot.clickOn("#toolbar-run");
        until(() -> shown.shows("#question"));
        assertEquals(1, labels(robot, "reads in.csv"));
        assertEquals(1, labels(robot, "writes out.csv"));
        assertFalse(Files.exists(shown.machine.resolve("out.csv")));
        robot.clickOn("#answer-run");
        until(() -> shown.text("#state").equals("Finished"));
        until(() ->
                new RecentFiles(TestWindow.folders(shown.machine)).all().get(0).outcome()
                        == RecentFiles.Outcome.FINISHED);
        assertEquals(4, Files.readAllLines(shown.machine.resolve("out.csv")).size());

        robot.type(KeyCode.F8);
        until(() -> Files.exists(file) && !shown.shows("#question"));
        until(() -> shown.text("#state").equals("Finished"));
    }

    @Test
    void aFailureIsSaidInWordsAndLeadsToItsNode(FxRobot robot) throws Exception {
        open(robot, "absent.csv");
        robot.clickOn("#toolbar-run");
        until(() -> shown.shows("#question"));
        robot.clickOn("#answer-run");
        until(() -> shown.text("#state").equals("Failed"));
        until(() -> shown.shows("#notice"));
        assertTrue(shown.find("#notice").getAccessibleText().startsWith("Numbers: "));
        robot.clickOn("#show-failure");
        until(() -> !shown.shows("#notice"));
    }

    @Test
    void afterAFailedRecordTheErrorPortIsWiredByAButton(FxRobot robot) throws Exception {
        open(robot, "in.csv");
        Files.writeString(shown.machine.resolve("in.csv"), "n\n1\ntwo\n3\n");
        robot.clickOn("#toolbar-run");
        until(() -> shown.shows("#question"));
        robot.clickOn("#answer-run");
        until(() -> shown.text("#state").equals("Failed"));
        until(() -> shown.shows("#fix-failure"));
        robot.clickOn("#fix-failure");
        CanvasPane canvas = robot.lookup((CanvasPane pane) -> true).query();
        until(() -> canvas.editor().isCheckCurrent()
                && canvas.editor().pipeline().wires().size() == 2);
        assertEquals(
                "in.error", canvas.editor().pipeline().wires().get(1).from().toString());
        robot.clickOn("#toolbar-run");
        until(() -> {
            Run run = canvas.workbench().runProperty().get();
            return run != null && run.state() == Run.State.DONE;
        });
    }

    /** The tiles of a running drawing are taller by their previews, which are gone for a moment when a run begins. */
    @Test
    void afterEachRunTheWholeDrawingIsInView(FxRobot robot) throws Exception {
        Path flights = slowFlights();
        robot.interact(() -> shown.window.show(flights));
        until(() -> shown.shows("#canvas"));
        CanvasPane canvas = robot.lookup((CanvasPane pane) -> true).query();
        robot.interact(() -> canvas.workbench().trustedProperty().set(true));
        for (int run = 1; run <= 2; run++) {
            robot.clickOn("#toolbar-run");
            until(() -> shown.text("#state").equals("Running"));
            until(() -> canvas.model().nodes().stream().anyMatch(NodeBox::preview));
            until(() -> canvas.model().nodes().stream().allMatch(node -> canvas.viewport()
                    .visible(canvas.getWidth(), canvas.getHeight())
                    .contains(node.box())));
            robot.push(KeyCode.SHIFT, KeyCode.F8);
            until(() -> shown.text("#state").equals("Stopped"));
        }
    }

    /** The sample, at a pace at which it lives until it is stopped. */
    private Path slowFlights() throws Exception {
        Path sample = Path.of("sample-pipelines/flights");
        Path folder =
                Files.createDirectories(shown.machine.resolve("flights/data")).getParent();
        Files.copy(sample.resolve("data/flights.jsonl"), folder.resolve("data/flights.jsonl"));
        String file = "flights.tailrace.json";
        return Files.writeString(
                folder.resolve(file),
                Files.readString(sample.resolve(file)).replace("\"default\": 2000", "\"default\": 200"));
    }

    private Path open(FxRobot robot, String input) throws Exception {
        Path file = shown.machine.resolve("copy.tailrace.json");
        Files.writeString(file, PIPELINE.formatted(input));
        robot.interact(() -> shown.window.show(file));
        until(() -> shown.shows("#canvas"));
        return file;
    }

    private static long labels(FxRobot robot, String text) {
        return robot.lookup((Label label) -> label.getText().equals(text))
                .queryAll()
                .size();
    }
}
