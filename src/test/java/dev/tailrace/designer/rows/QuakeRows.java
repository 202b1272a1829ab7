package dev.tailrace.designer.rows;

import static dev.tailrace.designer.Screen.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Scratch;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.commands.ChangeSettings;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.designer.watch.LiveTimer;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;

/** A data pane over five quakes, one of which cannot be read. */
final class QuakeRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final Wire READ = Wire.of("feed.out", "strong.in");
    static final Wire PASSED = Wire.of("strong.out", "counts.in");
    static final Wire COUNTED = Wire.of("counts.out", "board.in");
    static final Wire FAILED = Wire.of("feed.error", "dead.in");
    static final Wire NEVER = Wire.of("none.out", "nothing.in");

    private static final String QUAKES =
            """
            {"mag": 4.6, "region": "Kuril Islands", "tags": ["felt", "reviewed"], "at": {"lat": 45.1, "lon": 150.2}}
            {"mag": 1.2, "region": "California", "tags": [], "at": {"lat": 36.7, "lon": -121.3}}
            {"mag": "n/a", "region": "Nevada", "tags": null, "at": null}
            {"mag": 5.1, "region": "Fiji region", "tags": ["felt"], "at": null}
            {"mag": 3.9, "region": "Kuril Islands", "tags": null, "at": {"lat": 44.0, "lon": 149.8}}
            {"mag": null, "region": "California", "tags": ["automatic"], "at": {"lat": 35.0, "lon": -118.0}}
            """;

    /** What the pane asks for when it has closed is not done, as when the program has ended. */
    private final ExecutorService background = new ThreadPoolExecutor(
            2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.DiscardPolicy());

    final Themes themes = new Themes(Mode.LIGHT);
    final Path folder;
    final PipelineEditor editor;
    final DataPane pane;
    final Scene scene;
    private final Workbench workbench;
    private final LiveTimer timer;

    /** The file that the person chooses for rows. */
    volatile Optional<Path> chosen = Optional.empty();

    /** On the JavaFX thread. */
    QuakeRows(Stage stage) throws IOException {
        folder = Scratch.folder("rows");
        Path quakes = Files.writeString(folder.resolve("quakes.jsonl"), QUAKES);
        String format =
                """
                {"type": "json", "columns": [
                  {"name": "mag", "type": "DOUBLE", "path": "$.mag"},
                  {"name": "region", "type": "STRING", "path": "$.region"},
                  {"name": "tags", "type": "ARRAY<STRING>", "path": "$.tags"},
                  {"name": "at", "type": "ROW<lat DOUBLE, lon DOUBLE>", "path": "$.at"}]}
                """;
        Pipeline pipeline = Pipeline.empty("quakes")
                .withNodes(List.of(
                        node("feed", "file-source", "Quake feed", "{\"path\": \"%s\", \"format\": %s}", quakes, format),
                        node("strong", "filter", "All of them", "{\"condition\": \"mag > 0 OR mag IS NULL\"}"),
                        node(
                                "counts",
                                "group-aggregate",
                                "By region",
                                "{\"groupBy\": [\"region\"], \"aggregates\": [{\"name\": \"quakes\", \"function\":"
                                        + " \"count\"}, {\"name\": \"strongest\", \"function\": \"max\", \"argument\": \"mag\"}]}"),
                        node("board", "table-sink", "Board", "{}"),
                        node("dead", "table-sink", "Unreadable", "{}"),
                        node("none", "filter", "Strong enough", "{\"condition\": \"mag > 9\"}"),
                        node("nothing", "table-sink", "Nothing", "{}")))
                .withWires(List.of(READ, PASSED, COUNTED, FAILED, Wire.of("strong.out", "none.in"), NEVER));
        Catalogue catalogue = Catalogue.load();
        editor = new PipelineEditor(catalogue, pipeline, folder, background, Platform::runLater);
        workbench = new Workbench(
                editor, new EmbeddedRuntime(new PipelineCheck(catalogue)), new Texts(Locale.ENGLISH), background);
        timer = new LiveTimer(workbench);
        pane = new DataPane(workbench, name -> chosen);
        scene = new Scene(new Group(), 1100, 330);
        themes.dress(scene);
        scene.setRoot(pane);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    void close() {
        Platform.runLater(timer::close);
        background.shutdownNow();
    }

    /** Quakes of more than a minute, a hundred a second, which nobody waits for. */
    Run startPaced(FxRobot robot, Wire wire) throws Exception {
        String line = QUAKES.lines().findFirst().orElseThrow() + "\n";
        Files.writeString(folder.resolve("quakes.jsonl"), line.repeat(10_000));
        until(() -> editor.isCheckCurrent());
        ObjectNode settings =
                editor.pipeline().node("feed").orElseThrow().settings().deepCopy();
        settings.put("rowsPerSecond", 100);
        robot.interact(() -> {
            editor.apply(new ChangeSettings("feed", settings, null));
            editor.selectWire(wire);
        });
        until(() -> editor.isCheckCurrent());
        assertFalse(editor.checked().hasErrors(), editor.checked().problems().toString());
        Run run = workbench.runtime().start(editor.checked(), RunOptions.DEFAULT);
        robot.interact(() -> workbench.runProperty().set(run));
        return run;
    }

    void run(FxRobot robot, Wire wire) throws Exception {
        until(() -> editor.isCheckCurrent());
        assertFalse(editor.checked().hasErrors(), editor.checked().problems().toString());
        robot.interact(() -> editor.selectWire(wire));
        Run run = workbench.runtime().start(editor.checked(), RunOptions.DEFAULT);
        robot.interact(() -> workbench.runProperty().set(run));
        assertTrue(run.await(Duration.ofMinutes(2)));
        assertEquals(Run.State.DONE, run.state(), String.valueOf(run.failure()));
    }

    static List<TableView<Row>> tables(FxRobot robot) {
        return robot.lookup(".row-table").<TableView<Row>>queryAll().stream()
                .sorted(Comparator.comparingDouble(
                        table -> table.localToScene(0, 0).getX()))
                .toList();
    }

    static List<Row> rows(FxRobot robot) {
        return tables(robot).get(0).getItems();
    }

    static String text(FxRobot robot, String selector) {
        return robot.lookup(selector).<Labeled>query().getText();
    }

    static String said(FxRobot robot) {
        return robot.lookup("#rows-empty").<Labeled>query().getText();
    }

    private static Node node(String id, String operator, String name, String settings, Object... arguments)
            throws IOException {
        return Node.of(id, operator, name, (ObjectNode) JSON.readTree(settings.formatted(arguments)));
    }
}
