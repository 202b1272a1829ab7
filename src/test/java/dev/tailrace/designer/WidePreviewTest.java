package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.io.File;
import java.nio.file.Files;
import javafx.embed.swing.SwingFXUtils;
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

/** The preview in the bottom pane of the whole window; the picture goes to {@code target/pictures}. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(ApplicationExtension.class)
class WidePreviewTest {
    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        shown = new TestWindow(TestWindow.newMachine(), new EmbeddedRuntime(new PipelineCheck(Catalogue.load())));
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
        picture(robot);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.J);
        until(() -> !shown.shows(".wide-preview"));
        assertTrue(shown.shows(".data-pane"));
        assertFalse(shown.shows("#notice"));
    }

    private void picture(FxRobot robot) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        File file = new File("target/pictures/preview-below.png");
        Files.createDirectories(file.toPath().getParent());
        robot.interact(() -> {
            try {
                ImageIO.write(SwingFXUtils.fromFXImage(shown.stage.getScene().snapshot(null), null), "png", file);
            } catch (java.io.IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        });
    }
}
