package dev.tailrace.designer;

import java.util.List;
import javafx.scene.Parent;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;

/**
 * At the least size of the window no word is cut and nothing stands out of its pane or over its neighbour, in either
 * language.
 */
@ExtendWith(OnScreen.class)
class FitTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void everyPaneFits(String language, FxRobot robot) throws Exception {
        try (Walk walk = new Walk(robot, language, FitTest::faults)) {
            walk.throughTheWindow();
            walk.assertNothingFound();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void theFormOfEachOperatorFits(String language, FxRobot robot) throws Exception {
        try (Walk walk = new Walk(robot, language, FitTest::faults)) {
            walk.throughTheForms();
            walk.assertNothingFound();
        }
    }

    private static List<String> faults(TestWindow shown) {
        Parent root = shown.stage.getScene().getRoot();
        root.applyCss();
        // What a width decides is laid out anew.
        root.layout();
        root.layout();
        return Fit.faults(shown.stage.getScene());
    }
}
