package dev.tailrace.designer.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
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
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The data pane over a real run of five quakes, one of which cannot be read; pictures go to {@code target/pictures}. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(ApplicationExtension.class)
class DataPaneTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Wire READ = Wire.of("feed.out", "strong.in");
    private static final Wire PASSED = Wire.of("strong.out", "counts.in");
    private static final Wire COUNTED = Wire.of("counts.out", "board.in");
    private static final Wire FAILED = Wire.of("feed.error", "dead.in");
    private static final Wire NEVER = Wire.of("none.out", "nothing.in");

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

    private final Themes themes = new Themes(Mode.LIGHT);
    private Path folder;
    private PipelineEditor editor;
    private Workbench workbench;
    private DataPane pane;
    private LiveTimer timer;
    private Scene scene;

    @Start
    void open(Stage stage) throws Exception {
        folder = Files.createTempDirectory("tailrace-rows");
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
        pane = new DataPane(workbench);
        scene = new Scene(new Group(), 1100, 330);
        themes.dress(scene);
        scene.setRoot(pane);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    @AfterEach
    void close() {
        Platform.runLater(timer::close);
        background.shutdownNow();
    }

    @Test
    void whatIsMissingIsSaidBeforeARun(FxRobot robot) {
        until(() -> said(robot).equals("Select a wire to see its rows."));
        robot.interact(() -> editor.selectWire(READ));
        assertEquals("No rows yet. Run the pipeline, or press F8.", said(robot));
        picture(robot, "rows-not-run");
    }

    @Test
    void theRowsOfTheSelectedWireAreShownNewestFirst(FxRobot robot) throws Exception {
        run(robot, READ);
        until(() -> rows(robot).size() == 5);
        assertEquals("California", rows(robot).get(0).get(1));
        assertEquals("Kuril Islands", rows(robot).get(4).get(1));
        picture(robot, "rows-light");
    }

    @Test
    void aConditionLeavesTheRowsThatFulfilItAndAWrongOneSaysWhy(FxRobot robot) throws Exception {
        run(robot, READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("#rows-condition");
        robot.clickOn(".expression-area").write("mag > 4");
        until(() -> rows(robot).size() == 2);
        assertEquals("2 of 5 rows match", text(robot, ".data-count"));
        robot.clickOn(".expression-area").push(KeyCode.CONTROL, KeyCode.A).write("magg > 4");
        until(() -> robot.lookup(".condition-row .inspector-message .label")
                .tryQuery()
                .isPresent());
        assertEquals(2, rows(robot).size());
        robot.type(KeyCode.ESCAPE);
        picture(robot, "rows-condition-wrong");
        robot.clickOn(".condition-row .hyperlink");
        until(() -> robot.lookup(".condition-row .inspector-message .label")
                .tryQuery()
                .isEmpty());
        assertEquals(2, rows(robot).size());
    }

    @Test
    void aTextIsFoundCountedAndWalkedThrough(FxRobot robot) throws Exception {
        run(robot, READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("#rows-search");
        robot.clickOn(".data-field").write("felt");
        until(() -> text(robot, "#rows-hits").equals("2 cells"));
        robot.type(KeyCode.ENTER);
        assertEquals("1 of 2", text(robot, "#rows-hits"));
        assertEquals("Fiji region", selected(robot));
        picture(robot, "rows-search");
        robot.type(KeyCode.F3);
        assertEquals("Kuril Islands", selected(robot));
        robot.push(KeyCode.SHIFT, KeyCode.F3);
        assertEquals("Fiji region", selected(robot));
    }

    @Test
    void rowsAndCellsAreCopied(FxRobot robot) throws Exception {
        run(robot, READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("Fiji region").push(KeyCode.CONTROL, KeyCode.C);
        assertEquals("mag\tregion\ttags\tat\n5.1\tFiji region\t[felt]\t\n", clipboard(robot));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        assertEquals("Fiji region", clipboard(robot));
        robot.type(KeyCode.RIGHT).push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        assertEquals("[felt]", clipboard(robot));
    }

    @Test
    void changesSayWhatTheyDoAndFoldIntoATable(FxRobot robot) throws Exception {
        run(robot, COUNTED);
        until(() -> !rows(robot).isEmpty());
        assertTrue(robot.lookup("+I insert").tryQuery().isPresent());
        picture(robot, "rows-changes");
        robot.clickOn("#rows-fold");
        until(() -> rows(robot).size() == 3);
        assertEquals(Row.of("Kuril Islands", 2L, 4.6), rows(robot).get(0));
        assertFalse(robot.lookup("+I insert").tryQuery().isPresent());
        picture(robot, "rows-folded");
    }

    @Test
    void aNestedValueIsUnfoldedByKey(FxRobot robot) throws Exception {
        run(robot, READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("[felt, reviewed]").type(KeyCode.F2);
        TreeView<NestedValue> tree = robot.lookup("#nested-value").query();
        assertEquals(
                List.of("felt", "reviewed"),
                tree.getRoot().getChildren().stream()
                        .map(part -> part.getValue().text())
                        .toList());
        popup(robot, "rows-nested", ".cell-popup");
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void aRowThatFailedIsShownWithItsBytes(FxRobot robot) throws Exception {
        run(robot, FAILED);
        until(() -> rows(robot).size() == 1);
        robot.clickOn("3").type(KeyCode.F2);
        assertTrue(robot.lookup(".hex-text").tryQuery().isPresent());
        assertTrue(robot.lookup(".popup-words").queryAs(Label.class).getText().contains("n/a"));
        popup(robot, "rows-failed", ".cell-popup");
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void aWireIsChosenFromTheListByItsName(FxRobot robot) throws Exception {
        run(robot, READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn(".wire-button").write("by reg");
        popup(robot, "rows-chooser", ".wire-chooser");
        robot.type(KeyCode.ENTER);
        assertEquals(COUNTED, editor.selectedWire());
        assertEquals("By region → Board", text(robot, ".data-title"));
    }

    @Test
    void twoWiresStandSideBySide(FxRobot robot) throws Exception {
        run(robot, READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("Fiji region").push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        robot.interact(() -> editor.selectWire(COUNTED));
        until(() -> robot.lookup(".row-table").queryAll().size() == 2);
        until(() -> !tables(robot).get(1).getItems().isEmpty());
        assertEquals(5, tables(robot).get(0).getItems().size());
        picture(robot, "rows-beside");
        robot.interact(() -> themes.modeProperty().set(Mode.DARK));
        picture(robot, "rows-beside-dark");
    }

    @Test
    void rowsAreWrittenIntoAFile(FxRobot robot) throws Exception {
        run(robot, COUNTED);
        until(() -> !rows(robot).isEmpty());
        robot.clickOn("#rows-fold");
        until(() -> rows(robot).size() == 3);
        Path file = folder.resolve("board.csv");
        robot.interact(() -> pane.setOnChooseFile(name -> Optional.of(file)));
        robot.clickOn("#rows-more").clickOn("Export the rows to a file");
        until(() -> text(robot, "#rows-export").equals("3 rows stand in board.csv."));
        assertEquals(
                "region,quakes,strongest\r\nKuril Islands,2,4.6\r\nCalifornia,2,1.2\r\nFiji region,1,5.1\r\n",
                Files.readString(file));
        picture(robot, "rows-export");
    }

    @Test
    void headersSortOnceTheRunHasEnded(FxRobot robot) throws Exception {
        run(robot, READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("mag");
        until(() -> Double.valueOf(1.2).equals(rows(robot).get(0).get(0)));
        assertEquals(
                List.of("California", "Kuril Islands", "Kuril Islands", "Fiji region", "California"),
                rows(robot).stream().map(row -> row.get(1)).toList());
    }

    @Test
    void heldRowsStayWhileMoreCome(FxRobot robot) throws Exception {
        Run run = startPaced(robot, READ);
        until(() -> rows(robot).size() > 10);
        robot.clickOn("#rows-hold");
        List<Row> held = List.copyOf(rows(robot));
        until(() -> text(robot, ".data-count").matches("Held · \\d\\d+ more rows have passed"));
        assertEquals(held, rows(robot));
        picture(robot, "rows-held");
        robot.clickOn("#rows-hold");
        until(() -> !held.equals(rows(robot)));
        assertTrue(text(robot, ".data-count").startsWith("the latest "));
        run.stop();
    }

    @Test
    void theNodeThatDropsTheRowsIsNamedAndShown(FxRobot robot) throws Exception {
        List<String> shown = new ArrayList<>();
        robot.interact(() -> pane.setOnGoTo((node, place) -> shown.add(node + "." + place)));
        Run run = startPaced(robot, NEVER);
        until(() -> said(robot)
                .matches("Running for \\d+ s, no row has passed this wire. Strong enough has dropped \\d+ rows."));
        picture(robot, "rows-dropped");
        robot.clickOn("Show its condition");
        assertEquals(List.of("none.condition"), shown);
        run.stop();
    }

    @Test
    void aPinnedWireStaysAndConditionsAreRememberedByWire(FxRobot robot) throws Exception {
        run(robot, READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("#rows-condition").clickOn(".expression-area").write("mag > 4");
        until(() -> rows(robot).size() == 2);
        robot.clickOn("#rows-pin").interact(() -> editor.selectWire(COUNTED));
        assertEquals("Quake feed → All of them", text(robot, ".data-title"));
        robot.clickOn("#rows-pin");
        until(() -> text(robot, ".data-title").equals("By region → Board"));
        until(() -> rows(robot).size() == 3);
        robot.interact(() -> editor.selectWire(READ));
        until(() -> rows(robot).size() == 2);
    }

    @Test
    void bothTablesScrollTogetherIfWanted(FxRobot robot) throws Exception {
        Run run = startPaced(robot, READ);
        until(() -> rows(robot).size() > 60);
        robot.clickOn("#rows-hold").push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        robot.interact(() -> editor.selectWire(PASSED));
        until(() -> tables(robot).size() == 2 && tables(robot).get(1).getItems().size() > 60);
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.B);
        robot.interact(() -> tables(robot).get(0).scrollTo(30));
        until(() -> firstVisible(tables(robot).get(1)) >= 29);
        run.stop();
    }

    private static int firstVisible(TableView<Row> table) {
        VirtualFlow<?> rows = (VirtualFlow<?>) table.lookup(".virtual-flow");
        return rows.getFirstVisibleCell().getIndex();
    }

    /** A thousand quakes, a hundred a second. */
    private Run startPaced(FxRobot robot, Wire wire) throws Exception {
        String line = QUAKES.lines().findFirst().orElseThrow() + "\n";
        Files.writeString(folder.resolve("quakes.jsonl"), line.repeat(1000));
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

    private void run(FxRobot robot, Wire wire) throws Exception {
        until(() -> editor.isCheckCurrent());
        assertFalse(editor.checked().hasErrors(), editor.checked().problems().toString());
        robot.interact(() -> editor.selectWire(wire));
        Run run = workbench.runtime().start(editor.checked(), RunOptions.DEFAULT);
        robot.interact(() -> workbench.runProperty().set(run));
        assertTrue(run.await(java.time.Duration.ofSeconds(20)));
        assertEquals(Run.State.DONE, run.state(), String.valueOf(run.failure()));
    }

    private static List<TableView<Row>> tables(FxRobot robot) {
        return robot.lookup(".row-table").<TableView<Row>>queryAll().stream()
                .sorted(java.util.Comparator.comparingDouble(
                        table -> table.localToScene(0, 0).getX()))
                .toList();
    }

    private static List<Row> rows(FxRobot robot) {
        return tables(robot).get(0).getItems();
    }

    private static Object selected(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return tables(robot).get(0).getSelectionModel().getSelectedItem().get(1);
    }

    private static String text(FxRobot robot, String selector) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup(selector).<Labeled>query().getText();
    }

    private static String said(FxRobot robot) {
        return robot.lookup("#rows-empty").<Labeled>query().getText();
    }

    private static String clipboard(FxRobot robot) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        return WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString())
                .get();
    }

    private static void until(BooleanSupplier so) {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(so::getAsBoolean)
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

    private void popup(FxRobot robot, String name, String selector) {
        WaitForAsyncUtils.waitForFxEvents();
        javafx.scene.Node node = robot.lookup(selector).query();
        robot.interact(() -> write(node, name));
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

    private static Node node(String id, String operator, String name, String settings, Object... arguments)
            throws IOException {
        return Node.of(id, operator, name, (ObjectNode) JSON.readTree(settings.formatted(arguments)));
    }
}
