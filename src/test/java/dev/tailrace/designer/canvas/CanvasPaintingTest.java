package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Screen;
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
        Color ground = Screen.ask(() -> {
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
        robot.interact(() -> assertShownScaled(new Viewport(0.5, -300, -200), 1.1, 1));
    }

    @Test
    void aLargeDrawingIsShownFromFartherAndFartherAwayAndThenPaintedAnew(FxRobot robot) {
        robot.interact(() -> assertShownScaled(new Viewport(0.8, -2_000, -700), 0.9, 5));
    }

    @Test
    void aLargeDrawingIsShownFromNearerAndNearerAndThenPaintedAnew(FxRobot robot) {
        robot.interact(() -> assertShownScaled(new Viewport(0.21, -100, -80), 1.15, 5));
    }

    /** What is shown while it is zoomed is no more than blurred: far nearer to what is painted then than what was before. */
    private void assertShownScaled(Viewport start, double factor, int steps) {
        CanvasPane large = new CanvasPane(CanvasShots.workbench(Drawings.editor(many())));
        scene.setRoot(new StackPane(large));
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        CanvasPainting painting = large.painting();
        large.look(start);
        painting.paintNow();
        for (int step = 0; step < steps; step++) {
            WritableImage before = large.snapshot(null, null);
            large.look(large.viewport().zoomed(factor, 600, 380));
            painting.paint(null);
            assertTrue(painting.isMoving());
            WritableImage scaled = large.snapshot(null, null);
            if (step == steps - 1) {
                painting.paintNow();
                assertFalse(painting.isMoving());
                WritableImage painted = large.snapshot(null, null);
                assertTrue(difference(scaled, painted) < difference(before, painted) / 2);
            }
        }
        large.dispose();
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
                // A curve that is cut off where a part is painted anew is flattened a little otherwise.
                assertPixels(pane.snapshot(null, null), left, 8);
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
        assertPixels(wanted, found, 0);
    }

    /** @param most how far a channel may be apart */
    private static void assertPixels(WritableImage wanted, WritableImage found, int most) {
        for (int y = 0; y < wanted.getHeight(); y++) {
            for (int x = 0; x < wanted.getWidth(); x++) {
                int one = wanted.getPixelReader().getArgb(x, y);
                int other = found.getPixelReader().getArgb(x, y);
                for (int shift = 0; shift < 32; shift += 8) {
                    int apart = Math.abs((one >>> shift & 0xFF) - (other >>> shift & 0xFF));
                    assertTrue(apart <= most, apart + " apart at " + x + ", " + y);
                }
            }
        }
    }
}
