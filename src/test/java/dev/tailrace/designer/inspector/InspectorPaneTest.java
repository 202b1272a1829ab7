package dev.tailrace.designer.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Runtime;
import dev.tailrace.runtime.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class InspectorPaneTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService background = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "background");
        thread.setDaemon(true);
        return thread;
    });
    private PipelineEditor editor;
    private InspectorPane pane;

    /** Nothing is run in these tests. */
    private static final class Idle implements Runtime {
        @Override
        public String name() {
            return "idle";
        }

        @Override
        public Run start(CheckedPipeline pipeline, RunOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Preview preview(CheckedPipeline pipeline, String node, int sourceRows, Map<String, Sample> given) {
            return new Preview(Map.of(), Map.of(), null);
        }
    }

    @Start
    void open(Stage stage) throws Exception {
        Catalogue catalogue = new Catalogue(EverySetting.operators(), List.of());
        ObjectNode settings = (ObjectNode) JSON.readTree("{\"title\": \"Strong\"}");
        Pipeline pipeline = Pipeline.empty("quakes")
                .withNodes(List.of(
                        Node.of("quakes", "quakes", "Quakes", JSON.createObjectNode()),
                        Node.of("every", "every", "Every setting", settings)))
                .withWires(List.of(Wire.of("quakes.out", "every.in")));
        editor = new PipelineEditor(catalogue, pipeline, Path.of("."), background, Platform::runLater);
        pane = new InspectorPane(new Workbench(editor, new Idle(), new Texts(Locale.ENGLISH), background));
        Scene scene = new Scene(pane, 360, 1000);
        new Themes(Mode.LIGHT).dress(scene);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
        editor.selectNodes(List.of("every"));
    }

    @Test
    void withoutASelectionThePaneSaysWhatToDo(FxRobot robot) {
        robot.interact(() -> editor.selectNodes(List.of()));
        assertTrue(robot.lookup("Select an operator to see its settings.")
                .tryQuery()
                .isPresent());
    }

    @Test
    void typingATextIsOneStepOfUndo(FxRobot robot) {
        TextField title = control(robot, "title");
        robot.clickOn(title).press(KeyCode.END).release(KeyCode.END).write(" one");
        assertEquals("Strong one", setting("title").asText());
        robot.interact(editor::undo);
        assertEquals("Strong", setting("title").asText());
        assertEquals("Strong", title.getText());
    }

    @Test
    void undoOfAnEarlierEditKeepsTheCaret(FxRobot robot) {
        TextField title = control(robot, "title");
        robot.clickOn(title);
        robot.interact(() -> title.positionCaret(0));
        robot.write("Very ");
        robot.interact(() -> {
            editor.endMerge();
            title.positionCaret(3);
        });
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals("Strong", title.getText());
        assertEquals(3, title.getCaretPosition());
        assertTrue(title.isFocused());
    }

    @Test
    void clearingAFieldTakesTheSettingOut(FxRobot robot) {
        TextField limit = control(robot, "limit");
        assertEquals("100", limit.getPromptText());
        robot.clickOn(limit).write("250");
        assertEquals(250, setting("limit").intValue());
        assertTrue(setting("limit").isIntegralNumber());
        robot.eraseText(3);
        assertFalse(settings().has("limit"));
    }

    @Test
    void textThatIsNoNumberIsKeptAndSaidToBeWrong(FxRobot robot) {
        TextField limit = control(robot, "limit");
        robot.clickOn(limit).write("12x");
        settle(robot);
        assertEquals("12x", limit.getText());
        assertMessage(robot, "is not a whole number");
        robot.eraseText(1);
        settle(robot);
        assertEquals(12, setting("limit").intValue());
        assertEquals(0, robot.lookup(".inspector-message").queryAll().size());
    }

    @Test
    void decimalsKeepTheirPointWhileTyped(FxRobot robot) {
        robot.interact(() -> pane.focusSetting("ratio"));
        TextField ratio = control(robot, "ratio");
        WaitForAsyncUtils.waitForFxEvents();
        robot.write("1.");
        assertEquals("1.", ratio.getText());
        robot.write("25");
        assertEquals("1.25", setting("ratio").asText());
    }

    @Test
    void longTextIsEdited(FxRobot robot) {
        TextArea story = control(robot, "story");
        robot.clickOn(story).write("a\nb");
        assertEquals("a\nb", setting("story").asText());
    }

    @Test
    void columnsAreChosenFromThoseThatEnter(FxRobot robot) {
        settle(robot);
        ComboBox<String> key = control(robot, "key");
        assertEquals(List.of("", "time", "region", "mag"), key.getItems());
        robot.interact(() -> key.setValue("region"));
        assertEquals("region", setting("key").asText());
        robot.interact(editor::undo);
        assertFalse(settings().has("key"));
        assertEquals(null, key.getValue());
    }

    @Test
    void chipsAddAndRemoveColumns(FxRobot robot) {
        settle(robot);
        choose(robot, "region");
        choose(robot, "mag");
        assertEquals("[\"region\",\"mag\"]", setting("groups").toString());
        robot.clickOn(robot.lookup(".inspector-chip-remove").nth(0).queryButton());
        assertEquals("[\"mag\"]", setting("groups").toString());
        robot.interact(editor::undo);
        assertEquals(2, robot.lookup(".inspector-chip").queryAll().size());
    }

    @Test
    void switchLeavesTheFileWhenItIsBackAtItsDefault(FxRobot robot) {
        javafx.scene.Node distinct = control(robot, "distinct");
        robot.clickOn(distinct);
        assertTrue(setting("distinct").asBoolean());
        robot.interact(editor::undo);
        assertFalse(settings().has("distinct"));
    }

    @Test
    void upToThreeChoicesStandSideBySide(FxRobot robot) {
        ToggleButton drop = robot.lookup("drop").queryAs(ToggleButton.class);
        assertTrue(drop.isSelected());
        robot.clickOn("error port");
        assertEquals("error-port", setting("whenNull").asText());
        assertFalse(drop.isSelected());
        robot.interact(editor::undo);
        assertTrue(drop.isSelected());
    }

    @Test
    void moreThanThreeChoicesAreAList(FxRobot robot) {
        ComboBox<String> side = control(robot, "side");
        assertEquals("left", side.getValue());
        robot.interact(() -> side.setValue("full"));
        assertEquals("full", setting("side").asText());
        robot.interact(() -> side.setValue("left"));
        assertFalse(settings().has("side"));
    }

    @Test
    void durationWithoutAUnitIsSaidToBeWrong(FxRobot robot) {
        TextField wait = control(robot, "waits");
        robot.clickOn(wait).write("10");
        settle(robot);
        assertMessage(robot, "is not a duration");
        robot.write(" min");
        settle(robot);
        assertEquals("10 min", setting("waits").asText());
        assertEquals(0, robot.lookup(".inspector-message").queryAll().size());
    }

    @Test
    void typeIsChosenOrTyped(FxRobot robot) {
        ComboBox<String> type = control(robot, "castTo");
        robot.clickOn(type.getEditor()).write("DECIMAL(12, 2)");
        assertEquals("DECIMAL(12, 2)", setting("castTo").asText());
        robot.interact(() -> type.getSelectionModel().select("BIGINT"));
        assertEquals("BIGINT", setting("castTo").asText());
    }

    @Test
    void chosenFileIsWrittenRelativeToThePipeline() {
        Path base = Path.of("/pipelines/quakes");
        assertEquals("data/a.csv", FileControl.written(base.resolve("data/a.csv"), base));
        assertEquals("/elsewhere/a.csv", FileControl.written(Path.of("/elsewhere/a.csv"), base));
    }

    @Test
    void rowsAreAddedTypedInMovedAndRemoved(FxRobot robot) {
        robot.interact(() -> button(robot, "Add").fire());
        robot.interact(() -> button(robot, "Add").fire());
        assertEquals("[{},{}]", setting("entries").toString());
        TextField first =
                robot.lookup("#setting-tests-every-entries .text-field").nth(0).queryAs(TextField.class);
        robot.interact(first::requestFocus);
        robot.write("mag");
        assertEquals("[{\"name\":\"mag\"},{}]", setting("entries").toString());
        robot.interact(() -> accessible(robot, "Move row 2 up").fire());
        assertEquals("[{},{\"name\":\"mag\"}]", setting("entries").toString());
        robot.interact(() -> accessible(robot, "Remove row 1").fire());
        assertEquals("[{\"name\":\"mag\"}]", setting("entries").toString());
        assertEquals("mag", first.getText());
        robot.interact(editor::undo);
        assertEquals(2, setting("entries").size());
    }

    @Test
    void problemInAListStandsAtItsCell(FxRobot robot) {
        robot.interact(() -> button(robot, "Add").fire());
        settle(robot);
        assertMessage(robot, "\"name\" is not set");
        assertMessage(robot, "\"type\" is not set");
    }

    @Test
    void fixButtonUnderTheFieldAppliesTheRemedy(FxRobot robot) {
        TextField title = control(robot, "title");
        robot.clickOn(title).eraseText(6).write("wrong");
        settle(robot);
        robot.interact(() -> robot.lookup(".inspector-message .hyperlink")
                .queryAs(Hyperlink.class)
                .fire());
        settle(robot);
        assertEquals("right", setting("title").asText());
        assertEquals("right", title.getText());
        assertEquals(0, robot.lookup(".inspector-message").queryAll().size());
    }

    @Test
    void rareSettingsAreFoldedAwayUntilTheyAreWrong(FxRobot robot) {
        TitledPane more = robot.lookup(".inspector-advanced").queryAs(TitledPane.class);
        assertFalse(more.isExpanded());
        robot.interact(() -> pane.focusSetting("ratio"));
        assertTrue(more.isExpanded());
    }

    @Test
    void nameIsChangedInTheHeader(FxRobot robot) {
        TextField name = robot.lookup(".inspector-name").queryAs(TextField.class);
        robot.interact(pane::focusName);
        robot.write("Strong enough").type(KeyCode.ENTER);
        assertEquals(
                "Strong enough", editor.pipeline().node("every").orElseThrow().name());
        robot.interact(editor::undo);
        assertEquals("Every setting", name.getText());
    }

    @Test
    void portsShowColumnsWithTypesAndMarkEventTime(FxRobot robot) {
        settle(robot);
        robot.clickOn("Ports");
        assertNotNull(robot.lookup("Input from Quakes").query());
        assertEquals(2, robot.lookup(".inspector-event-time").queryAll().size(), "once in, once out");
        assertTrue(robot.lookup(".inspector-ports .inspector-type").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().equals("TIMESTAMP(3)")));
    }

    @SuppressWarnings("unchecked")
    private static <T extends javafx.scene.Node> T control(FxRobot robot, String setting) {
        return (T) robot.lookup("#setting-tests-every-" + setting).query();
    }

    private static void choose(FxRobot robot, String column) {
        MenuButton add = robot.lookup(".inspector-chips .menu-button").queryAs(MenuButton.class);
        robot.interact(add::show);
        MenuItem item = add.getItems().stream()
                .filter(offered -> offered.getText().equals(column))
                .findFirst()
                .orElseThrow();
        robot.interact(item::fire);
        robot.interact(add::hide);
    }

    private static Button button(FxRobot robot, String text) {
        return robot.lookup(text).queryAs(Button.class);
    }

    private static Button accessible(FxRobot robot, String text) {
        return robot.lookup((javafx.scene.Node node) -> text.equals(node.getAccessibleText()))
                .queryAs(Button.class);
    }

    private ObjectNode settings() {
        return editor.pipeline().node("every").orElseThrow().settings();
    }

    private JsonNode setting(String name) {
        return settings().path(name);
    }

    private static void assertMessage(FxRobot robot, String part) {
        List<String> messages = robot.lookup(".inspector-message .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
        assertTrue(messages.stream().anyMatch(message -> message.contains(part)), messages.toString());
    }

    /** Waits until the check of the latest edit is shown. */
    private void settle(FxRobot robot) {
        try {
            WaitForAsyncUtils.waitFor(5, java.util.concurrent.TimeUnit.SECONDS, () -> editor.isCheckCurrent());
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError("the check does not come", late);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }
}
