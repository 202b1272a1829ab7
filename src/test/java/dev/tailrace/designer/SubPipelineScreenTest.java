package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A sub-pipeline made of a part of a drawing, and opened, by mouse and keys. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class SubPipelineScreenTest {
    private static final String DRAWING =
            """
            {"tailrace": 1, "name": "whole", "nodes": [
              {"id": "numbers", "operator": "generator", "name": "Numbers", "settings": {
                "rows": 100, "columns": [{"name": "n", "kind": "sequence"}]}},
              {"id": "few", "operator": "filter", "name": "Few", "settings": {"condition": "n < 9"}},
              {"id": "gone", "operator": "discard", "name": "Gone", "settings": {}}],
             "wires": [{"from": "numbers.out", "to": "few.in"}, {"from": "few.out", "to": "gone.in"}],
             "layout": {"numbers": [96, 48], "few": [96, 156], "gone": [96, 264]}}
            """;

    private TestWindow shown;
    private Path folder;

    @Start
    void start(Stage unused) throws Exception {
        folder = TestWindow.newMachine();
        Path file = Files.writeString(folder.resolve("whole.tailrace.json"), DRAWING);
        shown = new TestWindow(folder, new EmbeddedRuntime(new PipelineCheck(Catalogue.load())));
        shown.window.show(file);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void aPartBecomesANodeThatOpensByDoubleClickAndUndoBringsItBack(FxRobot robot) throws Exception {
        until(() -> shown.stage.getTitle().startsWith("whole"));
        CanvasPane canvas = (CanvasPane) shown.find("#canvas");
        until(() -> !canvas.editor().checked().nodes().isEmpty());
        Path part = folder.resolve("few.tailrace.json");
        shown.chosen = Optional.of(part);
        robot.interact(() -> {
            canvas.editor().selectNodes(List.of("few"));
            canvas.requestFocus();
        });
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.G);
        until(() -> canvas.editor().pipeline().node("sub-pipeline").isPresent());
        assertNotNull(PipelineJson.read(part).pipeline());
        until(() -> canvas.editor().isCheckCurrent());
        assertEquals(List.of(), canvas.editor().checked().problems());

        NodeBox box = Objects.requireNonNull(canvas.model().node("sub-pipeline"));
        Point2D at = canvas.localToScreen(
                canvas.viewport().toScreenX(box.anchorX() + 4),
                canvas.viewport().toScreenY(box.box().y() + 12));
        robot.doubleClickOn(at);
        until(() -> shown.stage.getTitle().startsWith("few"));

        robot.push(KeyCode.CONTROL, KeyCode.TAB);
        until(() -> shown.stage.getTitle().contains("whole"));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> canvas.editor().pipeline().node("few").isPresent());
    }
}
