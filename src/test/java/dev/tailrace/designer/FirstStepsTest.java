package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.runtime.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/**
 * Somebody who has never seen the program builds the five operators of the tour from an empty canvas: a file, its event
 * time, a filter, a window and a chart. Once with the mouse, once with the keys; only what is a value is typed.
 */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class FirstStepsTest {
    private static final Path QUAKES =
            Path.of("sample-pipelines/earthquakes/data/earthquakes.jsonl").toAbsolutePath();

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

    /**
     * From an empty canvas to a chart of what a file of quakes says, without the mouse: the columns are read from the file,
     * its milliseconds are made a time by the remedy under the setting.
     */
    @Test
    void keysAloneBuildAndRunTheEarthquakes(FxRobot robot) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.N);
        until(() -> shown.shows("#canvas"));
        add(robot, "file");
        robot.write(QUAKES.toString()).type(KeyCode.TAB, 3).type(KeyCode.SPACE);
        until(() -> node("file-source").settings().toString().contains("$.properties.mag"));
        add(robot, "event time");
        robot.write("time");
        until(() -> shown.shows(".inspector-message .hyperlink"));
        robot.type(KeyCode.TAB).type(KeyCode.ENTER);
        until(() -> pipeline().nodes().size() == 3);
        assertEquals(Set.of("event-time"), canvas().editor().selectedNodes());
        until(() -> shown.find("#setting-operators-event-time-column").isFocused());
        add(robot, "filter");
        robot.write("mag >= 4");
        add(robot, "tumbling");
        robot.write("30 d").type(KeyCode.TAB, 2).type(KeyCode.ENTER).write("quakes");
        until(() -> node("tumbling-window").settings().toString().contains("quakes"));
        add(robot, "chart");
        until(() -> canvas().editor().isCheckCurrent());
        robot.write("bar").type(KeyCode.TAB).write("window_s");
        robot.type(KeyCode.TAB).type(KeyCode.SPACE).type(KeyCode.DOWN).type(KeyCode.ENTER);
        until(() -> canvas().editor().isCheckCurrent());
        assertEquals(List.of(), canvas().editor().checked().problems());

        robot.type(KeyCode.F8);

        until(() -> run() != null && run().state() == Run.State.DONE);
        assertEquals(strong(), charted());
    }

    /** The same with the mouse; only a condition, a length and a name are typed, for they are values. */
    @Test
    void theMouseBuildsAndRunsTheEarthquakes(FxRobot robot) throws IOException {
        robot.clickOn("#start-new");
        until(() -> shown.shows("#canvas"));
        robot.interact(() -> shown.window.drop(QUAKES, 700, 200));
        until(() -> shown.shows("#infer-dropped"));
        robot.clickOn("#infer-dropped");
        until(() -> pipeline().nodes().get(0).settings().toString().contains("$.properties.mag"));
        take(robot, "event-time");
        choose(robot, "#setting-operators-event-time-column", "time");
        until(() -> shown.shows(".inspector-message .hyperlink"));
        robot.clickOn(".inspector-message .hyperlink");
        until(() -> pipeline().nodes().size() == 3);
        take(robot, "filter");
        robot.clickOn(".inspector .expression-area").write("mag >= 4");
        take(robot, "tumbling-window");
        robot.clickOn("#setting-operators-tumbling-window-size").write("30 d");
        robot.clickOn(addIn("Add")).write("quakes");
        take(robot, "chart-sink");
        until(() -> canvas().editor().isCheckCurrent());
        choose(robot, "#setting-operators-chart-sink-kind", "Bars");
        until(() -> canvas().editor().isCheckCurrent());
        choose(robot, "#setting-operators-chart-sink-x", "window_start");
        robot.clickOn(addIn("Column"));
        robot.clickOn("quakes");
        until(() -> canvas().editor().isCheckCurrent());
        assertEquals(List.of(), canvas().editor().checked().problems());

        robot.clickOn("#toolbar-run");

        until(() -> run() != null && run().state() == Run.State.DONE);
        assertEquals(strong(), charted());
    }

    /** Finds an operator in the palette and double clicks it: it comes behind the selected one. */
    private void take(FxRobot robot, String operator) {
        int before = pipeline().nodes().size();
        robot.interact(() -> ((TextField) shown.find("#palette-query")).clear());
        robot.clickOn("#palette-query").write(operator);
        until(() -> shown.shows("#palette-" + operator));
        robot.doubleClickOn("#palette-" + operator);
        until(() -> pipeline().nodes().size() == before + 1);
    }

    private void choose(FxRobot robot, String setting, String entry) {
        until(() -> shown.shows(setting));
        robot.clickOn(setting);
        robot.clickOn((javafx.scene.Node node) -> node instanceof Labeled words
                && entry.equals(words.getText())
                && node.getScene().getWindow() instanceof PopupWindow);
    }

    private static Predicate<javafx.scene.Node> addIn(String words) {
        return node -> node instanceof Labeled button
                && words.equals(button.getText())
                && node.getStyleClass().contains("inspector-add")
                && node.isVisible();
    }

    /** Adds an operator behind the selected one and goes to its first setting. */
    private void add(FxRobot robot, String letters) {
        int before = pipeline().nodes().size();
        robot.push(KeyCode.CONTROL, KeyCode.PERIOD);
        until(() -> shown.shows("#canvas-picker"));
        robot.write(letters).type(KeyCode.ENTER);
        until(() -> pipeline().nodes().size() == before + 1);
        robot.type(KeyCode.ENTER);
    }

    private static long strong() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        long strong = 0;
        for (String line : Files.readAllLines(QUAKES)) {
            strong += mapper.readTree(line).at("/properties/mag").asDouble() >= 4 ? 1 : 0;
        }
        return strong;
    }

    private double charted() {
        return ((ChartView) run().view("chart-sink"))
                .series().stream()
                        .flatMap(series -> series.points().stream())
                        .mapToDouble(point -> point.y())
                        .sum();
    }

    private Run run() {
        return canvas().workbench().runProperty().get();
    }

    private Node node(String id) {
        return pipeline().node(id).orElseThrow();
    }

    @Test
    void whereUndoTakesTheNodeOfAFormTheKeysGoOnOnTheCanvas(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.N);
        until(() -> shown.shows("#canvas"));
        add(robot, "filter");
        until(() -> shown.find(".inspector .expression-area").isFocused());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> pipeline().nodes().isEmpty() && canvas().isFocused());
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
