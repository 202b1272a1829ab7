package dev.tailrace.designer.rows;

import static dev.tailrace.designer.Screen.until;
import static dev.tailrace.designer.rows.QuakeRows.rows;
import static dev.tailrace.designer.rows.QuakeRows.tables;
import static dev.tailrace.designer.rows.QuakeRows.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Row;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.Pictures;
import dev.tailrace.designer.Screen;
import dev.tailrace.runtime.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Rows of a real run of five quakes are found, held, copied and written into a file. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class FindingRowsTest {
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
    void aConditionLeavesTheRowsThatFulfilItAndAWrongOneSaysWhy(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("#rows-condition");
        robot.clickOn(".expression-area").write("mag > 4");
        until(() -> rows(robot).size() == 2);
        assertEquals("2 of 5 rows match", text(robot, ".data-count"));
        robot.clickOn(".expression-area").push(KeyCode.CONTROL, KeyCode.A).write("magg > 4");
        until(() -> robot.lookup(".condition-row .inspector-message .hyperlink")
                .tryQuery()
                .isPresent());
        assertEquals(2, rows(robot).size());
        robot.type(KeyCode.ESCAPE);
        Pictures.of(quakes.scene.getRoot(), "rows-condition-wrong");
        robot.clickOn(".condition-row .hyperlink");
        until(() -> robot.lookup(".condition-row .inspector-message .label")
                .tryQuery()
                .isEmpty());
        assertEquals(2, rows(robot).size());
    }

    @Test
    void aPinnedWireStaysAndConditionsAreRememberedByWire(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("#rows-condition").clickOn(".expression-area").write("mag > 4");
        until(() -> rows(robot).size() == 2);
        robot.clickOn("#rows-pin").interact(() -> quakes.editor.selectWire(QuakeRows.COUNTED));
        assertEquals("Quake feed → All of them", text(robot, ".data-title"));
        robot.clickOn("#rows-pin");
        until(() -> text(robot, ".data-title").equals("By region → Board"));
        until(() -> rows(robot).size() == 3);
        robot.interact(() -> quakes.editor.selectWire(QuakeRows.READ));
        until(() -> rows(robot).size() == 2);
    }

    @Test
    void aTextIsFoundCountedAndWalkedThrough(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("#rows-search");
        robot.clickOn(".data-field").write("felt");
        until(() -> text(robot, "#rows-hits").equals("2 cells"));
        robot.type(KeyCode.ENTER);
        assertEquals("1 of 2", text(robot, "#rows-hits"));
        assertEquals("Fiji region", selected(robot));
        Pictures.of(quakes.scene.getRoot(), "rows-search");
        robot.type(KeyCode.F3);
        assertEquals("Kuril Islands", selected(robot));
        robot.push(KeyCode.SHIFT, KeyCode.F3);
        assertEquals("Fiji region", selected(robot));
    }

    @Test
    void heldRowsStayWhileMoreCome(FxRobot robot) throws Exception {
        Run run = quakes.startPaced(robot, QuakeRows.READ);
        until(() -> rows(robot).size() > 10);
        robot.clickOn("#rows-hold");
        List<Row> held = List.copyOf(rows(robot));
        until(() -> text(robot, ".data-count").matches("Held · \\d\\d+ more rows have passed"));
        assertEquals(held, rows(robot));
        Pictures.of(quakes.scene.getRoot(), "rows-held");
        robot.clickOn("#rows-hold");
        until(() -> !held.equals(rows(robot)));
        assertTrue(text(robot, ".data-count").startsWith("the latest "));
        run.stop();
    }

    @Test
    void rowsAndCellsAreCopied(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.READ);
        until(() -> rows(robot).size() == 5);
        robot.clickOn("Fiji region").push(KeyCode.CONTROL, KeyCode.C);
        assertEquals("mag\tregion\ttags\tat\n5.1\tFiji region\t[felt]\t\n", clipboard());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        assertEquals("Fiji region", clipboard());
        robot.type(KeyCode.RIGHT).push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        assertEquals("[felt]", clipboard());
    }

    @Test
    void rowsAreWrittenIntoAFile(FxRobot robot) throws Exception {
        quakes.run(robot, QuakeRows.COUNTED);
        until(() -> !rows(robot).isEmpty());
        robot.clickOn("#rows-fold");
        until(() -> rows(robot).size() == 3);
        Path file = quakes.folder.resolve("board.csv");
        quakes.chosen = Optional.of(file);
        robot.clickOn("#rows-more").clickOn("Export the rows to a file");
        until(() -> text(robot, "#rows-export").equals("3 rows stand in board.csv."));
        assertEquals(
                "region,quakes,strongest\r\nKuril Islands,2,4.6\r\nCalifornia,2,1.2\r\nFiji region,1,5.1\r\n",
                Files.readString(file));
        Pictures.of(quakes.scene.getRoot(), "rows-export");
    }

    private static Object selected(FxRobot robot) {
        return tables(robot).get(0).getSelectionModel().getSelectedItem().get(1);
    }

    private static String clipboard() {
        return Screen.ask(() -> Clipboard.getSystemClipboard().getString());
    }
}
