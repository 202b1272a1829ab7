package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.breakpoints.Mark;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Breakpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Holding a run before a row, and going on from there, by keys. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class BreakpointScreenTest {
    private static final Wire WIRE = Wire.of("in.out", "out.in");
    private static final String PIPELINE =
            """
            {
              "tailrace": 1,
              "name": "Copy",
              "nodes": [
                {"id": "in", "operator": "file-source", "name": "Numbers", "settings": {"path": "in.csv",
                  "format": {"type": "csv", "columns": [{"name": "n", "type": "INT"}]}}},
                {"id": "out", "operator": "file-sink", "name": "Copy", "settings": {"path": "out.csv", "format": {"type": "csv"}}}
              ],
              "wires": [{"from": "in.out", "to": "out.in"}],
              "layout": {"in": [80, 80], "out": [80, 200]}
            }
            """;

    private TestWindow shown;
    private Path file;

    @Start
    void start(Stage unused) throws Exception {
        Path machine = TestWindow.newMachine();
        file = Files.writeString(machine.resolve("copy.tailrace.json"), PIPELINE);
        String numbers = IntStream.range(0, 20).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        Files.writeString(machine.resolve("in.csv"), "n\n" + numbers + "\n");
        shown = new TestWindow(machine, new EmbeddedRuntime(new PipelineCheck(Catalogue.load())));
        shown.window.show(file);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void aRunHoldsAtTheBreakpointAndGoesOnByRowsUntilItIsResumed(FxRobot robot) throws Exception {
        until(() -> shown.shows("#canvas"));
        CanvasPane canvas = robot.lookup((CanvasPane pane) -> true).query();
        until(() -> canvas.editor().isCheckCurrent());
        robot.interact(() -> {
            canvas.editor().selectWire(WIRE);
            canvas.requestFocus();
        });
        robot.type(KeyCode.F9);
        assertEquals(Mark.PLAIN, canvas.workbench().marks().of(WIRE));

        robot.push(KeyCode.CONTROL, KeyCode.F9);
        until(() -> shown.shows("#breakpoint-card"));
        robot.write("n = 12");
        robot.clickOn("#breakpoint-done");
        assertEquals(
                new Breakpoint("n = 12", 1), canvas.workbench().marks().of(WIRE).breakpoint());

        robot.type(KeyCode.F8);
        until(() -> shown.shows("#answer-run"));
        robot.clickOn("#answer-run");
        until(() -> shown.text("#state").equals("Paused at breakpoint"));
        until(() -> shown.text("#held-title").equals("Record 1 of 8 held"));
        assertEquals("Paused on Numbers \u2192 Copy", shown.text("#status-held"));
        assertTrue(values(robot, "12"));

        robot.clickOn("#held-next");
        until(() -> values(robot, "13"));
        robot.type(KeyCode.F10);
        until(() -> shown.text("#held-title").equals("Record 1 of 7 held"));
        robot.type(KeyCode.F8);
        until(() -> shown.text("#state").equals("Finished"));
        assertEquals(21, Files.readAllLines(shown.machine.resolve("out.csv")).size());

        Path memory = TestWindow.folders(shown.machine).state().resolve("breakpoints.json");
        until(() -> Files.exists(memory));
        // An open file would only be shown: its tab is closed first.
        robot.push(KeyCode.CONTROL, KeyCode.W);
        until(() -> !shown.shows("#canvas"));
        robot.interact(() -> shown.window.show(file));
        until(() -> shown.shows("#canvas"));
        until(() -> {
            CanvasPane again = robot.lookup((CanvasPane pane) -> true).query();
            return again != canvas && again.workbench().marks().of(WIRE) != null;
        });
    }

    private static boolean values(FxRobot robot, String text) {
        return !robot.lookup((Label label) -> label.getStyleClass().contains("held-value")
                        && label.getText().equals(text))
                .queryAll()
                .isEmpty();
    }
}
