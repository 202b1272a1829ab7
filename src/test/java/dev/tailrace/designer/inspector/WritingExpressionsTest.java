package dev.tailrace.designer.inspector;

import static dev.tailrace.designer.Screen.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.Pictures;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.preview.SampleChoices;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/**
 * Expressions are written in the inspector over rows that somebody typed; the file that the source names is not there.
 * Pictures go to {@code target/pictures}.
 */
@ExtendWith(OnScreen.class)
class WritingExpressionsTest {
    private static final String ROWS =
            """
            {"place": "Fiji", "mag": 6.5, "value": 3}
            {"place": "Nord", "mag": 2.25, "value": 0}
            """;

    private final ExecutorService background = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "background");
        thread.setDaemon(true);
        return thread;
    });
    private final Themes themes = new Themes(Mode.LIGHT);
    private PipelineEditor editor;
    private InspectorPane pane;
    private Stage stage;

    @Start
    void open(Stage shown) {
        stage = shown;
        Catalogue catalogue = Catalogue.load();
        Pipeline pipeline = Objects.requireNonNull(PipelineJson.parse(
                        """
                        {"tailrace": 1, "name": "Quakes",
                         "nodes": [
                          {"id": "quakes", "operator": "file-source", "name": "Quakes", "settings": {
                            "path": "not-there.jsonl", "format": {"type": "json", "columns": [
                              {"name": "place", "type": "STRING"}, {"name": "mag", "type": "DOUBLE"},
                              {"name": "value", "type": "INT"}]}}},
                          {"id": "strong", "operator": "filter", "name": "Strong", "settings": {"condition": "mag > 3"}},
                          {"id": "derived", "operator": "derive", "name": "Derived", "settings": {"columns": [
                            {"name": "share", "expression": "12 / `value`"},
                            {"name": "mag", "expression": "mag * 2"}]}},
                          {"id": "shown", "operator": "table-sink", "name": "Shown", "settings": {}}],
                         "wires": [{"from": "quakes.out", "to": "strong.in"}, {"from": "quakes.out", "to": "derived.in"},
                           {"from": "strong.out", "to": "shown.in"}],
                         "layout": {}}
                        """)
                .pipeline());
        editor = new PipelineEditor(catalogue, pipeline, Path.of("."), background, Platform::runLater);
        Workbench workbench = new Workbench(
                editor, new EmbeddedRuntime(new PipelineCheck(catalogue)), new Texts(Locale.ENGLISH), background);
        workbench.trustedProperty().set(true);
        for (String node : List.of("strong", "derived")) {
            workbench.samples().put(node, new SampleChoices.OfNode(SampleChoices.Origin.TYPED, Map.of("in", ROWS)));
        }
        pane = new InspectorPane(workbench);
        Scene scene = new Scene(pane, 340, 860);
        themes.dress(scene);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
        editor.selectNodes(List.of("strong"));
    }

    @Test
    void reservedColumnsGetBackticksWhileOneTypes(FxRobot robot) {
        CodeArea area = written(robot, "value > 2 ");
        until(() -> area.getText().equals("`value` > 2 "));
        assertEquals(area.getLength(), area.getCaretPosition());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> area.getText().equals("mag > 3"));
    }

    @Test
    void theArgumentAtTheCaretIsToldWithinACall(FxRobot robot) {
        written(robot, "ROUND(mag, ");
        until(() -> argument().equals("places"));
        Pictures.of(popup(".signature-card"), "expression-signature");
        robot.write("1)");
        until(() -> popup(".signature-card") == null);
    }

    @Test
    void theTypeAtTheCaretIsToldByKey(FxRobot robot) {
        CodeArea area = written(robot, "mag > 3 AND UPPER(place) = 'FIJI'");
        robot.type(KeyCode.ESCAPE);
        robot.interact(() -> area.moveTo(14));
        robot.push(KeyCode.CONTROL, KeyCode.K);
        until(() -> text(popup(".part-card")).contains("UPPER(place) STRING"));
        Pictures.of(popup(".part-card"), "expression-part");
        robot.interact(() -> themes.modeProperty().set(Mode.DARK));
        Pictures.of(stage.getScene().getRoot(), "expression-dark");
    }

    @Test
    void theRemedyIsAppliedByKey(FxRobot robot) {
        CodeArea area = written(robot, "magg > 3");
        robot.type(KeyCode.ESCAPE);
        robot.interact(() -> area.moveTo(2));
        until(() ->
                editor.isCheckCurrent() && !robot.lookup(".squiggle").queryAll().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.K);
        until(() -> text(popup(".part-card")).contains("There is no column"));
        Pictures.of(popup(".part-card"), "expression-problem");
        robot.push(KeyCode.ALT, KeyCode.ENTER);
        until(() -> area.getText().equals("mag > 3"));
        until(() -> robot.lookup(".squiggle").queryAll().isEmpty());
    }

    @Test
    void theValueIsThatOfTheChosenRow(FxRobot robot) {
        until(() -> value(robot).equals("= true"));
        robot.interact(() -> robot.lookup(".preview-tables").query().requestFocus());
        robot.type(KeyCode.DOWN);
        until(() -> value(robot).equals("= false"));
        written(robot, "mag > 2");
        until(() -> value(robot).equals("= true"));
    }

    @Test
    void typedRowsArePreviewedWhileOneTypes(FxRobot robot) {
        until(() -> fates(robot).equals("pass drop"));
        robot.clickOn("#preview-as-text");
        TextArea rows = robot.lookup("#preview-rows").queryAs(TextArea.class);
        robot.interact(() -> rows.setText("{\"mag\": 9}\n{\"mag\": 1}\n{\"mag\": 4}"));
        until(() -> fates(robot).equals("pass drop pass"));
        robot.interact(() -> rows.setText("{\"mag\": 9}\n{\"mag\": \"no\"}"));
        until(() -> shows(robot, "Line 2: mag is \"no\", not DOUBLE."));
        Pictures.of(stage.getScene().getRoot(), "preview-typed");
    }

    @Test
    void rowsAreTypedIntoATableAndTakenBack(FxRobot robot) {
        until(() -> fates(robot).equals("pass drop"));
        cell(robot, "2.25", "9");
        until(() -> fates(robot).equals("pass pass"));
        cell(robot, "6.5", "much");
        until(() -> shows(robot, "Line 1: mag is \"much\", not DOUBLE."));
        assertEquals(1, robot.lookup(".unreadable-cell").queryAll().size());
        Pictures.of(stage.getScene().getRoot(), "preview-grid");
        robot.interact(() -> robot.lookup("#preview-grid").query().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> fates(robot).equals("pass drop"));
        robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString("place\tmag\tvalue\nTonga\t4\t1\n");
            Clipboard.getSystemClipboard().setContent(content);
        });
        robot.push(KeyCode.CONTROL, KeyCode.V);
        until(() -> fates(robot).equals("pass drop pass"));
        robot.interact(() -> themes.modeProperty().set(Mode.DARK));
        Pictures.of(stage.getScene().getRoot(), "preview-grid-dark");
    }

    private static void cell(FxRobot robot, String before, String after) {
        robot.doubleClickOn((javafx.scene.Node node) ->
                node instanceof TableCell<?, ?> cell && before.equals(cell.getText()) && cell.isVisible());
        robot.write(after).type(KeyCode.ENTER);
    }

    @Test
    void changedAndNewCellsAreMarkedAndFailuresToldAtTheirRow(FxRobot robot) {
        robot.interact(() -> editor.selectNodes(List.of("derived")));
        until(() -> robot.lookup(".cell-changed").queryAll().size() == 1);
        assertEquals(1, robot.lookup(".cell-added").queryAll().size());
        assertEquals(1, robot.lookup(".preview-failure").queryAll().size());
        Pictures.of(stage.getScene().getRoot(), "preview-derive");
        robot.interact(() -> stage.setWidth(760));
        until(() -> robot.lookup(".preview-header").queryAll().size() == 1);
        Pictures.of(stage.getScene().getRoot(), "preview-derive-wide");
        robot.interact(() -> themes.modeProperty().set(Mode.DARK));
        Pictures.of(stage.getScene().getRoot(), "preview-derive-wide-dark");
        assertFalse(robot.lookup(".cell-changed").queryAll().isEmpty());
    }

    @Test
    void bracketsThatBelongTogetherAreMarked(FxRobot robot) {
        written(robot, "ROUND(mag) > 2");
        CodeArea area = area(robot);
        robot.interact(() -> area.moveTo(6));
        until(() -> area.getStyleOfChar(5).contains("bracket")
                && area.getStyleOfChar(9).contains("bracket"));
        assertTrue(area.getStyleOfChar(0).contains("function"));
    }

    private CodeArea area(FxRobot robot) {
        return robot.lookup(".expression-area").queryAs(CodeArea.class);
    }

    /** The text typed letter by letter in place of what was there. */
    private CodeArea written(FxRobot robot, String text) {
        until(() -> editor.isCheckCurrent());
        CodeArea area = area(robot);
        robot.interact(() -> {
            area.requestFocus();
            area.selectAll();
        });
        for (char letter : text.toCharArray()) {
            // Letters go to the field as from a keyboard; proposals are for other tests.
            robot.interact(() -> area.replaceSelection(String.valueOf(letter)));
        }
        return area;
    }

    private String value(FxRobot robot) {
        return robot.lookup(".expression-value").queryAllAs(Label.class).stream()
                .filter(Label::isVisible)
                .map(Label::getText)
                .collect(Collectors.joining());
    }

    private static String fates(FxRobot robot) {
        return robot.lookup(".fate").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .collect(Collectors.joining(" "));
    }

    private static boolean shows(FxRobot robot, String words) {
        return robot.lookup(".preview .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.isVisible() && label.getText().equals(words));
    }

    private static Node popup(String selector) {
        return Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(window -> window.getScene().getRoot().lookup(selector))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String argument() {
        Node card = popup(".signature-card");
        Node part = card == null ? null : card.lookup(".signature-active .signature-argument");
        return part instanceof Text text ? text.getText() : "";
    }

    private static String text(Node card) {
        return card == null
                ? ""
                : card.lookupAll(".label").stream()
                        .map(label -> ((Label) label).getText())
                        .collect(Collectors.joining(" "));
    }
}
