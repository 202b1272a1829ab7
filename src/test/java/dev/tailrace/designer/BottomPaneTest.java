package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The row of tabs under the canvas. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class BottomPaneTest {
    private static final List<String> TITLES = List.of("Data", "Charts", "Problems", "Runs", "Tests");

    private Stage stage;
    private BottomPane pane;

    @Start
    void start(Stage shown) {
        stage = shown;
        pane = new BottomPane("Fold");
        TITLES.forEach(title -> pane.add(title, "mdi2t-table", new Region()));
        pane.reveal(1);
        stage.setScene(new Scene(pane, 900, 200));
        stage.sizeToScene();
        stage.show();
    }

    @Test
    void inANarrowWindowOnlyTheShownTabHasWords(FxRobot robot) {
        assertEquals(TITLES, words(robot));
        robot.interact(() -> stage.setWidth(320));
        until(() -> words(robot).equals(List.of("Charts")));
        robot.interact(() -> pane.reveal(4));
        until(() -> words(robot).equals(List.of("Tests")));
        robot.interact(() -> stage.setWidth(900));
        until(() -> words(robot).equals(TITLES));
    }

    private static List<String> words(FxRobot robot) {
        return robot.lookup(".tab-words .label").queryAllAs(Label.class).stream()
                .filter(label -> label.isVisible() && TITLES.contains(label.getText()))
                .map(Label::getText)
                .toList();
    }
}
