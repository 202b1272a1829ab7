package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.commands.ChangeSettings;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/**
 * Goes through the states of a window to which a person comes, and gathers what is wrong in them. The window is as small
 * as it may be: a screen of 1,536 × 1,020 at 150 % lays out the same.
 */
final class Walk implements AutoCloseable {
    /** Says what is wrong with what is shown. On the JavaFX thread. */
    interface Look {
        Collection<String> faults(TestWindow shown);
    }

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

    private static final List<String> TABS =
            List.of("tab-charts", "tab-problems", "tab-state", "tab-runs", "tab-tests", "tab-data");

    private final FxRobot robot;
    private final TestWindow shown;
    private final Look look;
    private final Map<String, Set<String>> faults = new LinkedHashMap<>();

    Walk(FxRobot robot, String language, Look look) throws Exception {
        this.robot = robot;
        this.look = look;
        shown = TestWindow.inLanguage(language);
        robot.interact(() -> {
            shown.window.show(null);
            shown.stage.setWidth(shown.stage.getMinWidth());
            shown.stage.setHeight(shown.stage.getMinHeight());
        });
        until(() -> shown.shows(".sample-card"));
    }

    /** From the start screen on. */
    void throughTheWindow() {
        look("start");
        look("gallery", "samples");
        run("new");
        until(() -> shown.shows("#canvas"));
        look("empty canvas");
        open(TestWindow.SAMPLES.resolve("earthquakes/earthquakes.tailrace.json"));
        look("editing");
        inspector();
        look("parameters", "parameters");
        TABS.forEach(tab -> look(tab, tab));
        for (String card : CARDS) {
            look(card, card);
            robot.type(KeyCode.ESCAPE);
        }
        wire();
        somethingWrong();
        look("palette folded away", "palette");
    }

    /** The form of each operator, with nothing set. */
    void throughTheForms() throws Exception {
        List<Node> all = Catalogue.load().operators().stream()
                .map(operator -> operator.spec().id())
                .map(id -> Node.of(id, id, id, JsonNodeFactory.instance.objectNode()))
                .toList();
        Path file = shown.file("all");
        PipelineFiles.write(file, Pipeline.empty("all").withNodes(all));
        open(file);
        all.forEach(this::form);
    }

    private void open(Path file) {
        robot.interact(() -> shown.window.show(file));
        until(() -> shown.stage.getTitle().startsWith(PipelineFiles.shortName(file)));
        until(() -> shown.shows("#canvas") && canvas().editor().isCheckCurrent());
    }

    private void inspector() {
        canvas().editor().pipeline().nodes().forEach(this::form);
        for (int tab = 1; tab <= 3; tab++) {
            int index = tab;
            robot.interact(() -> ((TabPane) shown.find(".inspector .tab-pane"))
                    .getSelectionModel()
                    .select(index));
            look("inspector tab " + index);
        }
        robot.interact(() -> canvas().editor().selectNodes(List.of()));
    }

    /** With all that it folds away. */
    private void form(Node node) {
        robot.interact(() -> canvas().editor().selectNodes(List.of(node.id())));
        robot.interact(() -> shown.stage.getScene().getRoot().lookupAll(".titled-pane").stream()
                .filter(TitledPane.class::isInstance)
                .forEach(pane -> ((TitledPane) pane).setExpanded(true)));
        look(node.name());
    }

    private void wire() {
        robot.interact(() -> canvas().editor()
                .selectWire(canvas().editor().pipeline().wires().get(0)));
        look("data with filter and search, side by side", "rows-condition", "rows-search", "rows-beside");
        look("breakpoint", "rows-beside", "breakpoint", "edit-breakpoint");
        robot.type(KeyCode.ESCAPE);
        look("tests", "add-test");
    }

    private void somethingWrong() {
        robot.interact(() -> canvas().editor()
                .apply(new ChangeSettings(
                        "quakes", JsonNodeFactory.instance.objectNode().put("condition", "magg >= "), null)));
        until(() -> canvas().editor().isCheckCurrent());
        robot.interact(() -> canvas().editor().selectNodes(List.of("quakes")));
        look("problems", "tab-problems");
        look("problem card", "fix");
        robot.type(KeyCode.ESCAPE);
        look("question", "close-tab");
        robot.type(KeyCode.ESCAPE);
    }

    private CanvasPane canvas() {
        return (CanvasPane) shown.find("#canvas");
    }

    private void run(String action) {
        robot.interact(() -> shown.window.actions().get(action).run());
        Screen.settle();
    }

    /** Looks after some actions. */
    private void look(String state, String... actions) {
        for (String action : actions) {
            run(action);
        }
        Screen.settle();
        Collection<String> found = Screen.ask(() -> look.faults(shown));
        if (!found.isEmpty()) {
            faults.computeIfAbsent(state, first -> new TreeSet<>()).addAll(found);
        }
    }

    void assertNothingFound() {
        StringBuilder words = new StringBuilder();
        faults.forEach((state, found) -> {
            words.append(state).append('\n');
            found.forEach(fault -> words.append("  ").append(fault).append('\n'));
        });
        assertEquals("", words.toString());
    }

    @Override
    public void close() throws InterruptedException {
        shown.close();
    }
}
