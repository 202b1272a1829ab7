package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.Recovery;
import dev.tailrace.model.Node;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The designer is killed while edits of two pipelines are not saved, and gives every edit back. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class KilledTest {
    private static final String BEFORE =
            """
            {"tailrace": 1, "name": "Orders", "nodes": [{"id": "a", "operator": "file-source", "name": "A"}],
             "layout": {"a": [80, 80]}}
            """;

    private TestWindow shown;

    @Start
    void start(Stage unused) {
        // Only the toolkit is wanted.
    }

    @AfterEach
    void close() throws Exception {
        if (shown != null) {
            shown.close();
        }
    }

    @Test
    void afterAKillEveryEditComesBack(FxRobot robot) throws Exception {
        Path machine = TestWindow.newMachine();
        Path file = machine.resolve("orders.tailrace.json");
        Files.writeString(file, BEFORE);
        Path recovery = TestWindow.folders(machine).state().resolve("recovery");
        Process designer = designer(machine, file);
        try {
            WaitForAsyncUtils.waitFor(
                    120, TimeUnit.SECONDS, () -> holds(recovery, "nexmark") && holds(recovery, "project"));
        } finally {
            designer.destroyForcibly().waitFor();
        }
        assertEquals(BEFORE, Files.readString(file));
        // As a full disk leaves it: the beginning of a file.
        Files.writeString(recovery.resolve("half.json"), "{\"process\": 1, \"name\": \"Half\", \"pipeline\": \"{");

        robot.interact(() -> {
            shown = new TestWindow(machine, new NoRuntime());
            shown.window.show(null);
        });
        until(() -> shown.shows("#question"));
        robot.clickOn("#answer-restore");
        until(() -> shown.shows("#file-tab-orders") && shown.shows("#file-tab-Untitled"));
        robot.clickOn("#file-tab-orders");
        until(() -> shown.stage.getTitle().equals("• orders — Tailrace"));
        robot.push(KeyCode.CONTROL, KeyCode.S);
        until(() -> shown.stage.getTitle().equals("orders — Tailrace"));
        assertEquals(List.of("file-source", "filter", "project"), operators(file));

        shown.chosen = Optional.of(machine.resolve("new"));
        robot.clickOn("#file-tab-Untitled");
        until(() -> shown.stage.getTitle().startsWith("• Untitled"));
        robot.push(KeyCode.CONTROL, KeyCode.S);
        until(() -> shown.stage.getTitle().equals("new — Tailrace"));
        assertEquals(List.of("nexmark"), operators(machine.resolve("new.tailrace.json")));
        // Saved is saved: nothing is offered again.
        shown.close();
        assertEquals(List.of(), new Recovery(TestWindow.folders(machine), designer.pid()).found());
    }

    private static List<String> operators(Path file) {
        PipelineFiles.Loaded loaded = PipelineFiles.read(file);
        return ((PipelineFiles.Read) loaded)
                .pipeline().nodes().stream().map(Node::operator).toList();
    }

    private static boolean holds(Path folder, String text) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(kept -> kept.toString().endsWith(".json")).toList()) {
                if (Files.readString(file).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Process designer(Path machine, Path file) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String property : List.of(
                "testfx.robot",
                "testfx.headless",
                "glass.platform",
                "monocle.platform",
                "headless.geometry",
                "prism.order")) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(List.of(
                "-Xmx512m",
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                DoomedDesigner.class.getName(),
                machine.toString(),
                file.toString()));
        File log = machine.resolve("doomed.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log))
                .start();
    }
}
