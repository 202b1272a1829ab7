package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.geometry.Drafting;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.pen.FxPen;
import dev.tailrace.designer.pen.Glyphs;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.canvas.Canvas;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** On a canvas of 1,024 by 512, which is four squares by two. */
@ExtendWith(OnScreen.class)
class OutskirtsTest {
    private record Painted(Scene scene, Viewport viewport) {}

    private final List<Painted> painted = new ArrayList<>();
    private final Outskirts outskirts = new Outskirts(new Canvas(1024, 512), new Outskirts.Painting() {
        @Override
        public FxPen penOf(Canvas canvas) {
            return new FxPen(canvas.getGraphicsContext2D(), new Glyphs());
        }

        @Override
        public void paint(FxPen pen, Scene scene, Viewport viewport, double width, double height) {
            painted.add(new Painted(scene, viewport));
        }
    });
    private final Viewport home = new Viewport(1, 10, 20);
    private final Scene first = scene();
    private final Scene second = scene();
    private final Scene third = scene();

    @Start
    void start(Stage unused) {
        // Only the toolkit is wanted.
    }

    private static Scene scene() {
        CheckedPipeline unchecked = CheckedPipeline.unchecked(Drawings.orders(), Path.of("."));
        Drafting drafting = new Drafting(Drawings.catalogue(), Drawings.TEXTS, new Typefaces());
        return Scene.still(drafting.draft(Drawings.orders(), unchecked, Set.of()), null, Map.of(), List.of());
    }

    @Test
    void whatComesIntoViewIsPaintedOnce(FxRobot robot) {
        robot.interact(() -> {
            outskirts.leave(first);
            outskirts.show(home, home.panned(-7, 0));
            // To the right of the canvas, from the first point on.
            assertEquals(
                    List.of(new Painted(first, home.panned(-1024, 0)), new Painted(first, home.panned(-1024, -256))),
                    painted);
            outskirts.show(home, home.panned(-256, 0));
            assertEquals(2, painted.size());
            outskirts.show(home, home.panned(-257, 3));
            // A column more, and a row above, without the column that is out of view.
            assertEquals(2 + 2 + 5, painted.size());
        });
    }

    @Test
    void newFiguresComeAFewSquaresAFrameAndNotBeforeTheLatestOnesAreAllThere(FxRobot robot) {
        robot.interact(() -> {
            outskirts.leave(first);
            outskirts.show(home, home.panned(-256, 0));
            painted.clear();
            assertTrue(outskirts.renew(second));
            int frames = 0;
            for (; !outskirts.renew(third); frames++) {
                assertTrue(frames < 20);
                outskirts.show(home, home.panned(-256, 0));
            }
            // Four columns are seen, of two squares each, two in a frame.
            assertEquals(4, frames);
            assertEquals(8, painted.size());
            Set<Viewport> places = new HashSet<>();
            for (Painted square : painted) {
                assertEquals(second, square.scene());
                assertTrue(places.add(square.viewport()));
            }
            outskirts.show(home, home.panned(-256, 0));
            assertFalse(outskirts.renew(first));
        });
    }

    @Test
    void whenTheCanvasIsPaintedItAloneIsSeenAgain(FxRobot robot) {
        robot.interact(() -> {
            outskirts.leave(first);
            outskirts.show(home, home.panned(-40, -40));
            outskirts.leave(second);
            assertEquals(
                    1,
                    outskirts.view().getChildrenUnmodifiable().stream()
                            .filter(javafx.scene.Node::isVisible)
                            .count());
            painted.clear();
            Viewport there = home.panned(-40, -40);
            outskirts.show(there, there);
            assertEquals(List.of(), painted);
        });
    }
}
