package dev.tailrace.designer.inspector;

import static dev.tailrace.designer.inspector.EverySettingPane.accessible;
import static dev.tailrace.designer.inspector.EverySettingPane.assertMessage;
import static dev.tailrace.designer.inspector.EverySettingPane.button;
import static dev.tailrace.designer.inspector.EverySettingPane.choose;
import static dev.tailrace.designer.inspector.EverySettingPane.control;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.OnScreen;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Each kind of setting has its control, driven by mouse and keys. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class SettingControlsTest {
    private EverySettingPane every;

    @Start
    void open(Stage stage) throws Exception {
        every = new EverySettingPane(stage);
    }

    @Test
    void clearingAFieldTakesTheSettingOut(FxRobot robot) {
        TextField limit = control(robot, "limit");
        assertEquals("100", limit.getPromptText());
        robot.clickOn(limit).write("250");
        assertEquals(250, every.setting("limit").intValue());
        assertTrue(every.setting("limit").isIntegralNumber());
        robot.eraseText(3);
        assertFalse(every.settings().has("limit"));
    }

    @Test
    void textThatIsNoNumberIsKeptAndSaidToBeWrong(FxRobot robot) {
        TextField limit = control(robot, "limit");
        robot.clickOn(limit).write("12x");
        every.settle();
        assertEquals("12x", limit.getText());
        assertMessage(robot, "is not a whole number");
        robot.eraseText(1);
        every.settle();
        assertEquals(12, every.setting("limit").intValue());
        assertEquals(0, robot.lookup(".inspector-message").queryAll().size());
    }

    @Test
    void decimalsKeepTheirPointWhileTyped(FxRobot robot) {
        robot.interact(() -> every.pane.focusSetting("ratio"));
        TextField ratio = control(robot, "ratio");
        robot.write("1.");
        assertEquals("1.", ratio.getText());
        robot.write("25");
        assertEquals("1.25", every.setting("ratio").asText());
    }

    @Test
    void longTextIsEdited(FxRobot robot) {
        TextArea story = control(robot, "story");
        robot.clickOn(story).write("a\nb");
        assertEquals("a\nb", every.setting("story").asText());
    }

    @Test
    void columnsAreChosenFromThoseThatEnter(FxRobot robot) {
        every.settle();
        ComboBox<String> key = control(robot, "key");
        assertEquals(List.of("", "time", "region", "mag"), key.getItems());
        robot.interact(() -> key.setValue("region"));
        assertEquals("region", every.setting("key").asText());
        robot.interact(every.editor::undo);
        assertFalse(every.settings().has("key"));
        assertEquals(null, key.getValue());
    }

    @Test
    void chipsAddAndRemoveColumns(FxRobot robot) {
        every.settle();
        choose(robot, "region");
        choose(robot, "mag");
        assertEquals("[\"region\",\"mag\"]", every.setting("groups").toString());
        robot.clickOn(robot.lookup(".inspector-chip-remove").nth(0).queryButton());
        assertEquals("[\"mag\"]", every.setting("groups").toString());
        robot.interact(every.editor::undo);
        assertEquals(2, robot.lookup(".inspector-chip").queryAll().size());
    }

    @Test
    void switchLeavesTheFileWhenItIsBackAtItsDefault(FxRobot robot) {
        javafx.scene.Node distinct = control(robot, "distinct");
        robot.clickOn(distinct);
        assertTrue(every.setting("distinct").asBoolean());
        robot.interact(every.editor::undo);
        assertFalse(every.settings().has("distinct"));
    }

    @Test
    void upToThreeChoicesStandSideBySide(FxRobot robot) {
        ToggleButton drop = robot.lookup("drop").queryAs(ToggleButton.class);
        assertTrue(drop.isSelected());
        robot.clickOn("error port");
        assertEquals("error-port", every.setting("whenNull").asText());
        assertFalse(drop.isSelected());
        robot.interact(every.editor::undo);
        assertTrue(drop.isSelected());
    }

    @Test
    void moreThanThreeChoicesAreAList(FxRobot robot) {
        ComboBox<String> side = control(robot, "side");
        assertEquals("left", side.getValue());
        robot.interact(() -> side.setValue("full"));
        assertEquals("full", every.setting("side").asText());
        robot.interact(() -> side.setValue("left"));
        assertFalse(every.settings().has("side"));
    }

    @Test
    void durationWithoutAUnitIsSaidToBeWrong(FxRobot robot) {
        TextField wait = control(robot, "waits");
        robot.clickOn(wait).write("10");
        every.settle();
        assertMessage(robot, "is not a duration");
        robot.write(" min");
        every.settle();
        assertEquals("10 min", every.setting("waits").asText());
        assertEquals(0, robot.lookup(".inspector-message").queryAll().size());
    }

    @Test
    void typeIsChosenOrTyped(FxRobot robot) {
        ComboBox<String> type = control(robot, "castTo");
        robot.clickOn(type.getEditor()).write("DECIMAL(12, 2)");
        assertEquals("DECIMAL(12, 2)", every.setting("castTo").asText());
        robot.interact(() -> type.getSelectionModel().select("BIGINT"));
        assertEquals("BIGINT", every.setting("castTo").asText());
    }

    @Test
    void rowsAreAddedTypedInMovedAndRemoved(FxRobot robot) {
        robot.interact(() -> button(robot, "Add").fire());
        robot.interact(() -> button(robot, "Add").fire());
        assertEquals("[{},{}]", every.setting("entries").toString());
        TextField first =
                robot.lookup("#setting-tests-every-entries .text-field").nth(0).queryAs(TextField.class);
        robot.interact(first::requestFocus);
        robot.write("mag");
        assertEquals("[{\"name\":\"mag\"},{}]", every.setting("entries").toString());
        robot.interact(() -> accessible(robot, "Move row 2 up").fire());
        assertEquals("[{},{\"name\":\"mag\"}]", every.setting("entries").toString());
        robot.interact(() -> accessible(robot, "Remove row 1").fire());
        assertEquals("[{\"name\":\"mag\"}]", every.setting("entries").toString());
        assertEquals("mag", first.getText());
        robot.interact(every.editor::undo);
        assertEquals(2, every.setting("entries").size());
    }
}
