package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.commands.ChangeSettings;
import dev.tailrace.designer.commands.CollapseGroup;
import dev.tailrace.designer.commands.GroupNodes;
import dev.tailrace.designer.finding.Orders;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.model.Group;
import dev.tailrace.model.Pipeline.Point;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Finding one's way in a drawing, by mouse and keys. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class FindingScreenTest {
    private TestWindow shown;

    @Start
    void start(Stage unused) throws Exception {
        Path machine = TestWindow.newMachine();
        Path file = Files.writeString(machine.resolve("orders.tailrace.json"), Orders.DRAWING);
        shown = new TestWindow(machine, new NoRuntime());
        shown.window.show(file);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void findingLightsNodesAndGoesFromOneToTheNext(FxRobot robot) {
        canvas(robot);
        robot.press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        until(() -> shown.shows("#find-bar"));
        robot.write("customer");
        until(() -> !shown.text("#find-count").isEmpty());
        robot.type(KeyCode.ENTER);
        until(() -> shown.text("#find-count").startsWith("1 of"));
        assertEquals(1, editor().selectedNodes().size());
        robot.type(KeyCode.ESCAPE);
        until(() -> !shown.has("#find-bar"));
    }

    @Test
    void aProblemInAFoldedGroupLeadsToItsSetting(FxRobot robot) {
        canvas(robot);
        robot.interact(() -> {
            editor().apply(new GroupNodes(Group.of("g", "Money", List.of("large", "taxed"))));
            editor().apply(new CollapseGroup("g", new Point(300, 200)));
            editor().apply(new ChangeSettings(
                    "large", JsonNodeFactory.instance.objectNode().put("condition", "amuont > 1"), null));
        });
        robot.push(KeyCode.F7);
        until(() -> shown.find(".problems-list") != null
                && !((ListView<?>) shown.find(".problems-list")).getItems().isEmpty());
        robot.interact(() -> {
            ListView<?> problems = (ListView<?>) shown.find(".problems-list");
            problems.requestFocus();
            problems.getSelectionModel().selectFirst();
        });
        robot.type(KeyCode.ENTER);
        until(() -> editor().selectedNodes().equals(Set.of("large")));
    }

    @Test
    void replacingLeavesOutWhatIsNotTicked(FxRobot robot) {
        canvas(robot);
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.H).release(KeyCode.H, KeyCode.SHIFT, KeyCode.CONTROL);
        until(() -> shown.shows("#replace-card"));
        robot.write("0.2").clickOn("#replace-with").write("0.19");
        until(() -> hits() == 2);
        robot.clickOn(".hit-list .check-box");
        until(() -> shown.text("#replace-all").equals("Replace 1"));
        robot.clickOn("#replace-all");
        until(() -> setting("taxed", "/columns/1/expression").equals("amount + amount * 0.19"));
        assertEquals("amount * 0.2", setting("taxed", "/columns/0/expression"));
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        until(() -> setting("taxed", "/columns/1/expression").equals("amount + amount * 0.2"));
    }

    @Test
    void theOutlineGoesToNodesAndDeletesThem(FxRobot robot) {
        canvas(robot);
        robot.clickOn("#side-outline");
        until(() -> shown.shows("#outline-tree") && outline().getExpandedItemCount() == 7);
        robot.clickOn("With tax");
        until(() -> editor().selectedNodes().equals(Set.of("taxed")));
        robot.type(KeyCode.DELETE);
        until(() -> outline().getExpandedItemCount() == 6);
        robot.clickOn("#outline-filter").write("large");
        until(() -> outline().getExpandedItemCount() == 1);
    }

    @Test
    void severalNodesOfOneKindAreEditedTogether(FxRobot robot) {
        canvas(robot);
        robot.interact(() -> editor().selectNodes(Set.of("orders", "customers")));
        until(() -> shown.shows("#inspector-several"));
        assertEquals("2 operators", shown.text("#inspector-several-title"));
        robot.interact(() -> editor().selectNodes(Set.of("orders", "large")));
        until(() -> shown.shows("#inspector-several"));
        robot.clickOn("#several-mute");
        until(() -> editor().pipeline().node("large").orElseThrow().muted());
    }

    @Test
    void aColumnIsFollowedAndRenamedFromThePorts(FxRobot robot) {
        canvas(robot);
        robot.interact(() -> editor().selectNodes(Set.of("taxed")));
        robot.clickOn("Ports");
        until(() -> shown.shows("#column-amount"));
        robot.clickOn("#column-amount").type(KeyCode.ENTER);
        until(() -> shown.has("#column-course"));
        assertEquals("from Order feed · 4 wires · read by 4 operators", shown.text("#column-course-words"));
        robot.type(KeyCode.ESCAPE);
        until(() -> !shown.has("#column-course"));
        robot.clickOn("#column-amount").type(KeyCode.F2);
        until(() -> shown.shows("#rename-column"));
        robot.write("tax");
        until(() -> shown.text("#rename-column-state").startsWith("With tax already has a column tax."));
        robot.interact(() -> ((TextField) shown.find("#rename-column-name")).setText("price"));
        until(() -> !shown.find("#rename-column-do").isDisabled());
        robot.clickOn("#rename-column-do");
        until(() -> setting("large", "/condition").startsWith("price > 10"));
    }

    @Test
    void bookmarksAndTheWayBackBringPlacesBack(FxRobot robot) {
        CanvasPane canvas = canvas(robot);
        Viewport near = new Viewport(1.2, 30, 40);
        robot.interact(() -> canvas.look(near));
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.DIGIT1)
                .release(KeyCode.DIGIT1, KeyCode.SHIFT, KeyCode.CONTROL);
        until(() -> shown.shows("#notice"));
        robot.interact(canvas.camera()::fit);
        robot.press(KeyCode.ALT, KeyCode.DIGIT1).release(KeyCode.DIGIT1, KeyCode.ALT);
        until(() -> canvas.viewport().equals(near));
        robot.interact(() -> editor().selectNodes(Set.of("large")));
        robot.interact(() -> editor().selectNodes(Set.of("out")));
        robot.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.LEFT).release(KeyCode.LEFT, KeyCode.ALT, KeyCode.CONTROL);
        until(() -> editor().selectedNodes().equals(Set.of("large")));
        robot.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.RIGHT).release(KeyCode.RIGHT, KeyCode.ALT, KeyCode.CONTROL);
        until(() -> editor().selectedNodes().equals(Set.of("out")));
        Path bookmarks = TestWindow.folders(shown.machine).state().resolve("bookmarks.json");
        until(() -> Files.exists(bookmarks));
        assertTrue(Files.exists(bookmarks));
    }

    private CanvasPane canvas(FxRobot robot) {
        until(() -> shown.shows("#canvas") && editor().isCheckCurrent());
        CanvasPane canvas = (CanvasPane) shown.find("#canvas");
        robot.interact(canvas::requestFocus);
        return canvas;
    }

    private PipelineEditor editor() {
        return ((CanvasPane) shown.find("#canvas")).editor();
    }

    private String setting(String node, String pointer) {
        return editor().pipeline()
                .node(node)
                .orElseThrow()
                .settings()
                .at(pointer)
                .asText();
    }

    private int hits() {
        return ((ListView<?>) shown.find("#replace-hits")).getItems().size();
    }

    private TreeView<?> outline() {
        return (TreeView<?>) shown.find("#outline-tree");
    }
}
