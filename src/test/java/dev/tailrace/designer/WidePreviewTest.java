package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The preview in the bottom pane of the whole window; the picture goes to {@code target/pictures}. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class WidePreviewTest {
    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        shown = TestWindow.running();
        shown.window.show(null);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void aKeyPutsThePreviewBelowTheCanvasAndBack(FxRobot robot) throws Exception {
        until(() -> shown.shows(".sample-card"));
        robot.clickOn("#sample-earthquakes");
        until(() -> shown.shows("#canvas"));
        robot.clickOn("#canvas").type(KeyCode.TAB);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.J);
        until(() -> shown.shows(".wide-preview"));
        robot.interact(() -> shown.find("#canvas").requestFocus());
        robot.type(KeyCode.DOWN, 2);
        until(() -> shown.shows(".wide-preview .preview-tables")
                && robot.lookup(".wide-preview .fate").queryAll().size() > 8);
        Pictures.of(shown.stage.getScene().getRoot(), "preview-below");
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.J);
        until(() -> !shown.shows(".wide-preview"));
        assertTrue(shown.shows(".data-pane"));
        assertFalse(shown.shows("#notice"));
    }
}
