package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.ChangeSettings;
import dev.tailrace.designer.commands.RenameNode;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.model.Pipeline;
import java.util.List;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What the pane paints, and what it leaves as it was painted. */
@ExtendWith(OnScreen.class)
@SuppressWarnings("NullAway.Init")
class CanvasPaintingTest {
    private CanvasPane pane;
    private PipelineEditor editor;
    private Scene scene;

    @Start
    void start(Stage stage) {
        editor = Drawings.editor(Drawings.earthquakes());
        pane = new CanvasPane(CanvasShots.workbench(editor));
        pane.reducedMotionProperty().set(true);
        scene = new Scene(new StackPane(pane), 1200, 760);
        scene.getStylesheets().add(CanvasShots.theme(true));
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
        pane.requestFocus();
    }

    @Test
    void theDrawingIsShownWholeInTheColoursOfTheTheme(FxRobot robot) {
        assertTrue(pane.viewport()
                .visible(pane.getWidth(), pane.getHeight())
                .contains(Objects.requireNonNull(pane.model().bounds())));
        Color ground = WaitForAsyncUtils.waitForAsyncFx(2_000, () -> {
            pane.painting().paintNow();
            return scene.snapshot(null).getPixelReader().getColor(3, 3);
        });
        assertEquals(Color.web("#15181D"), ground);
    }

    @Test
    void aPannedPictureIsTheSameAsOnePaintedThere(FxRobot robot) {
        robot.interact(() -> {
            CanvasPainting painting = pane.painting();
            Viewport start = new Viewport(1, -120, -40);
            pane.look(start);
            painting.paintNow();
            for (int step = 1; step <= 8; step++) {
                pane.look(start.panned(31 * step, -17 * step));
                painting.paint(null);
                assertTrue(painting.isMoving());
            }
            WritableImage panned = pane.snapshot(null, null);
            painting.paintNow();
            assertFalse(painting.isMoving());
            assertSamePixels(pane.snapshot(null, null), panned);
        });
    }

    @Test
    void aLargeDrawingIsScaledWhileItIsZoomedAndThenPaintedAnew(FxRobot robot) {
        robot.interact(() -> {
            CanvasPane large = new CanvasPane(CanvasShots.workbench(Drawings.editor(many())));
            scene.setRoot(new StackPane(large));
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            CanvasPainting painting = large.painting();
            Viewport start = new Viewport(0.5, -300, -200);
            large.look(start);
            painting.paintNow();
            WritableImage before = large.snapshot(null, null);
            large.look(start.zoomed(1.1, 600, 380));
            painting.paint(null);
            assertTrue(painting.isMoving());
            WritableImage scaled = large.snapshot(null, null);
            painting.paintNow();
            assertFalse(painting.isMoving());
            WritableImage painted = large.snapshot(null, null);
            // The scaled one is no more than blurred: far nearer to what is painted than what stood there before.
            assertTrue(difference(scaled, painted) < difference(before, painted) / 2);
            large.dispose();
        });
    }

    @Test
    void whatIsLeftAsItWasPaintedIsWhatWouldBePainted(FxRobot robot) {
        robot.interact(() -> {
            CanvasPainting painting = pane.painting();
            painting.paintNow();
            ObjectNode typed = editor.pipeline()
                    .node("strong")
                    .orElseThrow()
                    .settings()
                    .deepCopy()
                    .put("what", "mag >= 71");
            List<Runnable> changes = List.of(
                    () -> editor.apply(new ChangeSettings("strong", typed, "what")),
                    () -> editor.apply(new RenameNode("top", "Strongest")),
                    () -> editor.selectNodes(List.of("time")),
                    editor::undo,
                    editor::undo);
            for (Runnable change : changes) {
                change.run();
                painting.paint(null);
                WritableImage left = pane.snapshot(null, null);
                painting.paintNow();
                assertSamePixels(pane.snapshot(null, null), left);
            }
        });
    }

    private static Pipeline many() {
        Drawings.Drawing drawing = new Drawings.Drawing("many");
        for (int i = 0; i < 500; i++) {
            drawing.node("n" + i, "union", "Node " + i, "summary", i % 25 * 256, i / 25 * 108);
        }
        return drawing.pipeline();
    }

    /** The sum over all points of how far their brightness is apart. */
    private static double difference(WritableImage one, WritableImage other) {
        double sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                sum += Math.abs(one.getPixelReader().getColor(x, y).getBrightness()
                        - other.getPixelReader().getColor(x, y).getBrightness());
            }
        }
        return sum;
    }

    private static void assertSamePixels(WritableImage wanted, WritableImage found) {
        for (int y = 0; y < wanted.getHeight(); y++) {
            for (int x = 0; x < wanted.getWidth(); x++) {
                assertEquals(
                        wanted.getPixelReader().getArgb(x, y),
                        found.getPixelReader().getArgb(x, y),
                        "at " + x + ", " + y);
            }
        }
    }
}
