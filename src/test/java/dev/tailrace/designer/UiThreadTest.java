package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/**
 * The JavaFX thread reads and writes no file, opens no socket, parses, checks and compiles nothing while somebody edits,
 * runs and looks into every pane. The virtual machine itself records who does: each read and write of a file, and the
 * program's own events of the language and of checks. Questions about a file, such as whether it is there, are not seen.
 */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class UiThreadTest {
    private static final String UI_THREAD = "JavaFX Application Thread";
    private static final List<String> INPUT_AND_OUTPUT =
            List.of("jdk.FileRead", "jdk.FileWrite", "jdk.FileForce", "jdk.SocketRead", "jdk.SocketWrite");
    private static final List<String> WORK = List.of("dev.tailrace.Language", "dev.tailrace.Check");

    private TestWindow shown;
    private Path file;

    @Start
    void start(Stage unused) throws Exception {
        Path machine = TestWindow.newMachine();
        file = machine.resolve("copy.tailrace.json");
        Files.writeString(
                file,
                """
                {
                  "tailrace": 1,
                  "name": "Copy",
                  "nodes": [
                    {"id": "in", "operator": "file-source", "name": "Numbers", "settings": {"path": "in.csv",
                      "format": {"type": "csv", "columns": [{"name": "n", "type": "INT"}]}}},
                    {"id": "some", "operator": "filter", "name": "Some", "settings": {"condition": "n > 1"}},
                    {"id": "out", "operator": "table-sink", "name": "Table", "settings": {}}
                  ],
                  "wires": [{"from": "in.out", "to": "some.in"}, {"from": "some.out", "to": "out.in"}],
                  "layout": {"in": [80, 80], "some": [80, 200], "out": [80, 320]}
                }
                """);
        Files.writeString(machine.resolve("in.csv"), "n\n1\n2\n3\n");
        shown = new TestWindow(machine, new EmbeddedRuntime(new PipelineCheck(Catalogue.load())));
        shown.window.show(null);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void itNeitherReadsNorParsesNorCompiles(FxRobot robot) throws Exception {
        Path events = Scratch.folder("ui-thread").resolve("events.jfr");
        try (Recording recording = new Recording()) {
            INPUT_AND_OUTPUT.forEach(event ->
                    recording.enable(event).withThreshold(Duration.ZERO).withStackTrace());
            WORK.forEach(event ->
                    recording.enable(event).withThreshold(Duration.ZERO).withStackTrace());
            recording.start();
            work(robot);
            recording.stop();
            recording.dump(events);
        }
        List<RecordedEvent> all = RecordingFile.readAllEvents(events);
        // Unless the work was seen on other threads, nothing would be proved.
        WORK.forEach(name -> assertTrue(
                all.stream().anyMatch(event -> event.getEventType().getName().equals(name)),
                () -> name + " was not recorded"));
        Set<String> here = all.stream()
                .filter(event -> event.getThread() != null
                        && UI_THREAD.equals(event.getThread().getJavaName()))
                .filter(event -> !isProgramItself(event))
                .map(UiThreadTest::told)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals("", String.join("\n", here));
    }

    private void work(FxRobot robot) {
        robot.interact(() -> shown.window.show(file));
        until(() -> shown.shows("#canvas"));
        CanvasPane canvas = robot.lookup((CanvasPane pane) -> true).query();
        until(() -> canvas.editor().isCheckCurrent());
        robot.interact(() -> canvas.editor().selectNodes(List.of("in")));
        robot.interact(() -> canvas.editor().selectNodes(List.of("some")));
        robot.clickOn("#setting-operators-filter-condition .styled-text-area")
                .push(KeyCode.CONTROL, KeyCode.A)
                .write("n > 2");
        until(() -> canvas.editor()
                .pipeline()
                .node("some")
                .orElseThrow()
                .settings()
                .path("condition")
                .asText()
                .equals("n > 2"));
        until(() -> canvas.editor().isCheckCurrent());
        robot.push(KeyCode.CONTROL, KeyCode.S);
        robot.interact(() -> {
            canvas.editor().selectWire(Wire.of("in.out", "some.in"));
            canvas.requestFocus();
        });
        robot.type(KeyCode.F9);
        robot.push(KeyCode.CONTROL, KeyCode.F9);
        until(() -> shown.shows("#breakpoint-card"));
        robot.write("n = 9").clickOn("#breakpoint-done");
        robot.type(KeyCode.F8);
        until(() -> shown.shows("#answer-run"));
        robot.clickOn("#answer-run");
        until(() -> shown.text("#state").equals("Finished"));
        for (KeyCode tab : List.of(KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT6, KeyCode.DIGIT1)) {
            robot.push(KeyCode.CONTROL, tab);
        }
        for (String action :
                List.of("rows-condition", "rows-search", "add-test", "chart-wire", "local-history", "autolayout")) {
            robot.interact(() -> shown.window.actions().get(action).run());
            Screen.settle();
        }
        robot.type(KeyCode.ESCAPE);
        robot.interact(canvas::requestFocus);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P).type(KeyCode.ESCAPE);
        until(() -> canvas.editor().isCheckCurrent());
    }

    /**
     * Classes, sheets and fonts are read by the toolkit when they are first used, from the program and the machine; what it
     * copies of fonts it calls {@code +JXF}. Random numbers come without waiting.
     */
    private static boolean isProgramItself(RecordedEvent event) {
        if (!event.hasField("path") || event.getString("path") == null) {
            return false;
        }
        String path = event.getString("path");
        Path read = Path.of(path).toAbsolutePath();
        return path.endsWith(".jar")
                || read.startsWith(System.getProperty("java.home"))
                || read.startsWith(Path.of("target").toAbsolutePath())
                || path.contains("/.openjfx/")
                || path.contains("/fonts/")
                || path.contains("/+JXF") && event.getEventType().getName().equals("jdk.FileRead")
                || path.equals("/dev/urandom")
                || read.startsWith("/proc");
    }

    private static String told(RecordedEvent event) {
        String path = event.hasField("path") ? " " + event.getString("path") : "";
        RecordedStackTrace stack = event.getStackTrace();
        String from = stack == null
                ? ""
                : stack.getFrames().stream()
                        .filter(RecordedFrame::isJavaFrame)
                        .filter(frame -> frame.getMethod().getType().getName().startsWith("dev.tailrace"))
                        .limit(6)
                        .map(frame -> frame.getMethod().getType().getName() + "."
                                + frame.getMethod().getName() + ":" + frame.getLineNumber())
                        .collect(Collectors.joining(" < "));
        return event.getEventType().getName() + path + " by " + from;
    }
}
