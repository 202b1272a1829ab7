package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;

import dev.tailrace.designer.canvas.CanvasPane;
import java.util.List;
import java.util.Objects;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;

/** Whatever takes the focus has a name, and what happens by itself is said. */
@ExtendWith(OnScreen.class)
class AccessibilityTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void whateverTakesTheFocusHasAName(String language, FxRobot robot) throws Exception {
        try (Walk walk = new Walk(robot, language, AccessibilityTest::nameless)) {
            walk.throughTheWindow();
            walk.assertNothingFound();
        }
    }

    /** In one language only: labels that lack in the other are found without a window, see BundlesTest. */
    @Test
    void theFormOfEachOperatorNamesItsFields(FxRobot robot) throws Exception {
        try (Walk walk = new Walk(robot, "zh-CN", AccessibilityTest::nameless)) {
            walk.throughTheForms();
            walk.assertNothingFound();
        }
    }

    @Test
    void whatHappensByItselfIsAnnounced(FxRobot robot) throws Exception {
        try (TestWindow shown = TestWindow.inLanguage("en")) {
            robot.interact(() -> shown.window.show(TestWindow.SAMPLES.resolve("flights/flights.tailrace.json")));
            until(() -> shown.shows("#canvas"));
            robot.clickOn("#toolbar-run");
            until(() -> "Running".equals(announced(shown)));
            robot.push(KeyCode.SHIFT, KeyCode.F8);
            until(() -> "Stopped".equals(announced(shown)));
            CanvasPane canvas = (CanvasPane) shown.find("#canvas");
            robot.interact(() -> {
                canvas.editor()
                        .selectNodes(List.of(
                                canvas.editor().pipeline().nodes().get(0).id()));
                canvas.requestFocus();
            });
            robot.type(KeyCode.DELETE);
            until(() -> announced(shown).contains("error"));
            robot.push(KeyCode.CONTROL, KeyCode.Z);
            until(() -> !announced(shown).contains("error"));
        }
    }

    private static String announced(TestWindow shown) {
        return Objects.requireNonNullElse(shown.find("#announcer").getAccessibleText(), "");
    }

    /** Of all windows: menus are some of their own. */
    private static List<String> nameless(TestWindow unused) {
        return List.copyOf(Window.getWindows()).stream()
                .flatMap(window -> FocusableNames.missing(window.getScene().getRoot()).stream())
                .toList();
    }
}
