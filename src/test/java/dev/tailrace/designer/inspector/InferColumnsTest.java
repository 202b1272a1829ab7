package dev.tailrace.designer.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Scratch;
import dev.tailrace.designer.Screen;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The columns of a file are found from its lines. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class InferColumnsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService checking = Executors.newSingleThreadExecutor();
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final CountDownLatch free = new CountDownLatch(1);
    private PipelineEditor editor;

    @Start
    void open(Stage stage) throws Exception {
        Path folder = Scratch.folder("infer");
        Files.writeString(
                folder.resolve("boats.csv"),
                "name,length,built\nAva,12.5,2001-04-30\nBoa,7,1999-12-01\nCid,,2020-01-31\n");
        Catalogue catalogue = Catalogue.load();
        ObjectNode settings = (ObjectNode) JSON.readTree("{\"path\": \"boats.csv\", \"format\": {\"type\": \"csv\"}}");
        Pipeline pipeline =
                Pipeline.empty("boats").withNodes(List.of(Node.of("boats", "file-source", "Boats", settings)));
        editor = new PipelineEditor(catalogue, pipeline, folder, checking, Platform::runLater);
        InspectorPane pane = new InspectorPane(new Workbench(
                editor, new EmbeddedRuntime(new PipelineCheck(catalogue)), new Texts(Locale.ENGLISH), background));
        Scene scene = new Scene(pane, 312, 900);
        new Themes(Mode.LIGHT).dress(scene);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
        editor.selectNodes(List.of("boats"));
    }

    @AfterEach
    void close() {
        free.countDown();
        background.shutdown();
        checking.shutdown();
    }

    @Test
    void theColumnsThatAreFoundAreOneStepOfUndo(FxRobot robot) throws Exception {
        robot.clickOn(".inspector-infer");
        Screen.until(() -> format().path("columns").size() == 3);
        assertEquals(
                JSON.readTree(
                        """
                        [{"name": "name", "type": "STRING"}, {"name": "length", "type": "DOUBLE"},
                         {"name": "built", "type": "DATE"}]"""),
                format().get("columns"));
        robot.interact(editor::undo);
        assertFalse(format().has("columns"));
    }

    @Test
    void cancelLeavesTheSettingsAsTheyAre(FxRobot robot) throws Exception {
        background.execute(() -> {
            try {
                free.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        robot.clickOn(".inspector-infer");
        Screen.settle();
        robot.clickOn("Cancel");
        free.countDown();
        background.submit(() -> {}).get();
        Screen.settle();
        assertFalse(format().has("columns"));
        assertFalse(robot.lookup(".inspector-infer").query().isDisabled());
    }

    private ObjectNode format() {
        return (ObjectNode)
                editor.pipeline().node("boats").orElseThrow().settings().get("format");
    }
}
