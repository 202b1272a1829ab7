package dev.tailrace.designer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.layout.Region;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class WorkspaceTest {
    private final Region palette = new Region();
    private final Region rail = new Region();
    private final Region canvas = new Region();
    private final Region inspector = new Region();
    private final Region bottom = new Region();
    private Workspace workspace;

    @BeforeEach
    void lay() {
        workspace = new Workspace(palette, rail, canvas, inspector, bottom, "one", "two", "three");
    }

    @Test
    void everyPaneHasTheSizeThatIsWishedFor() {
        layOut(1600, 924);
        assertEquals(224, palette.getWidth());
        assertEquals(312, inspector.getWidth());
        assertEquals(272, bottom.getHeight());
        assertEquals(1600 - 224 - 312 - 2, canvas.getWidth());
        assertEquals(924 - 272 - 1, canvas.getHeight());
    }

    @Test
    void theLeastWindowShowsEveryPane() {
        layOut(1024, 604);
        assertTrue(palette.isVisible());
        assertTrue(canvas.getWidth() >= 480);
        assertTrue(canvas.getHeight() >= 320);
    }

    @Test
    void thePaletteGivesWayToItsRailFirst() {
        workspace.inspectorWidthProperty().set(500);
        layOut(1024, 604);
        assertFalse(palette.isVisible());
        assertEquals(48, rail.getWidth());
        assertTrue(canvas.getWidth() >= 473);
    }

    @Test
    void theBottomPaneGivesWayToItsTabs() {
        layOut(1600, 400);
        assertEquals(40, bottom.getHeight());
    }

    @Test
    void aHiddenInspectorLeavesItsRoomToTheCanvas() {
        workspace.inspectorShownProperty().set(false);
        layOut(1600, 924);
        assertEquals(1600 - 224 - 1, canvas.getWidth());
    }

    private void layOut(double width, double height) {
        workspace.resize(width, height);
        workspace.layout();
    }
}
