package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.util.List;
import java.util.Set;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * Somebody who has never seen the program builds the five operators of the tour from an empty canvas: a file, its event
 * time, a filter, a window and a chart. Once with the mouse, once with the keys; only what is a value is typed.
 */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(ApplicationExtension.class)
class FirstStepsTest {
    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        shown = new TestWindow(TestWindow.newMachine(), new EmbeddedRuntime(new PipelineCheck(Catalogue.load())));
        shown.window.show(null);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    /** The search in the palette, a double click on what it finds: each operator comes wired behind the one before. */
    @Test
    void doubleClicksInThePaletteMakeALine(FxRobot robot) {
        robot.clickOn("#start-new");
        until(() -> shown.shows("#canvas"));
        for (String operator : List.of("file-source", "event-time", "filter", "tumbling-window", "chart-sink")) {
            robot.interact(() -> ((TextField) shown.find("#palette-query")).clear());
            robot.clickOn("#palette-query").write(operator);
            until(() -> shown.shows("#palette-" + operator));
            robot.doubleClickOn("#palette-" + operator);
            until(() ->
                    pipeline().nodes().stream().anyMatch(node -> node.operator().equals(operator)));
        }
        assertIsTheLine();
    }

    /** Ctrl+. and a few letters for each operator, as the empty canvas says. */
    @Test
    void keysMakeALine(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.N);
        until(() -> shown.shows("#canvas"));
        for (String letters : List.of("file", "event time", "filter", "tumbling", "chart")) {
            int before = pipeline().nodes().size();
            robot.push(KeyCode.CONTROL, KeyCode.PERIOD);
            until(() -> shown.shows("#canvas-picker"));
            robot.write(letters).type(KeyCode.ENTER);
            until(() -> pipeline().nodes().size() == before + 1);
        }
        assertIsTheLine();
    }

    @Test
    void theEmptyCanvasLeadsToTheSamples(FxRobot robot) {
        robot.clickOn("#start-new");
        until(() -> shown.shows("#canvas-open-sample"));
        robot.clickOn("#canvas-open-sample");
        until(() -> shown.shows("#gallery"));
    }

    private void assertIsTheLine() {
        assertEquals(
                Set.of(
                        Wire.of("file-source.out", "event-time.in"),
                        Wire.of("event-time.out", "filter.in"),
                        Wire.of("filter.out", "tumbling-window.in"),
                        Wire.of("tumbling-window.out", "chart-sink.in")),
                Set.copyOf(pipeline().wires()));
    }

    private CanvasPane canvas() {
        return (CanvasPane) shown.find("#canvas");
    }

    private Pipeline pipeline() {
        return canvas().editor().pipeline();
    }
}
