package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.charts.ChartCanvas;
import dev.tailrace.designer.charts.WireChart;
import dev.tailrace.designer.files.ChartMemory;
import dev.tailrace.designer.geometry.Course;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Charts of the earthquakes: of sinks, and of a wire; pictures go to {@code target/pictures}. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class ChartsScreenTest {
    private static final Path SAMPLE = Path.of("sample-pipelines/earthquakes").toAbsolutePath();
    private static final String FILE = "quake-map.tailrace.json";
    private static final Wire QUAKES = Wire.of("feed.out", "quakes.in");

    private Path file;
    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        Path machine = TestWindow.newMachine();
        Path folder = machine.resolve("samples/earthquakes");
        Files.createDirectories(folder.resolve("data"));
        file = folder.resolve(FILE);
        Files.writeString(
                file, Files.readString(SAMPLE.resolve(FILE)).replace("\"default\": 200", "\"default\": 20000"));
        Files.copy(SAMPLE.resolve("data/earthquakes.jsonl"), folder.resolve("data/earthquakes.jsonl"));
        shown = new TestWindow(
                machine, new EmbeddedRuntime(new PipelineCheck(Catalogue.load())), machine.resolve("samples"));
        shown.window.show(null);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void aWireIsChartedExportedAndRememberedButNotInTheFile(FxRobot robot) throws Exception {
        String before = Files.readString(file);
        open(robot);
        robot.clickOn("#toolbar-run");
        until(() -> shown.text("#state").equals("Finished"));
        chartByMenu(robot, QUAKES);
        until(() -> shown.shows("#wire-chart-kind"));
        choose(robot, "#wire-chart-kind", "MAP");
        until(() -> shown.shows("#wire-chart-colour") && shown.shows("#wire-chart-latitude"));
        assertEquals("latitude", ((ComboBox<?>) shown.find("#wire-chart-latitude")).getValue());
        choose(robot, "#wire-chart-colour", "depth");
        Pictures.of(shown.stage.getScene().getRoot(), "charts-form");
        robot.clickOn("#wire-chart-done");
        until(() -> shown.find("#wire-chart-kind") == null && wireChart().isVisible());
        until(() -> note().startsWith("sample, "));
        assertTrue(note().contains("of 1,707 rows"), note());

        shown.chosen = Optional.of(shown.machine.resolve("quakes.svg"));
        robot.clickOn("#chart-wire-1 .chart-menu");
        robot.clickOn("#chart-export-svg");
        until(() -> Files.exists(shown.machine.resolve("quakes.svg")));

        robot.interact(() -> shown.stage.fireEvent(new WindowEvent(shown.stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        until(() -> !shown.stage.isShowing());
        ChartMemory memory = new ChartMemory(TestWindow.folders(shown.machine));
        until(() ->
                memory.read(file).stream().anyMatch(chart -> chart.settings().has("colour")));
        WireChart kept = memory.read(file).get(0);
        assertEquals(QUAKES.id(), kept.wire().id());
        assertEquals("map-sink", kept.operator());
        assertEquals(before, Files.readString(file));
    }

    @Test
    void arrowsReadTheChartOutAndItsSinksAreDrawn(FxRobot robot) throws Exception {
        open(robot);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        until(() -> shown.find("#chart-node-map") != null);
        Pictures.of(shown.stage.getScene().getRoot(), "charts-not-run");
        robot.clickOn("#toolbar-run");
        until(() -> shown.text("#state").equals("Finished"));
        until(() -> shown.find("#chart-node-strengths .chart-canvas").isVisible());
        Pictures.of(shown.stage.getScene().getRoot(), "charts-light");
        robot.clickOn("#chart-node-strengths .chart-canvas");
        ChartCanvas canvas = (ChartCanvas) shown.find("#chart-node-strengths .chart-canvas");
        // The last points are drawn a moment after the run has ended.
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> {
            robot.push(KeyCode.RIGHT);
            Screen.settle();
            return canvas.getAccessibleText().contains(" – ");
        });
    }

    private void open(FxRobot robot) {
        until(() -> shown.shows("#sample-quake-map"));
        robot.clickOn("#sample-quake-map");
        until(() -> shown.shows("#canvas"));
        until(() -> canvas().editor().isCheckCurrent());
    }

    private void choose(FxRobot robot, String combo, String value) {
        robot.interact(() -> choose((ComboBox<?>) shown.find(combo), value));
    }

    private static <T> void choose(ComboBox<T> combo, String value) {
        combo.setValue(combo.getItems().stream()
                .filter(item -> item.toString().equals(value))
                .findFirst()
                .orElseThrow());
    }

    private Node wireChart() {
        return shown.find("#chart-wire-1 .chart-canvas");
    }

    private String note() {
        return ((Label) shown.find("#chart-wire-1 .chart-axis-title")).getText();
    }

    private void chartByMenu(FxRobot robot, Wire wire) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> {
            robot.rightClickOn(middleOf(wire));
            return WaitForAsyncUtils.asyncFx(() -> wire.equals(canvas().editor().selectedWire()))
                    .get();
        });
        robot.clickOn("#menu-chart");
    }

    private Point2D middleOf(Wire wire) {
        Course curve = Objects.requireNonNull(canvas().model().wire(wire)).curve();
        Viewport viewport = canvas().viewport();
        return canvas().localToScreen(viewport.toScreenX(curve.x(0.5)), viewport.toScreenY(curve.y(0.5)));
    }

    private CanvasPane canvas() {
        return (CanvasPane) shown.find("#canvas");
    }
}
