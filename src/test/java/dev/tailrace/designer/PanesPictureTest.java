package dev.tailrace.designer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.connectors.files.FileInference;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.charts.ChartCanvas;
import dev.tailrace.designer.charts.ChartsPane;
import dev.tailrace.designer.commands.ChangeSettings;
import dev.tailrace.designer.inspector.InspectorPane;
import dev.tailrace.designer.rows.DataPane;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.designer.watch.LiveTimer;
import dev.tailrace.designer.watch.ProblemsPane;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The panes beside each other over a real run of earthquakes, in both modes; pictures go to {@code target/pictures}. */
@ExtendWith(OnScreen.class)
class PanesPictureTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService background = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "background");
        thread.setDaemon(true);
        return thread;
    });
    private final Themes themes = new Themes(Mode.LIGHT);
    private PipelineEditor editor;
    private Workbench workbench;
    private InspectorPane inspector;
    private LiveTimer timer;
    private Scene scene;

    @Start
    void open(Stage stage) throws Exception {
        Path folder = Path.of("sample-pipelines/earthquakes/data").toAbsolutePath();
        Path quakes = folder.resolve("earthquakes.jsonl");
        Catalogue catalogue = Catalogue.load();
        ObjectNode format = (ObjectNode) JSON.readTree(new FileInference(catalogue.formats()).infer(quakes));
        Pipeline pipeline = Pipeline.empty("quakes")
                .withParameters(List.of(new Parameter("min_mag", "DOUBLE", JSON.readTree("2.5"), Map.of())))
                .withNodes(List.of(
                        node("feed", "file-source", "Quake feed", "{\"path\": \"" + quakes + "\"}", format),
                        node(
                                "strong",
                                "filter",
                                "Strong enough",
                                "{\"condition\": \"mag >= :min_mag\\nAND place IS NOT NULL\"}"),
                        node("table", "table-sink", "Strong quakes", "{}"),
                        node(
                                "chart",
                                "chart-sink",
                                "Magnitude",
                                "{\"x\": \"time\", \"y\": [\"mag\"], \"kind\": \"line\"}")))
                .withWires(List.of(
                        Wire.of("feed.out", "strong.in"),
                        Wire.of("strong.out", "table.in"),
                        Wire.of("strong.out", "chart.in")));
        editor = new PipelineEditor(catalogue, pipeline, folder, background, Platform::runLater);
        workbench = new Workbench(
                editor, new EmbeddedRuntime(new PipelineCheck(catalogue)), new Texts(Locale.ENGLISH), background);
        workbench.trustedProperty().set(true);
        timer = new LiveTimer(workbench);
        inspector = new InspectorPane(workbench);
        inspector.setPrefWidth(312);
        inspector.setMinWidth(312);
        ProblemsPane problems =
                new ProblemsPane(workbench, (node, place) -> inspector.focusSetting(String.valueOf(place)));
        DataPane data = new DataPane(workbench, name -> Optional.empty());
        problems.setPrefHeight(220);
        data.setPrefHeight(320);
        ChartCanvas chart = new ChartCanvas(ZoneId.of("UTC"), Locale.ENGLISH);
        chart.show(lines());
        ChartCanvas bars = new ChartCanvas(ZoneId.of("UTC"), Locale.ENGLISH);
        bars.show(bars());
        HBox charts = new HBox(chart, bars);
        HBox.setHgrow(chart, Priority.ALWAYS);
        HBox.setHgrow(bars, Priority.ALWAYS);
        charts.setPrefHeight(200);
        ChartsPane none = new ChartsPane(workbench);
        none.setPrefHeight(200);
        VBox left = new VBox(data, charts, none, problems);
        VBox.setVgrow(data, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        scene = new Scene(new HBox(left, inspector), 1240, 960);
        themes.dress(scene);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    @Test
    void panesShowARealRun(FxRobot robot) throws Exception {
        settle();
        robot.interact(() -> editor.selectNodes(List.of("strong")));
        Screen.until(() -> !robot.lookup(".preview-row").queryAll().isEmpty());
        Run run = workbench.runtime().start(editor.checked(), RunOptions.DEFAULT);
        robot.interact(() -> workbench.runProperty().set(run));
        Screen.until(() -> run.state().isFinal());
        assertEquals(Run.State.DONE, run.state(), String.valueOf(run.failure()));
        Screen.until(() -> robot.lookup(".row-table .table-row-cell").queryAll().size() > 3);
        Pictures.of(scene.getRoot(), "panes-filter-light");
        robot.interact(() -> themes.modeProperty().set(Mode.DARK));
        Pictures.of(scene.getRoot(), "panes-filter-dark");
        robot.interact(() -> editor.selectNodes(List.of("feed")));
        settle();
        Pictures.of(scene.getRoot(), "panes-source-dark");
        robot.interact(() -> themes.modeProperty().set(Mode.LIGHT));
        Pictures.of(scene.getRoot(), "panes-source-light");
        robot.interact(() -> {
            editor.selectNodes(List.of("table"));
            robot.lookup("Ports").tryQuery();
        });
        robot.clickOn("Ports");
        Pictures.of(scene.getRoot(), "panes-sink-light");
        assertTrue(robot.lookup(".data-title").queryAs(Label.class).getText().startsWith("Strong quakes"));
    }

    @Test
    void wrongExpressionIsMarkedSaidAndMended(FxRobot robot) throws Exception {
        robot.interact(() -> editor.selectNodes(List.of("strong")));
        condition("magg >= 2", robot);
        settle();
        Screen.settle();
        assertEquals(1, robot.lookup(".inspector-message").queryAll().size());
        Pictures.of(scene.getRoot(), "panes-wrong-light");
        robot.clickOn(".inspector-message .hyperlink");
        settle();
        assertEquals(
                "mag >= 2",
                editor.pipeline()
                        .node("strong")
                        .orElseThrow()
                        .settings()
                        .path("condition")
                        .asText());
    }

    @Test
    void remedyInTheListIsApplied(FxRobot robot) throws Exception {
        robot.interact(() -> editor.selectNodes(List.of("strong")));
        condition("magg >= 2", robot);
        settle();
        robot.clickOn(".problem-fixes .hyperlink");
        settle();
        assertEquals(
                "mag >= 2",
                editor.pipeline()
                        .node("strong")
                        .orElseThrow()
                        .settings()
                        .path("condition")
                        .asText());
        robot.interact(editor::undo);
        CodeArea area = robot.lookup(".expression-area").queryAs(CodeArea.class);
        assertEquals("magg >= 2", area.getText());
    }

    @Test
    void aProposedFunctionIsExplained(FxRobot robot) throws Exception {
        settle();
        robot.interact(() -> editor.selectNodes(List.of("strong")));
        condition("", robot);
        robot.clickOn(".expression-area").write("char_l");
        Screen.until(() -> robot.lookup(".proposal-doc").tryQueryAs(Label.class).stream()
                .anyMatch(doc -> doc.getText().equals(new Texts(Locale.ENGLISH).get("language.function.CHAR_LENGTH"))));
        robot.type(javafx.scene.input.KeyCode.ESCAPE);
    }

    @Test
    void columnsAreProposedWhileTypingAndEnterTakesThem(FxRobot robot) throws Exception {
        settle();
        robot.interact(() -> editor.selectNodes(List.of("strong")));
        condition("", robot);
        robot.clickOn(".expression-area").write("ma");
        Screen.until(() -> robot.lookup(".proposals").tryQuery().isPresent());
        Pictures.of(scene.getRoot(), "panes-proposals");
        robot.type(javafx.scene.input.KeyCode.ENTER);
        CodeArea area = robot.lookup(".expression-area").queryAs(CodeArea.class);
        assertEquals("mag", area.getText());
        robot.push(javafx.scene.input.KeyCode.CONTROL, javafx.scene.input.KeyCode.Z);
        assertTrue(area.getText().length() < 3, "undo is the pipeline's");
    }

    private void condition(String text, FxRobot robot) {
        robot.interact(() -> {
            ObjectNode settings = JSON.createObjectNode().put("condition", text);
            editor.apply(new ChangeSettings("strong", settings, null));
        });
    }

    private void settle() throws Exception {
        Screen.until(() -> editor.isCheckCurrent());
        Screen.settle();
    }

    private static Node node(String id, String operator, String name, String settings) throws Exception {
        return Node.of(id, operator, name, (ObjectNode) JSON.readTree(settings));
    }

    private static Node node(String id, String operator, String name, String settings, ObjectNode format)
            throws Exception {
        ObjectNode all = (ObjectNode) JSON.readTree(settings);
        all.set("format", format);
        return Node.of(id, operator, name, all);
    }

    private static ChartView lines() {
        ChartView view = new ChartView(ChartView.Kind.LINE, ChartView.Axis.TIME, "hour", 1000);
        double[][] values = {
            {22, 26, 24, 29, 33, 31, 36, 35, 40, 38, 46, 44},
            {34, 31, 36, 30, 33, 28, 31, 27, 24, 27, 25, 28},
            {8, 9, 12, 11, 14, 13, 15, 14, 19, 17, 16, 18}
        };
        String[] names = {"Alaska", "California", "Fiji region"};
        List<Integer> hours = new ArrayList<>();
        for (int hour = 0; hour < 12; hour++) {
            hours.add(hour);
        }
        for (int series = 0; series < names.length; series++) {
            for (int hour : hours) {
                view.add(names[series], 1_767_229_200_000.0 + hour * 3_600_000.0, values[series][hour]);
            }
        }
        return view;
    }

    private static ChartView bars() {
        ChartView view = new ChartView(ChartView.Kind.BAR, ChartView.Axis.LABEL, "region", 1000);
        String[] regions = {"Kuril Islands", "Fiji region", "Central Chile", "Banda Sea", "Alaska"};
        double[] counts = {6.8, 6.4, 6.1, 5.9, 4.2};
        for (int i = 0; i < regions.length; i++) {
            view.add("strongest", view.label(regions[i]), counts[i]);
        }
        return view;
    }
}
