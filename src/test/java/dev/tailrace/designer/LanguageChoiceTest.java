package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tailrace.designer.files.WindowLanguage;
import dev.tailrace.designer.files.WindowMemory;
import java.io.File;
import java.util.Objects;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The window changes its language while it is open. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class LanguageChoiceTest {
    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        shown = new TestWindow(TestWindow.newMachine(), new NoRuntime());
        shown.window.show(null);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void theStartScreenSpeaksTheChosenLanguageAtOnceAndItIsRemembered(FxRobot robot) {
        choose(robot, "简体中文");
        until(() -> shown.text("#start-theme").equals("浅色或深色"));
        until(() -> WindowMemory.read(TestWindow.folders(shown.machine)).language() == WindowLanguage.CHINESE);
        robot.clickOn("#start-language-other");
        until(() -> shown.text("#start-theme").equals("Light or dark"));
    }

    @Test
    void anUnsavedPipelineStaysWithItsUndoAndWhatIsKeptForRecovery(FxRobot robot) {
        robot.clickOn("#start-new");
        until(() -> shown.shows("#canvas"));
        robot.doubleClickOn("#palette-nexmark");
        until(() -> shown.text("#drawing").startsWith("1 operator,"));
        choose(robot, "简体中文");
        until(() -> shown.text("#drawing").equals("1 个算子，0 条连线"));
        assertEquals("• Untitled — Tailrace", shown.stage.getTitle());
        File kept =
                TestWindow.folders(shown.machine).state().resolve("recovery").toFile();
        until(() -> Objects.requireNonNullElse(kept.list(), new String[0]).length == 1);
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        until(() -> shown.text("#drawing").equals("0 个算子，0 条连线"));
        assertFalse(shown.stage.getTitle().startsWith("•"));
    }

    private void choose(FxRobot robot, String language) {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P).release(KeyCode.P, KeyCode.SHIFT, KeyCode.CONTROL);
        until(() -> shown.shows("#command-query"));
        robot.interact(() -> ((TextField) shown.find("#command-query")).setText(language));
        robot.push(KeyCode.ENTER);
    }
}
