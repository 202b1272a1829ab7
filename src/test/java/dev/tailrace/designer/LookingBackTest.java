package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.commands.RenameNode;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.history.Outcome;
import dev.tailrace.runtime.history.RunFacts;
import dev.tailrace.runtime.history.RunFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The last minutes of a run, the share of the work, and the runs that have been, as they are looked at in the window. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class LookingBackTest {
    private static final Path SAMPLE = Path.of("sample-pipelines/flights").toAbsolutePath();
    private static final String FILE = "flights.tailrace.json";

    private Path machine;
    private Path flights;
    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        machine = TestWindow.newMachine();
        flights = machine.resolve("flights");
        Files.createDirectories(flights.resolve("data"));
        for (String name : List.of(FILE, "data/flights.jsonl")) {
            Files.writeString(
                    flights.resolve(name),
                    Files.readString(SAMPLE.resolve(name)).replace("\"default\": 2000", "\"default\": 500"));
        }
        shown = new TestWindow(machine, new EmbeddedRuntime(new PipelineCheck(Catalogue.load())));
        shown.window.show(flights.resolve(FILE));
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void theLastMinutesAreLookedBackAtWhileTheRunGoesOn(FxRobot robot) {
        run(robot);
        robot.push(KeyCode.F12);
        until(() -> shown.shows("#timeline"));
        until(() -> picture().sourceRows() > 2500);
        robot.clickOn("#timeline-track");
        robot.type(KeyCode.LEFT);
        robot.type(KeyCode.LEFT);
        until(() -> shown.shows("#past-note"));
        long rows = picture().sourceRows();
        until(() -> shown.text("#past-words").endsWith("ago"));
        robot.type(KeyCode.LEFT);
        until(() -> picture().sourceRows() < rows);
        Pictures.inBothModes(shown, "look-back");

        robot.type(KeyCode.ESCAPE);
        until(() -> !shown.shows("#past-note"));
        until(() -> picture().sourceRows() > rows);

        robot.push(KeyCode.SHIFT, KeyCode.F12);
        until(() -> shown.shows("#heat-legend"));
        assertTrue(canvas().heatProperty().get());
        until(() -> shown.text("#heat-title").equals("CPU time, last 5 s"));
        Pictures.inBothModes(shown, "heat");
        robot.clickOn("#toolbar-stop");
        until(() -> Objects.requireNonNull(canvas().workbench().runProperty().get())
                .state()
                .isFinal());
    }

    @Test
    void runsAreListedComparedAndBroughtBack(FxRobot robot) throws Exception {
        until(() -> shown.shows("#canvas"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        until(() -> shown.shows("#runs-empty"));
        assertEquals("Runs appear here and stay after a restart.", shown.text("#runs-empty"));
        Pictures.inBothModes(shown, "runs-none");

        runToAnEnd(robot, 1);
        robot.interact(() -> {
            canvas().editor().selectNodes(List.of("daily"));
            canvas().editor().apply(new RenameNode("daily", "Each day"));
        });
        until(() -> canvas().editor().isCheckCurrent());
        runToAnEnd(robot, 2);
        robot.interact(() -> runs().getSelectionModel().selectRange(0, 2));
        until(() -> facts().contains("Pipeline: "));
        Pictures.inBothModes(shown, "runs-compared");

        robot.interact(() -> runs().getSelectionModel().clearAndSelect(0));
        until(() -> !facts().isEmpty() && !facts().contains("Pipeline: "));
        robot.clickOn("#runs-of-wires");
        Pictures.inBothModes(shown, "runs-wires");
        Path csv = machine.resolve("series.csv");
        shown.chosen = Optional.of(csv);
        robot.clickOn("#runs-export-csv");
        until(() -> Files.exists(csv));
        robot.interact(() -> runs().getSelectionModel().clearAndSelect(1));
        robot.clickOn("#runs-restore");
        until(() -> name().equals("Per day"));
        robot.interact(() -> canvas().editor().undo());
        until(() -> name().equals("Each day"));

        List<RunFacts> kept = new RunFolders(TestWindow.folders(machine).state()).list();
        assertEquals(
                List.of(Outcome.STOPPED, Outcome.STOPPED),
                kept.stream().map(RunFacts::outcome).toList());
        robot.clickOn("#runs-delete");
        until(() -> runs().getItems().size() == 1);
        assertFalse(shown.shows("#runs-empty"));
        robot.clickOn("#runs-bring-back");
        until(() -> runs().getItems().size() == 2);
    }

    private void run(FxRobot robot) {
        until(() -> shown.shows("#canvas") && canvas().editor().isCheckCurrent());
        robot.interact(() -> canvas().workbench().trustedProperty().set(true));
        robot.type(KeyCode.F8);
        until(() -> canvas().workbench().pictureProperty().get() != null
                && picture().sourceRows() > 500);
    }

    private void runToAnEnd(FxRobot robot, int count) {
        // The picture of the run before must not pass for that of the next one.
        robot.interact(() -> canvas().workbench().runProperty().set(null));
        run(robot);
        robot.clickOn("#toolbar-stop");
        until(() -> runs() != null
                && runs().getItems().size() == count
                && runs().getItems().stream().allMatch(run -> run.outcome() == Outcome.STOPPED));
    }

    private String name() {
        return canvas().editor().pipeline().node("daily").orElseThrow().name();
    }

    private String facts() {
        StringBuilder words = new StringBuilder();
        Node facts = shown.find("#run-facts");
        for (Node label : facts == null ? Set.<Node>of() : facts.lookupAll(".label")) {
            words.append(((Labeled) label).getText()).append('\n');
        }
        return words.toString();
    }

    @SuppressWarnings("unchecked")
    private TableView<RunFacts> runs() {
        return (TableView<RunFacts>) shown.find("#runs");
    }

    private CanvasPane canvas() {
        return (CanvasPane) shown.find("#canvas");
    }

    private LivePicture picture() {
        return Objects.requireNonNull(canvas().workbench().pictureProperty().get());
    }
}
