package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.commands.ChangeSettings;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.geometry.Course;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.runtime.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import javafx.geometry.Point2D;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The first quarter of an hour of somebody new, in one go: the flights sample, run, watched, changed, run again, saved. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class FirstLightTest {
    private static final Path SAMPLE = Path.of("sample-pipelines/flights").toAbsolutePath();
    private static final String FILE = "flights.tailrace.json";
    private static final Wire FIRST = Wire.of("flights.out", "departure.in");
    private static final Wire DAYS = Wire.of("daily.out", "rounded.in");

    private Path flights;
    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        Path machine = TestWindow.newMachine();
        Path samples = machine.resolve("samples");
        flights = copy(SAMPLE, samples.resolve("flights"));
        shown = new TestWindow(machine, new EmbeddedRuntime(new PipelineCheck(Catalogue.load())), samples);
        shown.window.show(null);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void theSampleRunsIsWatchedChangedAndSaved(FxRobot robot) throws Exception {
        // Two days of flights a second: it is watched long before it ends, and then not waited for.
        openAt(robot, 500);

        robot.clickOn("#toolbar-run");
        until(() -> everyWireIsLabelled());
        until(() -> points() > 2);
        int before = points();
        until(() -> points() > before);
        click(robot, DAYS);
        until(() -> rows() > 0);
        robot.clickOn("#toolbar-stop");
        until(() -> shown.text("#state").equals("Stopped"));

        atFullSpeed(robot);
        Run watched = run();
        robot.type(KeyCode.F8);
        until(() -> run() != watched && run().state() == Run.State.DONE);
        assertEquals(linesWhere(delay -> true), counted());

        robot.drag("#palette-filter").dropTo(pointOf(FIRST, 0.5));
        until(() -> pipeline().nodes().size() == 12);
        until(() -> shown.shows(".inspector .expression-area"));
        robot.clickOn(".inspector .expression-area").write("delay >= 15");
        until(() -> canvas().editor().isCheckCurrent()
                && !canvas().editor().checked().hasErrors());
        assertEquals(
                List.of(), pipeline().wires().stream().filter(FIRST::equals).toList());
        Run first = run();
        robot.type(KeyCode.F8);
        until(() -> run() != first && run().state().isFinal());
        assertEquals(linesWhere(delay -> delay >= 15), counted());
        assertNotEquals(linesWhere(delay -> true), counted());

        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        until(() -> !canvas().editor().isDirty());
        Pipeline saved = ((PipelineFiles.Read) PipelineFiles.read(flights.resolve(FILE))).pipeline();
        assertEquals(pipeline(), saved);
    }

    @Test
    void stopEndsAPacedRunAtOnce(FxRobot robot) throws Exception {
        openAt(robot, 100);
        robot.clickOn("#toolbar-run");
        until(() -> picture() != null && picture().sourceRows() > 0);
        robot.clickOn("#toolbar-stop");
        until(() -> shown.text("#state").equals("Stopped"));
        assertTrue(picture().sourceRows() < 20_000);
    }

    @Test
    void finishLetsOpenWindowsFire(FxRobot robot) throws Exception {
        openAt(robot, 100);
        robot.clickOn("#toolbar-run");
        until(() -> picture() != null && picture().sourceRows() > 0);
        robot.clickOn("#toolbar-finish");
        until(() -> shown.text("#state").equals("Finished"));
        long read = run().telemetry().wires().get(FIRST).rows();
        assertTrue(read < 20_000);
        assertEquals(read, counted());
    }

    private void openAt(FxRobot robot, int rowsPerSecond) throws IOException {
        Path file = flights.resolve(FILE);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"type\": \"INT\", \"default\": 2000",
                                "\"type\": \"INT\", \"default\": " + rowsPerSecond));
        until(() -> shown.shows("#sample-flights"));
        robot.clickOn("#sample-flights");
        until(() -> shown.shows("#canvas"));
        until(() -> canvas().editor().isCheckCurrent());
    }

    private void atFullSpeed(FxRobot robot) {
        ObjectNode settings =
                pipeline().node("flights").orElseThrow().settings().deepCopy();
        settings.remove("rowsPerSecond");
        robot.interact(() -> canvas().editor().apply(new ChangeSettings("flights", settings, null)));
        until(() -> canvas().editor().isCheckCurrent());
    }

    private boolean everyWireIsLabelled() {
        LivePicture picture = picture();
        return picture != null
                && pipeline().wires().stream().allMatch(wire -> {
                    LivePicture.LiveWire live = picture.wires().get(wire);
                    return live != null
                            && live.label().endsWith("/s")
                            && !live.detail().isBlank();
                });
    }

    private int points() {
        return run().view("chart") instanceof ChartView chart
                ? chart.series().stream()
                        .mapToInt(series -> series.points().size())
                        .sum()
                : 0;
    }

    private int rows() {
        return ((TableView<?>) shown.find(".row-table")).getItems().size();
    }

    private CanvasPane canvas() {
        return (CanvasPane) shown.find("#canvas");
    }

    private Pipeline pipeline() {
        return canvas().editor().pipeline();
    }

    private Run run() {
        return Objects.requireNonNull(canvas().workbench().runProperty().get());
    }

    private LivePicture picture() {
        return canvas().workbench().pictureProperty().get();
    }

    /**
     * Clicks a wire, and again, elsewhere on it, where the canvas was still gliding under the pointer: twice at one place
     * would be a double click.
     */
    private void click(FxRobot robot, Wire wire) throws TimeoutException {
        AtomicInteger tries = new AtomicInteger();
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> {
            robot.clickOn(pointOf(wire, tries.getAndIncrement() % 2 == 0 ? 0.5 : 0.3));
            return WaitForAsyncUtils.asyncFx(() -> wire.equals(canvas().editor().selectedWire()))
                    .get();
        });
    }

    private Point2D pointOf(Wire wire, double share) {
        Course curve = Objects.requireNonNull(canvas().model().wire(wire)).curve();
        Viewport viewport = canvas().viewport();
        return canvas().localToScreen(viewport.toScreenX(curve.x(share)), viewport.toScreenY(curve.y(share)));
    }

    /** How many lines of the file have such a delay, read without any part of Tailrace. */
    private long linesWhere(IntPredicate wanted) throws IOException {
        ObjectMapper json = new ObjectMapper();
        long count = 0;
        for (String line : Files.readAllLines(flights.resolve("data/flights.jsonl"))) {
            if (wanted.test(json.readTree(line).get("delay").intValue())) {
                count++;
            }
        }
        return count;
    }

    /** The flights of all days, as the daily file has them: in its second column. */
    private long counted() throws IOException {
        return Files.readAllLines(flights.resolve("out/daily.csv")).stream()
                .skip(1)
                .mapToLong(line -> Long.parseLong(line.split(",")[1]))
                .sum();
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("data"));
        for (String name : List.of(FILE, "data/flights.jsonl")) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
        return to;
    }
}
