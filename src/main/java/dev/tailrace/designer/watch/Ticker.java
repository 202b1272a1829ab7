package dev.tailrace.designer.watch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;

/**
 * Does a thing again and again on the JavaFX thread, the first time one period after {@link #start()}. Unlike a running
 * animation it does not make the toolkit draw sixty frames a second in between, so that a window in which nothing moves
 * costs next to nothing. Used on the JavaFX thread.
 */
public final class Ticker {
    private final Executor later;
    private final Runnable task;

    /** Counts starts and stops: a tick that was under way when the ticker was stopped finds another number and ends. */
    private long round;

    private boolean isRunning;

    /** The next period begins when the task has ended. */
    public Ticker(Duration period, Runnable task) {
        this.later = CompletableFuture.delayedExecutor(period.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater);
        this.task = task;
    }

    /** Ticks while the node stands in a window that is open, from then on. */
    public static void whileShown(Node node, Duration period, Runnable task) {
        Ticker ticker = new Ticker(period, task);
        node.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false)
                .addListener((property, before, shown) -> {
                    if (shown) {
                        ticker.start();
                    } else {
                        ticker.stop();
                    }
                });
    }

    /** Does nothing if it runs already. */
    public void start() {
        if (!isRunning) {
            isRunning = true;
            next(++round);
        }
    }

    public void stop() {
        isRunning = false;
        round++;
    }

    private void next(long ofRound) {
        later.execute(() -> {
            if (isRunning && ofRound == round) {
                task.run();
                if (isRunning && ofRound == round) {
                    next(ofRound);
                }
            }
        });
    }
}
