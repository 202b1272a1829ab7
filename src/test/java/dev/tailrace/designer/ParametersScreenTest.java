package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.history.Outcome;
import dev.tailrace.runtime.history.RunFolders;
import dev.tailrace.runtime.secrets.SecretStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Parameters, environments and secrets as they are edited and used in the window. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class ParametersScreenTest {
    private static final String CANARY = "canary-3e9d";

    private static final String PIPELINE =
            """
            {
              "tailrace": 1,
              "name": "Readings",
              "parameters": [
                {"name": "least", "type": "INT", "default": 1},
                {"name": "target", "type": "STRING", "default": "amounts"}],
              "nodes": [
                {"id": "in", "operator": "file-source", "name": "Readings",
                  "settings": {"path": "${secret:place}/in.jsonl", "format": {"type": "json", "columns": [
                    {"name": "amount", "type": "INT"}]}}},
                {"id": "some", "operator": "filter", "name": "Large enough", "settings": {"condition": "amount >= :least"}},
                {"id": "out", "operator": "file-sink", "name": "Amounts",
                  "settings": {"path": "${target}.csv", "mode": "overwrite", "format": {"type": "csv"}}}
              ],
              "wires": [{"from": "in.out", "to": "some.in"}, {"from": "some.out", "to": "out.in"}],
              "layout": {"in": [80, 40], "some": [80, 148], "out": [80, 256]},
              "environments": [
                {"name": "dev", "values": {"target": "dev"}}, {"name": "prod", "values": {"least": 3}}]
            }
            """;

    private TestWindow shown;
    private Path folder;

    @Start
    void start(Stage unused) throws Exception {
        folder = Scratch.folder("parameters");
        Files.createDirectory(folder.resolve(CANARY));
        Files.writeString(folder.resolve(CANARY).resolve("in.jsonl"), "{\"amount\": 2}\n{\"amount\": 3}\n");
        Path file = Files.writeString(folder.resolve("p.tailrace.json"), PIPELINE);
        Path machine = TestWindow.newMachine();
        SecretStore secrets = SecretStore.in(TestWindow.folders(machine).config(), Map.of());
        shown = new TestWindow(
                machine,
                new EmbeddedRuntime(new PipelineCheck(Catalogue.load()), secrets),
                Path.of("sample-pipelines").toAbsolutePath(),
                secrets);
        shown.window.show(file);
    }

    @BeforeEach
    void opened() {
        until(() -> shown.shows("#canvas") && editor().isCheckCurrent());
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void aParameterIsRenamedTypedAndWrongAtOnce(FxRobot robot) {
        Pictures.inBothModes(shown, "pipeline-pane");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V);
        robot.write("floor").type(KeyCode.ENTER);
        until(() -> condition().equals("amount >= :floor"));
        robot.interact(() -> editor().undo());
        until(() -> condition().equals("amount >= :least"));
        assertEquals("least", ((TextField) shown.find("#parameter-name-0")).getText());

        robot.interact(() -> ((TextField) shown.find("#parameter-value-0-0")).setText("few"));
        until(() -> editor().isCheckCurrent() && editor().checked().hasErrors());
        Pictures.inBothModes(shown, "pipeline-pane-wrong");
        robot.interact(() -> editor().undo());

        robot.clickOn("#parameter-add");
        until(() -> editor().pipeline().parameters().size() == 3);
        robot.interact(() -> editor().undo());
        robot.interact(() -> editor().selectNodes(List.of("some")));
        until(() -> shown.find("#pipeline-pane") == null);
    }

    @Test
    void aMissingSecretIsSetAndTheRunTakesItAndTheEnvironment(FxRobot robot) throws Exception {
        until(() -> editor().checked().problems().stream()
                .anyMatch(problem -> problem.code().equals("operator.secret-missing")));
        robot.interact(() -> canvas().workbench().askSecret("place"));
        until(() -> shown.shows("#secret-again"));
        Pictures.inBothModes(shown, "secrets-missing");
        fill(robot, "#secret-value", CANARY);
        fill(robot, "#secret-passphrase", "open sesame");
        fill(robot, "#secret-again", "open sesame");
        robot.clickOn("#secret-set");
        until(() -> editor().isCheckCurrent() && !editor().checked().hasErrors());
        until(() -> !shown.find("#secret-passphrase").getParent().isVisible());
        Pictures.inBothModes(shown, "secrets-set");
        robot.interact(() -> ((ButtonBase) shown.find("#secrets-close")).fire());
        until(() -> shown.find("#secrets") == null);

        robot.interact(() -> choose("prod"));
        until(() -> "prod".equals(editor().environment()) && editor().isCheckCurrent());
        robot.push(KeyCode.F8);
        until(() -> shown.shows("#answer-run"));
        robot.clickOn("#answer-run");
        until(() -> {
            Run run = canvas().workbench().runProperty().get();
            return run != null && run.state().isFinal();
        });
        assertEquals(List.of("amount", "3"), Files.readAllLines(folder.resolve("amounts.csv")));
        Pictures.inBothModes(shown, "secrets-ran");
        // All that is written aside has been written before it is looked through.
        until(this::isWrittenDown);
        shown.close();
        assertSilent(folder);
        assertSilent(shown.machine);
        assertTrue(Files.readString(shown.machine.resolve("config/environments.json"))
                .contains("prod"));
    }

    private boolean isWrittenDown() {
        try {
            return new RunFolders(TestWindow.folders(shown.machine).state())
                    .list().stream().anyMatch(run -> run.outcome() == Outcome.DONE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void assertSilent(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains(CANARY), file.toString());
            }
        }
    }

    private void choose(String environment) {
        MenuButton menu = (MenuButton) shown.find("#toolbar-environment");
        menu.show();
        menu.getItems().stream()
                .filter(item -> environment.equals(item.getText()))
                .forEach(MenuItem::fire);
        menu.hide();
    }

    private void fill(FxRobot robot, String field, String text) {
        robot.interact(() -> ((TextField) shown.find(field)).setText(text));
    }

    private String condition() {
        Pipeline pipeline = editor().pipeline();
        return pipeline.node("some").orElseThrow().settings().path("condition").asText();
    }

    private CanvasPane canvas() {
        return (CanvasPane) shown.find("#canvas");
    }

    private PipelineEditor editor() {
        return canvas().editor();
    }
}
