package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;

import dev.tailrace.designer.finding.Orders;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What has closed is let go of: a day of opening and closing must not fill the memory. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class WindowEndsTest {

    @Start
    void start(Stage unused) {
        // Only the toolkit is wanted.
    }

    /** The toolkit itself keeps the window that had the focus last. */
    @Test
    void aClosedWindowIsLetGoOf() throws Exception {
        List<WeakReference<DesignerWindow>> windows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            windows.add(openedAndClosed());
        }
        until(() -> kept(windows) <= 1);
    }

    @Test
    void aClosedTabIsLetGoOf(FxRobot robot) throws Exception {
        TestWindow shown = opened();
        try {
            List<WeakReference<EditingView>> views = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                views.add(new WeakReference<>(editingView(shown)));
                robot.push(KeyCode.CONTROL, KeyCode.W);
                until(() -> !shown.has("#canvas"));
                robot.interact(() -> shown.window.show(shown.machine.resolve("orders.tailrace.json")));
                until(() -> shown.has("#canvas"));
            }
            until(() -> kept(views) == 0);
        } finally {
            shown.close();
        }
    }

    private static EditingView editingView(TestWindow shown) {
        Node at = shown.find("#canvas");
        while (!(at instanceof EditingView)) {
            at = at.getParent();
        }
        return (EditingView) at;
    }

    private static <T> long kept(List<WeakReference<T>> of) {
        System.gc();
        return of.stream().filter(reference -> reference.get() != null).count();
    }

    private static WeakReference<DesignerWindow> openedAndClosed() throws Exception {
        TestWindow shown = opened();
        shown.close();
        return new WeakReference<>(shown.window);
    }

    private static TestWindow opened() throws Exception {
        Path machine = TestWindow.newMachine();
        Path file = Files.writeString(machine.resolve("orders.tailrace.json"), Orders.DRAWING);
        TestWindow shown = WaitForAsyncUtils.asyncFx(() -> {
                    TestWindow window = new TestWindow(machine, new NoRuntime());
                    window.window.show(file);
                    return window;
                })
                .get();
        until(() -> shown.has("#canvas"));
        return shown;
    }
}
