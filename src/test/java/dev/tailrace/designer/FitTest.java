package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.commands.ChangeSettings;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Parent;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/**
 * At the least size of the window no word is cut and nothing stands out of its pane or over its neighbour, in either
 * language. A screen of 1,536 × 1,020 at 150 % lays out the same.
 */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class FitTest {
    private static final Path SAMPLES = Path.of("sample-pipelines").toAbsolutePath();

    /** Cards that lie over the window, and what closes them: Escape. */
    private static final List<String> CARDS = List.of(
            "commands",
            "find",
            "replace-in-settings",
            "local-history",
            "compare",
            "export-picture",
            "secrets",
            "add-operator");

    private final Map<String, Set<String>> faults = new LinkedHashMap<>();
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
    void everyPaneFits(String language, FxRobot robot) throws Exception {
        open(robot, language, null);
        until(() -> shown.shows(".sample-card"));
        look(robot, "start");
        run(robot, "samples");
        look(robot, "gallery");
        run(robot, "new");
        until(() -> shown.shows("#canvas"));
        look(robot, "empty canvas");

        Path quakes = SAMPLES.resolve("earthquakes/earthquakes.tailrace.json");
        robot.interact(() -> shown.window.show(quakes));
        until(() -> shown.shows("#canvas") && canvas().editor().isCheckCurrent());
        look(robot, "editing");
        for (Node node : canvas().editor().pipeline().nodes()) {
            robot.interact(() -> canvas().editor().selectNodes(List.of(node.id())));
            unfold(robot);
            look(robot, node.name());
        }
        for (int tab = 1; tab <= 3; tab++) {
            int index = tab;
            robot.interact(() -> ((TabPane) shown.find(".inspector .tab-pane"))
                    .getSelectionModel()
                    .select(index));
            look(robot, "inspector tab " + index);
        }
        robot.interact(() -> canvas().editor().selectNodes(List.of()));
        run(robot, "parameters");
        look(robot, "parameters");
        for (String tab : List.of("tab-charts", "tab-problems", "tab-state", "tab-runs", "tab-tests", "tab-data")) {
            run(robot, tab);
            look(robot, tab);
        }
        for (String card : CARDS) {
            run(robot, card);
            look(robot, card);
            robot.type(KeyCode.ESCAPE);
        }
        aWire(robot);
        somethingWrong(robot);
        assertFits();
    }

    private void aWire(FxRobot robot) {
        robot.interact(() -> canvas().editor()
                .selectWire(canvas().editor().pipeline().wires().get(0)));
        for (String part : List.of("rows-condition", "rows-search", "rows-beside")) {
            run(robot, part);
        }
        look(robot, "data with filter and search, side by side");
        run(robot, "rows-beside");
        run(robot, "breakpoint");
        run(robot, "edit-breakpoint");
        look(robot, "breakpoint");
        robot.type(KeyCode.ESCAPE);
        run(robot, "add-test");
        look(robot, "tests");
    }

    private void somethingWrong(FxRobot robot) {
        robot.interact(() -> canvas().editor()
                .apply(new ChangeSettings(
                        "quakes", JsonNodeFactory.instance.objectNode().put("condition", "magg >= "), null)));
        until(() -> canvas().editor().isCheckCurrent());
        robot.interact(() -> canvas().editor().selectNodes(List.of("quakes")));
        run(robot, "tab-problems");
        look(robot, "problems");
        run(robot, "fix");
        look(robot, "problem card");
        robot.type(KeyCode.ESCAPE);
        run(robot, "close-tab");
        look(robot, "question");
        robot.type(KeyCode.ESCAPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void theFormOfEachOperatorFits(String language, FxRobot robot) throws Exception {
        Catalogue catalogue = Catalogue.load();
        List<Node> all = new ArrayList<>();
        catalogue.operators().forEach(operator -> {
            String id = operator.spec().id();
            all.add(Node.of(id, id, id, JsonNodeFactory.instance.objectNode()));
        });
        Path file = TestWindow.newMachine().resolve("all.tailrace.json");
        PipelineFiles.write(file, Pipeline.empty("all").withNodes(all));
        open(robot, language, file);
        until(() -> shown.shows("#canvas") && canvas().editor().isCheckCurrent());
        for (Node node : all) {
            robot.interact(() -> canvas().editor().selectNodes(List.of(node.id())));
            unfold(robot);
            look(robot, node.id());
        }
        assertFits();
    }

    private CanvasPane canvas() {
        return (CanvasPane) shown.find("#canvas");
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
            shown.stage.setWidth(shown.stage.getMinWidth());
            shown.stage.setHeight(shown.stage.getMinHeight());
        });
    }

    private void run(FxRobot robot, String action) {
        robot.interact(() -> shown.window.actions().get(action).run());
        Screen.settle();
    }

    private void unfold(FxRobot robot) {
        robot.interact(() -> shown.stage.getScene().getRoot().lookupAll(".titled-pane").stream()
                .filter(TitledPane.class::isInstance)
                .forEach(pane -> ((TitledPane) pane).setExpanded(true)));
    }

    private void look(FxRobot robot, String state) {
        Screen.settle();
        robot.interact(() -> {
            Parent root = shown.stage.getScene().getRoot();
            root.applyCss();
            // What a width decides is laid out anew.
            root.layout();
            root.layout();
            List<String> found = Fit.faults(shown.stage.getScene());
            if (!found.isEmpty()) {
                faults.computeIfAbsent(state, first -> new TreeSet<>()).addAll(found);
            }
        });
    }

    private void assertFits() {
        StringBuilder words = new StringBuilder();
        faults.forEach((state, found) -> {
            words.append(state).append('\n');
            found.forEach(fault -> words.append("  ").append(fault).append('\n'));
        });
        assertEquals("", words.toString());
    }
}
