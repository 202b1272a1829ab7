package dev.tailrace.designer;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.testfx.util.WaitForAsyncUtils;

/**
 * When the screen has come to rest, and when it shows what a test waits for: conditions, where TestFX waits for times. From
 * any thread but that of JavaFX.
 */
public final class Screen {
    private static final long PATIENCE_SECONDS = 60;

    private Screen() {}

    /**
     * Ends when the JavaFX thread has done what it was given so far, and what that asked for later; when all windows have
     * been laid out after that, and what the layout asked for is done and laid out too.
     */
    public static void settle() {
        turn();
        pulse();
        pulse();
    }

    /** Ends when the JavaFX thread has done what it was given so far. */
    public static void turn() {
        WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(() -> {}));
    }

    /** Computes something on the JavaFX thread; what it throws is thrown here. */
    public static <T> T ask(Callable<T> question) {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(question));
    }

    /** Waits until it is so, looked at on the JavaFX thread, and laid out. */
    public static void until(BooleanSupplier so) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> ask(so::getAsBoolean));
        } catch (TimeoutException late) {
            throw new AssertionError("it did not come about within " + PATIENCE_SECONDS + " s", late);
        }
        pulse();
    }

    /** Timers are called when a pulse begins, so a turn after that the pulse has been laid out. */
    private static void pulse() {
        if (Platform.isFxApplicationThread()) {
            throw new IllegalStateException("waits for the thread that it was called on");
        }
        CountDownLatch begun = new CountDownLatch(1);
        Platform.runLater(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                stop();
                begun.countDown();
            }
        }.start());
        try {
            if (!begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the JavaFX thread is busy for more than " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
        turn();
    }
}
