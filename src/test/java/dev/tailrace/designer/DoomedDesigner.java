package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/**
 * The designer in a process of its own, in which somebody edits two pipelines and saves neither; it then waits to be
 * killed. {@code DoomedDesigner MACHINE FILE}.
 */
public final class DoomedDesigner {
    private DoomedDesigner() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        FxRobot robot = new FxRobot();
        TestWindow[] made = new TestWindow[1];
        robot.interact(() -> {
            made[0] = new TestWindow(Path.of(arguments[0]), new NoRuntime());
            made[0].window.show(Path.of(arguments[1]));
        });
        TestWindow shown = made[0];
        until(() -> shown.shows("#canvas"));
        robot.targetWindow(shown.stage);
        robot.doubleClickOn("#palette-filter");
        until(() -> shown.text("#drawing").startsWith("2 operators"));
        robot.doubleClickOn("#palette-project");
        until(() -> shown.text("#drawing").startsWith("3 operators"));
        robot.push(KeyCode.CONTROL, KeyCode.N);
        until(() -> shown.text("#drawing").startsWith("no operators"));
        robot.doubleClickOn("#palette-nexmark");
        new CountDownLatch(1).await();
    }
}
