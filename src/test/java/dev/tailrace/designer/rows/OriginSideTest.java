package dev.tailrace.designer.rows;

import static dev.tailrace.designer.Screen.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.Pictures;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Scratch;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.canvas.Spotlight;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Origin.Step;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A row's origin beside the rows, over a real run; pictures go to {@code target/pictures}. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class OriginSideTest {
    private static final Wire COUNTED = Wire.of("counts.out", "board.in");

    private static final String QUAKES =
            """
            {"mag": 4.6, "region": "Kuril Islands"}
            {"mag": 1.2, "region": "California"}
            {"mag": 5.1, "region": "Fiji region"}
            {"mag": 3.9, "region": "Kuril Islands"}
            """;

    private final ExecutorService background = Executors.newFixedThreadPool(2);
    private final Themes themes = new Themes(Mode.LIGHT);
    private PipelineEditor editor;
    private Workbench workbench;
    private Scene scene;
    private Spotlight lit = Spotlight.OFF;

    @Start
    void open(Stage stage) throws Exception {
        Path folder = Scratch.folder("origin");
        Files.writeString(folder.resolve("quakes.jsonl"), QUAKES);
        Pipeline pipeline = Pipeline.empty("quakes")
                .withNodes(List.of(
                        node(
                                "feed",
                                "file-source",
                                "Quake feed",
                                """
                                {"path": "quakes.jsonl", "format": {"type": "json", "columns": [
                                  {"name": "mag", "type": "DOUBLE"}, {"name": "region", "type": "STRING"}]}}"""),
                        node("strong", "filter", "Strong enough", "{\"condition\": \"mag > 2\"}"),
                        node(
                                "counts",
                                "group-aggregate",
                                "By region",
                                "{\"groupBy\": [\"region\"], \"aggregates\": [{\"name\": \"quakes\", \"function\": \"count\"}]}"),
                        node("board", "table-sink", "Board", "{}")))
                .withWires(List.of(Wire.of("feed.out", "strong.in"), Wire.of("strong.out", "counts.in"), COUNTED));
        Catalogue catalogue = Catalogue.load();
        editor = new PipelineEditor(catalogue, pipeline, folder, background, Platform::runLater);
        workbench = new Workbench(
                editor, new EmbeddedRuntime(new PipelineCheck(catalogue)), new Texts(Locale.ENGLISH), background);
        scene = new Scene(new Group(), 1100, 330);
        themes.dress(scene);
        DataPane pane = new DataPane(workbench, name -> Optional.empty());
        pane.setOnLight(spotlight -> lit = spotlight);
        scene.setRoot(pane);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    @AfterEach
    void close() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> scene.setRoot(new Group())).get();
        background.shutdownNow();
    }

    @Test
    void aRowLeadsBackToTheRowsOfItsFile(FxRobot robot) throws Exception {
        run(robot);
        TableView<Row> table = robot.lookup(".row-table").query();
        until(() -> table.getItems().stream().anyMatch(row -> row.values().contains(2L)));
        robot.interact(() -> {
            table.requestFocus();
            int at = (int) table.getItems().stream()
                    .takeWhile(row -> !row.values().contains(2L))
                    .count();
            table.getSelectionModel().clearAndSelect(at);
            table.getFocusModel().focus(at);
        });
        robot.press(KeyCode.ALT).type(KeyCode.O).release(KeyCode.ALT);

        TreeView<Step> tree = robot.lookup("#origin-tree").query();
        until(() -> tree.getRoot() != null && tree.getExpandedItemCount() == 5);
        Pictures.of(scene.getRoot(), "origin-light");
        assertEquals(Set.of("counts", "strong", "feed"), lit.nodes());
        assertEquals(2, lit.wires().size());
        assertEquals("counts", editor.selectedNode());
        robot.clickOn("#origin-copy");
        String copied = WaitForAsyncUtils.asyncFx(
                        () -> Clipboard.getSystemClipboard().getString())
                .get();
        assertTrue(copied.contains("Quake feed  quakes.jsonl, row 1  mag=4.6, region=Kuril Islands"), copied);
        assertTrue(copied.contains("Quake feed  quakes.jsonl, row 4"), copied);
        assertFalse(copied.contains("Fiji"), copied);

        robot.interact(() -> {
            themes.modeProperty().set(Mode.DARK);
            tree.getSelectionModel().select(2);
        });
        Pictures.of(scene.getRoot(), "origin-dark");
        assertEquals("feed", editor.selectedNode());
        assertEquals(Set.of("feed"), lit.nodes());

        robot.type(KeyCode.ESCAPE);
        until(() -> !robot.lookup("#origin").query().isVisible());
        assertTrue(lit.isOff());
        assertEquals(COUNTED, editor.selectedWire());
    }

    private void run(FxRobot robot) throws Exception {
        until(() -> editor.isCheckCurrent());
        assertFalse(editor.checked().hasErrors(), editor.checked().problems().toString());
        robot.interact(() -> editor.selectWire(COUNTED));
        Run run = workbench.runtime().start(editor.checked(), RunOptions.DEFAULT);
        robot.interact(() -> workbench.runProperty().set(run));
        assertTrue(run.await(Duration.ofMinutes(2)));
    }

    private static Node node(String id, String operator, String name, String settings) throws IOException {
        return Node.of(id, operator, name, (ObjectNode) new ObjectMapper().readTree(settings));
    }
}
