package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Screen;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The real pane, by pointer and keys. */
@ExtendWith(OnScreen.class)
@SuppressWarnings("NullAway.Init")
class CanvasPaneTest {
    private CanvasPane pane;
    private PipelineEditor editor;

    @Start
    void start(Stage stage) {
        editor = Drawings.editor(Drawings.earthquakes());
        pane = CanvasShots.show(stage, CanvasShots.workbench(editor));
    }

    private Point2D screen(double x, double y) {
        Viewport viewport = pane.viewport();
        return pane.localToScreen(viewport.toScreenX(x), viewport.toScreenY(y));
    }

    private Point2D on(PortSpot spot) {
        return screen(spot.x(), spot.y());
    }

    private Point2D in(String node) {
        NodeBox box = Objects.requireNonNull(pane.model().node(node));
        return screen(box.box().x() + 60, box.box().y() + 28);
    }

    private PortSpot output(String ref) {
        return Objects.requireNonNull(pane.model().output(PortRef.parse(ref)));
    }

    private PortSpot input(String ref) {
        return Objects.requireNonNull(pane.model().input(PortRef.parse(ref)));
    }

    private static void settle() {
        Screen.settle();
    }

    @Test
    void aNodeIsSelectedDraggedAndBroughtBack(FxRobot robot) {
        robot.clickOn(in("dead"));
        assertEquals("dead", editor.selectedNode());
        robot.drag(in("dead"), MouseButton.PRIMARY).moveBy(40, 160).drop();
        settle();
        assertNotEquals(
                Drawings.earthquakes().layout().get("dead"),
                editor.pipeline().layout().get("dead"));
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        settle();
        assertEquals(Drawings.earthquakes(), editor.pipeline());
    }

    @Test
    void aWireIsDrawnFromPortToPort(FxRobot robot) {
        robot.drag(on(output("time.late")), MouseButton.PRIMARY).dropTo(on(input("dead.in")));
        settle();
        assertTrue(editor.pipeline().wires().contains(Wire.of("time.late", "dead.in")));
    }

    @Test
    void aWireLetGoWhereItDoesNotFitSaysWhyAndEscapeLeavesIt(FxRobot robot) {
        robot.drag(on(output("top.out")), MouseButton.PRIMARY).dropTo(on(input("chart.in")));
        settle();
        Node card = pane.lookup("#canvas-refusal");
        assertTrue(card.isVisible());
        assertEquals("Strongest five gives changes; Quakes per hour takes rows only.", card.getAccessibleText());
        robot.type(KeyCode.ESCAPE);
        settle();
        assertFalse(card.isVisible());
        assertEquals(Drawings.earthquakes(), editor.pipeline());
    }

    @Test
    void aWireLetGoOverNothingBringsThePickerAndTheChoiceIsWired(FxRobot robot) {
        robot.drag(on(output("strong.error")), MouseButton.PRIMARY).dropTo(screen(900, 330));
        settle();
        Node picker = pane.lookup("#canvas-picker");
        assertTrue(picker.isVisible());
        robot.write("file");
        robot.type(KeyCode.ENTER);
        settle();
        assertFalse(picker.isVisible());
        assertTrue(editor.pipeline().wires().contains(Wire.of("strong.error", "dead-2.in")));
        assertEquals("dead-2", editor.selectedNode());
    }

    @Test
    void aDoubleClickOnNothingAddsAnOperatorThere(FxRobot robot) {
        robot.doubleClickOn(screen(940, 420));
        settle();
        robot.write("union");
        robot.type(KeyCode.ENTER);
        settle();
        NodeBox union = Objects.requireNonNull(pane.model().node("union"));
        assertTrue(union.box().contains(940, 420));
    }

    @Test
    void keysDeleteHealAndDuplicate(FxRobot robot) {
        robot.clickOn(in("strong"));
        robot.press(KeyCode.CONTROL, KeyCode.D).release(KeyCode.D, KeyCode.CONTROL);
        settle();
        assertTrue(editor.pipeline().node("strong-2").isPresent());
        robot.type(KeyCode.DELETE);
        settle();
        assertTrue(editor.pipeline().node("strong-2").isEmpty());
        robot.clickOn(in("strong"));
        robot.press(KeyCode.CONTROL, KeyCode.DELETE).release(KeyCode.DELETE, KeyCode.CONTROL);
        settle();
        assertTrue(editor.pipeline().wires().contains(Wire.of("time.out", "hourly.in")));
    }

    @Test
    void keysWalkMoveAndFollowTheWires(FxRobot robot) {
        robot.clickOn(in("strong"));
        robot.type(KeyCode.UP);
        assertEquals("time", editor.selectedNode());
        robot.press(KeyCode.ALT, KeyCode.DOWN).release(KeyCode.DOWN, KeyCode.ALT);
        assertEquals("strong", editor.selectedNode());
        robot.press(KeyCode.CONTROL, KeyCode.RIGHT).release(KeyCode.RIGHT, KeyCode.CONTROL);
        settle();
        assertEquals(new Pipeline.Point(440, 232), editor.pipeline().layout().get("strong"));
        robot.press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
        assertEquals(8, editor.selectedNodes().size());
        robot.type(KeyCode.ESCAPE);
        assertEquals(Set.of(), editor.selectedNodes());
    }

    @Test
    void aPartGoesThroughTheClipboard(FxRobot robot) {
        robot.clickOn(in("chart"));
        robot.press(KeyCode.CONTROL, KeyCode.C).release(KeyCode.C, KeyCode.CONTROL);
        robot.press(KeyCode.CONTROL, KeyCode.V).release(KeyCode.V, KeyCode.CONTROL);
        settle();
        assertEquals("chart-2", editor.selectedNode());
    }

    @Test
    void aWireIsDrawnByKeys(FxRobot robot) {
        robot.clickOn(in("time"));
        robot.type(KeyCode.W);
        settle();
        assertEquals(
                new PortRef("time", "late"),
                Objects.requireNonNull(pane.input().overlay().draft()).anchor().ref());
        robot.type(KeyCode.ENTER);
        settle();
        assertEquals(
                1, editor.pipeline().wiresOutOf(new PortRef("time", "late")).size());
    }

    @Test
    void aWireDrawnByKeysEndsAtAnOperatorThatIsChosenThen(FxRobot robot) {
        robot.clickOn(in("time"));
        robot.type(KeyCode.W);
        robot.press(KeyCode.CONTROL, KeyCode.PERIOD).release(KeyCode.PERIOD, KeyCode.CONTROL);
        settle();
        robot.write("file");
        robot.type(KeyCode.ENTER);
        settle();
        assertTrue(editor.pipeline().wires().contains(Wire.of("time.late", "dead-2.in")));
    }

    @Test
    void spaceKeepsANodeSelectedAndEnterGoesToItsSettings(FxRobot robot) {
        List<Set<String>> asked = new ArrayList<>();
        pane.elsewhere().setOnInspect(() -> asked.add(Set.of(Objects.requireNonNull(editor.selectedNode()))));
        robot.clickOn(in("feed"));
        robot.type(KeyCode.ENTER, KeyCode.SPACE, KeyCode.DOWN);
        settle();
        assertEquals(Set.of("feed", "time"), editor.selectedNodes());
        assertEquals(List.of(Set.of("feed")), asked);
    }

    @Test
    void aWireIsBentByAKey(FxRobot robot) {
        Wire wire = Wire.of("time.out", "strong.in");
        robot.interact(() -> editor.selectWire(wire));
        robot.press(KeyCode.SHIFT, KeyCode.B).release(KeyCode.B, KeyCode.SHIFT);
        settle();
        assertEquals(
                1,
                editor.pipeline()
                        .attachments()
                        .bends()
                        .getOrDefault(wire.id(), List.of())
                        .size());
    }

    @Test
    void aNodeIsRenamedInPlace(FxRobot robot) {
        robot.clickOn(in("feed"));
        robot.type(KeyCode.F2);
        settle();
        TextField field = (TextField) pane.lookup("#canvas-rename");
        assertTrue(field.isVisible());
        robot.write("USGS");
        robot.type(KeyCode.ENTER);
        settle();
        assertEquals("USGS", editor.pipeline().node("feed").orElseThrow().name());
        assertFalse(field.isVisible());
    }

    @Test
    void theWheelMovesAndZoomsAndHomeFits(FxRobot robot) {
        Viewport before = pane.viewport();
        robot.moveTo(screen(500, 300));
        robot.press(KeyCode.CONTROL)
                .scroll(3, javafx.geometry.VerticalDirection.UP)
                .release(KeyCode.CONTROL);
        settle();
        assertNotEquals(before.zoom(), pane.viewport().zoom());
        robot.type(KeyCode.HOME);
        settle();
        assertEquals(before, pane.viewport());
    }

    @Test
    void aPressOnTheSmallPictureGoesThereAndWhatIsSeenIsMarkedInIt(FxRobot robot) {
        Box drawing = Objects.requireNonNull(pane.model().bounds());
        robot.interact(() -> {
            // Far enough away that the marked part is smaller than the picture.
            pane.look(new Viewport(2, -4_000, -3_000));
            pane.painting().paintNow();
        });
        Bounds before = seenInSmallPicture();
        robot.interact(() -> {
            pane.look(new Viewport(2, -2 * drawing.x(), -2 * drawing.y()));
            pane.painting().paintNow();
        });
        Bounds atStart = seenInSmallPicture();
        assertTrue(atStart.getMinX() < before.getMinX() && atStart.getMinY() < before.getMinY());
        robot.clickOn("#canvas-minimap");
        settle();
        Box seen = pane.viewport().visible(pane.getWidth(), pane.getHeight());
        assertTrue(seen.contains(drawing.centreX(), drawing.centreY()));
    }

    private Bounds seenInSmallPicture() {
        return pane.lookup("#canvas-minimap").lookupAll("Rectangle").stream()
                .map(Node::getBoundsInParent)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anOperatorIsDraggedFromThePalette(FxRobot robot) {
        robot.interact(() -> {
            pane.placing().moved("filter", 700, 90);
            pane.placing().moved("filter", 1_000, 600);
            pane.placing().dropped("filter", 1_000, 600);
        });
        assertTrue(editor.pipeline().node("filter").isPresent());
        robot.interact(() -> {
            pane.placing().moved("filter", 700, 90);
            pane.placing().cancelled();
        });
        assertTrue(editor.pipeline().node("filter-2").isEmpty());
    }

    @Test
    void theMenuOfAWirePutsAnOperatorIntoIt(FxRobot robot) {
        Wire wire = Wire.of("hourly.out", "chart.in");
        var curve = pane.model().wires().stream()
                .filter(path -> path.wire().equals(wire))
                .findFirst()
                .orElseThrow()
                .curve();
        robot.rightClickOn(screen(curve.x(0.5), curve.y(0.5)));
        settle();
        assertEquals(wire, editor.selectedWire());
        robot.clickOn("#menu-insert");
        settle();
        robot.write("filter");
        robot.type(KeyCode.ENTER);
        settle();
        assertTrue(editor.pipeline().wires().contains(Wire.of("hourly.out", "filter.in")));
        assertTrue(editor.pipeline().wires().contains(Wire.of("filter.out", "chart.in")));
    }

    @Test
    void theMenuShowsTheRowsOfAWire(FxRobot robot) {
        List<Wire> asked = new ArrayList<>();
        pane.elsewhere().setOnShowRows(() -> asked.add(Objects.requireNonNull(editor.selectedWire())));
        PortSpot from = output("time.out");
        robot.rightClickOn(screen(from.x(), from.y() + 26));
        robot.clickOn("#menu-show-rows");
        settle();
        assertEquals(List.of(Wire.of("time.out", "strong.in")), asked);
    }

    @Test
    void theMenuOfANodeDeletesItAndJoinsItsWires(FxRobot robot) {
        robot.rightClickOn(in("strong"));
        robot.clickOn("#menu-delete-heal");
        settle();
        assertTrue(editor.pipeline().wires().contains(Wire.of("time.out", "hourly.in")));
    }

    @Test
    void theMenuOfTheCanvasAddsAnOperatorThere(FxRobot robot) {
        robot.rightClickOn(screen(940, 420));
        robot.clickOn("#menu-add");
        settle();
        robot.write("union");
        robot.type(KeyCode.ENTER);
        settle();
        NodeBox union = Objects.requireNonNull(pane.model().node("union"));
        assertTrue(union.box().contains(940, 420));
    }

    @Test
    void everyActionHasWords() {
        for (CanvasAction action : pane.commands()) {
            assertNotEquals(action.titleKey(), Drawings.TEXTS.get(action.titleKey()));
        }
    }
}
