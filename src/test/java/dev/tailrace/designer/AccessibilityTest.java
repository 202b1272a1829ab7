package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Whatever takes the focus, in every state of the window that a person comes to, has a name. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class AccessibilityTest {
    private static final Path SAMPLES = Path.of("sample-pipelines").toAbsolutePath();

    private final Map<String, Collection<String>> nameless = new LinkedHashMap<>();
    private TestWindow shown;

    @Start
    void start(Stage unused) {
        // Only the toolkit is wanted.
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void whateverTakesTheFocusHasAName(String language, FxRobot robot) throws Exception {
        open(robot, language, null);
        until(() -> shown.shows(".sample-card"));
        look("start");
        run(robot, "samples");
        look("gallery");

        Path quakes = SAMPLES.resolve("earthquakes/earthquakes.tailrace.json");
        robot.interact(() -> shown.window.show(quakes));
        until(() -> shown.shows("#canvas"));
        CanvasPane canvas = robot.lookup((CanvasPane pane) -> true).query();
        until(() -> canvas.editor().isCheckCurrent());
        look("editing");
        for (Node node : canvas.editor().pipeline().nodes()) {
            select(robot, canvas, node);
            look(node.name());
        }
        for (int tab = 1; tab <= 3; tab++) {
            int index = tab;
            robot.interact(() -> robot.lookup((TabPane pane) -> true)
                    .queryAs(TabPane.class)
                    .getSelectionModel()
                    .select(index));
            look("inspector tab " + index);
        }
        for (int tab = 1; tab <= 4; tab++) {
            robot.push(KeyCode.CONTROL, KeyCode.valueOf("DIGIT" + tab));
            look("bottom tab " + tab);
        }
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT6);
        run(robot, "add-test");
        look("tests");
        robot.interact(() -> {
            canvas.editor().selectWire(canvas.editor().pipeline().wires().get(0));
            canvas.requestFocus();
        });
        robot.type(KeyCode.F9);
        robot.push(KeyCode.CONTROL, KeyCode.F9);
        until(() -> shown.shows("#breakpoint-card"));
        look("breakpoint");
        robot.interact(canvas::requestFocus);
        robot.type(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        for (String pane : List.of("rows-condition", "rows-search", "rows-beside")) {
            run(robot, pane);
        }
        look("data with filter and search");
        robot.interact(canvas::requestFocus);
        robot.push(KeyCode.CONTROL, KeyCode.PERIOD);
        until(() -> shown.shows("#canvas-picker"));
        look("picker");
        robot.type(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        look("commands");
        robot.type(KeyCode.ESCAPE);
        run(robot, "local-history");
        look("history");
        robot.type(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.B);
        look("rail");
        assertNamed();
    }

    /** In one language only: labels that lack in the other are found without a window, see BundlesTest. */
    @Test
    void theFormOfEachOperatorNamesItsFields(FxRobot robot) throws Exception {
        Catalogue catalogue = Catalogue.load();
        List<Node> all = new ArrayList<>();
        catalogue
                .operators()
                .forEach(operator -> all.add(Node.of(
                        operator.spec().id(),
                        operator.spec().id(),
                        operator.spec().id(),
                        JsonNodeFactory.instance.objectNode())));
        Path file = TestWindow.newMachine().resolve("all.tailrace.json");
        PipelineFiles.write(file, Pipeline.empty("all").withNodes(all));
        open(robot, "zh-CN", file);
        until(() -> shown.shows("#canvas"));
        CanvasPane canvas = robot.lookup((CanvasPane pane) -> true).query();
        until(() -> canvas.editor().isCheckCurrent());
        for (Node node : all) {
            select(robot, canvas, node);
            look(node.id());
        }
        assertNamed();
    }

    @Test
    void whatHappensByItselfIsAnnounced(FxRobot robot) throws Exception {
        open(robot, "en", SAMPLES.resolve("flights/flights.tailrace.json"));
        until(() -> shown.shows("#canvas"));
        robot.clickOn("#toolbar-run");
        until(() -> "Running".equals(announced()));
        robot.push(KeyCode.SHIFT, KeyCode.F8);
        until(() -> "Stopped".equals(announced()));
        CanvasPane canvas = robot.lookup((CanvasPane pane) -> true).query();
        robot.interact(() -> {
            canvas.editor()
                    .selectNodes(
                            List.of(canvas.editor().pipeline().nodes().get(0).id()));
            canvas.requestFocus();
        });
        robot.type(KeyCode.DELETE);
        until(() -> announced().contains("error"));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> !announced().contains("error"));
    }

    private String announced() {
        return Objects.requireNonNullElse(shown.find("#announcer").getAccessibleText(), "");
    }

    private void open(FxRobot robot, String language, Path file) throws Exception {
        Path machine = TestWindow.newMachine();
        robot.interact(() -> {
            shown = new TestWindow(
                    machine,
                    new EmbeddedRuntime(new PipelineCheck(Catalogue.load())),
                    SAMPLES,
                    Locale.forLanguageTag(language));
            shown.window.show(file);
        });
    }

    private void run(FxRobot robot, String action) {
        robot.interact(() -> shown.window.actions().get(action).run());
    }

    /** The form of a node, with all that it folds away. */
    private static void select(FxRobot robot, CanvasPane canvas, Node node) {
        robot.interact(() -> canvas.editor().selectNodes(List.of(node.id())));
        Screen.ask(() -> {
            Set<TitledPane> folded = robot.lookup((TitledPane pane) -> true).queryAll();
            folded.forEach(pane -> pane.setExpanded(true));
            return folded;
        });
    }

    private void look(String state) {
        Screen.settle();
        Screen.ask(() -> {
            for (Window window : List.copyOf(Window.getWindows())) {
                List<String> missing = FocusableNames.missing(window.getScene().getRoot());
                if (!missing.isEmpty()) {
                    nameless.computeIfAbsent(state, first -> new TreeSet<>()).addAll(missing);
                }
            }
            return nameless;
        });
    }

    private void assertNamed() {
        StringBuilder words = new StringBuilder();
        nameless.forEach((state, nodes) -> {
            words.append(state).append('\n');
            nodes.forEach(node -> words.append("  ").append(node).append('\n'));
        });
        assertEquals("", words.toString());
        assertTrue(nameless.isEmpty());
    }
}
