package dev.tailrace.designer.inspector;

import static dev.tailrace.designer.inspector.EverySettingPane.accessible;
import static dev.tailrace.designer.inspector.EverySettingPane.assertMessage;
import static dev.tailrace.designer.inspector.EverySettingPane.button;
import static dev.tailrace.designer.inspector.EverySettingPane.choose;
import static dev.tailrace.designer.inspector.EverySettingPane.control;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.OnScreen;
import java.util.List;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The pane around the settings: selection, undo, problems, name and ports. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class InspectorPaneTest {
    private EverySettingPane every;

    @Start
    void open(Stage stage) throws Exception {
        every = new EverySettingPane(stage);
    }

    @Test
    void withoutASelectionThePaneSaysWhatToDo(FxRobot robot) {
        robot.interact(() -> every.editor.selectNodes(List.of()));
        assertTrue(robot.lookup("Select an operator to see its settings.")
                .tryQuery()
                .isPresent());
    }

    @Test
    void typingATextIsOneStepOfUndo(FxRobot robot) {
        TextField title = control(robot, "title");
        robot.clickOn(title).press(KeyCode.END).release(KeyCode.END).write(" one");
        assertEquals("Strong one", every.setting("title").asText());
        robot.interact(every.editor::undo);
        assertEquals("Strong", every.setting("title").asText());
        assertEquals("Strong", title.getText());
    }

    @Test
    void undoOfAnEarlierEditKeepsTheCaret(FxRobot robot) {
        TextField title = control(robot, "title");
        robot.clickOn(title);
        robot.interact(() -> title.positionCaret(0));
        robot.write("Very ");
        robot.interact(() -> {
            every.editor.endMerge();
            title.positionCaret(3);
        });
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals("Strong", title.getText());
        assertEquals(3, title.getCaretPosition());
        assertTrue(title.isFocused());
    }

    @Test
    void problemInAListStandsAtItsCell(FxRobot robot) {
        robot.interact(() -> button(robot, "Add").fire());
        every.settle();
        assertMessage(robot, "\"name\" is not set");
        assertMessage(robot, "\"type\" is not set");
    }

    @Test
    void fixButtonUnderTheFieldAppliesTheRemedy(FxRobot robot) {
        TextField title = control(robot, "title");
        robot.clickOn(title).eraseText(6).write("wrong");
        every.settle();
        robot.interact(() -> robot.lookup(".inspector-message .hyperlink")
                .queryAs(Hyperlink.class)
                .fire());
        every.settle();
        assertEquals("right", every.setting("title").asText());
        assertEquals("right", title.getText());
        assertEquals(0, robot.lookup(".inspector-message").queryAll().size());
    }

    @Test
    void afterARemedyTheKeysGoOnAtItsSetting(FxRobot robot) {
        TextField title = control(robot, "title");
        robot.clickOn(title).eraseText(6).write("wrong");
        every.settle();
        robot.type(KeyCode.TAB).type(KeyCode.SPACE);
        every.settle();
        assertEquals("right", every.setting("title").asText());
        assertTrue(title.isFocused());
    }

    @Test
    void whereAnEntryIsTakenAwayTheKeysGoOnBesideIt(FxRobot robot) {
        for (String column : List.of("time", "region")) {
            choose(robot, column);
        }
        robot.interact(accessible(robot, "Remove time")::requestFocus);
        robot.type(KeyCode.SPACE);
        every.settle();
        assertEquals("[\"region\"]", every.setting("groups").toString());
        assertTrue(accessible(robot, "Remove region").isFocused());
    }

    @Test
    void rareSettingsAreFoldedAwayUntilTheyAreWrong(FxRobot robot) {
        TitledPane more = robot.lookup(".inspector-advanced").queryAs(TitledPane.class);
        assertFalse(more.isExpanded());
        robot.interact(() -> every.pane.focusSetting("ratio"));
        assertTrue(more.isExpanded());
    }

    @Test
    void nameIsChangedInTheHeader(FxRobot robot) {
        TextField name = robot.lookup(".inspector-name").queryAs(TextField.class);
        robot.interact(every.pane::focusName);
        robot.write("Strong enough").type(KeyCode.ENTER);
        assertEquals(
                "Strong enough",
                every.editor.pipeline().node("every").orElseThrow().name());
        robot.interact(every.editor::undo);
        assertEquals("Every setting", name.getText());
    }

    @Test
    void portsShowColumnsWithTypesAndMarkEventTime(FxRobot robot) {
        every.settle();
        robot.clickOn("Ports");
        assertNotNull(robot.lookup("Input from Quakes").query());
        assertEquals(2, robot.lookup(".inspector-event-time").queryAll().size(), "once in, once out");
        assertTrue(robot.lookup(".inspector-ports .inspector-type").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().equals("TIMESTAMP(3)")));
    }
}
