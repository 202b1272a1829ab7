package dev.tailrace.designer.rows;

import static dev.tailrace.designer.Screen.until;
import static dev.tailrace.designer.rows.QuakeRows.rows;
import static dev.tailrace.designer.rows.QuakeRows.said;
import static dev.tailrace.designer.rows.QuakeRows.tables;
import static dev.tailrace.designer.rows.QuakeRows.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Row;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.Pictures;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.runtime.Run;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What the data pane shows of a real run of five quakes. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class DataPaneTest {
    private QuakeRows quakes;

    @Start
    void open(Stage stage) throws Exception {
        quakes = new QuakeRows(stage);
    }

    @AfterEach
    void close() {
        quakes.close();
    }

    @Test
    void whatIsMissingIsSaidBeforeARun(FxRobot robot) {
        until(() -> said(robot).equals("Select a wire to see its rows."));
        robot.interact(() -> quakes.editor.selectWire(QuakeRows.READ));
        assertEquals("No rows yet. Run the pipeline, or press F8.", said(robot));
        Pictures.of(quakes.scene.getRoot(), "rows-not-run");
    }

    @Test
    void theRowsOfTheSelectedWireAreShownNewestFirst(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.READ);
        until(() -> rows(robot).size() == 5);
        assertEquals("California", rows(robot).get(0).get(1));
        assertEquals("Kuril Islands", rows(robot).get(4).get(1));
        Pictures.of(quakes.scene.getRoot(), "rows-light");
    }

    @Test
    void changesSayWhatTheyDoAndFoldIntoATable(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.COUNTED);
        until(() -> !rows(robot).isEmpty());
        assertTrue(robot.lookup("+I insert").tryQuery().isPresent());
        Pictures.of(quakes.scene.getRoot(), "rows-changes");
        robot.clickOn("#rows-fold");
        until(() -> rows(robot).size() == 3);
        assertEquals(Row.of("Kuril Islands", 2L, 4.6), rows(robot).get(0));
        assertFalse(robot.lookup("+I insert").tryQuery().isPresent());
        Pictures.of(quakes.scene.getRoot(), "rows-folded");
    }

    @Test
    void aNestedValueIsUnfoldedByKey(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("[felt, reviewed]").type(KeyCode.F2);
        TreeView<NestedValue> tree = robot.lookup("#nested-value").query();
        assertEquals(
                List.of("felt", "reviewed"),
                tree.getRoot().getChildren().stream()
                        .map(part -> part.getValue().text())
                        .toList());
        Pictures.of(robot.lookup(".cell-popup").query(), "rows-nested");
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void aRowThatFailedIsShownWithItsBytes(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.FAILED);
        until(() -> rows(robot).size() == 1);
        robot.clickOn("3").type(KeyCode.F2);
        assertTrue(robot.lookup(".hex-text").tryQuery().isPresent());
        assertTrue(robot.lookup(".popup-words").queryAs(Label.class).getText().contains("n/a"));
        Pictures.of(robot.lookup(".cell-popup").query(), "rows-failed");
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void aWireIsChosenFromTheListByItsName(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn(".wire-button").write("by reg");
        Pictures.of(robot.lookup(".wire-chooser").query(), "rows-chooser");
        robot.type(KeyCode.ENTER);
        assertEquals(QuakeRows.COUNTED, quakes.editor.selectedWire());
        assertEquals("By region → Board", text(robot, ".data-title"));
    }

    @Test
    void twoWiresStandSideBySide(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("Fiji region").push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        robot.interact(() -> quakes.editor.selectWire(QuakeRows.COUNTED));
        until(() -> robot.lookup(".row-table").queryAll().size() == 2);
        until(() -> !tables(robot).get(1).getItems().isEmpty());
        assertEquals(5, tables(robot).get(0).getItems().size());
        Pictures.of(quakes.scene.getRoot(), "rows-beside");
        robot.interact(() -> quakes.themes.modeProperty().set(Mode.DARK));
        Pictures.of(quakes.scene.getRoot(), "rows-beside-dark");
    }

    @Test
    void bothTablesScrollTogetherIfWanted(FxRobot robot) throws Exception {
        Run run = quakes.startPaced(robot, QuakeRows.READ);
        until(() -> rows(robot).size() > 60);
        robot.clickOn("#rows-hold").push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        robot.interact(() -> quakes.editor.selectWire(QuakeRows.PASSED));
        until(() -> tables(robot).size() == 2 && tables(robot).get(1).getItems().size() > 60);
        robot.push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.B);
        robot.interact(() -> tables(robot).get(0).scrollTo(30));
        until(() -> firstVisible(tables(robot).get(1)) >= 29);
        run.stop();
    }

    @Test
    void headersSortOnceTheRunHasEnded(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("mag");
        until(() -> Double.valueOf(1.2).equals(rows(robot).get(0).get(0)));
        assertEquals(
                List.of("California", "Kuril Islands", "Kuril Islands", "Fiji region", "California"),
                rows(robot).stream().map(row -> row.get(1)).toList());
    }

    @Test
    void theNodeThatDropsTheRowsIsNamedAndShown(FxRobot robot) throws Exception {
        List<String> shown = new ArrayList<>();
        robot.interact(() -> quakes.pane.setOnGoTo((node, place) -> shown.add(node + "." + place)));
        Run run = quakes.startPaced(robot, QuakeRows.NEVER);
        until(() -> said(robot)
                .matches("Running for \\d+ s, no row has passed this wire. Strong enough has dropped \\d+ rows."));
        Pictures.of(quakes.scene.getRoot(), "rows-dropped");
        robot.clickOn("Show its condition");
        assertEquals(List.of("none.condition"), shown);
        run.stop();
    }

    private static int firstVisible(TableView<Row> table) {
        VirtualFlow<?> rows = (VirtualFlow<?>) table.lookup(".virtual-flow");
        return rows.getFirstVisibleCell().getIndex();
    }
}
