package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.commands.DeleteSelected;
import dev.tailrace.designer.commands.RenameNode;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.versions.Change;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Translator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Comparing an open pipeline with what is saved, and exporting it, in the window. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class VersionsScreenTest {
    private Path machine;
    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        machine = TestWindow.newMachine();
        Path file = machine.resolve("quakes.tailrace.json");
        Files.copy(Path.of("sample-pipelines/earthquakes/earthquakes.tailrace.json"), file);
        shown = new TestWindow(
                machine, new NoRuntime(), Path.of("sample-pipelines").toAbsolutePath(), VersionsScreenTest::flinkSql);
        shown.window.show(file);
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
    void whatIsNotSavedIsComparedWithTheFileAndTakenBackAsAnEdit(FxRobot robot) {
        Pipeline saved = editor().pipeline();
        robot.interact(() -> {
            editor().apply(new RenameNode("quakes", "Strong ones"));
            editor().apply(deleting("file"));
        });
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.V);
        until(() -> shown.shows("#compare") && changes().getItems().size() == 3);
        Pictures.of(shown.stage.getScene().getRoot(), "compare-overlaid");
        robot.clickOn("#compare-beside");
        Pictures.of(shown.stage.getScene().getRoot(), "compare-beside");

        robot.interact(() -> changes().getSelectionModel().selectFirst());
        assertEquals("quakes", changes().getItems().get(0).id());
        robot.clickOn("#compare-take");
        until(() -> changes().getItems().size() == 2);
        assertEquals(
                saved.node("quakes").orElseThrow(),
                editor().pipeline().node("quakes").orElseThrow());
        robot.clickOn("#compare-take");
        until(() -> changes().getItems().isEmpty());
        assertEquals(saved, editor().pipeline());
        Pictures.of(shown.stage.getScene().getRoot(), "compare-same");
        robot.clickOn("#compare-close");
        robot.interact(() -> editor().undo());
        assertTrue(editor().pipeline().node("file").isEmpty());
    }

    @Test
    void aChangeLeadsToItsOperator(FxRobot robot) {
        robot.interact(() -> editor().apply(new RenameNode("hourly", "Each hour")));
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.V);
        until(() -> shown.shows("#compare") && !changes().getItems().isEmpty());

        robot.clickOn("#compare-show");

        until(() -> !shown.shows("#compare"));
        assertEquals("hourly", editor().selectedNode());
    }

    @Test
    void aPictureAndADescriptionAreSavedAndItIsSaid(FxRobot robot) throws Exception {
        Path svg = machine.resolve("quakes.svg");
        shown.chosen = Optional.of(svg);
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.I);
        until(() -> shown.shows("#export-picture"));
        robot.clickOn("#picture-format-svg");
        Pictures.of(shown.stage.getScene().getRoot(), "export-picture");
        robot.clickOn("#picture-save");
        until(() -> notice().equals("Saved to " + svg));
        assertTrue(Files.readString(svg).startsWith("<svg"));

        Path page = machine.resolve("about.md");
        shown.chosen = Optional.of(page);
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.M);
        until(() -> notice().equals("Saved to " + page));
        assertTrue(Files.readString(page).contains("![Earthquakes per hour](<about.svg>)"));
        assertTrue(Files.exists(machine.resolve("about.svg")));
    }

    @Test
    void whatFlinkCannotSayIsNamedWithItsReasonAndOtherwiseTheScriptIsSaved(FxRobot robot) throws Exception {
        Path script = machine.resolve("quakes.sql");
        shown.chosen = Optional.of(script);
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.Q);
        until(() -> shown.shows("#question"));
        assertTrue(robot.lookup("#question .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .anyMatch(text -> text.startsWith("Only quakes: There is no column \"x\".")));
        assertFalse(Files.exists(script));
        robot.clickOn("#answer-show");
        until(() -> "quakes".equals(editor().selectedNode()));

        robot.interact(() -> editor().apply(deleting("quakes", "hourly", "columns", "chart", "file")));
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.Q);
        until(() -> notice().equals("Saved to " + script));
        assertEquals("SELECT 1", Files.readString(script));
    }

    /** As if the filter could not be said. */
    private static Translator.Script flinkSql(CheckedPipeline pipeline) {
        boolean filtered = pipeline.pipeline().node("quakes").isPresent();
        return new Translator.Script(
                "SELECT 1",
                filtered ? List.of(Problem.error("language.unknown-column", "x").at("quakes", null)) : List.of());
    }

    private static DeleteSelected deleting(String... nodes) {
        return new DeleteSelected(Set.of(nodes), Set.of(), Set.of());
    }

    private String notice() {
        return Optional.ofNullable(shown.find("#notice"))
                .filter(Node::isVisible)
                .map(Node::getAccessibleText)
                .orElse("");
    }

    @SuppressWarnings("unchecked") // the list is of changes
    private ListView<Change> changes() {
        return (ListView<Change>) shown.find("#compare-changes");
    }

    private PipelineEditor editor() {
        return ((CanvasPane) shown.find("#canvas")).workbench().editor();
    }
}
