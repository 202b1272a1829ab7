package dev.tailrace.designer.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Scratch;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Breakpoint;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The state pane over a real run of orders, held where the test wants it; pictures go to {@code target/pictures}. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class StatePaneTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Wire INTO_TOTALS = Wire.of("timed.out", "totals.in");
    private static final Wire INTO_WINDOW = Wire.of("timed.out", "window.in");

    /** What the pane asks for when it has closed is not done, as when the program has ended. */
    private final ExecutorService background = new ThreadPoolExecutor(
            2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.DiscardPolicy());

    private final Themes themes = new Themes(Mode.LIGHT);
    private final Texts texts = new Texts(Locale.ENGLISH);
    private Path folder;
    private PipelineEditor editor;
    private Workbench workbench;
    private StatePane pane;
    private Scene scene;

    @Start
    void open(Stage stage) throws Exception {
        folder = Scratch.folder("state");
        orders(List.of(
                order("ada", 10, "12:00:00"),
                order("ben", 4, "12:00:30"),
                order("ada", 6, "12:00:50"),
                order("ada", 1, "12:01:10"),
                order("cid", 7, "12:01:20"),
                order("ada", 2, "12:05:00")));
        String total =
                "\"groupBy\": [\"customer\"], \"aggregates\": [{\"name\": \"total\", \"function\": \"sum\", \"argument\": \"amount\"},"
                        + " {\"name\": \"kinds\", \"function\": \"count\", \"argument\": \"amount\", \"distinct\": true}]";
        Pipeline pipeline = Pipeline.empty("orders")
                .withNodes(List.of(
                        node(
                                "orders",
                                "file-source",
                                "Orders",
                                """
                                {"path": "orders.jsonl", "format": {"type": "json", "columns": [
                                  {"name": "customer", "type": "STRING"}, {"name": "amount", "type": "INT"},
                                  {"name": "at", "type": "TIMESTAMP(3)"}]}}"""),
                        node("timed", "event-time", "When", "{\"column\": \"at\", \"disorder\": \"0 s\"}"),
                        node("any", "filter", "Any of them", "{\"condition\": \"amount > 0\"}"),
                        node("totals", "group-aggregate", "Totals", "{" + total + "}"),
                        node("window", "tumbling-window", "Each minute", "{\"size\": \"1 min\", " + total + "}"),
                        node("board", "table-sink", "Board", "{}"),
                        node("minutes", "table-sink", "Minutes", "{}"),
                        node("all", "table-sink", "All", "{}")))
                .withWires(List.of(
                        Wire.of("orders.out", "timed.in"),
                        INTO_TOTALS,
                        INTO_WINDOW,
                        Wire.of("timed.out", "any.in"),
                        Wire.of("any.out", "all.in"),
                        Wire.of("totals.out", "board.in"),
                        Wire.of("window.out", "minutes.in")));
        Catalogue catalogue = Catalogue.load();
        editor = new PipelineEditor(catalogue, pipeline, folder, background, Platform::runLater);
        workbench = new Workbench(editor, new EmbeddedRuntime(new PipelineCheck(catalogue)), texts, background);
        pane = StatePane.load(workbench, name -> Optional.of(folder.resolve(name)));
        scene = new Scene(new Group(), 1100, 272);
        themes.dress(scene);
        scene.setRoot(pane.region());
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    @AfterEach
    void close() {
        Platform.runLater(() -> {
            Run run = workbench.runProperty().get();
            if (run != null) {
                run.stop();
            }
        });
        background.shutdownNow();
    }

    @Test
    void whatIsMissingIsSaid(FxRobot robot) throws Exception {
        until(() -> text(robot, "#state-empty").equals("Select a node to see what it keeps."));
        robot.interact(() -> editor.selectNodes(List.of("any")));
        assertEquals("Any of them keeps nothing yet. Run the pipeline, or press F8.", text(robot, "#state-empty"));
        run(robot, Map.of(), "any");
        until(() -> text(robot, "#state-empty").equals("Any of them keeps no state."));
        picture(robot, "state-none");
        robot.interact(() -> editor.selectNodes(List.of("timed")));
        until(() -> text(robot, "#state-empty").startsWith("When keeps nothing but its watermark"));
    }

    @Test
    void theTableFollowsTheRunAndMarksWhatChanges(FxRobot robot) throws Exception {
        Run run = run(robot, Map.of(INTO_TOTALS, new Breakpoint("amount IN (1, 2)", 1)), "totals");
        until(() -> rows(robot).equals(List.of("[ada, 16]", "[ben, 4]")));
        assertTrue(text(robot, "#state-told").startsWith("2 rows · as of "), () -> text(robot, "#state-told"));
        picture(robot, "state-light");

        robot.clickOn("#state-compare");
        run.resume();
        until(() -> rows(robot).equals(List.of("[ada, 17]", "[cid, 7]", "[ben, 4]")));
        until(() -> text(robot, "#state-told").contains(": 1 new, 1 changed, 0 gone · "));
        assertTrue(robot.lookup("~ changed").tryQuery().isPresent());
        picture(robot, "state-compared");

        run.resume();
        until(() -> text(robot, "#state-told").contains("last, at "));
        assertEquals(List.of("[ada, 19]", "[cid, 7]", "[ben, 4]"), rows(robot));
    }

    @Test
    void ofSeveralTablesOneIsChosenAndRowsAreCopiedAndExported(FxRobot robot) throws Exception {
        run(robot, Map.of(INTO_WINDOW, new Breakpoint("amount = 2", 1)), "window");
        until(() -> rows(robot).size() == 2);
        assertTrue(text(robot, "#state-told").contains("next window ends 2026-01-01 12:02:00"));
        picture(robot, "state-window");

        robot.clickOn("cid").push(KeyCode.CONTROL, KeyCode.C);
        assertEquals(
                "customer\twindow_start\twindow_end\ttotal.sum\tkinds.count\n"
                        + "cid\t2026-01-01 12:01:00.000\t2026-01-01 12:02:00.000\t7\t1\n",
                clipboard(robot));
        robot.push(KeyCode.CONTROL, KeyCode.E);
        until(() -> lines(folder.resolve("Each-minute-Groups.csv")) == 3);

        robot.clickOn("#state-table").clickOn("Values of kinds, 2 rows");
        until(() -> text(robot, "#state-table .data-title").equals("Values of kinds"));
        assertEquals(2, rows(robot).size());
    }

    @Test
    void whatIsNotAmongTheFirstRowsIsFoundAmongAll(FxRobot robot) throws Exception {
        // A few more than are shown: to go through them is a matter of far less than the time that a search may take.
        orders(IntStream.range(0, 1_201)
                .mapToObj(i -> order("c" + i, i, "12:00:00"))
                .toList());
        run(robot, Map.of(INTO_TOTALS, new Breakpoint("amount = 1200", 1)), "totals");
        until(() -> text(robot, "#state-told").startsWith("the first 1,000 rows · as of "));
        picture(robot, "state-cut");

        robot.clickOn("#state-search");
        robot.clickOn(".data-field").write("c1147");
        until(() -> text(robot, "#state-told").startsWith("1 row found in 1,200"));
        assertEquals(List.of("[c1147, 1147]"), rows(robot));
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.F);
        until(() -> text(robot, "#state-told").startsWith("the first 1,000"));
    }

    @Test
    void aHeldNodeKeepsTheLookBeforeItsBatch(FxRobot robot) throws Exception {
        run(robot, Map.of(Wire.of("totals.out", "board.in"), new Breakpoint("total = 4", 1)), "totals");

        until(() -> text(robot, "#state-empty").startsWith("Totals is passing on the rows of a batch.")
                || text(robot, "#state-told").endsWith("before the batch that it passes on"));
    }

    @Test
    void thePaneIsReadInTheDarkAndInChinese(FxRobot robot) throws Exception {
        run(robot, Map.of(INTO_WINDOW, new Breakpoint("amount = 2", 1)), "window");
        until(() -> rows(robot).size() == 2);
        robot.clickOn("#state-compare");
        robot.interact(() -> themes.modeProperty().set(Mode.DARK));
        picture(robot, "state-dark");
        robot.interact(() -> {
            texts.speak(Locale.SIMPLIFIED_CHINESE);
            themes.speak(Locale.SIMPLIFIED_CHINESE);
            scene.setRoot(new Group());
            pane = StatePane.load(workbench, name -> Optional.empty());
            themes.modeProperty().set(Mode.LIGHT);
            scene.setRoot(pane.region());
        });
        until(() -> rows(robot).size() == 2);
        picture(robot, "state-chinese");
        assertTrue(text(robot, "#state-told").startsWith("2 行 · 截至 "));
    }

    private static String order(String customer, int amount, String time) {
        return "{\"customer\": \"%s\", \"amount\": %d, \"at\": \"2026-01-01T%s\"}".formatted(customer, amount, time);
    }

    private void orders(List<String> lines) throws IOException {
        Files.write(folder.resolve("orders.jsonl"), lines);
    }

    private Run run(FxRobot robot, Map<Wire, Breakpoint> breakpoints, String selected) throws Exception {
        until(editor::isCheckCurrent);
        Run run = workbench.runtime().start(editor.checked(), new RunOptions(1, Duration.ZERO, breakpoints));
        robot.interact(() -> {
            workbench.runProperty().set(run);
            editor.selectNodes(List.of(selected));
        });
        return run;
    }

    /** Of a file that is written aside; 0 while it is not there. */
    private static int lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The first two values of each row. */
    private static List<String> rows(FxRobot robot) {
        TableView<Row> table = robot.lookup(".row-table").queryTableView();
        return table.getItems().stream()
                .map(row -> row.values().subList(0, 2).toString())
                .toList();
    }

    private static String text(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAs(Labeled.class).getText();
    }

    private static String clipboard(FxRobot robot) {
        String[] text = new String[1];
        robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
        return text[0];
    }

    private static void until(BooleanSupplier so) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(so::getAsBoolean)
                    .get());
        } catch (TimeoutException late) {
            throw new AssertionError("it did not come about", late);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void picture(FxRobot robot, String name) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> write(scene.getRoot(), name));
    }

    private static void write(javafx.scene.Node node, String name) {
        File file = new File("target/pictures/" + name + ".png");
        try {
            Files.createDirectories(file.toPath().getParent());
            ImageIO.write(SwingFXUtils.fromFXImage(node.snapshot(null, null), null), "png", file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Node node(String id, String operator, String name, String settings) throws IOException {
        return Node.of(id, operator, name, (ObjectNode) JSON.readTree(settings));
    }
}
