package dev.tailrace.designer.inspector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoRuntime;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Screen;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;

/** A pane over an operator that has a setting of every kind. */
final class EverySettingPane {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService background = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "background");
        thread.setDaemon(true);
        return thread;
    });
    final PipelineEditor editor;
    final InspectorPane pane;

    /** On the JavaFX thread. */
    EverySettingPane(Stage stage) throws IOException {
        Catalogue catalogue = new Catalogue(EverySetting.operators(), List.of());
        ObjectNode settings = (ObjectNode) JSON.readTree("{\"title\": \"Strong\"}");
        Pipeline pipeline = Pipeline.empty("quakes")
                .withNodes(List.of(
                        Node.of("quakes", "quakes", "Quakes", JSON.createObjectNode()),
                        Node.of("every", "every", "Every setting", settings)))
                .withWires(List.of(Wire.of("quakes.out", "every.in")));
        editor = new PipelineEditor(catalogue, pipeline, Path.of("."), background, Platform::runLater);
        pane = new InspectorPane(new Workbench(editor, new NoRuntime(), new Texts(Locale.ENGLISH), background));
        Scene scene = new Scene(pane, 360, 1000);
        new Themes(Mode.LIGHT).dress(scene);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
        editor.selectNodes(List.of("every"));
    }

    ObjectNode settings() {
        return editor.pipeline().node("every").orElseThrow().settings();
    }

    JsonNode setting(String name) {
        return settings().path(name);
    }

    /** Waits until the check of the latest edit is shown. */
    void settle() {
        Screen.until(() -> editor.isCheckCurrent());
        Screen.settle();
    }

    @SuppressWarnings("unchecked")
    static <T extends javafx.scene.Node> T control(FxRobot robot, String setting) {
        return (T) robot.lookup("#setting-tests-every-" + setting).query();
    }

    static void choose(FxRobot robot, String column) {
        MenuButton add = robot.lookup(".inspector-chips .menu-button").queryAs(MenuButton.class);
        robot.interact(add::show);
        MenuItem item = add.getItems().stream()
                .filter(offered -> offered.getText().equals(column))
                .findFirst()
                .orElseThrow();
        robot.interact(item::fire);
        robot.interact(add::hide);
    }

    static Button button(FxRobot robot, String text) {
        return robot.lookup(text).queryAs(Button.class);
    }

    static Button accessible(FxRobot robot, String text) {
        return robot.lookup((javafx.scene.Node node) -> text.equals(node.getAccessibleText()))
                .queryAs(Button.class);
    }

    static void assertMessage(FxRobot robot, String part) {
        List<String> messages = robot.lookup(".inspector-message .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
        assertTrue(messages.stream().anyMatch(message -> message.contains(part)), messages.toString());
    }
}
